"""The seal of a closed meeting: the ends of all feeds as they then were, kept in the journal.

An entry's header carries the hash of the header before it and of its own payload, so the hash at
the end of a feed stands for everything in it. Payloads may be erased later: their hashes stay.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from itertools import groupby

from msgspec import MsgspecError
from sqlalchemy import ColumnElement, Connection, select

from hub_console.meeting.values import Id
from hub_console.record import schema
from hub_console.record.entry import NOTHING, Assertion, Entry, EntryId
from hub_console.record.past import read_entries

SEAL = "seal"
"""The kind of an entry that seals a meeting. Its fields are the feeds that grew since the seal
before it, each with the place and the hash of its last entry, and the hash of that seal."""

BEFORE = "before"
"""The field with the hash of the seal before; the first seal has none."""

FEEDS_AT_MOST = 1_000
"""In one entry; a seal of more takes several."""

_CODE_BYTES = 8
_CHUNK = 1_000
_OURS = select(schema.about.c.value).where(schema.about.c.name == "station_id").scalar_subquery()
_OF_MEETINGS = schema.entry.c.record.in_(select(schema.TABLES["meeting"].c.id))
"""Finds the seals by the index of the journal: what is not about a meeting is not looked at."""


def to_seal(
    connection: Connection, ours: bytes, home: str, seq: int, tip: bytes
) -> list[tuple[Assertion, ...]]:
    """What the entries of a new seal say, when one feed ends as given and the others as stored.

    Args:
        connection: In a transaction that writes.
        ours: The feed that is being written.
        home: The table that it belongs to; the seal is of all its feeds.
        seq: The place of its last entry.
        tip: The hash of that entry's header.
    """
    meeting = schema.TABLES["meeting"].c
    seals = _read(
        connection, schema.entry.c.record.in_(select(meeting.id).where(meeting.home == home))
    )
    sealed = {feed: last for seal in seals for feed, (last, _) in seal.tips.items()}
    feed = schema.feed.c
    grown_ones = select(feed.id, feed.seq, feed.tip).where(feed.seq > 0, feed.home == home)
    rows = connection.execute(grown_ones)
    ends = {id_: (last, hash_) for id_, last, hash_ in rows} | {ours: (seq, tip)}
    grown = [
        Assertion(id_.hex(), f"{last} {hash_.hex()}")
        for id_, (last, hash_) in ends.items()
        if last > sealed.get(id_, 0)
    ]
    first = [Assertion(BEFORE, seals[-1].hash.hex())] if seals else []
    said = [*first, *grown]
    return [tuple(said[n : n + FEEDS_AT_MOST]) for n in range(0, len(said), FEEDS_AT_MOST)]


def code_of(connection: Connection, meeting: Id) -> str:
    """The code of a meeting's last seal; empty where it has none."""
    seals = _read(connection, schema.entry.c.record == meeting)
    return seals[-1].code if seals else ""


def sealed_at(connection: Connection) -> Mapping[Id, int]:
    """The clock of the first seal of each meeting that has one."""
    first: dict[Id, int] = {}
    for seal in _read(connection, _OF_MEETINGS):
        first.setdefault(seal.meeting, seal.hlc)
    return first


def code(hash_: bytes) -> str:
    """The beginning of a seal's hash, as people write it down: ``7F3A 91C2 4B5D 0E11``."""
    digits = hash_[:_CODE_BYTES].hex().upper()
    return " ".join(digits[n : n + 4] for n in range(0, len(digits), 4))


@dataclass(frozen=True, slots=True)
class Seal:
    """One seal, of one entry or more.

    Attributes:
        meeting: Which meeting.
        hlc: Its clock.
        tips: The place and the hash of the last entry of each feed that it covers anew.
        before: The hash of the seal before it; None where it is the first.
        hash: Of the header of its last entry.
        entries: Its own entries.
    """

    meeting: Id
    hlc: int
    tips: Mapping[bytes, tuple[int, bytes]]
    before: bytes | None
    hash: bytes
    entries: tuple[EntryId, ...]

    @property
    def code(self) -> str:
        """What is written in the minutes."""
        return code(self.hash)


def _read(connection: Connection, *which: ColumnElement[bool]) -> list[Seal]:
    """Seals, oldest first."""
    entries = read_entries(connection, schema.entry.c.kind == SEAL, *which)
    together = groupby(entries, key=lambda entry: (entry.hlc, entry.feed))
    return [_seal(list(parts)) for _, parts in together]


def _seal(parts: list[Entry]) -> Seal:
    last, ids = parts[-1], tuple(part.id for part in parts)
    try:
        said = {each.field: str(each.value) for part in parts for each in _said(part)}
        before = bytes.fromhex(said.pop(BEFORE)) if BEFORE in said else None
        tips = {bytes.fromhex(feed): _end(value) for feed, value in said.items()}
    except (ValueError, MsgspecError):  # it was tampered with; what it says counts for nothing
        before, tips = None, {}
    return Seal(last.record, last.hlc, tips, before, last.hash, ids)


def _said(entry: Entry) -> tuple[Assertion, ...]:
    content = entry.content()
    return content.assertions if content else ()


def _end(value: str) -> tuple[int, bytes]:
    seq, _, hash_ = value.partition(" ")
    return int(seq), bytes.fromhex(hash_)


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of verifying all seals.

    Attributes:
        seals: How many there are.
        last: The last one in words; empty where there is none.
        broken: What was changed since, each with the meeting's date; empty where all hold.
        lost: What a seal that was set here covers and is here no more, though nothing was
            changed: it went with an older copy of a table that was put back.
        waiting: What cannot be checked yet, as it covers what another station has and this one
            has not.
    """

    seals: int
    last: str
    broken: tuple[str, ...]
    lost: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()


def verify(connection: Connection) -> Verified:
    """Check every seal against the journal as it is now."""
    seals = _read(connection)
    column = schema.TABLES["meeting"].c
    query = select(column.id, column.starts, column.closed).order_by(column.starts)
    meetings = connection.execute(query).all()
    days = {id_: _day(starts) for id_, starts, _ in meetings}
    walked = _walk(connection, seals)
    hashes = {seal.hash for seal in seals}
    elsewhere = _feeds_of_others(connection)
    broken, lost, waiting = list[str](), list[str](), list[str]()
    for seal in seals:
        here = seal.entries[0].feed not in elsewhere
        for wrong in _wrong(seal, walked, hashes):
            said = f"{days.get(seal.meeting, 'a meeting that is not here')}: {wrong}"
            missing = lost if here else waiting
            (missing if isinstance(wrong, _Missing) else broken).append(said)
    sealed = {seal.meeting for seal in seals}
    broken += [
        f"{days[id_]}: the meeting is closed and has no seal"
        for id_, _, closed in meetings
        if closed is not None and id_ not in sealed
    ]
    last = f"{days.get(seals[-1].meeting, '')}: sealed {seals[-1].code}" if seals else ""
    return Verified(len(seals), last, tuple(broken), tuple(lost), tuple(waiting))


class _Missing(str):
    """What a seal covers and is not here: gone where it was set here, still to come elsewhere."""


def _feeds_of_others(connection: Connection) -> set[bytes]:
    """The feeds that other stations wrote."""
    feed = schema.feed.c
    return set(connection.scalars(select(feed.id).where(feed.station != _OURS)))


@dataclass(slots=True)
class _Walked:
    """One feed, walked from its first entry.

    Attributes:
        hashes: Of the headers at the places that seals name.
        faults: The places at which it is not what was written, and why.
        last: The place at which it ends.
    """

    hashes: dict[int, bytes] = field(default_factory=dict)
    faults: list[tuple[int, str]] = field(default_factory=list)
    last: int = 0


def _walk(connection: Connection, seals: Iterable[Seal]) -> Mapping[bytes, _Walked]:
    """Every feed that a seal names or stands in, its hashes computed anew."""
    wanted: dict[bytes, set[int]] = {}
    for seal in seals:
        for feed, (seq, _) in seal.tips.items():
            wanted.setdefault(feed, set()).add(seq)
        for place in seal.entries:
            wanted.setdefault(place.feed, set())
    return {feed: _walk_one(connection, feed, places) for feed, places in wanted.items()}


def _walk_one(connection: Connection, feed: bytes, places: set[int]) -> _Walked:
    column, walked, previous = schema.entry.c, _Walked(), NOTHING
    query = select(schema.entry).where(column.feed == feed).order_by(column.seq)
    for row in connection.execution_options(yield_per=_CHUNK).execute(query):
        entry = Entry(*row)
        here = f"entry {entry.seq} of feed {feed.hex()[:8]}"
        if entry.seq != walked.last + 1:
            walked.faults.append((walked.last + 1, f"{here} follows entry {walked.last}"))
        elif entry.previous != previous:
            walked.faults.append((walked.last, f"{here} does not follow the entry before it"))
        if entry.payload is not None and sha256(entry.payload).digest() != entry.payload_hash:
            walked.faults.append((entry.seq, f"{here} says something else than was written"))
        walked.last, previous = entry.seq, entry.hash
        if entry.seq in places:
            walked.hashes[entry.seq] = previous
    tip = connection.scalar(select(schema.feed.c.tip).where(schema.feed.c.id == feed))
    if tip is not None and tip != previous:
        walked.faults.append((walked.last, f"feed {feed.hex()[:8]} does not end as it was written"))
    return walked


def _wrong(seal: Seal, walked: Mapping[bytes, _Walked], hashes: set[bytes]) -> Iterator[str]:
    """Why a seal does not hold; what an older seal covers already is told there."""
    if seal.before is not None and seal.before not in hashes:
        yield _Missing("the seal before this one was changed or is missing")
    own = {place: said for of in seal.entries for place, said in walked[of.feed].faults}
    if not seal.tips or any(place.seq in own for place in seal.entries):
        yield "the seal itself was changed"
    for feed, (seq, hash_) in seal.tips.items():
        found = walked[feed]
        named = f"feed {feed.hex()[:8]}"
        older = [place for place in found.hashes if place < seq]
        covered = max(older, default=0)
        faults = [said for place, said in found.faults if covered < place <= seq]
        if faults:
            yield faults[0]
        elif found.last < seq:
            yield _Missing(f"entries {found.last + 1} to {seq} of {named} are missing")
        elif found.hashes.get(seq) != hash_:
            yield f"{named} is not the one that was sealed: its entries were written anew"


def _day(starts: str | None) -> str:
    if starts is None:
        return "a meeting without a date"
    return f"{datetime.fromisoformat(starts).astimezone():%Y-%m-%d}"
