"""What the cells say, written into the tables: heads, rows and members."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import msgspec
from sqlalchemy import Connection, bindparam, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from hub_console.meeting.change import KINDS, Key
from hub_console.meeting.values import Id
from hub_console.record import schema
from hub_console.record.digest import HeadRow, Sums
from hub_console.record.entry import EntryId
from hub_console.record.fold import Cell, Cells, Head, Rows, shown
from hub_console.record.statements import Row, alter, found, put, put_all, remove, run

Stored = dict[Key, dict[str, Cell]]
MemberRow: TypeAlias = tuple[str, str, str, str, str]
"""A member as its row: record, kind, field, key, value."""

_HEADS = select(schema.head).where(
    schema.head.c.record == bindparam("record"), schema.head.c.kind == bindparam("kind")
)

_THESE = select(func.json_each(bindparam("records")).table_valued("value").c.value)
"""Records as one value, so that the statement is the same for however many."""
_GONE_OF_THESE = select(schema.erased).where(schema.erased.c.record.in_(_THESE))
_HEADS_OF_THESE = select(schema.head).where(schema.head.c.record.in_(_THESE))

_HEAD_KEY = tuple(column.name for column in schema.head.primary_key)
_MEMBER_KEY = tuple(column.name for column in schema.member.primary_key)
_json = msgspec.json.Encoder().encode

CODED = frozenset({"risk_factors", "protective_factors", "flags", "services"})
"""Fields whose members are codes of the vocabulary."""

_PICKED = insert(schema.frequency)
_PICKS = _PICKED.on_conflict_do_update(
    index_elements=["code"],
    set_={"count": schema.frequency.c.count + _PICKED.excluded.count},
)
_NO_PICKS = delete(schema.frequency).where(schema.frequency.c.count == 0)


def read_cells(connection: Connection, key: Key) -> dict[str, Cell]:
    """The cells of a record as they are stored."""
    cells: dict[str, Cell] = {}
    for _, _, field, feed, seq, hlc, value in found(connection, _HEADS, key._asdict()):
        head = Head(hlc, EntryId(feed, seq), msgspec.json.decode(value))
        cells[field] = (*cells.get(field, ()), head)
    return cells


def read_many(
    connection: Connection, records: Sequence[Id]
) -> tuple[set[Key], dict[Key, dict[str, Cell]]]:
    """What is erased of some records, and the cells of the others as they are stored."""
    these = {"records": _json(records).decode()}
    cells: dict[Key, dict[str, Cell]] = {}
    for record, kind, field, feed, seq, hlc, value in found(connection, _HEADS_OF_THESE, these):
        there = cells.setdefault(Key(record, kind), {})
        each = Head(hlc, EntryId(feed, seq), msgspec.json.decode(value))
        there[field] = (*there.get(field, ()), each)
    return {Key(*row) for row in found(connection, _GONE_OF_THESE, these)}, cells


def write_cells(
    connection: Connection,
    before: Mapping[Key, Cells],
    after: Mapping[Key, Cells],
    homes: Mapping[Key, str],
    sums: Sums,
) -> Mapping[Key, tuple[Rows, Rows]]:
    """Bring the tables from the cells they show to those they shall show.

    Args:
        connection: In a transaction that writes.
        before: The cells of some records as they are stored.
        after: As they shall be.
        homes: The table that each record belongs to.
        sums: Where the heads that come and go are counted.

    Returns:
        What the tables show of each record that changed, before and after.
    """
    changed = {key: (before[key], now) for key, now in after.items() if now != before[key]}
    _write_heads(connection, changed, homes, sums)
    rows = {
        key: (shown(key.kind, old), shown(key.kind, now))
        for key, (old, now) in changed.items()
        if key.kind in KINDS
    }
    _write_rows(connection, rows, homes)
    _write_members(connection, rows)
    return rows


def _write_heads(
    connection: Connection,
    changed: Mapping[Key, tuple[Cells, Cells]],
    homes: Mapping[Key, str],
    sums: Sums,
) -> None:
    gone: list[Row] = []
    new: list[HeadRow] = []
    settled: list[Row] = []
    contested: list[Row] = []
    for key, (before, after) in changed.items():
        home = homes[key]
        for field in before.keys() | after.keys():
            old, now = before.get(field, ()), after.get(field, ())
            if old is now:
                continue
            for each in old:
                if each not in now:
                    row = _head(key, field, each)
                    gone.append(dict(zip(_HEAD_KEY, row, strict=False)))
                    sums.take_head(home, row)
            for each in now:
                if each not in old:
                    row = _head(key, field, each)
                    new.append(row)
                    sums.add_head(home, row)
            if (len(old) > 1) is not (len(now) > 1):
                cell = {"record": key.record, "kind": key.kind, "field": field}
                (contested if len(now) > 1 else settled).append(cell)
    remove(connection, schema.head, gone)
    put_all(connection, schema.head, new)
    remove(connection, schema.contested, settled)
    put(connection, schema.contested, contested)


def _head(key: Key, field: str, head: Head) -> HeadRow:
    feed, seq = head.entry
    return *key, field, feed, seq, head.hlc, _json(head.value).decode()


def _write_rows(
    connection: Connection,
    changed: Mapping[Key, tuple[Rows, Rows]],
    homes: Mapping[Key, str],
) -> None:
    new: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    gone: dict[str, list[Row]] = defaultdict(list)
    altered: dict[tuple[str, tuple[str, ...]], list[Row]] = defaultdict(list)
    for key, (old, now) in changed.items():
        record, kind = key
        if now.row is None:
            if old.row is not None:
                gone[kind].append({"id": record})
        elif old.row is None:
            home = (homes[key],) if kind in schema.HOMED else ()
            new[kind].append((record, *now.row.values(), *home))
        else:
            row = {name: value for name, value in now.row.items() if value != old.row[name]}
            if row:
                altered[kind, tuple(row)].append({"id": record, **row})
    for kind, rows in gone.items():
        remove(connection, schema.TABLES[kind], rows)
    for kind, whole in new.items():
        put_all(connection, schema.TABLES[kind], whole)
    for (kind, names), rows in altered.items():
        alter(connection, schema.TABLES[kind], names, rows)


def _write_members(connection: Connection, changed: Mapping[Key, tuple[Rows, Rows]]) -> None:
    gone: list[MemberRow] = []
    new: list[MemberRow] = []
    for key, (old, now) in changed.items():
        gone += [(*key, *of, value) for of, value in old.members.items() - now.members.items()]
        new += [(*key, *of, value) for of, value in now.members.items() - old.members.items()]
    remove(connection, schema.member, [dict(zip(_MEMBER_KEY, row, strict=False)) for row in gone])
    put_all(connection, schema.member, new)
    counts = Counter(member for _, _, field, member, _ in new if field in CODED)
    counts.subtract(member for _, _, field, member, _ in gone if field in CODED)
    _count(connection, counts)


def _count(connection: Connection, counts: Mapping[str, int]) -> None:
    """Add to how often codes are picked, or take from it."""
    rows = [{"code": code, "count": more} for code, more in counts.items() if more]
    run(connection, _PICKS, rows)
    if any(more < 0 for more in counts.values()):
        run(connection, _NO_PICKS, [{}])
