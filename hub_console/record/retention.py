"""What is held, and what of it is past its time by the days that the table set."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy import Connection, func, select

from hub_console.meeting.change import DETAIL, Key
from hub_console.meeting.retention import Limits
from hub_console.meeting.values import Id
from hub_console.record import schema
from hub_console.record.entry import next_hlc
from hub_console.record.intake import ATTACHED

Past = Mapping[str, tuple[Key, ...]]
"""Records that are past their time, under the name of their kind in words."""


def read_past(connection: Connection, limits: Limits, home: Id) -> Past:
    """What of a table is past its time and not erased yet; empty kinds are left out."""
    found = {
        "notes": _last_said(connection, "note", limits.notes, home),
        "details of concluded situations": _details(connection, limits.details, home),
        "attendances": _last_said(connection, "attendance", limits.attendance, home),
    }
    return {kind: keys for kind, keys in found.items() if keys}


@dataclass(frozen=True, slots=True)
class Holding:
    """How much a file holds, of all its tables.

    Attributes:
        situations: Of whatever outcome.
        first: The day on which the earliest of them was presented.
        details: How many of them have their detail still.
        notes: Short texts.
        attendances: Times that an agency was in the room.
    """

    situations: int
    first: date | None
    details: int
    notes: int
    attendances: int


def read_holding(connection: Connection) -> Holding:
    """Count what is held."""
    tables = schema.TABLES

    def number(kind: str) -> int:
        return connection.scalar(select(func.count()).select_from(tables[kind])) or 0

    first = connection.scalar(select(func.min(tables["situation"].c.presented)))
    return Holding(
        number("situation"),
        date.fromisoformat(first) if first else None,
        number(DETAIL),
        number("note"),
        number("attendance"),
    )


def _last_said(connection: Connection, kind: str, limit: date, home: Id) -> tuple[Key, ...]:
    """The records of a kind of which nothing was said since a day, though something is kept."""
    entry, feed = schema.entry.c, schema.feed.c
    began = next_hlc(0, datetime.combine(limit, time(), UTC))
    query = (
        select(entry.record)
        .where(entry.kind == kind, entry.payload.is_not(None))
        .where(entry.feed.in_(select(feed.id).where(feed.home == home)))
        .group_by(entry.record)
        .having(func.max(entry.hlc) < began)
    )
    return tuple(Key(Id(record), kind) for record in connection.scalars(query))


def _details(connection: Connection, limit: date, home: Id) -> tuple[Key, ...]:
    """The situations concluded before a day of which detail is kept, or what goes with it."""
    situation, entry, attached = schema.TABLES["situation"].c, schema.entry.c, schema.attached.c
    kept = select(entry.record).where(entry.kind == DETAIL, entry.payload.is_not(None))
    hanging_on = select(attached.situation).where(attached.kind.in_(ATTACHED))
    query = select(situation.id).where(
        situation.home == home,
        situation.concluded < limit.isoformat(),
        situation.id.in_(kept.union(hanging_on)),
    )
    return tuple(Key(Id(id_), DETAIL) for id_ in connection.scalars(query))
