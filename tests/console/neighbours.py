"""Invented stations of two tables and a coordinator's, with what each holds of the others."""

import os
import shutil
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from textual.pilot import Pilot
from textual.screen import Screen

from hub_console.bundles.courier import Courier
from hub_console.console.app import ConsoleApp
from hub_console.console.entrance import Hall
from hub_console.console.look import Look
from hub_console.console.screens.unlock import UnlockScreen
from hub_console.demo import ROSTER
from hub_console.desk import Desk, Opened
from hub_console.desk.station import new_id, opened
from hub_console.meeting.acts import discussion, floor, planning, room
from hub_console.meeting.acts.planning import Draft, Schedule
from hub_console.meeting.agenda import ItemKind
from hub_console.places import Places
from hub_console.record import RecordError, open_record
from hub_console.settings import Settings
from tests.bundles.carried import bundle_of
from tests.console.picture import text_of
from tests.desks import MORNING, MovedClock
from tests.record.exchange.laptops import Laptop
from tests.record.keeping import KEY

B2, E13, C11 = "B-2 Roxbury", "E-13 Jamaica Plain", "C-11 Dorchester"
HOUR, WEEK = timedelta(hours=1), timedelta(weeks=1)
OLD_KEYS = 9
"""So many sealing keys are kept."""


@dataclass
class Neighbour:
    """A laptop, its files, and who sits at it."""

    laptop: Laptop
    places: Places
    person: str

    def sends(self, *to: "Neighbour", name: str = "", at: datetime = MORNING) -> Path:
        """A bundle of all that it holds, put into the first one's inbox."""
        inbox = to[0].places.inbox
        inbox.mkdir(exist_ok=True)
        path = inbox / (name or f"hubb-{self.laptop.name.replace(' ', '-')}-20261123-1.hubb")
        self.laptop.now = at
        path.write_bytes(bundle_of(self.laptop, *(each.laptop for each in to)))
        os.utime(path, (at.timestamp(), at.timestamp()))
        return path

    def takes(self, path: Path, at: datetime = MORNING) -> None:
        """Take a bundle in; the file is put away."""
        Courier(self.places, OLD_KEYS, lambda: at).take(self.laptop.record, path)
        path.unlink()

    def card(self, folder: Path) -> Path:
        """Write its card."""
        courier, record = Courier(self.places, OLD_KEYS, lambda: MORNING), self.laptop.record
        return courier.write_card(record, folder)[1]


def neighbour(folder: Path, name: str, table: str, person: str) -> Neighbour:
    """A laptop that was just set up."""
    home = folder / name.replace(" ", "-").lower()
    home.mkdir()
    laptop = Laptop(home / "table.hub", name, table, now=MORNING - WEEK, random=Random(name))
    laptop.record.close()
    there = Neighbour(laptop, Places(home, home), person)
    laptop.record = open_record(
        laptop.path, key=KEY, person=person, entropy=laptop.random.randbytes
    )
    return there


@dataclass
class Town:
    """The stations, a week and a morning after they were set up.

    Attributes:
        recorder: Runs the meeting of B-2 Roxbury.
        chair: The other laptop of that table; both marked the same situations this morning.
        other: A station of E-13 Jamaica Plain.
        third: One of C-11 Dorchester, not heard for three weeks.
        coordinator: Holds all three tables.
    """

    folder: Path
    recorder: Neighbour = field(init=False)
    chair: Neighbour = field(init=False)
    other: Neighbour = field(init=False)
    third: Neighbour = field(init=False)
    coordinator: Neighbour = field(init=False)

    def __post_init__(self) -> None:
        self.recorder = neighbour(self.folder, "B-2 laptop", B2, "Dana Reyes")
        self.chair = neighbour(self.folder, "B-2 chair", B2, "Sam Okafor")
        self.other = neighbour(self.folder, "E-13 laptop", E13, "Ana Lima")
        self.third = neighbour(self.folder, "C-11 laptop", C11, "Joe Tran")
        self.coordinator = neighbour(self.folder, "City laptop", "", "Kim Walsh")
        of_b2 = self.recorder, self.chair, self.coordinator
        for one in of_b2:
            one.laptop.knows(*(each.laptop for each in of_b2 if each is not one))
        for one in (self.other, self.third):
            one.laptop.knows(self.coordinator.laptop)
            self.coordinator.laptop.knows(one.laptop)

    def close(self) -> None:
        for one in (self.recorder, self.chair, self.other, self.third, self.coordinator):
            one.laptop.record.close()


def met(there: Neighbour, at: datetime, opens: int) -> None:
    """A meeting that was held, and some of its situations are still open."""
    laptop = there.laptop
    laptop.now = at
    if not laptop.seen.agencies:
        laptop.do(room.set_roster, ROSTER)
    laptop.do(planning.plan_meeting, Schedule(at, at + HOUR), [])
    for tag in ("SD", "PD", "HC", "MH")[:opens]:
        laptop.do(planning.add_item, Draft(ItemKind.NEW, originating=tag))
    for _ in range(opens):
        laptop.do(floor.begin_next).do(discussion.pass_filter).do(discussion.set_lead, "HC")
        laptop.do(discussion.toggle_assisting, "MH")
        laptop.do(discussion.open_situation, "intervention")
    laptop.now = at + HOUR
    laptop.do(planning.close_meeting)


def a_town(folder: Path) -> Town:
    """The stations; the chair's bundle of this morning lies in the recorder's inbox."""
    town = Town(folder)
    recorder, chair, city = town.recorder, town.chair, town.coordinator
    met(recorder, MORNING - WEEK, 2)
    chair.takes(recorder.sends(chair, city), MORNING - WEEK + 2 * HOUR)
    recorder.takes(chair.sends(recorder), MORNING - WEEK + 3 * HOUR)
    met(town.other, MORNING - WEEK - timedelta(days=1), 3)
    met(town.third, MORNING - 3 * WEEK, 1)
    for one, at in (
        (recorder, MORNING - WEEK + 4 * HOUR),
        (town.other, MORNING - timedelta(days=5)),
        (town.third, MORNING - 3 * WEEK + HOUR),
    ):
        city.takes(one.sends(city, at=at), at)
    _this_morning(recorder)
    chair.takes(recorder.sends(chair, at=MORNING - timedelta(minutes=50)))
    _marks_of_both(recorder, chair)
    chair.sends(recorder, city, at=MORNING - timedelta(minutes=2))
    recorder.sends(city, at=MORNING - timedelta(minutes=1))
    return town


def _this_morning(recorder: Neighbour) -> None:
    """Today's meeting is planned, and its first item has the floor."""
    laptop = recorder.laptop
    laptop.now = MORNING - timedelta(minutes=55)
    laptop.do(planning.plan_meeting, Schedule(MORNING - HOUR, MORNING + HOUR), [])
    for tag in ("YS", "CF", "SD"):
        laptop.do(planning.add_item, Draft(ItemKind.NEW, originating=tag))
    laptop.do(floor.begin_next).do(discussion.pass_filter)


def _marks_of_both(recorder: Neighbour, chair: Neighbour) -> None:
    """Both mark what has the floor: some of it goes together, and some does not."""
    here, there = recorder.laptop, chair.laptop
    here.now = MORNING - timedelta(minutes=20)
    here.do(discussion.set_lead, "HC").do(discussion.pick_code, "risk_factors", "msa")
    here.do(discussion.set_field, "age_band", "12-17")
    there.now = MORNING - timedelta(minutes=18)
    there.do(discussion.set_lead, "YS").do(discussion.pick_code, "risk_factors", "mrw")
    there.do(discussion.set_field, "age_band", "18-24").do(room.arrive, "YS").do(room.arrive, "LG")
    there.do(discussion.write_note, "Outreach worker will call this afternoon")
    there.do(floor.begin_next).do(discussion.set_field, "type", "family")


class TownFiles:
    """Makes the town once, and copies of its files for each test."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made = False

    def copy(self, folder: Path) -> Path:
        """A fresh copy of the town; each station has a folder in it."""
        if not self._made:
            self._folder.mkdir(exist_ok=True)
            a_town(self._folder).close()
            self._made = True
        copied = folder / "town"
        shutil.copytree(self._folder, copied)
        return copied


RECORDER, CHAIR, OTHER, COORDINATOR = "b-2-laptop", "b-2-chair", "e-13-laptop", "city-laptop"
_PEOPLE = {RECORDER: "Dana Reyes", CHAIR: "Sam Okafor", OTHER: "Ana Lima", COORDINATOR: "Kim Walsh"}


@dataclass
class Way:
    """The way to the table of a station of the town, which asks for a word once it was locked.

    Attributes:
        town: The folder of the town.
        at: Which station.
        clock: That tells the time.
        settings: How it looks.
        watching: Whether another console holds the table.
    """

    town: Path
    at: str
    clock: MovedClock
    settings: Settings = field(default_factory=Settings)
    watching: bool = False

    @property
    def places(self) -> Places:
        return Places(self.town / self.at, self.town / self.at)

    def opened(self, *, read_only: bool = False) -> Opened:
        """The record, as a program opens it."""
        record = open_record(
            self.places.record,
            key=KEY,
            person=_PEOPLE[self.at],
            entropy=Random(7).randbytes,
            read_only=read_only,
        )
        return opened(record, self.settings, self.clock, read_only=read_only)

    async def lead(self, hall: Hall, wake: Callable[[], None], locked: str = "") -> Desk | None:
        """Lead to the desk."""
        if locked:
            screen: Screen[str | None] = UnlockScreen(locked, str, RecordError)
            if await hall.ask(screen) is None:
                return None
        random = Random(11)
        return Desk(
            lambda: self.opened(read_only=self.watching),
            self.clock,
            lambda now: new_id(now, random.randbytes),
            wake,
            self.watching,
            _PEOPLE[self.at],
        )

    def leave(self) -> None:
        """Nothing is held."""


@dataclass
class Visit:
    """Somebody at the console of a station of the town."""

    app: ConsoleApp
    pilot: Pilot[None]
    way: Way

    @property
    def desk(self) -> Desk:
        assert self.app.desk is not None
        return self.app.desk

    async def press(self, *keys: str) -> str:
        """Press keys; returns what the screen shows then."""
        await self.pilot.press(*keys)
        await self.pilot.pause()
        return text_of(self.app)

    async def command(self, words: str) -> str:
        """Run a command by the first letters of its name; returns what the screen shows then."""
        return await self.press(":", *words, "enter")

    async def until(self, *said: str) -> str:
        """Wait until the screen says something, wherever it is broken; returns all as it is."""

        def says() -> bool:
            text = text_of(self.app)
            flowing = " ".join(text.split())
            return all(each in text or each in flowing for each in said)

        for _ in range(1000):
            if says():
                break
            await self.pilot.pause(0.01)
        assert says(), text_of(self.app)
        return text_of(self.app)


async def at_console(
    way: Way, story: Callable[[Visit], Awaitable[None]], size: tuple[int, int] = (80, 24)
) -> ConsoleApp:
    """Play a story at the console of a station."""
    app = ConsoleApp(way, Look(way.settings, places=way.places))
    try:
        async with app.run_test(size=size) as pilot:
            there = Visit(app, pilot, way)
            while app.desk is None or app.desk.table is None:
                await pilot.pause(0.01)
            await there.until("Tables" if way.at == COORDINATOR else "ROSTER")
            await story(there)
    finally:
        if app.desk is not None:
            app.desk.close()
    return app
