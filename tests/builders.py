"""Tables for tests, made in a line: ``a_table(agencies=24).with_new_situation("SD")``."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Concatenate, ParamSpec

from hub_console.meeting.acts import discussion, floor, planning, room
from hub_console.meeting.acts.amending import stamped
from hub_console.meeting.acts.planning import Draft, Schedule
from hub_console.meeting.agenda import Item, ItemKind, Meeting
from hub_console.meeting.change import Change, applied, differences
from hub_console.meeting.roster import Agency
from hub_console.meeting.rules import TableRules
from hub_console.meeting.situation import Situation
from hub_console.meeting.table import Home, Table
from hub_console.meeting.values import AgencyTag, Id, Moment, Picks, Refused
from hub_console.vocabulary import Vocabulary, load_vocabulary

P = ParamSpec("P")
Act = Callable[Concatenate[Table, Moment, P], Table]

TEN = datetime(2026, 11, 23, 10, 0).astimezone(UTC)
"""Ten o'clock in the room, on the day of the meeting."""

HOUR = timedelta(hours=1)

NAMES = {
    "PD": "Police",
    "SD": "Schools",
    "CF": "DCF",
    "HC": "Health center",
    "MH": "Mental health",
    "AD": "Addiction services",
    "YS": "Youth services",
    "HO": "Housing authority",
    "SH": "Shelter",
    "DV": "DV advocate",
    "CT": "Probation",
    "FD": "Fire and EMS",
    "LG": "Legal aid",
    "IM": "Immigrant services",
    "VW": "Victim witness",
    "FS": "Food and clothing",
    "SN": "Senior services",
    "EL": "Elder protective services",
    "TR": "Transit police",
    "VA": "Veterans services",
    "CC": "Churches council",
}


def some_agencies(number: int) -> tuple[Agency, ...]:
    """So many agencies, the familiar ones first."""
    more = {f"{n:02}": f"Provider {n}" for n in range(max(0, number - len(NAMES)))}
    named = list((NAMES | more).items())[:number]
    return tuple(Agency(Id(""), AgencyTag(tag), name, "other") for tag, name in named)


class Room:
    """A table and the clock on its wall; ids count up, so that one story has one outcome.

    Attributes:
        table: The table as it stands.
        now: The time in the room, UTC.
        vocabulary: The lists.
        done: What each act changed, with its name, oldest first.
    """

    def __init__(self, rules: TableRules | None = None, now: datetime = TEN) -> None:
        self.table = Table(
            Home(Id(f"{0:032x}"), "B-2 Roxbury"), "B-2 laptop", rules or TableRules()
        )
        self.now = now
        self.vocabulary: Vocabulary = load_vocabulary()
        self.done: list[tuple[str, tuple[Change, ...]]] = []
        self._ids = count(1)

    @property
    def moment(self) -> Moment:
        return Moment(self.now, lambda: Id(f"{next(self._ids):032x}"))

    @property
    def live(self) -> Item:
        assert self.table.live is not None
        return self.table.live

    @property
    def situation(self) -> Situation:
        """The situation that has the floor."""
        assert self.table.live_situation is not None
        return self.table.live_situation

    @property
    def meeting(self) -> Meeting:
        """The meeting in hand."""
        assert self.table.meeting is not None
        return self.table.meeting

    def item(self, position: int) -> Item:
        return self.table.agenda[position - 1]

    def states(self) -> list[str]:
        return [item.state.value for item in self.table.agenda]

    def do(self, act: "Act[P]", *args: P.args, **kwargs: P.kwargs) -> "Room":
        """Do an act now, as the desk does it."""
        after = act(self.table, self.moment, *args, **kwargs)
        after = stamped(self.table, after, self.moment)
        self.done.append((act.__name__, differences(self.table, after)))
        self.table = after
        return self

    def refuses(self, act: "Act[P]", *args: P.args, **kwargs: P.kwargs) -> str:
        """The sentence with which an act is refused."""
        try:
            act(self.table, self.moment, *args, **kwargs)
        except Refused as refused:
            return str(refused)
        raise AssertionError(f"{act.__name__} was not refused")

    def undo(self) -> "Room":
        """Take back the last act."""
        _, changes = self.done.pop()
        self.table = applied(self.table, [c.reversed() for c in reversed(changes)])
        return self

    def after(self, *, seconds: float = 0, minutes: float = 0) -> "Room":
        """Let time pass."""
        self.now += timedelta(seconds=seconds, minutes=minutes)
        return self

    def with_meeting(self, starts: datetime = TEN, length: timedelta = HOUR) -> "Room":
        """Plan an empty meeting."""
        return self.do(planning.plan_meeting, Schedule(starts, starts + length), [])

    def with_item(self, title: str, minutes: int | None = None) -> "Room":
        """Add a standing item."""
        return self.do(planning.add_item, Draft(ItemKind.STANDING, title=title, minutes=minutes))

    def with_opening(self) -> "Room":
        return self.with_item(planning.OPENING)

    def with_new_situation(
        self,
        originating: str = "SD",
        *,
        minutes: int | None = None,
        urgent: bool = False,
        risk_factors: tuple[str, ...] = (),
        **fields: str,
    ) -> "Room":
        """Add a new situation to the agenda."""
        ranks: Picks = {code: rank for rank, code in enumerate(risk_factors, 1)}
        draft = Draft(
            ItemKind.NEW,
            minutes=minutes,
            urgent=urgent,
            originating=originating,
            situation=fields,
            picks={"risk_factors": ranks} if ranks else {},
        )
        return self.do(planning.add_item, draft)

    def begun(self) -> "Room":
        """Begin the next item."""
        return self.do(floor.begin_next)

    def at_filter_three(self) -> "Room":
        """The live situation passes filter 2."""
        return self.do(discussion.pass_filter)

    def opened(self, lead: str = "HC", *assisting: str) -> "Room":
        """The table agrees on an intervention for the live situation."""
        if self.situation.filter < 3:
            self.at_filter_three()
        self.do(discussion.set_lead, lead)
        for tag in assisting or ("MH",):
            self.do(discussion.toggle_assisting, tag)
        return self.do(discussion.open_situation, "intervention")


def a_table(agencies: int = 24, *, rules: TableRules | None = None, now: datetime = TEN) -> Room:
    """A table with a roster and a meeting planned for ten o'clock, its agenda empty."""
    return Room(rules, now).do(room.set_roster, some_agencies(agencies)).with_meeting()
