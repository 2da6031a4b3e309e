"""The log of what left this station and what was taken in: bundles, reports, backups."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, select

from hub_console.meeting.values import Id
from hub_console.record import schema
from hub_console.record.statements import put

DISAGREES = "disagrees"
"""What is said of a bundle whose sender had the same marks and showed something else."""


@dataclass(frozen=True, slots=True)
class Exchanged:
    """A bundle that left, or that was taken in; a report that was handed out, or a backup.

    Attributes:
        bundle: Its id; of what is no bundle, a random one.
        at: UTC.
        went_out: Whether it left.
        home: The table that it is of.
        stations: To whom, or from whom, by name; nothing is known of other things.
        name: Of the file.
        entries: How many it carried, or brought that were new; of a report, the situations.
        said: What came of it, in words.
        person: Who let it leave or took it in; empty where an older program did not keep that.
    """

    bundle: bytes
    at: datetime
    went_out: bool
    home: Id
    stations: str
    name: str
    entries: int
    said: str
    person: str = ""

    @property
    def disagreed(self) -> bool:
        """Whether its sender had the same marks as this station and showed something else."""
        return DISAGREES in self.said.split(", ")


def is_known(connection: Connection, bundle: bytes) -> bool:
    """Whether a bundle left here, or was taken in already."""
    this = select(schema.exchange.c.bundle).where(schema.exchange.c.bundle == bundle)
    return connection.execute(this).first() is not None


def note(connection: Connection, exchanged: Exchanged, person: str) -> None:
    """Keep that something left, or was taken in, and by whom."""
    row = {
        "bundle": exchanged.bundle,
        "at": exchanged.at.astimezone(UTC).isoformat(),
        "went_out": exchanged.went_out,
        "home": exchanged.home,
        "stations": exchanged.stations,
        "name": exchanged.name,
        "entries": exchanged.entries,
        "said": exchanged.said,
        "person": person,
    }
    put(connection, schema.exchange, [row])


def read_log(connection: Connection) -> list[Exchanged]:
    """What left and what came, the newest first."""
    query = select(schema.exchange).order_by(schema.exchange.c.at.desc())
    return [
        Exchanged(
            row.bundle,
            datetime.fromisoformat(row.at),
            row.went_out,
            Id(row.home),
            row.stations,
            row.name,
            row.entries,
            row.said,
            row.person,
        )
        for row in connection.execute(query)
    ]
