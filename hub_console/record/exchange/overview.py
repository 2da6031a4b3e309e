"""The tables of one file, side by side."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, func, select

from hub_console.meeting.values import Id
from hub_console.record import schema
from hub_console.record.conflicts import read_conflicts
from hub_console.record.exchange.peers import read_heard, read_peers, table_names
from hub_console.record.exchange.standing import last_meeting, meetings_missing


@dataclass(frozen=True, slots=True)
class TableSeen:
    """What is held of a table.

    Attributes:
        home: Which.
        name: Its name.
        stations: How many of its stations are trusted.
        heard: When its stations wrote what was last taken in; UTC. None before the first bundle.
        last_meeting: The day of its last closed meeting that is held here.
        open: How many situations are open.
        conflicts: How many conflicts stand.
    """

    home: Id
    name: str
    stations: int
    heard: datetime | None
    last_meeting: date | None
    open: int
    conflicts: int

    def meetings_missing(self, today: date, days_between: int) -> int:
        """How many meetings of its rhythm went by since the last that is held here."""
        return meetings_missing(self.last_meeting, today, days_between)


def read_overview(connection: Connection) -> list[TableSeen]:
    """The tables by name."""
    peers = [peer for peer in read_peers(connection) if peer.revoked is None]
    return [
        TableSeen(
            home,
            name,
            sum(peer.home == home for peer in peers),
            _heard(connection, home, [peer.station for peer in peers if peer.home == home]),
            last_meeting(connection, home),
            _open(connection, home),
            len(read_conflicts(connection, home)),
        )
        for home, name in table_names(connection).items()
    ]


def _heard(connection: Connection, home: Id, stations: Collection[Id]) -> datetime | None:
    heard = read_heard(connection, home)
    return max((heard[each].written for each in stations if each in heard), default=None)


def _open(connection: Connection, home: Id) -> int:
    situation = schema.TABLES["situation"].c
    is_open = (
        situation.home == home,
        situation.outcome.is_not(None),
        situation.grouping.is_(None),
    )
    return connection.scalar(select(func.count()).where(*is_open)) or 0
