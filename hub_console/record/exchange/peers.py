"""The stations that are enrolled here, and what each was last seen to hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec
from sqlalchemy import Connection, select, update

from hub_console.meeting.values import Id
from hub_console.record import schema
from hub_console.record.entry import moment_of
from hub_console.record.statements import run
from hub_console.record.writer import about

Frontier = Mapping[bytes, int]
"""The place of the last entry that is held of each feed."""

EVERYWHERE = Id("")
"""The home of a coordinator's station: it may speak of every table that it is enrolled at."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A station that may exchange with this one.

    Attributes:
        station: Its id.
        name: As it is called here; no two are called the same.
        home: Its table; none for a coordinator's.
        table: That table's name.
        signing: Its public signing key.
        epoch: Of the key that is sealed to.
        sealing: That key.
        enrolled: UTC.
        revoked: UTC; None while it is trusted.
    """

    station: Id
    name: str
    home: Id
    table: str
    signing: bytes
    epoch: int
    sealing: bytes
    enrolled: datetime
    revoked: datetime | None = None

    def speaks_of(self, home: Id) -> bool:
        """Whether it is a station of a table, or of all."""
        return self.home in (EVERYWHERE, home)


@dataclass(frozen=True, slots=True)
class Heard:
    """What a station was last seen to hold of a table.

    Attributes:
        at: When its last bundle was taken in; UTC.
        clock: The bundle's.
        frontier: What it held then.
    """

    at: datetime
    clock: int
    frontier: Frontier

    @property
    def written(self) -> datetime:
        """When it wrote that bundle, by its own clock; never later than it was taken in."""
        return min(moment_of(self.clock), self.at)


_frontiers = msgspec.msgpack.Decoder(dict[bytes, int])
_encode = msgspec.msgpack.Encoder().encode


def read_peers(connection: Connection) -> list[Peer]:
    """Every station that is enrolled, or was, by name."""
    peer, station = schema.peer.c, schema.station.c
    query = select(schema.peer, station.name).join(schema.station, station.id == peer.station)
    return [
        Peer(
            Id(row.station),
            row.name,
            Id(row.home),
            row.table_name,
            row.signing,
            row.epoch,
            row.sealing,
            datetime.fromisoformat(row.enrolled),
            datetime.fromisoformat(row.revoked) if row.revoked else None,
        )
        for row in connection.execute(query.order_by(station.name, station.id))
    ]


def write_peer(connection: Connection, peer: Peer) -> None:
    """Enrol a station, or enrol it anew."""
    station = {"id": peer.station, "name": peer.name}
    run(connection, _PUT_STATION, [station])
    row = {
        "station": peer.station,
        "home": peer.home,
        "table_name": peer.table,
        "signing": peer.signing,
        "epoch": peer.epoch,
        "sealing": peer.sealing,
        "enrolled": _written(peer.enrolled),
        "revoked": _written(peer.revoked) if peer.revoked else None,
    }
    run(connection, _PUT_PEER, [row])


_PUT_STATION = schema.station.insert().prefix_with("OR REPLACE")
_PUT_PEER = schema.peer.insert().prefix_with("OR REPLACE")
"""What was heard of a station names it, so that it cannot be removed first."""


def write_key(connection: Connection, station: Id, epoch: int, sealing: bytes) -> None:
    """Keep the key that a station now wants bundles sealed to."""
    this = schema.peer.c.station == station
    connection.execute(update(schema.peer).where(this).values(epoch=epoch, sealing=sealing))


def read_frontier(connection: Connection, home: Id) -> Frontier:
    """What this station holds of a table."""
    feed = schema.feed.c
    query = select(feed.id, feed.seq).where(feed.home == home, feed.seq > 0)
    return dict(connection.execute(query).all())


def read_heard(connection: Connection, home: Id) -> Mapping[Id, Heard]:
    """What each station was last seen to hold of a table."""
    query = select(schema.heard).where(schema.heard.c.home == home)
    return {
        Id(row.station): Heard(
            datetime.fromisoformat(row.at), row.clock, _frontiers.decode(row.frontier)
        )
        for row in connection.execute(query)
    }


def write_heard(connection: Connection, station: Id, home: Id, heard: Heard) -> None:
    """Keep what a station was seen to hold.

    What it said last counts, not what it said most: a station that was restored from a backup
    holds less than before.
    """
    row = {
        "station": station,
        "home": home,
        "at": _written(heard.at),
        "clock": heard.clock,
        "frontier": _encode(dict(heard.frontier)),
    }
    run(connection, _PUT_HEARD, [row])


_PUT_HEARD = schema.heard.insert().prefix_with("OR REPLACE")


def names_of(connection: Connection, stations: Sequence[Id]) -> Mapping[Id, str]:
    """What stations are called here; those that nothing came from are left out."""
    column = schema.station.c
    query = select(column.id, column.name).where(column.id.in_(stations))
    return {Id(id_): name for id_, name in connection.execute(query)}


def table_names(connection: Connection) -> Mapping[Id, str]:
    """The tables of which anything is held or expected, by id; our own is one."""
    table, peer = schema.TABLES["table"].c, schema.peer.c
    own = {about(connection, "table"): about(connection, "name")}
    expected = select(peer.home, peer.table_name).where(peer.home != EVERYWHERE)
    held = select(table.id, table.name)
    names = own | dict(connection.execute(expected).all()) | dict(connection.execute(held).all())
    by_name = sorted(names.items(), key=lambda pair: (pair[1].casefold(), pair[0]))
    return {Id(id_): name for id_, name in by_name if id_ != EVERYWHERE}


def _written(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
