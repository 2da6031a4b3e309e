"""Six tables of a city and their coordinator, with a year and a quarter behind them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from hub_console.bundles.courier import Courier
from hub_console.desk import Clock
from hub_console.desk.station import open_station
from hub_console.meeting.acts.history import take_history
from hub_console.record import unlock
from hub_console.reports.rows import rtd_map
from hub_console.reports.rows_in import Context, read_rows
from hub_console.settings import Settings
from tests.cli.station import PASSPHRASE, Station, bare_place
from tests.desks import MovedClock

HEADINGS = (
    "Discussion Number,Discussion Date,Discussion Type,Sex,Age Group,Originating Agency,"
    "Conclusion Grouping,Conclusion Reason,Conclusion Date\n"
)


@dataclass(frozen=True)
class Quarter:
    """Three months of a calendar.

    Attributes:
        first: Its first day.
        last: Its last.
    """

    first: date
    last: date

    @property
    def told(self) -> tuple[str, ...]:
        """As a command is told of it."""
        return "--from", str(self.first), "--to", str(self.last)

    @property
    def middle(self) -> date:
        return self.first + timedelta(days=45)


def last_quarter(today: date) -> Quarter:
    """The quarter before the one that a day is in."""
    begins = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
    last = begins - timedelta(days=1)
    return Quarter(last.replace(month=last.month - 2, day=1), last)


def last_year(today: date) -> tuple[str, ...]:
    """The calendar year before, as a command is told of it."""
    return "--from", f"{today.year - 1}-01-01", "--to", f"{today.year - 1}-12-31"


@dataclass
class District:
    """A table's laptop.

    Attributes:
        name: Of the table.
        laptop: Its station.
    """

    name: str
    laptop: Station

    @property
    def station(self) -> str:
        return f"{self.name.split()[0]} laptop"

    def took(self, kinds: Mapping[date, Mapping[str, int]]) -> "District":
        """Take in situations of the past, so many of each kind on each day, each rejected."""
        with self.laptop.at_desk() as desk:
            assert desk.table is not None
            assert desk.vocabulary is not None
            context = Context(desk.vocabulary, desk.table.roster, frozenset())
            data = (HEADINGS + "".join(_rows(kinds))).encode()
            desk.do(take_history, read_rows(data, rtd_map(), context))
        return self

    def bundle(self, stick: Path, *, to: str) -> Path:
        """A bundle for a station, written by this laptop's own clock."""
        key, clock = unlock(self.laptop.places.keys, PASSPHRASE), self.laptop.clock
        opened = open_station(self.laptop.places, key, Settings(), clock)
        try:
            peers = [p for p in opened.record.exchange.peers() if p.name == to]
            courier = Courier(self.laptop.places, 9, clock.now)
            return courier.export(opened.record, opened.record.home, peers, stick).path
        finally:
            opened.record.close()


def a_district(folder: Path, name: str, clock: Clock | None = None) -> District:
    """The laptop of a table, set up."""
    place = bare_place(folder, name.split()[0], clock)
    district = District(name, place)
    place.set_up(name=district.station, table=name, person=f"Recorder of {name.split()[0]}")
    return district


def a_clock_on(day: date) -> MovedClock:
    """A laptop's clock that stands at noon of a day."""
    return MovedClock(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))


def _rows(kinds: Mapping[date, Mapping[str, int]]) -> Iterator[str]:
    for day, counts in sorted(kinds.items()):
        number = 0
        for kind, count in counts.items():
            for _ in range(count):
                number += 1
                number_of_year = f"{day.year}-{day.month:02}{number:02}"
                about = "Person,Female,12-17" if kind == "person" else f"{kind},,"
                yield f"{number_of_year},{day},{about},SD,Rejected,single-agency,{day}\n"
