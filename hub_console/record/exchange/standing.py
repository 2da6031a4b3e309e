"""Who is behind: what each station was last heard to hold, against what is held here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, func, select

from hub_console.meeting.values import Id
from hub_console.record import schema
from hub_console.record.exchange.peers import Peer, read_frontier, read_heard


@dataclass(frozen=True, slots=True)
class Standing:
    """How a station stands to this one, at one table.

    Attributes:
        peer: The station.
        home: The table.
        table: That table's name.
        heard: When it wrote what was last taken in of it; UTC. None before the first bundle.
        lacks: How many entries that are here it was not seen to hold.
        ahead: How many entries it was seen to hold that are not here.
        last_meeting: The day of the last closed meeting of the table that is held here.
    """

    peer: Peer
    home: Id
    table: str
    heard: datetime | None
    lacks: int
    ahead: int
    last_meeting: date | None

    def meetings_missing(self, today: date, days_between: int) -> int:
        """How many meetings of the table's rhythm went by since the last that is held here."""
        return meetings_missing(self.last_meeting, today, days_between)


def meetings_missing(last: date | None, today: date, days_between: int) -> int:
    """How many meetings of a table's rhythm went by since its last one that is held."""
    return max(0, (today - last).days // days_between) if last else 0


def read_standing(connection: Connection, peer: Peer, home: Id, table: str) -> Standing:
    """How a station stands to this one at a table."""
    ours = read_frontier(connection, home)
    heard = read_heard(connection, home).get(peer.station)
    theirs: Mapping[bytes, int] = heard.frontier if heard else {}
    return Standing(
        peer,
        home,
        table,
        heard.written if heard else None,
        lacks=sum(max(0, seq - theirs.get(feed, 0)) for feed, seq in ours.items()),
        ahead=sum(max(0, seq - ours.get(feed, 0)) for feed, seq in theirs.items()),
        last_meeting=last_meeting(connection, home),
    )


def last_meeting(connection: Connection, home: Id) -> date | None:
    """The day of a table's last closed meeting that is held."""
    meeting = schema.TABLES["meeting"].c
    closed = select(func.max(meeting.starts)).where(
        meeting.home == home, meeting.closed.is_not(None)
    )
    starts = connection.scalar(closed)
    return datetime.fromisoformat(starts).astimezone().date() if starts else None
