"""What is measured on: a meeting of 60 agencies and 30 items."""

from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from itertools import cycle
from typing import Concatenate, ParamSpec

from hub_console.desk import SystemClock
from hub_console.desk.station import new_id, open_station
from hub_console.meeting.acts import discussion, floor, planning, room
from hub_console.meeting.acts.planning import Draft, Schedule
from hub_console.meeting.agenda import ItemKind
from hub_console.meeting.change import differences
from hub_console.meeting.table import Table
from hub_console.meeting.values import Moment
from hub_console.places import find_places
from hub_console.record import Action, unlock
from hub_console.settings import Settings
from tests.builders import some_agencies

P = ParamSpec("P")
Act = Callable[Concatenate[Table, Moment, P], Table]

AGENCIES, ITEMS = 60, 30
LIVE = 3
PLACE = f"{LIVE}/{ITEMS}"
"""How the agenda of the large meeting says what is live."""
HOUR = timedelta(hours=1)
FACTORS = ("mst", "npa", "drp", "msa", "hna", "mhs")


@dataclass
class Story:
    """Acts that happened one after the other at a table."""

    table: Table
    at: datetime
    actions: list[Action] = field(default_factory=list)

    def do(self, act: "Act[P]", *args: P.args, **kwargs: P.kwargs) -> None:
        """Do an act, five seconds after the one before."""
        after = act(self.table, Moment(self.at, partial(new_id, self.at)), *args, **kwargs)
        changes, erase = differences(self.table, after), planning.to_erase(self.table, after)
        self.actions.append(Action(act.__name__, self.at, changes, erase))
        self.table = after
        self.at += timedelta(seconds=5)


def in_mid_meeting(environ: Mapping[str, str], passphrase: str) -> None:
    """Let a station be in a large meeting, an item live."""
    places, clock = find_places(environ), SystemClock()
    opened = open_station(places, unlock(places.keys, passphrase), Settings(), clock)
    with closing(opened.record) as record:
        story = Story(opened.loaded.table, clock.now() - HOUR / 4)
        story.do(room.set_roster, some_agencies(AGENCIES))
        story.do(planning.plan_meeting, Schedule(story.at, story.at + 3 * HOUR), [])
        tags = cycle(agency.tag for agency in some_agencies(AGENCIES))
        while len(story.table.agenda) < ITEMS:
            story.do(planning.add_item, Draft(ItemKind.NEW, originating=next(tags)))
        for _ in range(LIVE):
            story.do(floor.begin_next)
        for code in FACTORS:
            story.do(discussion.pick_code, "risk_factors", code)
        record.write(*story.actions)
