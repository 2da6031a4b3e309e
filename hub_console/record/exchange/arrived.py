"""What a parcel changed, as people are told of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection, select

from hub_console.meeting.change import DETAIL, KINDS, Change, Key
from hub_console.meeting.values import Id
from hub_console.record import schema
from hub_console.record.codec import Raw, decoded, fields_of
from hub_console.record.conflicts import Conflict
from hub_console.record.exchange.holding import Gap
from hub_console.record.exchange.log import DISAGREES
from hub_console.record.exchange.parcel import ParcelKind
from hub_console.record.exchange.peers import Frontier
from hub_console.record.fold import Rows, shown
from hub_console.record.numbers import numbers_about
from hub_console.record.projection import read_cells


class Touch(StrEnum):
    """What became of a record."""

    NEW = "new"
    CHANGED = "changed"
    REMOVED = "removed"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Touched:
    """A record that a parcel changed.

    Attributes:
        key: Which; a situation and its detail are one.
        number: Of the situation that it is or is about; None where there is none.
        touch: What became of it.
        parallel: Whether another station changed it meanwhile, of which the sender did not know.
        changes: What changed, field by field; nothing of what is erased.
    """

    key: Key
    number: str | None
    touch: Touch
    parallel: bool
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Left:
    """What was left out: entries of a station that is not enrolled here.

    Attributes:
        station: Its id.
        name: As the sender calls it; empty where the sender does not say.
        entries: How many.
    """

    station: Id
    name: str
    entries: int


@dataclass(frozen=True, slots=True)
class Waits:
    """Entries that are held, and those that they wait for."""

    station: str
    gap: Gap


@dataclass(frozen=True, slots=True)
class Arrived:
    """What came of taking a parcel in.

    Attributes:
        sender: The station's name.
        table: The table's name.
        kind: How much it carried.
        made: When it was made, by the sender's clock; UTC.
        entries: How many were new here.
        known: How many were here already.
        touched: The records that changed, the first thousand.
        more: How many others changed.
        erased: How many records were erased for good.
        conflicts: What the sender and somebody else said differently, and did not before.
        renumbered: Situations that another has the number of: that number, and the one now shown.
        waits: What is held, and for what.
        left: What was left out.
        forked: Stations that signed two histories of one feed; what was here is kept.
        revoked: Stations whose bundles the sender refuses, and this one does not.
        disagrees: Whether the sender holds the same entries and shows something else.
        again: Whether it had been taken in before; then nothing was done.
    """

    sender: str
    table: str
    kind: ParcelKind
    made: datetime
    entries: int = 0
    known: int = 0
    touched: tuple[Touched, ...] = ()
    more: int = 0
    erased: int = 0
    conflicts: tuple[Conflict, ...] = ()
    renumbered: tuple[tuple[str, str], ...] = ()
    waits: tuple[Waits, ...] = ()
    left: tuple[Left, ...] = ()
    forked: tuple[str, ...] = ()
    revoked: tuple[str, ...] = ()
    disagrees: bool = False
    again: bool = False

    def ahead(self, now: datetime) -> timedelta:
        """How far the sender's clock is ahead of ours, at least; nothing where it need not be."""
        return max(self.made - now, timedelta())

    @property
    def summary(self) -> str:
        """What came of it, as the log keeps it."""
        parts = [f"{self.entries} new", f"{self.known} known" if self.known else ""]
        parts += [f"{len(self.conflicts)} conflicts" if self.conflicts else ""]
        waiting = sum(each.gap.waiting for each in self.waits)
        parts += [f"{waiting} held" if waiting else ""]
        left = sum(each.entries for each in self.left)
        parts += [f"{left} left out" if left else "", "forked" if self.forked else ""]
        parts += [DISAGREES if self.disagrees else ""]
        return ", ".join(filter(None, [self.kind.value, *parts]))

    def count(self, touch: Touch) -> int:
        """How many records became so, of those that are told."""
        return sum(each.touch is touch for each in self.touched)


def read_touched(
    connection: Connection, before: Mapping[Key, Rows], erased: Iterable[Key], seen: Frontier
) -> tuple[Touched, ...]:
    """What became of records.

    Args:
        connection: After all was taken in.
        before: What the tables showed of each.
        erased: Those that were erased.
        seen: What the sender held: what others said beyond it was said in parallel.
    """
    gone = set(erased)
    together: dict[Key, list[tuple[Key, Rows, Rows]]] = {}
    for key, old in before.items():
        if key.kind in KINDS:
            whole = Key(key.record, "situation") if key.kind == DETAIL else key
            now = shown(key.kind, read_cells(connection, key))
            together.setdefault(whole, []).append((key, old, now))
    numbers = numbers_about(connection, {key.record for key in together})
    found = (
        _touched(whole, parts, gone, numbers.get(whole.record)) for whole, parts in together.items()
    )
    return tuple(
        Touched(
            each.key,
            each.number,
            each.touch,
            each.touch is Touch.CHANGED and _is_parallel(connection, each.key, seen),
            each.changes,
        )
        for each in found
        if each is not None
    )


def _touched(
    whole: Key, parts: list[tuple[Key, Rows, Rows]], erased: set[Key], number: str | None
) -> Touched | None:
    was = any(old.row is not None for _, old, _ in parts)
    there = any(now.row is not None for _, _, now in parts)
    changes = tuple(
        change for key, old, now in parts if key not in erased for change in _changes(key, old, now)
    )
    if erased.intersection(key for key, _, _ in parts):
        touch = Touch.ERASED
    elif was and there and changes:
        touch = Touch.CHANGED
    elif there and not was:
        touch = Touch.NEW
    elif was and not there:
        touch = Touch.REMOVED
    else:
        return None
    return Touched(whole, number, touch, False, changes)


def _changes(key: Key, old: Rows, now: Rows) -> Iterator[Change]:
    """What differs between two states of a record's rows."""
    was, is_ = dict(_values(key.kind, old)), dict(_values(key.kind, now))
    for field in was.keys() | is_.keys():
        before, after = was.get(field), is_.get(field)
        if before != after:
            yield Change(
                key.kind,
                key.record,
                field,
                decoded(key.kind, field, before),
                decoded(key.kind, field, after),
            )


def _values(kind: str, rows: Rows) -> Iterator[tuple[str, Raw]]:
    """The values of rows that are not the usual ones, by field and member."""
    fields = fields_of(kind)
    for name, value in (rows.row or {}).items():
        if value != fields[name].default:
            yield name, value
    for (name, member), text in rows.members.items():
        yield f"{name}.{member}", text


def _is_parallel(connection: Connection, key: Key, seen: Frontier) -> bool:
    """Whether anything was said of a record that a station had not seen."""
    entry = schema.entry.c
    kinds = (key.kind, DETAIL) if key.kind == "situation" else (key.kind,)
    said = select(entry.feed, entry.seq).where(entry.record == key.record, entry.kind.in_(kinds))
    return any(seq > seen.get(feed, 0) for feed, seq in connection.execute(said))
