"""What a station sends, taken apart so that each part can be bent, and truly signed again."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import msgspec

from hub_console.meeting.values import Id
from hub_console.record.entry import Entry
from hub_console.record.exchange.tips import FeedEnd
from hub_console.record.identity import Identity
from tests.bundles.carried import resealed
from tests.record.exchange.laptops import Laptop

FEED, STATION, ROLE, STARTED, FIRST, LAST, PREVIOUS, SIGNATURE = range(8)
"""The places in a segment."""

KIND, AT, FOLD, FRONTIER, DIGEST, NAMES, REVOKED, EPOCH, SEALING, SEGMENTS = range(10)
"""The places in a manifest."""

HLC, RECORD, OF_KIND, VERSION, PERSON, PAYLOAD, HASH = range(7)
"""The places in an entry."""

_pack = msgspec.msgpack.encode


@dataclass
class Letter:
    """A parcel in its parts.

    Attributes:
        sender: Who writes it.
        manifest: As lists.
        entries: Those of its only feed, as lists.
    """

    sender: Laptop
    manifest: list[Any]
    entries: list[list[Any]]

    @property
    def segment(self) -> list[Any]:
        """Its only feed."""
        (segment,) = self.manifest[SEGMENTS]
        assert isinstance(segment, list)
        return segment

    def of(self, kind: str) -> list[Any]:
        """The first entry of a kind."""
        return next(entry for entry in self.entries if entry[OF_KIND] == kind)

    def says(self, kind: str, bend: Callable[[list[Any]], object]) -> None:
        """Bend what the first entry of a kind says: salt, verb, moment, assertions."""
        entry = self.of(kind)
        said = msgspec.msgpack.decode(entry[PAYLOAD])
        bend(said)
        entry[PAYLOAD] = _pack(said)

    def signed(self, by: Identity | None = None) -> "Letter":
        """Sign the feed as it now is; by its sender unless another is named."""
        identity, segment = by or self.sender.identity, self.segment
        hash_ = segment[PREVIOUS]
        for seq, sent in enumerate(self.entries, segment[FIRST]):
            hlc, record, kind, version, person, payload, payload_hash = (*sent, None)[:7]
            if payload_hash is None:
                payload_hash = sha256(payload or b"").digest()
            hash_ = Entry(
                segment[FEED], seq, hlc, hash_, payload_hash, record, kind, version, person, None
            ).hash
        station = Id(segment[STATION].hex())
        last = segment[FIRST] + len(self.entries) - 1
        end = FeedEnd(
            segment[FEED],
            station,
            self.sender.home,
            segment[ROLE],
            segment[STARTED],
            last,
            hash_,
        )
        segment[SIGNATURE] = end.signed(identity)
        return self

    def messages(self) -> list[bytes]:
        """As it travels."""
        return [_pack(self.manifest), _pack(self.entries)]

    def to(self, *others: Laptop, messages: list[bytes] | None = None) -> bytes:
        """In a bundle."""
        sender = self.sender
        return resealed(
            self.messages() if messages is None else messages,
            sender.identity,
            [sender.peer(other) for other in others],
            sender.home,
            1 << 40,
            sender.random.randbytes,
        )


def a_letter(sender: Laptop) -> Letter:
    """All that a laptop wrote itself, in its only feed."""
    messages = sender.parcel().messages
    manifest, *batches = map(msgspec.msgpack.decode, messages)
    return Letter(sender, manifest, [entry for batch in batches for entry in batch])
