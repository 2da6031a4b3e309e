"""The log of what left this station and what was taken in: bundles, and reports."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, select

from hub_console.meeting.values import Id
from hub_console.record import schema
from hub_console.record.statements import put

TOLD = 200
"""So many are listed, the newest first."""


@dataclass(frozen=True, slots=True)
class Exchanged:
    """A bundle that left, or that was taken in; or a report that was handed out.

    Attributes:
        bundle: Its id.
        at: UTC.
        went_out: Whether it left.
        home: The table that it is of.
        stations: To whom, or from whom, by name; of a report nothing is known.
        name: Of the file.
        entries: How many it carried, or brought that were new; of a report, the situations.
        said: What came of it, in words.
    """

    bundle: bytes
    at: datetime
    went_out: bool
    home: Id
    stations: str
    name: str
    entries: int
    said: str


def is_known(connection: Connection, bundle: bytes) -> bool:
    """Whether a bundle left here, or was taken in already."""
    this = select(schema.exchange.c.bundle).where(schema.exchange.c.bundle == bundle)
    return connection.execute(this).first() is not None


def note(connection: Connection, exchanged: Exchanged) -> None:
    """Keep that a bundle left, or was taken in."""
    row = {
        "bundle": exchanged.bundle,
        "at": exchanged.at.astimezone(UTC).isoformat(),
        "went_out": exchanged.went_out,
        "home": exchanged.home,
        "stations": exchanged.stations,
        "name": exchanged.name,
        "entries": exchanged.entries,
        "said": exchanged.said,
    }
    put(connection, schema.exchange, [row])


def read_log(connection: Connection) -> list[Exchanged]:
    """The bundles that left and that came, the newest first."""
    query = select(schema.exchange).order_by(schema.exchange.c.at.desc()).limit(TOLD)
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
        )
        for row in connection.execute(query)
    ]
