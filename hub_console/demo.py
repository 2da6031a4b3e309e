"""An invented but lifelike table, B-2 Roxbury, in the middle of its meeting."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from hub_console.desk.starter_rosters import starter_rosters
from hub_console.desk.station import new_id
from hub_console.meeting.acts import discussion, floor, planning, room, wall
from hub_console.meeting.acts.planning import Draft, Schedule
from hub_console.meeting.agenda import ItemKind
from hub_console.meeting.change import differences
from hub_console.meeting.roster import Agency
from hub_console.meeting.rules import TableRules
from hub_console.meeting.table import Table
from hub_console.meeting.values import Moment
from hub_console.record import Action

if TYPE_CHECKING:
    from hub_console.record import Record

P = ParamSpec("P")
Act = Callable[Concatenate[Table, Moment, P], Table]

SEED = 20261123

ROSTER = starter_rosters()[0].agencies
"""24 agencies, modelled on published tables (figures of the field)."""

APOLOGIES = ("VA", "CC")
LATE_OR_AWAITED = ("HO", "LG", "JO", "WE", "TR")
INTO_THE_MEETING = timedelta(minutes=29, seconds=20)
LATE_START = timedelta(minutes=4, seconds=52)
NUMBERS_BEFORE = 112
WEEK = timedelta(days=7)


def make_demo(
    path: Path, agencies: tuple[Agency, ...], now: datetime, *, begun: bool = True
) -> "Record":
    """Make the demo's record, as it stands at ``now`` (UTC): plain, temporary, never exported.

    Args:
        path: Where the file goes; its directory exists.
        agencies: The roster.
        now: The moment at which the demo is opened.
        begun: Whether the meeting is under way, or about to start.
    """
    from hub_console.record import create_record

    record = create_record(
        path,
        key=None,
        table="B-2 Roxbury",
        station="B-2 laptop",
        person="demo",
        entropy=Random(SEED).randbytes,
    )
    began = now - INTO_THE_MEETING
    table = record.load(TableRules()).table
    story = _Story(table, began - WEEK, began, Random(SEED + 1))
    story.do(room.set_roster, agencies)
    story.do(_numbers_before)
    _last_week(story)
    story.at = began - timedelta(minutes=40)
    starts = began - LATE_START if begun else now + timedelta(minutes=6, seconds=40)
    _plan_today(story, starts)
    if begun:
        story.at = began
        _this_morning(story)
    record.write(*story.actions)
    return record


@dataclass
class _Story:
    """Acts that happened one after the other at a table."""

    table: Table
    at: datetime
    began: datetime
    random: Random
    actions: list[Action] = field(default_factory=list)

    def do(self, act: "Act[P]", *args: P.args, **kwargs: P.kwargs) -> None:
        """Do an act at this moment of the story."""
        moment = Moment(self.at, lambda: new_id(self.at, self.random.randbytes))
        after = act(self.table, moment, *args, **kwargs)
        erase = planning.to_erase(self.table, after)
        changes = differences(self.table, after)
        self.actions.append(Action(act.__name__, self.at, changes, erase))
        self.table = after

    def later(self, minutes: int = 0, seconds: int = 0) -> None:
        """Let time go by."""
        self.at += timedelta(minutes=minutes, seconds=seconds)

    def codes(self, text: str) -> None:
        """Pick risk factors, a few seconds apart."""
        for code in text.split():
            self.do(discussion.pick_code, "risk_factors", code)
            self.later(seconds=4)

    def describe(self, kind: str, sex: str = "", band: str = "") -> None:
        """Say what the situation is."""
        self.do(discussion.set_field, "type", kind)
        if kind == "person":
            self.do(discussion.set_field, "sex", sex)
            self.do(discussion.set_field, "age_band", band)

    def agree(self, involved: str, lead: str, assisting: str) -> None:
        """Filter 3: who knows, who leads, who helps; then the intervention is agreed."""
        self.do(discussion.pass_filter)
        for tag in involved.split():
            self.do(discussion.toggle_involved, tag)
            self.later(seconds=3)
        self.do(discussion.set_lead, lead)
        for tag in assisting.split():
            self.do(discussion.toggle_assisting, tag)
        self.do(discussion.open_situation, "intervention")


def _numbers_before(table: Table, moment: Moment) -> Table:
    numbers = {str(moment.now.year): NUMBERS_BEFORE}
    return replace(table, home=replace(table.home, numbers=numbers))


def _new(originating: str, minutes: int = 6, *, urgent: bool = False) -> Draft:
    return Draft(ItemKind.NEW, originating=originating, minutes=minutes, urgent=urgent)


def _last_week(story: _Story) -> None:
    starts = story.at
    schedule = Schedule(starts, starts + timedelta(minutes=60))
    frame = planning.next_drafts(story.table, starts.astimezone().date())
    brought = [_new("HC"), _new("HO"), _new("SD"), _new("PD"), _new("YS")]
    story.do(planning.plan_meeting, schedule, [*frame, *brought])
    story.do(floor.begin_next)
    story.do(room.all_expected_arrive)
    story.later(minutes=4)

    story.do(floor.begin_next)
    story.describe("person", "F", "60+")
    story.codes("mhs bnm phc pof")
    story.agree("HC EL SN", "HC", "EL MH")
    story.later(minutes=6)

    story.do(floor.begin_next)
    story.describe("family")
    story.codes("hna pof uct pgc")
    story.agree("HO CF", "HO", "CF SH")
    story.later(minutes=5)

    story.do(floor.begin_next)
    story.describe("person", "M", "12-17")
    story.codes("mst npa drp")
    story.agree("SD YS", "SD", "YS")
    story.do(discussion.set_due, 9)
    story.later(minutes=4)

    story.do(floor.begin_next)
    story.describe("person", "M", "25-29")
    story.later(minutes=2)
    story.do(discussion.reject, "single-agency")
    story.do(floor.begin_next)
    story.describe("person", "F", "18-24")
    story.codes("hnt")
    story.do(planning.carry, story.table.floor().id, "agency-absent")
    story.do(floor.begin_next)
    story.later(minutes=2)
    story.do(planning.close_meeting)


def _plan_today(story: _Story, starts: datetime) -> None:
    schedule = Schedule(starts, starts + timedelta(minutes=55))
    frame = planning.next_drafts(story.table, starts.astimezone().date())
    story.do(planning.plan_meeting, schedule, frame)
    story.do(wall.show_wall)
    for draft in (_new("PD"), _new("IM"), _new("SD"), _new("CT"), _new("DV", 8), _new("HC")):
        story.do(planning.add_item, draft)
    carried = next(i for i in story.table.agenda if i.kind is ItemKind.CARRIED)
    while story.table.items[carried.id].position < len(story.table.agenda) - 1:
        story.do(planning.move, carried.id, 1)


def _this_morning(story: _Story) -> None:
    story.at -= timedelta(minutes=8)
    for agency in ROSTER:
        if agency.tag in APOLOGIES + LATE_OR_AWAITED:
            continue
        story.do(room.arrive, agency.tag)
        story.later(seconds=24)
    for tag in APOLOGIES:
        story.do(room.apologise, tag)
    story.at = story.began
    story.do(floor.begin_next)
    story.later(4, 10)

    story.do(floor.begin_next)
    story.do(discussion.intervened, 96)
    story.do(discussion.report_back, "done")
    story.do(discussion.mobilize, "smh", "engaged")
    story.later(2, 40)
    story.do(discussion.conclude, "lowered", "connected-to-services")
    story.later(0, 35)

    story.do(floor.begin_next)
    story.later(1, 45)
    story.do(room.arrive, "HO")
    story.do(discussion.report_back, "in-progress")
    story.do(discussion.write_note, "Two viewings this week; ask again about the wait list.")
    story.later(2, 30)

    story.do(floor.begin_next)
    story.describe("person", "M", "30-39")
    story.codes("drb hna phg")
    story.do(discussion.set_field, "consent", "yes")
    story.later(2, 30)
    story.agree("PD AD HC", "AD", "HC SH")
    story.later(6, 20)

    story.do(floor.begin_next)
    story.describe("person", "F", "25-29")
    story.codes("phg")
    story.later(4, 20)
    story.do(discussion.reject, "options-not-exhausted")
    story.later(0, 18)

    _live_item(story)


def _live_item(story: _Story) -> None:
    story.do(floor.begin_next)
    story.do(floor.started_earlier)
    brought_by_dv = next(i for i in story.table.agenda if i.budget == 8 * 60)
    story.do(planning.toggle_urgent, brought_by_dv.id)
    story.describe("person", "F", "12-17")
    story.do(discussion.set_field, "language", "spanish")
    story.codes("msa hna mhs npa drp mrw")
    story.do(discussion.pick_code, "flags", "frs")
    story.do(discussion.pick_code, "flags", "fsm")
    story.later(seconds=40)
    story.do(discussion.pass_filter)
    story.do(room.arrive, "LG")
    story.later(seconds=20)
    for tag in ("SD", "CF", "PD"):
        story.do(discussion.toggle_involved, tag)
        story.later(seconds=5)
    for tag in ("HC", "MH", "YS"):
        story.do(discussion.toggle_involved, tag)
        story.later(seconds=5)
    story.do(discussion.set_lead, "HC")
    story.later(seconds=12)
    story.do(discussion.toggle_assisting, "MH")
    story.do(discussion.toggle_assisting, "YS")
