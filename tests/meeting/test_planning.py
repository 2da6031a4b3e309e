from datetime import date, timedelta

import pytest

from hub_console.meeting.acts import discussion, floor, planning
from hub_console.meeting.acts.planning import CLOSING, OPENING, Draft, Schedule, schedule_on
from hub_console.meeting.agenda import ItemKind
from hub_console.meeting.rules import NumberGiven, TableRules
from tests.builders import HOUR, TEN, Room, a_table

WEEK = timedelta(days=7)


def agenda_of(room: Room) -> list[str]:
    """Each item by its title, or its kind and its situation's number."""
    numbers = {item.id: room.table.situation_of(item) for item in room.table.agenda}
    return [
        item.title or f"{item.kind} {s.number if (s := numbers[item.id]) else '?'}"
        for item in room.table.agenda
    ]


def next_week(room: Room) -> Room:
    return room.do(planning.close_meeting).after(minutes=60 * 24 * 3).do(planning.plan_next_meeting)


def day_of(room: Room) -> date:
    assert room.meeting.starts
    return room.meeting.starts.astimezone().date()


def test_the_next_agenda_has_report_backs_then_what_was_left_then_the_frame() -> None:
    room = a_table().with_opening()
    for _ in range(4):
        room.with_new_situation()
    room.begun().begun().opened().begun().do(discussion.reject, "single-agency")
    room.do(planning.carry, room.item(4).id, "agency-absent")
    next_week(room)
    assert agenda_of(room) == [
        OPENING,
        "report-back 2026-001",
        "carried 2026-003",
        "carried 2026-004",
        CLOSING,
    ]
    assert day_of(room) == date(2026, 11, 30)


def test_urgent_ones_come_first_among_what_was_left() -> None:
    room = a_table().with_new_situation("PD").with_new_situation().with_new_situation()
    room.begun().do(planning.toggle_urgent, room.item(3).id)
    next_week(room)
    assert agenda_of(room)[1] == "carried 2026-003"


def test_what_was_carried_before_it_had_a_number_comes_again() -> None:
    room = a_table(rules=TableRules(number_given=NumberGiven.ACCEPTANCE)).with_new_situation()
    room.begun().do(planning.carry, room.live.id, "more-information")
    next_week(room).begun().begun()
    assert room.live.kind is ItemKind.CARRIED
    room.opened()
    assert room.situation.number == "2026-001"


def test_report_backs_that_are_not_due_yet_wait() -> None:
    room = a_table().with_new_situation().begun().opened().do(discussion.set_due, 14)
    next_week(room)
    assert agenda_of(room) == [OPENING, CLOSING]


def test_a_situation_carried_twice_comes_once() -> None:
    room = a_table().with_new_situation().begun().do(planning.close_meeting)
    room.do(planning.plan_next_meeting).begun().do(planning.close_meeting)
    room.do(planning.plan_next_meeting)
    assert agenda_of(room) == [OPENING, "carried 2026-001", CLOSING]
    assert day_of(room) == date(2026, 12, 7)


def test_a_meeting_planned_early_gets_what_it_lacks_and_is_then_complete() -> None:
    room = a_table().with_new_situation().with_new_situation().begun().opened()
    later = Schedule(TEN + WEEK, TEN + WEEK + HOUR)
    room.do(planning.plan_meeting, later, [Draft(ItemKind.NEW, originating="PD")])
    next_week(room)
    assert sorted(agenda_of(room)) == ["carried 2026-002", "new 2026-003", "report-back 2026-001"]
    assert "planned already" in room.refuses(planning.plan_next_meeting)


def test_a_meeting_in_progress_is_closed_before_the_next_is_planned() -> None:
    room = a_table().with_new_situation().begun()
    assert "Close this meeting first" in room.refuses(planning.plan_next_meeting)


def test_after_weeks_without_a_meeting_the_next_is_not_in_the_past() -> None:
    room = a_table().with_new_situation().begun().do(planning.close_meeting)
    room.after(minutes=60 * 24 * 23).do(planning.plan_next_meeting)
    assert day_of(room) == date(2026, 12, 21)


def test_a_meeting_that_was_never_held_moves_with_its_items() -> None:
    room = a_table().with_new_situation().after(minutes=60 * 24 * 5)
    room.do(planning.plan_meeting, Schedule(TEN + WEEK, TEN + WEEK + HOUR), [])
    assert len(room.table.meetings) == 1
    assert day_of(room) == date(2026, 11, 30)
    assert agenda_of(room) == ["new 2026-001"]


def test_new_items_come_before_the_closing_one() -> None:
    room = a_table().with_item(CLOSING, 2).with_new_situation()
    assert agenda_of(room) == ["new 2026-001", CLOSING]
    assert [item.position for item in room.table.agenda] == [1, 2]


def test_an_urgent_situation_takes_the_first_slot_of_the_new_ones() -> None:
    room = a_table().with_opening().with_new_situation().with_new_situation(urgent=True)
    assert agenda_of(room) == [OPENING, "new 2026-002", "new 2026-001"]


def test_urgent_never_moves_an_item_back() -> None:
    room = a_table().with_new_situation().with_new_situation()
    next_week(room.begun().opened().begun().opened()).with_new_situation()
    room.do(planning.toggle_urgent, room.item(2).id)
    assert agenda_of(room) == [
        OPENING,
        "report-back 2026-001",
        "report-back 2026-002",
        "new 2026-003",
        CLOSING,
    ]


def test_a_carried_item_is_passed_over() -> None:
    room = a_table().with_new_situation().with_new_situation().with_new_situation().begun()
    room.do(planning.carry, room.item(2).id, "agency-absent").begun()
    assert room.states() == ["done", "carried", "live"]


def test_moving_stops_at_the_ends_and_at_what_has_begun() -> None:
    room = a_table().with_new_situation().with_new_situation().with_new_situation().begun()
    assert "Only items that wait" in room.refuses(planning.move, room.item(2).id, -1)
    assert "no place" in room.refuses(planning.move, room.item(3).id, 1)
    room.do(planning.move, room.item(3).id, -1)
    assert agenda_of(room) == ["new 2026-001", "new 2026-003", "new 2026-002"]


def test_carrying_the_live_item_frees_the_floor() -> None:
    room = a_table().with_new_situation().begun().after(minutes=2)
    room.do(planning.carry, room.live.id, "agency-absent").after(minutes=9)
    assert room.table.live is None
    assert room.item(1).elapsed(room.now) == 120
    assert "already" in room.refuses(planning.carry, room.item(1).id, "other")


def test_standing_items_are_not_carried() -> None:
    room = a_table().with_opening()
    assert "standing" in room.refuses(planning.carry, room.item(1).id, "other")


def test_a_meeting_that_has_not_begun_is_not_closed() -> None:
    assert "not begun" in a_table().refuses(planning.close_meeting)


def test_the_usual_hours_are_kept_in_utc_and_meant_in_the_room() -> None:
    room = a_table(rules=TableRules(starts="09:30", minutes_meeting=90))
    schedule = schedule_on(date(2026, 7, 6), room.table)
    assert f"{schedule.starts.astimezone():%Y-%m-%d %H:%M}" == "2026-07-06 09:30"
    assert schedule.starts.utcoffset() == timedelta(0)
    assert schedule.ends - schedule.starts == timedelta(minutes=90)


def test_a_start_that_is_no_time_of_day_is_no_rule() -> None:
    with pytest.raises(ValueError, match="starts must be"):
        TableRules(starts="half past nine")


def test_what_closes_with_an_item_live_leaves_none_live() -> None:
    room = a_table().with_new_situation().begun().do(planning.close_meeting)
    assert room.table.live is None
    assert "closed" in room.refuses(floor.toggle_pause)


def test_the_frame_of_the_set_up_moves_to_the_day_of_the_first_agenda() -> None:
    room = a_table().with_opening()
    first = room.meeting.id
    schedule = schedule_on(date(2026, 12, 3), room.table)
    room.do(planning.plan_meeting, schedule, [Draft(ItemKind.NEW, originating="SD")])
    assert room.meeting.id == first
    assert day_of(room) == date(2026, 12, 3)
    assert agenda_of(room) == [OPENING, "new 2026-001"]


def test_the_wall_stays_blank_until_somebody_shows_it() -> None:
    room = next_week(a_table().with_new_situation().begun())
    assert room.meeting.began is None
    assert room.meeting.wall_blank
