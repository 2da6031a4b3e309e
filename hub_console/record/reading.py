"""The tables as the rules know them: rows read back into a ``Table``."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from hub_console.meeting.change import DETAIL, KINDS
from hub_console.meeting.rules import TableRules
from hub_console.meeting.situation import Situation
from hub_console.meeting.table import COLLECTION, Home, Table
from hub_console.meeting.values import Id, with_fields
from hub_console.record import schema
from hub_console.record.codec import fields_of
from hub_console.record.writer import about

Records = dict[Id, dict[str, Any]]
"""The fields of records by id."""


def read_table(connection: Connection, rules: TableRules) -> Table:
    """The table with the meeting in hand and whatever its rules may touch."""
    meetings = _meetings(connection)
    items = _about(connection, "item", meeting=meetings)
    taken_up = [row["situation"] for row in items.values() if row["situation"]]
    situations = _situations(connection, taken_up)
    found: Mapping[str, Records] = {
        "agency": _read(connection, "agency"),
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
    table = Table(_home(connection), about(connection, "station"), rules)
    return with_fields(table, collections)


def _meetings(connection: Connection) -> Records:
    """The meetings that are not closed, or are being amended; where there is none, the last."""
    meeting = schema.TABLES["meeting"].c
    in_hand = or_(meeting.closed.is_(None), meeting.amending.is_not(None))
    unclosed = _read(connection, "meeting", in_hand)
    if unclosed:
        return unclosed
    newest = select(meeting.id).order_by(meeting.starts.desc(), meeting.id.desc()).limit(1)
    return _read(connection, "meeting", meeting.id.in_(newest))


def _situations(connection: Connection, taken_up: Collection[Id]) -> Records:
    """The situations that items take up, and all that are not decided or concluded."""
    column = schema.TABLES["situation"].c
    which = or_(column.id.in_(taken_up), column.grouping.is_(None))
    return _with_details(connection, which)


def _with_details(connection: Connection, which: ColumnElement[bool]) -> Records:
    situations = _read(connection, "situation", which)
    details = _read(connection, DETAIL, schema.TABLES[DETAIL].c.id.in_(list(situations)))
    return {id_: row | details.get(id_, {}) for id_, row in situations.items()}


def read_situation(connection: Connection, number: str) -> Situation | None:
    """The situation of a number, with its detail."""
    column = schema.TABLES["situation"].c
    for id_, fields in _with_details(connection, column.number == number).items():
        return Situation(id_, **fields)
    return None


def _about(connection: Connection, kind: str, **ids: Collection[Id]) -> Records:
    """The records of a kind that name any of some ids, by the field that names them."""
    columns = schema.TABLES[kind].c
    named = [columns[field].in_(list(these)) for field, these in ids.items()]
    return _read(connection, kind, or_(*named))


def _home(connection: Connection) -> Home:
    rows = _read(connection, "table")
    for id_, fields in rows.items():
        return Home(id_, **fields)
    return Home(Id(about(connection, "table")), about(connection, "name"))


def _read(connection: Connection, kind: str, *which: ColumnElement[bool]) -> Records:
    """The fields of records of a kind, as the rules know them."""
    table, fields = schema.TABLES[kind], fields_of(kind)
    scalars = [field for field in fields.values() if not field.mapping]
    records: Records = {}
    for id_, *values in connection.execute(select(table).where(*which)):
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
