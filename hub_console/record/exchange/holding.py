"""Entries that came before those that they follow: kept aside until the others are there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import Connection, Row, bindparam, delete, exists, func, select, update
from sqlalchemy.dialects.sqlite import insert

from hub_console.meeting.values import Id
from hub_console.record import schema
from hub_console.record.entry import Entry, moment_of
from hub_console.record.exchange.parcel import Segment
from hub_console.record.statements import found, run

_FEED, _HELD = schema.held_feed, schema.held
_RUN = insert(_FEED)
_PUT_FEED = _RUN.on_conflict_do_update(
    index_elements=["id", "first"],
    set_={"last": _RUN.excluded.last, "signature": _RUN.excluded.signature},
    where=_RUN.excluded.last > _FEED.c.last,
)
_PUT = _HELD.insert().prefix_with("OR IGNORE")
_BETWEEN = (
    select(_HELD)
    .where(
        _HELD.c.feed == bindparam("of_feed"),
        _HELD.c.seq > bindparam("after"),
        _HELD.c.seq <= bindparam("last"),
    )
    .order_by(_HELD.c.seq)
)
_COUNT = select(func.count()).where(_HELD.c.feed == bindparam("feed"))
_TIP = select(schema.feed.c.seq, schema.feed.c.hlc).where(schema.feed.c.id == bindparam("feed"))

Waiting: TypeAlias = Row[*tuple[Any, ...]]
"""A run of entries that is held, as its row."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Entries that others wait for.

    Attributes:
        station: Who made them.
        missing: How many.
        waiting: How many are held for them.
        after: When the last one before them was made; UTC. None where nothing came before.
    """

    station: Id
    missing: int
    waiting: int
    after: datetime | None


def hold(connection: Connection, home: Id, segment: Segment, entries: Sequence[Entry]) -> bool:
    """Keep entries of a segment aside; what is erased here already is kept without its payload.

    Returns:
        Whether they are of the same history as those of the feed that are held already; if not,
        none is kept.
    """
    span = {"of_feed": segment.feed, "after": segment.first - 1, "last": segment.last}
    there = {each[1]: Entry(*each).hash for each in found(connection, _BETWEEN, span)}
    if any(there.get(entry.seq, entry.hash) != entry.hash for entry in entries):
        return False
    row = {
        "id": segment.feed,
        "first": segment.first,
        "last": segment.last,
        "station": segment.station.hex(),
        "role": segment.role,
        "started": segment.started,
        "home": home,
        "signature": segment.signature,
    }
    run(connection, _PUT_FEED, [row])
    run(connection, _PUT, [entry._asdict() for entry in entries])
    erased = schema.erased.c
    is_erased = exists().where(erased.record == _HELD.c.record, erased.kind == _HELD.c.kind)
    connection.execute(update(_HELD).where(is_erased).values(payload=None))
    return True


def released(connection: Connection, home: Id) -> Iterator[tuple[Waiting, list[Entry]]]:
    """What need not wait any longer, with its entries; it is let go once it was looked at."""
    query = select(_FEED).where(_FEED.c.home == home).order_by(_FEED.c.id, _FEED.c.first)
    for row in connection.execute(query).all():
        last = _last(connection, row.id)
        if last + 1 < row.first:
            continue
        span = {"of_feed": row.id, "after": last, "last": row.last}
        entries = [Entry(*each) for each in found(connection, _BETWEEN, span)]
        if entries:
            yield row, entries
        _let_go(connection, row)


def gaps(connection: Connection, home: Id) -> list[Gap]:
    """What is waited for, feed by feed."""
    query = select(_FEED).where(_FEED.c.home == home).order_by(_FEED.c.id, _FEED.c.first)
    first: dict[bytes, Waiting] = {}
    for row in connection.execute(query):
        first.setdefault(row.id, row)
    return [
        Gap(
            Id(row.station),
            row.first - 1 - _last(connection, feed),
            _waiting(connection, feed),
            _made(connection, feed),
        )
        for feed, row in first.items()
    ]


def _last(connection: Connection, feed: bytes) -> int:
    rows = found(connection, _TIP, {"feed": feed})
    return int(rows[0][0]) if rows else 0


def _waiting(connection: Connection, feed: bytes) -> int:
    ((count,),) = found(connection, _COUNT, {"feed": feed})
    return int(count)


def _made(connection: Connection, feed: bytes) -> datetime | None:
    rows = found(connection, _TIP, {"feed": feed})
    return moment_of(rows[0][1]) if rows else None


def _let_go(connection: Connection, row: Waiting) -> None:
    this = (_FEED.c.id == row.id, _FEED.c.first == row.first)
    connection.execute(delete(_FEED).where(*this))
    others = select(_FEED.c.first).where(
        _FEED.c.id == row.id, _FEED.c.first <= _HELD.c.seq, _FEED.c.last >= _HELD.c.seq
    )
    connection.execute(
        delete(_HELD).where(_HELD.c.feed == row.id, _HELD.c.seq <= row.last, ~exists(others))
    )
