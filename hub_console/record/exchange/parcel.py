"""What travels from one record to another: a manifest, then the entries in batches.

A feed's entries come in a row. The hashes that chain them are not sent: who takes them in computes
them, and the author's signature of the last one vouches for all.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta, Struct

from hub_console.record.entry import Entry

BATCH_ENTRIES = 2_000
BATCH_BYTES = 512 * 1024
"""A batch ends with the entry that reaches either."""

PAYLOAD_AT_MOST = 256 * 1024

_Id16 = Annotated[bytes, Meta(min_length=16, max_length=16)]
_Hash = Annotated[bytes, Meta(min_length=32, max_length=32)]
_Point = Annotated[bytes, Meta(min_length=33, max_length=33)]
_Signature = Annotated[bytes, Meta(min_length=64, max_length=64)]
_Place = Annotated[int, Meta(ge=1, lt=2**40)]
_Clock = Annotated[int, Meta(ge=0, lt=2**63 - 2**40)]
_Moment = Annotated[int, Meta(ge=-(2**55), lt=2**55)]
_Small = Annotated[int, Meta(ge=0, lt=2**31)]
_Short = Annotated[str, Meta(max_length=64)]
_Name = Annotated[str, Meta(max_length=200)]
_Record = Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]
_Payload = Annotated[bytes, Meta(max_length=PAYLOAD_AT_MOST)]

T = TypeVar("T")


class ParcelKind(StrEnum):
    """How much a parcel carries."""

    FULL = "full"
    DELTA = "delta"
    ACKNOWLEDGEMENT = "acknowledgement"


class Segment(Struct, array_like=True, frozen=True, forbid_unknown_fields=True):
    """Entries of one feed in a row.

    Attributes:
        feed: The feed's id.
        station: Its author's station id.
        role: As which role it was written.
        started: When the feed was begun, by its author's clock.
        first: The place of the first entry.
        last: The place of the last one.
        previous: The hash of the header before the first.
        signature: The author's, of the feed as it ends with the last.
    """

    feed: _Id16
    station: _Id16
    role: _Short
    started: _Short
    first: _Place
    last: _Place
    previous: _Hash
    signature: _Signature

    def __len__(self) -> int:
        return self.last - self.first + 1


class Manifest(Struct, array_like=True, frozen=True, forbid_unknown_fields=True):
    """What a parcel says of its sender and of the entries that follow.

    Attributes:
        kind: How much it carries.
        at: The sender's wall clock, microseconds since 1970.
        fold: The newest version of entries that the sender can read.
        frontier: The place of the last entry that the sender holds of each feed.
        digest: Of the table as the sender shows it.
        names: The stations that wrote what follows.
        revoked: The stations whose bundles the sender refuses.
        epoch: Of the key that the sender now wants bundles sealed to.
        sealing: That key.
        segments: What follows, feed by feed.
    """

    kind: ParcelKind
    at: _Moment
    fold: _Small
    frontier: tuple[tuple[_Id16, _Place], ...]
    digest: _Id16
    names: tuple[tuple[_Id16, _Name], ...]
    revoked: tuple[_Id16, ...]
    epoch: _Small
    sealing: _Point
    segments: tuple[Segment, ...]

    @property
    def entries(self) -> int:
        """How many entries follow."""
        return sum(map(len, self.segments))


class Sent(Struct, array_like=True, frozen=True, forbid_unknown_fields=True):
    """An entry on its way; its feed and place follow from where it stands.

    Attributes:
        hlc: Its clock.
        record: What it is about.
        kind: The record's kind.
        version: The kind's.
        person: Who acted.
        payload: None where it is erased.
        payload_hash: Of an erased payload.
    """

    hlc: _Clock
    record: _Record
    kind: _Short
    version: _Small
    person: _Name
    payload: _Payload | None
    payload_hash: _Hash | None = None


class WrongParcel(Exception):
    """A parcel that is not as it must be; its text says why, for a log and for an expert."""


_encoder = msgspec.msgpack.Encoder()
_manifests = msgspec.msgpack.Decoder(Manifest)
_batches = msgspec.msgpack.Decoder(tuple[Sent, ...])


def packed(manifest: Manifest, entries: Iterable[Entry]) -> Iterator[bytes]:
    """A parcel as messages: the manifest, then batches."""
    yield _encoder.encode(manifest)
    batch: list[Sent] = []
    size = 0
    for entry in entries:
        batch.append(_sent(entry))
        size += len(entry.payload or b"") + 100
        if len(batch) >= BATCH_ENTRIES or size >= BATCH_BYTES:
            yield _encoder.encode(batch)
            batch, size = [], 0
    if batch:
        yield _encoder.encode(batch)


def _sent(entry: Entry) -> Sent:
    hash_ = entry.payload_hash if entry.payload is None else None
    return Sent(
        entry.hlc,
        entry.record,
        entry.kind,
        entry.version,
        entry.person,
        entry.payload,
        hash_,
    )


def read_manifest(message: bytes) -> Manifest:
    """The manifest of a parcel.

    Raises:
        WrongParcel: It is none, or contradicts itself.
    """
    manifest = _decoded(_manifests, message, "manifest")
    for what, said in (
        ("feed", [segment.feed for segment in manifest.segments]),
        ("frontier", [feed for feed, _ in manifest.frontier]),
    ):
        if len(set(said)) < len(said):
            raise WrongParcel(f"a {what} is there twice")
    if any(segment.last < segment.first for segment in manifest.segments):
        raise WrongParcel("a feed ends before it begins")
    return manifest


def read_batch(message: bytes) -> Sequence[Sent]:
    """The entries of a batch.

    Raises:
        WrongParcel: It is none.
    """
    return _decoded(_batches, message, "batch")


def _decoded(decoder: msgspec.msgpack.Decoder[T], message: bytes, what: str) -> T:
    try:
        return decoder.decode(message)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise WrongParcel(f"a {what} that cannot be read ({error})") from error
