"""The tables as the rules know them: rows read back into a ``Table``."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from hub_console.meeting.change import DETAIL, KINDS
from hub_console.meeting.roster import Agency
from hub_console.meeting.rules import TableRules
from hub_console.meeting.situation import Situation
from hub_console.meeting.table import COLLECTION, Home, Table
from hub_console.meeting.values import Id, with_fields
from hub_console.record import schema
from hub_console.record.codec import fields_of
from hub_console.record.numbers import numbered, numbers_of
from hub_console.record.statements import mostly
from hub_console.record.writer import about

Records = dict[Id, dict[str, Any]]
"""The fields of records by id."""


def read_table(connection: Connection, rules: TableRules, home: Id) -> Table:
    """One table with the meeting in hand and whatever its rules may touch."""
    return _table(connection, rules, home, _meetings(connection, home))


def read_meeting(
    connection: Connection, rules: TableRules, home: Id, since: datetime, until: datetime
) -> Table | None:
    """A table as of the last meeting closed that began between two moments; None without one."""
    meeting = schema.TABLES["meeting"].c
    began = meeting.began.between(_written(since), _written(until))
    which = select(meeting.id).where(meeting.home == home, meeting.closed.is_not(None), began)
    last = which.order_by(meeting.began.desc(), meeting.id.desc()).limit(1)
    meetings = _read(connection, "meeting", meeting.id.in_(last))
    return _table(connection, rules, home, meetings) if meetings else None


def _written(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


def _table(connection: Connection, rules: TableRules, home: Id, meetings: Records) -> Table:
    items = _about(connection, "item", meeting=meetings)
    taken_up = [row["situation"] for row in items.values() if row["situation"]]
    situations = _situations(connection, home, taken_up)
    found: Mapping[str, Records] = {
        "agency": _read(connection, "agency", schema.TABLES["agency"].c.home == home),
        "meeting": meetings,
        "item": items,
        "attendance": _about(connection, "attendance", meeting=meetings),
        "situation": situations,
        "report-back": _about(connection, "report-back", situation=situations, meeting=meetings),
        "note": _about(connection, "note", item=items, situation=situations),
    }
    collections = {
        COLLECTION[KINDS[kind]]: {id_: KINDS[kind](id_, **row) for id_, row in records.items()}
        for kind, records in found.items()
    }
    table = Table(_home(connection, home), about(connection, "station"), rules)
    return with_fields(table, collections)


def _meetings(connection: Connection, home: Id) -> Records:
    """The meetings that are not closed, or are being amended; where there is none, the last."""
    meeting = schema.TABLES["meeting"].c
    ours, in_hand = (
        meeting.home == home,
        or_(meeting.closed.is_(None), meeting.amending.is_not(None)),
    )
    unclosed = _read(connection, "meeting", ours, in_hand)
    if unclosed:
        return unclosed
    latest = select(meeting.id).where(ours).order_by(meeting.starts.desc(), meeting.id.desc())
    newest = latest.limit(1)
    return _read(connection, "meeting", meeting.id.in_(newest))


REDACTED = frozenset({"rejected", "error"})
"""Groupings whose situations show no detail, whatever another station still says of them."""


def _situations(connection: Connection, home: Id, taken_up: Collection[Id]) -> Records:
    """The situations that items take up, and all that are not decided or concluded."""
    column = schema.TABLES["situation"].c
    open_ones = and_(mostly(column.home == home), column.grouping.is_(None))
    return _with_details(connection, or_(column.id.in_(taken_up), open_ones))


def _with_details(connection: Connection, which: ColumnElement[bool]) -> Records:
    situations = _read(connection, "situation", which)
    for id_, number in numbers_of(connection, situations).items():
        situations[id_]["number"] = number
    details = _read(connection, DETAIL, schema.TABLES[DETAIL].c.id.in_(list(situations)))
    return {
        id_: row if row["grouping"] in REDACTED else row | details.get(id_, {})
        for id_, row in situations.items()
    }


def read_situation(connection: Connection, home: Id, number: str) -> Situation | None:
    """The situation of a table's number, with its detail."""
    for id_, fields in _with_details(connection, numbered(home, number)).items():
        return Situation(id_, **fields)
    return None


def read_situations(connection: Connection, home: Id, first: date, last: date) -> list[Situation]:
    """The situations of a table that were presented from one day to another, by day and number."""
    column = schema.TABLES["situation"].c
    presented = column.presented.between(first.isoformat(), last.isoformat())
    found = _with_details(connection, and_(column.home == home, presented))
    situations = [Situation(id_, **fields) for id_, fields in found.items()]
    return sorted(situations, key=lambda s: (s.presented or first, s.number or "", s.id))


def read_agencies(connection: Connection, home: Id) -> list[Agency]:
    """The agencies of a table."""
    rows = _read(connection, "agency", schema.TABLES["agency"].c.home == home)
    return [Agency(id_, **fields) for id_, fields in rows.items()]


def _about(connection: Connection, kind: str, **ids: Collection[Id]) -> Records:
    """The records of a kind that name any of some ids, by the field that names them."""
    columns = schema.TABLES[kind].c
    named = [columns[field].in_(list(these)) for field, these in ids.items()]
    return _read(connection, kind, or_(*named))


def _home(connection: Connection, home: Id) -> Home:
    rows = _read(connection, "table", schema.TABLES["table"].c.id == home)
    for id_, fields in rows.items():
        return Home(id_, **fields)
    return Home(home, about(connection, "name"))


def _read(connection: Connection, kind: str, *which: ColumnElement[bool]) -> Records:
    """The fields of records of a kind, as the rules know them."""
    column, fields = schema.TABLES[kind].c, fields_of(kind)
    scalars = [field for field in fields.values() if not field.mapping]
    columns = [column[field.name] for field in scalars]
    records: Records = {}
    for id_, *values in connection.execute(select(column.id, *columns).where(*which)):
        records[id_] = {
            field.name: None if value is None else field.codec.decode(value)
            for field, value in zip(scalars, values, strict=True)
        }
    if len(scalars) < len(fields):
        members = _members(connection, kind, records)
        for id_, row in records.items():
            row |= members[id_]
    return records


def _members(
    connection: Connection, kind: str, records: Collection[Id]
) -> Mapping[Id, dict[str, dict[str, Any]]]:
    fields, column = fields_of(kind), schema.member.c
    members: dict[Id, dict[str, dict[str, Any]]] = defaultdict(dict)
    of_these = and_(column.record.in_(list(records)), column.kind == kind)
    for row in connection.execute(select(schema.member).where(of_these)):
        value = fields[row.field].codec.decode(row.value)
        members[row.record].setdefault(row.field, {})[row.key] = value
    return members


def read_frequency(connection: Connection) -> dict[str, int]:
    """How often each code was used."""
    return dict(connection.execute(select(schema.frequency)).all())
