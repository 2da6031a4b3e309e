from datetime import timedelta

from hub_console.meeting.acts import floor, planning
from hub_console.meeting.acts.floor import idle_for
from tests.builders import Room, a_table


def three_situations() -> Room:
    return a_table().with_new_situation("SD").with_new_situation("PD").with_new_situation("HC")


def test_next_finishes_the_item_and_begins_the_one_after_it() -> None:
    room = three_situations().begun().after(minutes=4).begun()
    assert room.states() == ["done", "live", "waiting"]
    room.begun().begun()
    assert room.states() == ["done"] * 3
    assert "Every item is done" in room.refuses(floor.begin_next)


def test_the_first_item_begins_the_meeting_and_presents_its_situation() -> None:
    room = three_situations().after(minutes=5).begun()
    assert room.meeting.began == room.now
    assert room.situation.filter == 2
    assert room.situation.passed == {"1": room.now}


def test_going_back_again_and_again_reaches_the_first_item() -> None:
    room = three_situations().begun().begun().begun()
    room.do(floor.begin_previous).do(floor.begin_previous)
    assert room.states() == ["live", "waiting", "waiting"]
    assert "no earlier item" in room.refuses(floor.begin_previous)


def test_going_back_keeps_the_time_that_each_item_had() -> None:
    room = three_situations().begun().after(minutes=4).begun().after(minutes=1)
    room.do(floor.begin_previous).after(minutes=2)
    assert room.item(1).elapsed(room.now) == 360
    assert room.item(2).elapsed(room.now) == 60


def test_turning_to_any_item() -> None:
    room = three_situations().begun()
    room.do(floor.turn_to, room.item(3).id)
    assert room.states() == ["done", "waiting", "live"]
    assert "has the floor already" in room.refuses(floor.turn_to, room.item(3).id)
    room.do(floor.turn_to, room.item(1).id)
    assert room.states() == ["live", "waiting", "done"]


def test_an_item_that_an_undo_took_away_is_refused_not_missed() -> None:
    room = three_situations()
    gone = room.item(3).id
    room.undo()
    for refusal in (
        room.refuses(floor.turn_to, gone),
        room.refuses(planning.carry, gone, "not-reached"),
        room.refuses(planning.toggle_urgent, gone),
        room.refuses(planning.move, gone, 1),
    ):
        assert "not on this agenda" in refusal


def test_a_carried_item_may_be_taken_up_after_all() -> None:
    room = three_situations().begun()
    room.do(planning.carry, room.item(2).id, "agency-absent")
    room.do(floor.turn_to, room.item(2).id)
    assert room.states() == ["done", "live", "waiting"]


def test_the_console_can_tell_that_nobody_started_the_next_item() -> None:
    room = three_situations().begun()
    assert idle_for(room.table, room.now) is None
    room.do(planning.carry, room.item(1).id, "other").after(seconds=46)
    idle = idle_for(room.table, room.now)
    assert idle == timedelta(seconds=46)


def test_nothing_is_begun_once_the_meeting_is_closed() -> None:
    room = three_situations().begun().do(planning.close_meeting)
    assert room.states() == ["done", "waiting", "waiting"]
    assert "closed" in room.refuses(floor.begin_next)
    assert room.meeting.wall_blank
