"""Invented stations of two tables and a coordinator's, with what each holds of the others."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from hub_console.bundles.card_file import write_card_file
from hub_console.bundles.courier import Courier
from hub_console.console.entrance import Hall
from hub_console.demo import ROSTER
from hub_console.desk import Desk, Opened
from hub_console.desk.station import new_id, opened
from hub_console.meeting.acts import discussion, floor, planning, room
from hub_console.meeting.acts.planning import Draft, Schedule
from hub_console.meeting.agenda import ItemKind
from hub_console.places import Places
from hub_console.record import Record, open_record
from hub_console.settings import Settings
from tests.bundles.carried import bundle_of
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

    @property
    def courier(self) -> Courier:
        return Courier(self.places, OLD_KEYS, lambda: MORNING)

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
        courier, record = self.courier, self.laptop.record
        return write_card_file(courier.card(record), courier.identity(record), folder)

    def opening(self) -> Record:
        return open_record(
            self.laptop.path, key=KEY, person=self.person, entropy=Random(7).randbytes
        )


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


@dataclass
class Way:
    """The way to a neighbour's table."""

    there: Neighbour
    clock: MovedClock
    settings: Settings = field(default_factory=Settings)
    watching: bool = False

    async def lead(self, hall: Hall, wake: Callable[[], None], locked: str = "") -> Desk | None:
        """Lead to the desk."""
        random = Random(11)

        def opens() -> Opened:
            return opened(self.there.opening(), self.settings, self.clock)

        return Desk(
            opens,
            self.clock,
            lambda: new_id(random.randbytes),
            wake,
            self.watching,
            self.there.person,
        )

    def leave(self) -> None:
        """Nothing is held."""
