from collections.abc import Callable
from datetime import timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from hub_console.meeting.acts import discussion, floor, planning, room, wall
from hub_console.meeting.acts.planning import Draft
from hub_console.meeting.agenda import ItemKind
from hub_console.meeting.change import applied, differences
from hub_console.meeting.clock import ItemState
from hub_console.meeting.pace import pace, spread
from hub_console.meeting.rules import NumberGiven, TableRules
from hub_console.meeting.situation import DETAIL_FIELDS, SituationState, problems
from hub_console.meeting.status import status
from hub_console.meeting.table import Table
from hub_console.meeting.telling import tell
from hub_console.meeting.values import Refused
from tests.builders import Room, a_table

TAGS = st.sampled_from(["PD", "SD", "HC", "MH", "QQ"])
FACTORS = st.sampled_from(["msa", "hna", "mrw", "alb"])
FLOOR = {ItemState.LIVE, ItemState.PAUSED}

RULES = st.builds(
    TableRules,
    number_given=st.sampled_from(NumberGiven),
    extensions=st.sampled_from([(), (2, 1)]),
    late_after_minutes=st.sampled_from([0, 5]),
)

WITHOUT_ARGUMENTS = st.sampled_from(
    [
        floor.begin_next,
        floor.begin_previous,
        floor.toggle_pause,
        floor.extend,
        floor.shorten,
        floor.started_earlier,
        floor.started_later,
        floor.spread_overrun,
        discussion.pass_filter,
        planning.plan_next_meeting,
        room.all_expected_arrive,
        wall.blank_wall,
        wall.show_wall,
        wall.next_view,
        wall.next_detail,
    ]
)
WITH_AN_AGENCY = st.sampled_from(
    [
        discussion.toggle_involved,
        discussion.toggle_assisting,
        discussion.set_lead,
        room.arrive,
        room.leave,
        room.apologise,
    ]
)
MARKS = st.one_of(
    st.tuples(st.just(discussion.pick_code), st.just("risk_factors"), FACTORS),
    st.tuples(st.just(discussion.drop_code), st.just("risk_factors"), FACTORS),
    st.tuples(st.just(discussion.set_due), st.sampled_from([None, 2])),
    st.tuples(
        st.just(discussion.set_field), st.just("type"), st.sampled_from(["person", "family"])
    ),
    st.tuples(st.just(discussion.set_field), st.just("sex"), st.sampled_from(["F", None])),
    st.tuples(st.just(discussion.set_field), st.just("language"), st.just("spanish")),
    st.tuples(st.just(discussion.set_affected), st.just("12-17 F"), st.integers(0, 2)),
    st.tuples(st.just(discussion.mobilize), st.just("sdn"), st.just("informed")),
    st.tuples(st.just(discussion.intervened), st.integers(0, 50)),
    st.tuples(st.just(discussion.write_note), st.sampled_from(["", "words"])),
    st.tuples(st.just(discussion.report_back), st.sampled_from(["done", "in-progress"])),
)
DECISIONS = st.one_of(
    st.tuples(st.just(discussion.open_situation), st.just("intervention")),
    st.tuples(st.just(discussion.reject), st.just("single-agency")),
    st.tuples(
        st.just(discussion.conclude),
        st.sampled_from(["lowered", "rejected"]),
        st.just("connected-to-services"),
    ),
)


class AMeeting(RuleBasedStateMachine):
    """Anything that can be pressed, at any moment, and taken back."""

    def __init__(self) -> None:
        super().__init__()
        self.room: Room = a_table(6)

    def press(self, act: Callable[..., Table], *args: Any) -> None:
        """Do an act, if the rules allow it; its changes alone must lead there and back."""
        before = self.room.table
        try:
            self.room.do(act, *args)
        except Refused:
            return
        after, (verb, changes) = self.room.table, self.room.done[-1]
        assert applied(before, changes) == after
        assert applied(after, [c.reversed() for c in reversed(changes)]) == before
        assert differences(before, after) == changes
        assert tell(verb, changes, after, self.room.vocabulary)

    def item(self, data: st.DataObject) -> Any:
        return (
            data.draw(st.sampled_from(list(self.room.table.items)))
            if self.room.table.items
            else "?"
        )

    @rule(rules=RULES)
    @precondition(lambda self: not self.room.table.items)
    def choose_rules(self, rules: TableRules) -> None:
        self.room = a_table(6, rules=rules)

    @rule(kind=st.sampled_from(["new", "urgent", "standing"]), minutes=st.integers(1, 9))
    def add(self, kind: str, minutes: int) -> None:
        if kind == "standing":
            draft = Draft(ItemKind.STANDING, title="Training", minutes=minutes)
        else:
            draft = Draft(ItemKind.NEW, minutes=minutes, urgent=kind == "urgent", originating="SD")
        self.press(planning.add_item, draft)

    @rule(act=WITHOUT_ARGUMENTS)
    def act(self, act: Callable[..., Table]) -> None:
        self.press(act)

    @rule()
    def next(self) -> None:
        self.press(floor.begin_next)

    @rule()
    def reach_filter_three(self) -> None:
        self.press(discussion.pass_filter)
        self.press(discussion.set_lead, "HC")

    @rule(act=WITH_AN_AGENCY, tag=TAGS)
    def act_with_an_agency(self, act: Callable[..., Table], tag: str) -> None:
        self.press(act, tag)

    @rule(mark=MARKS)
    def mark(self, mark: tuple[Any, ...]) -> None:
        self.press(*mark)

    @rule(decision=DECISIONS)
    def decide(self, decision: tuple[Any, ...]) -> None:
        self.press(*decision)
        rejected = [
            s for s in self.room.table.situations.values() if s.state is SituationState.REJECTED
        ]
        assert not any(getattr(s, name) for s in rejected for name in DETAIL_FIELDS)
        assert not {n.situation for n in self.room.table.notes.values()} & {s.id for s in rejected}

    @rule(data=st.data(), by=st.sampled_from([1, -1]))
    def move(self, data: st.DataObject, by: int) -> None:
        self.press(planning.move, self.item(data), by)

    @rule(data=st.data())
    def turn_to(self, data: st.DataObject) -> None:
        self.press(floor.turn_to, self.item(data))

    @rule(data=st.data())
    def carry(self, data: st.DataObject) -> None:
        self.press(planning.carry, self.item(data), "agency-absent")

    @rule(data=st.data())
    def make_urgent(self, data: st.DataObject) -> None:
        self.press(planning.toggle_urgent, self.item(data))

    @rule()
    def close(self) -> None:
        self.press(planning.close_meeting)

    @rule(seconds=st.integers(0, 1200))
    def time_passes(self, seconds: int) -> None:
        before = self.elapsed()
        self.room.after(seconds=seconds)
        for id_, was in before.items():
            running = self.room.table.items[id_].state is ItemState.LIVE
            now = self.room.table.items[id_].elapsed(self.room.now)
            assert was <= now <= was + (seconds if running else 0)

    @rule(seconds=st.integers(-7200, 7200))
    def the_laptops_clock_jumps(self, seconds: int) -> None:
        before = self.elapsed()
        self.room.now += timedelta(seconds=seconds)
        if self.room.table.live:
            self.press(floor.leave_out, seconds)
            assert self.elapsed() == before

    @rule()
    def undo(self) -> None:
        if len(self.room.done) > 2:
            self.room.undo()

    def elapsed(self) -> dict[Any, int]:
        return {i.id: i.elapsed(self.room.now) for i in self.room.table.agenda}

    @invariant()
    def one_item_has_the_floor_at_most(self) -> None:
        assert sum(i.state in FLOOR for i in self.room.table.items.values()) <= 1

    @invariant()
    def no_time_is_negative(self) -> None:
        assert all(seconds >= 0 for seconds in self.elapsed().values())
        assert all(i.allowed > 0 for i in self.room.table.agenda)

    @invariant()
    def every_situation_is_sound(self) -> None:
        found = {s.id: problems(s) for s in self.room.table.situations.values()}
        assert not any(found.values()), found

    @invariant()
    def the_lead_never_assists(self) -> None:
        assert all(s.lead not in s.assisting for s in self.room.table.situations.values())

    @invariant()
    def positions_count_from_one(self) -> None:
        agenda = self.room.table.agenda
        assert [i.position for i in agenda] == list(range(1, len(agenda) + 1))

    @invariant()
    def numbers_are_given_once(self) -> None:
        numbers = [s.number for s in self.room.table.situations.values() if s.number]
        assert len(set(numbers)) == len(numbers)

    @invariant()
    def it_can_always_be_shown(self) -> None:
        status(self.room.table, self.room.now, undo=0, saved=None)
        pace(self.room.table, self.room.now)
        assert all(
            seconds >= self.room.table.rules.spread_floor_seconds
            for seconds in spread(self.room.table, self.room.now).budgets.values()
        )


AMeeting.TestCase.settings = settings(max_examples=40, stateful_step_count=50, deadline=None)
TestAMeeting = AMeeting.TestCase
