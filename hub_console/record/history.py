"""The audit trail: who changed what, when, and from what to what."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, or_, select

from hub_console.meeting.change import KINDS
from hub_console.meeting.values import Id
from hub_console.record import schema, seal
from hub_console.record.codec import decoded, is_sound
from hub_console.record.entry import ERASE, Entry
from hub_console.record.numbers import numbered, numbers_of
from hub_console.record.past import Past, read_entries


@dataclass(frozen=True, slots=True)
class HistoryChange:
    """One field of one record before and after.

    Attributes:
        kind: The record's kind.
        record: Which one.
        number: Of the situation that it is, or is about; None where there is none.
        field: The field, or member; empty where the payload is erased.
        before: What it was.
        after: What it is since.
        erased: Whether only the fact is left that something was said.
    """

    kind: str
    record: Id
    number: str | None
    field: str
    before: Any
    after: Any
    erased: bool = False


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One action.

    Attributes:
        at: UTC, by the wall clock of the station.
        person: Who acted.
        station: Where.
        verb: What was done; ``erased`` where nothing else is left of it.
        changes: What changed.
        amended: Whether it changed what belongs to a meeting that was sealed before.
        sealed: The code of the seal that it set; empty where it set none.
    """

    at: datetime
    person: str
    station: str
    verb: str
    changes: tuple[HistoryChange, ...]
    amended: bool = False
    sealed: str = ""


def read_history(connection: Connection, home: Id, number: str | None = None) -> list[HistoryLine]:
    """Every action at a table, oldest first; of one situation when its number is given."""
    which = _of_situation(home, number) if number else _of_table(home)
    return list(_lines(connection, which))


def _of_table(home: Id) -> tuple[ColumnElement[bool], ...]:
    feed = schema.feed.c
    return (schema.entry.c.feed.in_(select(feed.id).where(feed.home == home)),)


def _of_situation(home: Id, number: str) -> tuple[ColumnElement[bool], ...]:
    """What picks the entries of a situation and of all that is about it."""
    situation, attached = schema.TABLES["situation"].c, schema.attached.c
    item = schema.TABLES["item"].c
    this = select(situation.id).where(numbered(home, number))
    record = schema.entry.c.record
    return (
        or_(
            record.in_(this),
            record.in_(select(attached.record).where(attached.situation.in_(this))),
            record.in_(select(item.id).where(item.situation.in_(this))),
        ),
    )


def _lines(connection: Connection, which: tuple[ColumnElement[bool], ...]) -> Iterator[HistoryLine]:
    entries = read_entries(connection, *which)
    past = Past(connection, entries)
    feed, station = schema.feed.c, schema.station.c
    query = select(feed.id, station.name).join_from(schema.feed, schema.station)
    places = dict(connection.execute(query).all())
    numbers = _numbers(connection)
    sealed_at = _sealed_at(connection)
    for _, grouped in groupby(entries, key=lambda entry: (entry.hlc, entry.feed)):
        together = list(grouped)
        contents = [content for entry in together if (content := entry.content())]
        changes = (each for entry in together for each in _changes(past, entry, numbers))
        yield HistoryLine(
            at=contents[0].moment if contents else together[0].moment,
            person=together[0].person,
            station=places[together[0].feed],
            verb=contents[0].verb if contents else "erased",
            changes=tuple(changes),
            amended=any(each.hlc > sealed_at.get(each.record, each.hlc) for each in together),
            sealed=seal.code(together[-1].hash) if together[-1].kind == seal.SEAL else "",
        )


def _changes(past: Past, entry: Entry, numbers: Mapping[Id, str]) -> Iterator[HistoryChange]:
    content, number = entry.content(), numbers.get(entry.record)
    if entry.kind == seal.SEAL:
        return
    if content is None:
        yield HistoryChange(entry.kind, entry.record, number, "", None, None, erased=True)
        return
    for each in content.assertions:
        if entry.kind == ERASE or entry.kind not in KINDS:
            before, after = None, each.value
        else:
            before = past.before(entry, each)
            sound = is_sound(entry.kind, each.field, each.value)
            after = decoded(entry.kind, each.field, each.value) if sound else each.value
        yield HistoryChange(entry.kind, entry.record, number, each.field, before, after)


def _sealed_at(connection: Connection) -> Mapping[Id, int]:
    """The clock of the first seal of its meeting, for each record that belongs to one."""
    meetings, records = seal.sealed_at(connection), dict[Id, int]()
    for kind in ("item", "attendance", "report-back"):
        column = schema.TABLES[kind].c
        for id_, meeting in connection.execute(select(column.id, column.meeting)):
            if meeting in meetings:
                records[Id(id_)] = meetings[meeting]
    return records


def _numbers(connection: Connection) -> Mapping[Id, str]:
    """The number of the situation that each record is, or is about."""
    numbers = dict(numbers_of(connection))
    for kind in ("item", "note", "report-back"):
        column = schema.TABLES[kind].c
        for id_, of in connection.execute(select(column.id, column.situation)):
            if of in numbers:
                numbers[Id(id_)] = numbers[of]
    return numbers
