"""What stations hold of a table, and in what two of them differ."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Table, exists, select

from hub_console.meeting.change import Key
from hub_console.meeting.values import Id
from hub_console.record import Record, schema
from hub_console.record.conflicts import read_conflicts
from hub_console.record.digest import read_digests
from hub_console.record.exchange.peers import Frontier
from hub_console.record.numbers import numbers_of

Rows = frozenset[tuple[Any, ...]]
Picture = Mapping[str, Rows]
"""All that a file holds of a table, by the name of what it is in."""

_OF_RECORDS = (
    schema.head,
    schema.contested,
    schema.awaited,
    schema.attached,
    schema.erased,
    schema.member,
)


def picture_of(record: Record, home: Id) -> Picture:
    """All that a record holds of a table."""
    with record._file.reading() as connection:
        return picture(connection, home)


def picture(connection: Connection, home: Id) -> Picture:
    """All that a file holds of a table: journal, cells, rows, erasures, digest."""
    feed = schema.feed.c
    journal = select(schema.entry).join(schema.feed, feed.id == schema.entry.c.feed)
    entries = _rows(connection, journal.where(feed.home == home))
    records = {entry[5] for entry in entries}
    told = (feed.id, feed.station, feed.role, feed.started, feed.seq, feed.hlc, feed.tip)
    held = {
        "feed": _rows(connection, select(*told).where(feed.home == home, feed.seq > 0)),
        "entry": entries,
        "digest": frozenset({(read_digests(connection).get(home),)}),
        "number": frozenset(numbers_of(connection).items() if records else ()),
        "conflict": frozenset((repr(each),) for each in read_conflicts(connection, home)),
    }
    held |= {table.name: _of(connection, table, records) for table in _OF_RECORDS}
    held |= {table.name: _of(connection, table, records) for table in schema.TABLES.values()}
    held["number"] = frozenset(row for row in held["number"] if row[0] in records)
    return held


def everything(record: Record) -> Picture:
    """All that is in a file, whatever it belongs to."""
    with record._file.reading() as connection:
        tables = schema.metadata.sorted_tables
        return {table.name: _rows(connection, select(table)) for table in tables}


def difference(one: Picture, other: Picture) -> str:
    """What two pictures do not have in common, in words; empty where nothing."""
    for name, rows in one.items():
        if rows != other[name]:
            only = [
                sorted(map(repr, each))[:2] for each in (rows - other[name], other[name] - rows)
            ]
            return f"{name}: here alone {only[0]}, there alone {only[1]}"
    return ""


def left_behind(connection: Connection, frontier: Frontier) -> str:
    """What is held though nothing holds it up any more; empty where nothing is.

    Args:
        connection: Of a station that heard all that can be heard.
        frontier: What all stations hold of each feed.
    """
    runs = connection.execute(select(schema.held_feed)).all()
    entries = {(row.feed, row.seq) for row in connection.execute(select(schema.held))}
    covered = {(run.id, seq) for run in runs for seq in range(run.first, run.last + 1)}
    if covered != entries:
        return f"{len(covered)} entries are said to wait, and {len(entries)} are held"
    for run in runs:
        if (run.id, run.first - 1) not in covered and run.first - 1 <= frontier.get(run.id, 0):
            return f"entries wait for {run.first - 1}, which others have"
    return ""


def still_said(connection: Connection) -> str:
    """What is still said of what is erased; empty where nothing is."""
    erased = schema.erased.c
    for table in (schema.entry, schema.held):
        column = table.c
        query = select(column.record, column.kind).where(
            column.payload.is_not(None),
            exists().where(erased.record == column.record, erased.kind == column.kind),
        )
        if left := connection.execute(query).all():
            return f"{table.name}: {left} is still there, though it is erased"
    return ""


def erased_keys(record: Record) -> set[Key]:
    """What is erased."""
    with record._file.reading() as connection:
        return {Key(Id(row.record), row.kind) for row in connection.execute(select(schema.erased))}


def unsound(record: Record, *, restored: bool) -> str:
    """What a doctor finds wrong; the seals too.

    Args:
        record: Of any station.
        restored: Whether old copies were put back: then entries that were sealed may be gone.
    """
    wrong = [f"{each.what}: {each.said}" for each in record.check() if not each.sound]
    verified = record.verify()
    wrong += [f"seal: {each}" for each in verified.broken]
    wrong += [f"seal: {each}" for each in verified.lost if not restored]
    return "; ".join(wrong)


def folds_otherwise(record: Record) -> str:
    """The tables that come out otherwise when they are made from the journal again."""
    differing = record.refold().differing
    return f"refold: {', '.join(differing)}" if differing else ""


def _of(connection: Connection, table: Table, records: Iterable[Id]) -> Rows:
    """The rows about some records: a file may hold another table as well."""
    column = table.c.record if "record" in table.c else table.c.id
    there = connection.execute(select(table, column.label("_about")))
    records = set(records)
    return frozenset(tuple(row[:-1]) for row in there if row[-1] in records)


def _rows(connection: Connection, query: Any) -> Rows:
    return frozenset(tuple(row) for row in connection.execute(query))
