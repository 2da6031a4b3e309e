from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from hub_console.meeting.acts import discussion, floor, planning
from hub_console.meeting.pace import Pace, pace, spread
from hub_console.meeting.rules import TableRules
from tests.builders import TEN, Room

NO_GAPS = TableRules(changeover_seconds=0)


def an_agenda(*minutes: int, length: int = 60, rules: TableRules = NO_GAPS) -> Room:
    room = Room(rules).with_meeting(length=timedelta(minutes=length))
    for budget in minutes:
        room.with_new_situation("", minutes=budget)
    return room


def pace_of(room: Room) -> Pace:
    keeping = pace(room.table, room.now)
    assert keeping
    return keeping


def test_the_projected_end_is_now_and_all_that_is_left() -> None:
    room = an_agenda(6, 6, 8, rules=TableRules(changeover_seconds=15)).begun().after(minutes=4)
    assert pace_of(room).projected_end == room.now + timedelta(minutes=2 + 6 + 8, seconds=30)


def test_an_item_over_its_time_pushes_the_end_by_the_second() -> None:
    room = an_agenda(6, 54).begun().after(minutes=6)
    assert (pace_of(room).over, pace_of(room).words) == (0, "ON TIME")
    room.after(minutes=6)
    assert (pace_of(room).over, pace_of(room).words) == (360, "OVER 6m")


def test_the_words_of_the_pace_at_the_edge_of_the_tolerance() -> None:
    room = an_agenda(60).begun()
    assert pace_of(room.after(minutes=61)).words == "ON TIME"
    assert pace_of(room.after(seconds=1)).words == "OVER 1m"
    assert pace_of(an_agenda(50).begun()).words == "UNDER 10m"


def test_a_meeting_drawn_to_another_hour_ends_as_long_after_its_beginning_as_was_planned() -> None:
    room = an_agenda(50)
    room.now = TEN - timedelta(days=7, hours=-4)
    begun = pace_of(room.begun())
    assert begun.scheduled_end == room.now + timedelta(hours=1)
    assert begun.words == "UNDER 10m"
    in_the_evening = an_agenda(50)
    in_the_evening.now = TEN - timedelta(hours=11)
    assert pace_of(in_the_evening.begun()).words == "UNDER 10m"
    late = an_agenda(50)
    late.now = TEN + timedelta(hours=1)
    assert pace_of(late.begun()).words == "OVER 50m"


def test_more_than_a_chair_counts_in_minutes_is_said_in_hours() -> None:
    room = an_agenda(60).begun().after(minutes=60)
    assert pace_of(room.after(minutes=99)).words == "OVER 99m"
    assert pace_of(room.after(minutes=26)).words == "OVER 2h05m"


def test_a_pause_never_stops_the_meetings_clock() -> None:
    room = an_agenda(6, 54).begun().do(floor.toggle_pause).after(minutes=10)
    assert pace_of(room).over == 600


def test_before_the_meeting_it_is_reckoned_from_the_planned_start() -> None:
    room = an_agenda(50)
    room.now = TEN - timedelta(minutes=30)
    assert pace_of(room).over == -600
    room.now = TEN + timedelta(minutes=30)
    assert pace_of(room).over == 1200


def test_a_closed_meeting_has_no_pace() -> None:
    room = an_agenda(6).begun().do(planning.close_meeting)
    assert pace(room.table, room.now) is None


def test_the_changeover_is_the_tables_own_median_after_three() -> None:
    room = an_agenda(*[6] * 5, rules=TableRules(changeover_seconds=15)).begun()
    for gap in (10, 50, 20):
        assert room.table.changeover == 15
        room.after(minutes=3).do(discussion.reject, "single-agency").after(seconds=gap).begun()
    assert room.table.changeover == 20


def test_spreading_takes_from_each_in_proportion() -> None:
    room = an_agenda(6, 6, 12, length=24).begun().after(minutes=9)
    plan = spread(room.table, room.now)
    assert [plan.budgets[room.item(n).id] for n in (2, 3)] == [300, 600]
    assert plan.sentence == "3:00 spread over 2 items."
    room.do(floor.spread_overrun)
    assert pace_of(room).over == 0


def test_at_the_floor_it_proposes_what_to_carry_least_urgent_first() -> None:
    room = an_agenda(6, 3, 3, 3, length=15).begun()
    room.do(planning.toggle_urgent, room.item(4).id).after(minutes=12)
    plan = spread(room.table, room.now)
    assert set(plan.budgets.values()) == {120}
    assert [item.position for item in plan.carry] == [4, 3]
    assert "carry 4, 3 (<carry>)" in plan.sentence


def test_nothing_over_is_nothing_to_spread() -> None:
    room = an_agenda(6, 6).begun()
    assert "nothing to spread" in room.refuses(floor.spread_overrun)


@given(
    st.lists(st.integers(1, 30), min_size=2, max_size=12),
    st.integers(0, 90),
    st.integers(0, 300),
    st.sets(st.integers(2, 12)),
)
def test_spreading_conserves_the_overrun_and_respects_the_floor(
    minutes: list[int], late: int, seconds: int, urgent: set[int]
) -> None:
    room = an_agenda(*minutes, length=max(1, sum(minutes) - late)).begun()
    for position in sorted(urgent & set(range(2, len(minutes) + 1))):
        room.do(planning.toggle_urgent, room.item(position).id)
    room.after(seconds=seconds)
    plan = spread(room.table, room.now)
    waiting = [item for item in room.table.agenda if item.flexible]
    assert all(plan.budgets[id_] >= 120 for id_ in plan.budgets)
    taken = sum(i.allowed - plan.budgets.get(i.id, i.allowed) for i in waiting)
    can_give = sum(max(0, i.allowed - 120) for i in waiting)
    assert taken == min(max(0, plan.overrun), can_give)
    assert all(plan.budgets.get(i.id, i.allowed) <= i.allowed for i in waiting)
    chosen = list(plan.carry)
    assert chosen == sorted(chosen, key=lambda i: (i.urgent, -i.position))
    freed = sum(plan.budgets.get(i.id, i.allowed) for i in chosen)
    assert taken + freed >= plan.overrun or len(chosen) == len(waiting)
    if plan.budgets:
        before = pace_of(room).over
        room.do(floor.spread_overrun)
        assert pace_of(room).over == before - taken
