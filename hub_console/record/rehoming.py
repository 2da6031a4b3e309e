"""Entries of a damaged record taken into a new one; what cannot continue its feed moves to another.

An entry cannot continue its feed when one before it is lost, or when it replaces values of an
entry that moved or is lost: its parents must be named anew, and so its header has another hash.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, func, select

from hub_console.meeting.change import KINDS, Key
from hub_console.record import schema
from hub_console.record.entry import (
    ERASE,
    SALT_BYTES,
    VERSION,
    Assertion,
    Entry,
    EntryId,
    Payload,
    microseconds,
    next_hlc,
    packed,
)
from hub_console.record.intake import Intake
from hub_console.record.ruin import NO_FEED, Feed
from hub_console.record.wipe import held
from hub_console.record.writer import about

FEED_BYTES = 16

_CHUNK = 2_000
"""Entries that are taken in together."""


class Rehoming:
    """Entries on their way into a new file.

    Args:
        connection: In a transaction that writes.
        feeds: What is known of every feed.
        entropy: Gives random bytes.
    """

    def __init__(
        self,
        connection: Connection,
        feeds: Mapping[bytes, Feed],
        entropy: Callable[[int], bytes],
    ) -> None:
        self._connection = connection
        self._intake = Intake(connection)
        self._feeds = dict(feeds)
        self._entropy = entropy
        self._ours = about(connection, "station_id")
        self._table = about(connection, "table")
        self._broken: set[bytes] = set()
        self._moved: dict[EntryId, EntryId] = {}
        self._new_feeds: dict[tuple[str, str, str], bytes] = {}

    def take(self, entries: Sequence[Entry]) -> None:
        """Take entries in, in the order of their clocks, so that parents come before."""
        in_order = sorted(entries, key=lambda entry: (entry.hlc, entry.feed, entry.seq))
        for start in range(0, len(in_order), _CHUNK):
            self._intake = Intake(self._connection)
            for entry in in_order[start : start + _CHUNK]:
                self._take(entry)
            self._intake.flush()

    def erase(self, erased: Collection[Key], now: datetime) -> None:
        """Erase what the damaged file knew to be erased and the new one still holds."""
        self._intake = Intake(self._connection)
        clock = self._connection.scalar(select(func.max(schema.feed.c.hlc))) or 0
        for key in held(self._connection, erased):
            clock = next_hlc(clock, now)
            self._say_erased(key, clock, microseconds(now), Feed(self._ours, "recorder"), "")
        self._intake.flush()

    def _take(self, entry: Entry) -> None:
        tip = self._intake.tip(entry.feed)
        if tip is None and entry.seq == 1:
            self._begin(entry.feed, self._feeds[entry.feed])
            tip = self._intake.tip(entry.feed)
        follows = tip is not None and (entry.seq, entry.previous) == (tip.seq + 1, tip.hash)
        if follows and entry.feed not in self._broken and not self._is_to_name_parents_anew(entry):
            self._intake.take(entry)
        elif tip is None or entry.seq > tip.seq:
            self._broken.add(entry.feed)
            self._move(entry)

    def _is_to_name_parents_anew(self, entry: Entry) -> bool:
        content = entry.content()
        return content is not None and any(
            parent in self._moved or self._is_lost(parent)
            for each in content.assertions
            for parent in each.parents
        )

    def _is_lost(self, entry: EntryId) -> bool:
        """Whether the damaged file had an entry that did not come, though its time is past."""
        tip = self._intake.tip(entry.feed)
        there = self._feeds.get(entry.feed, NO_FEED).last
        return (0 if tip is None else tip.seq) < entry.seq <= there

    def _move(self, entry: Entry) -> None:
        """Say the same in a feed of the rescue; what is no mark, as a seal is none, is left out."""
        content, feed = entry.content(), self._feeds[entry.feed]
        if content is None:
            key = Key(entry.record, entry.kind)
            self._say_erased(key, entry.hlc, microseconds(entry.moment), feed, entry.person)
        elif entry.kind == ERASE or entry.kind in KINDS:
            moved = tuple(self._with_parents(entry, each) for each in content.assertions)
            said = Payload(content.salt, content.verb, content.at, moved)
            self._moved[entry.id] = self._say(entry, packed(said), feed)

    def _with_parents(self, entry: Entry, assertion: Assertion) -> Assertion:
        """An assertion that replaces what it did, and whatever else its station said before.

        A station always knows what it said; what came between may be lost.
        """
        cell = self._intake.cells(Key(entry.record, entry.kind)).get(assertion.field, ())
        ours = self._feeds[entry.feed].station
        before = (h.entry for h in cell if self._feeds[h.entry.feed].station == ours)
        parents = (self._moved.get(parent, parent) for parent in assertion.parents)
        return Assertion(assertion.field, assertion.value, tuple(sorted({*before, *parents})))

    def _say_erased(self, key: Key, hlc: int, at: int, feed: Feed, person: str) -> None:
        said = Payload(self._entropy(SALT_BYTES), ERASE, at, (Assertion(key.kind, True),))
        empty = Entry(b"", 0, hlc, b"", b"", key.record, ERASE, VERSION, person, None)
        self._say(empty, packed(said), feed)

    def _say(self, entry: Entry, payload: bytes, feed: Feed) -> EntryId:
        """Take an entry in under a new header."""
        id_ = self._new_feed(feed)
        tip = self._intake.tip(id_)
        assert tip is not None
        new = entry._replace(
            feed=id_,
            seq=tip.seq + 1,
            previous=tip.hash,
            payload_hash=sha256(payload).digest(),
            payload=payload,
        )
        self._intake.take(new)
        return new.id

    def _new_feed(self, former: Feed) -> bytes:
        """The feed that what was a station's moves to: one of ours, which we can sign."""
        whose = former.station or self._ours, former.role or "recorder", former.home
        if whose not in self._new_feeds:
            self._new_feeds[whose] = id_ = self._entropy(FEED_BYTES)
            self._feeds[id_] = former
            self._begin(id_, former._replace(station=self._ours))
        return self._new_feeds[whose]

    def _begin(self, id_: bytes, feed: Feed) -> None:
        self._intake.begin(
            {
                "id": id_,
                "station": feed.station or self._ours,
                "role": feed.role or "recorder",
                "started": feed.started,
                "home": feed.home or self._table,
            }
        )
