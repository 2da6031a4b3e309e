"""What two stations said differently at the same time, for a person to choose once."""

from dataclasses import dataclass
from itertools import groupby

import msgspec
from sqlalchemy import Connection, func, select, tuple_

from hub_console.meeting.change import KINDS
from hub_console.meeting.values import Id
from hub_console.record import schema
from hub_console.record.codec import Raw
from hub_console.record.entry import EntryId
from hub_console.record.fold import Head, in_conflict, winner


@dataclass(frozen=True, slots=True)
class Conflict:
    """A cell of which people said different things at the same time.

    Attributes:
        kind: The record's kind.
        record: Which one.
        field: Which field, or member.
        shown: The value that shows until a person chooses.
        others: The other values.
    """

    kind: str
    record: Id
    field: str
    shown: Raw
    others: tuple[Raw, ...]


def read_conflicts(connection: Connection) -> list[Conflict]:
    """Every conflict that stands, in a fixed order."""
    column = schema.head.c
    cell = (column.record, column.kind, column.field)
    several = select(*cell).group_by(*cell).having(func.count() > 1)
    query = select(schema.head).where(tuple_(*cell).in_(several)).order_by(*cell)
    found = []
    rows = connection.execute(query)
    for (record, kind, field), together in groupby(
        rows, key=lambda row: (row.record, row.kind, row.field)
    ):
        heads = tuple(
            Head(row.hlc, EntryId(row.feed, row.seq), msgspec.json.decode(row.value))
            for row in together
        )
        if kind in KINDS and in_conflict(kind, field, heads):
            shown = winner(field, heads)
            others = (head.value for head in sorted(heads, reverse=True))
            rest = tuple(value for value in dict.fromkeys(others) if value != shown)
            found.append(Conflict(kind, Id(record), field, shown, rest))
    return found
