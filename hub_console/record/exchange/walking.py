"""The entries of one segment, chained again as they were written, and what becomes of them."""

from collections.abc import Sequence
from enum import Enum, auto
from hashlib import sha256

from msgspec import MsgspecError

from hub_console.meeting.change import DETAIL, KINDS
from hub_console.meeting.values import Id
from hub_console.record.entry import ERASE, NOTHING, Entry, Payload
from hub_console.record.exchange.parcel import Segment, Sent, WrongParcel
from hub_console.record.exchange.tips import FeedEnd
from hub_console.record.intake import ATTACHED, Said, Tip
from hub_console.record.seal import SEAL

ERASABLE = ATTACHED | {DETAIL, "attendance"}
"""Kinds that an entry may erase; those of a newer program are its own affair."""

_KEPT_FOR_GOOD = (frozenset(KINDS) - ERASABLE) | {ERASE, SEAL}


class Way(Enum):
    """What becomes of the entries of a segment."""

    TAKEN = auto()
    HELD = auto()
    """They follow others that are not here."""

    FORKED = auto()
    """Their author signed another history of the same feed, which is here."""

    LEFT_OUT = auto()
    """Their author is not enrolled here."""


class Walk:
    """One segment, from entry to entry.

    Args:
        segment: Which.
        home: The table.
        author: The author's public signing key; None where the author is not enrolled.
        last: The place of the last entry of the feed that is here.
        known: The place and hash of an entry that is here, by which both histories are compared;
            the place before the feed's first when nothing of it is here.
    """

    def __init__(
        self,
        segment: Segment,
        home: Id,
        author: bytes | None,
        last: int,
        known: tuple[int, bytes],
    ) -> None:
        self.segment = segment
        self.held: list[Entry] = []
        self._home = home
        self._author = author
        self._last = last
        self._known = known
        self._at = segment.first - 1
        self._hash = segment.previous
        self._hlc = 0
        if author is None:
            self.way = Way.LEFT_OUT
        elif self._at > last:
            self.way = Way.HELD
        else:
            self.way = Way.TAKEN
        if self._at == 0 and segment.previous != NOTHING:
            raise WrongParcel("a feed whose first entry follows another")
        self._compare()

    @property
    def left(self) -> int:
        """How many of its entries have not come yet."""
        return self.segment.last - self._at

    @property
    def tip(self) -> Tip:
        """The end of the feed, as far as it has come."""
        return Tip(self._at, self._hlc, self._hash, self._home)

    @property
    def new(self) -> int:
        """How many of its entries are not here."""
        return self.segment.last - max(self._last, self.segment.first - 1)

    def step(self, sent: Sequence[Sent]) -> list[Said]:
        """Take the next entries; those that can be taken in come back.

        Raises:
            WrongParcel: Their author cannot have made them.
        """
        if self.way is Way.LEFT_OUT:
            self._at += len(sent)
            return []
        ready: list[Said] = []
        for each in sent:
            self._at += 1
            entry = self._entry(each)
            content = _content(entry)
            self._hash = entry.hash
            self._compare()
            if self.way is Way.HELD:
                self.held.append(entry)
            elif self.way is Way.TAKEN and self._at > self._last:
                ready.append((entry, content))
        return ready

    def must_be_signed(self) -> None:
        """Make sure that its author signed the feed as it ends with this segment.

        Raises:
            WrongParcel: It is signed by nobody, or by another.
        """
        segment = self.segment
        end = FeedEnd(
            segment.feed,
            Id(segment.station.hex()),
            self._home,
            segment.role,
            segment.started,
            self._at,
            self._hash,
        )
        if self._author is not None and not end.is_signed(self._author, segment.signature):
            raise WrongParcel("a feed that its author did not sign as it is")

    def _compare(self) -> None:
        if self._at == self._known[0] and self._hash != self._known[1] and self.way is Way.TAKEN:
            self.way = Way.FORKED

    def _entry(self, sent: Sent) -> Entry:
        if sent.hlc < self._hlc:
            raise WrongParcel("an entry whose clock goes backwards")
        self._hlc = sent.hlc
        if sent.payload is not None and sent.payload_hash is None:
            hash_ = sha256(sent.payload).digest()
        elif sent.payload is None and sent.payload_hash is not None:
            hash_ = sent.payload_hash
        else:
            raise WrongParcel("an entry with neither payload nor hash, or with both")
        return Entry(
            self.segment.feed,
            self._at,
            sent.hlc,
            self._hash,
            hash_,
            Id(sent.record),
            sent.kind,
            sent.version,
            sent.person,
            sent.payload,
        )


def _content(entry: Entry) -> Payload | None:
    """What an entry says.

    Raises:
        WrongParcel: It says nothing that an entry can say, or erases what nobody may.
    """
    if entry.payload is None:
        if entry.kind in _KEPT_FOR_GOOD:
            raise WrongParcel(f"an erased {entry.kind}, which nobody may erase")
        return None
    try:
        content = entry.content()
    except (MsgspecError, RecursionError) as error:
        raise WrongParcel(f"an entry that cannot be read ({error})") from error
    assert content is not None
    if len(content.assertions) > 1 or entry.kind == ERASE:
        fields = [assertion.field for assertion in content.assertions]
        if len(set(fields)) < len(fields):
            raise WrongParcel("an entry that says two things of one field")
        if entry.kind == ERASE and _KEPT_FOR_GOOD.intersection(fields):
            raise WrongParcel("an entry that erases what nobody may erase")
    return content
