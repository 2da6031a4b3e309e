"""What two stations said differently at the same time, for a person to choose once.

Acts are set against acts: who concludes a situation sets grouping, reason and date together, and
whoever chooses takes them together.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, and_, select, tuple_

from hub_console.meeting.change import KINDS, Change
from hub_console.meeting.values import Id
from hub_console.record import schema
from hub_console.record.codec import Raw, decoded, is_sound
from hub_console.record.entry import Entry, EntryId
from hub_console.record.fold import Head, in_conflict
from hub_console.record.numbers import numbers_of


@dataclass(frozen=True, slots=True)
class Voice:
    """What one act says of the fields in conflict.

    Attributes:
        values: For each field, as the journal has it.
        person: Who acted.
        station: Where.
        at: When, by the wall clock of that station; UTC.
    """

    values: tuple[Raw, ...]
    person: str
    station: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Conflict:
    """Fields of a record of which acts say different things.

    Attributes:
        kind: The record's kind.
        record: Which one.
        number: Of the situation that it is; None where it is none.
        fields: Which fields, or members.
        voices: What shows until a person chooses, then the others, the latest first.
    """

    kind: str
    record: Id
    number: str | None
    fields: tuple[str, ...]
    voices: tuple[Voice, ...]

    @property
    def shown(self) -> tuple[Raw, ...]:
        """The values that show until a person chooses."""
        return self.voices[0].values

    def chosen(self, voice: Voice) -> tuple[Change, ...]:
        """What choosing a voice changes."""
        return tuple(
            Change(self.kind, self.record, field, self._value(field, old), self._value(field, new))
            for field, old, new in zip(self.fields, self.shown, voice.values, strict=True)
        )

    def _value(self, field: str, raw: Raw) -> Any:
        sound = is_sound(self.kind, field, raw)
        return decoded(self.kind, field, raw) if sound else None


class _Head(NamedTuple):
    """A head, and what its act says of the field."""

    head: Head
    voice: Voice

    @property
    def act(self) -> tuple[int, bytes]:
        return self.head.hlc, self.head.entry.feed


class _Cell(NamedTuple):
    kind: str
    record: Id
    field: str


def read_conflicts(connection: Connection, home: Id) -> list[Conflict]:
    """Every conflict that stands at a table, in a fixed order."""
    cells = _cells(connection, home)
    together: dict[tuple[str, Id, frozenset[tuple[int, bytes]]], list[_Cell]] = defaultdict(list)
    for cell, heads in cells.items():
        together[cell.kind, cell.record, frozenset(each.act for each in heads)].append(cell)
    numbers = numbers_of(connection, {cell.record for cell in cells})
    found = [
        Conflict(
            kind,
            record,
            numbers.get(record),
            tuple(cell.field for cell in of_act),
            _voices([cells[cell] for cell in of_act]),
        )
        for (kind, record, _), of_act in together.items()
    ]
    return sorted(found, key=lambda each: (each.number or "", each.record, each.fields))


def _cells(connection: Connection, home: Id) -> dict[_Cell, list[_Head]]:
    """The heads of each cell that is in conflict, the one that shows first."""
    head = schema.head.c
    feed, entry, station = schema.feed.c, schema.entry.c, schema.station.c
    query = (
        select(schema.head, schema.entry, station.name.label("station"))
        .join(schema.entry, and_(entry.feed == head.feed, entry.seq == head.seq))
        .join(schema.feed, feed.id == head.feed)
        .join(schema.station, station.id == feed.station)
        .where(tuple_(head.record, head.kind, head.field).in_(select(schema.contested)))
        .where(feed.home == home)
        .order_by(head.record, head.kind, head.field)
    )
    width = len(schema.head.c)
    cells: dict[_Cell, list[_Head]] = defaultdict(list)
    for row in connection.execute(query):
        record, kind, field, feed_id, seq, hlc, value = row[:width]
        raw = msgspec.json.decode(value)
        made = Entry(*row[width:-1])
        content = made.content()
        at = content.moment if content else made.moment
        voice = Voice((raw,), made.person, row[-1], at)
        cells[_Cell(kind, record, field)].append(
            _Head(Head(hlc, EntryId(feed_id, seq), raw), voice)
        )
    return {
        cell: _ordered(cell, heads)
        for cell, heads in cells.items()
        if cell.kind in KINDS and in_conflict(cell.kind, cell.field, tuple(h.head for h in heads))
    }


def _ordered(cell: _Cell, heads: list[_Head]) -> list[_Head]:
    """The head that shows, then the others, the latest first; who dropped a member has no voice."""
    if "." in cell.field:
        heads = [each for each in heads if each.head.value is not None]
    return sorted(heads, key=lambda each: (each.head.hlc, each.head.entry), reverse=True)


def _voices(cells: list[list[_Head]]) -> tuple[Voice, ...]:
    """What each act says of all its fields; acts that say the same have one voice."""
    of_act: dict[tuple[int, bytes], Voice] = {}
    for heads in cells:
        for act, voice in ((each.act, each.voice) for each in heads):
            before = of_act[act].values if act in of_act else ()
            of_act[act] = replace(voice, values=(*before, *voice.values))
    voices: dict[tuple[Raw, ...], Voice] = {}
    for voice in of_act.values():
        voices.setdefault(voice.values, voice)
    return tuple(voices.values())
