from hub_console.meeting.acts import amending, discussion, floor, planning, wall
from hub_console.meeting.acts import room as in_room
from hub_console.meeting.change import DETAIL, Key
from hub_console.meeting.clock import ItemState
from tests.builders import Room, a_table

ENDS_IT = "Amending: only situations are marked. Press <palette> and choose close to end it."


def a_closed_meeting() -> Room:
    """Opened, rejected, undecided, and not reached; closed at eleven."""
    room = a_table().with_opening()
    for tag in ("SD", "PD", "HC", "MH"):
        room.with_new_situation(tag)
    room.begun().after(minutes=4).begun().after(minutes=5).opened("HC", "MH")
    room.begun().do(discussion.reject, "single-agency").begun().after(minutes=51)
    return room.do(planning.close_meeting).after(minutes=20)


def amending_the_opened_one() -> Room:
    room = a_closed_meeting()
    return room.do(amending.amend, room.item(2).id)


def test_marks_go_to_the_amended_item_and_the_minute_stands_on_it() -> None:
    room = amending_the_opened_one()
    assert room.item(2).amended is None

    room.do(discussion.set_lead, "PD").do(discussion.write_note, "lead was misheard")

    assert (room.situation.lead, room.item(2).amended) == ("PD", room.now)
    assert [item.amended for item in room.table.agenda if item.position != 2] == [None] * 4
    room.do(amending.end_amending)
    assert room.table.live is None
    assert not room.table.amending


def test_a_mark_that_changes_nothing_amends_nothing() -> None:
    room = amending_the_opened_one().do(discussion.set_lead, "HC")

    assert room.item(2).amended is None


def test_undo_takes_the_minute_back_too() -> None:
    room = amending_the_opened_one().do(discussion.set_lead, "PD").undo()

    assert (room.situation.lead, room.item(2).amended) == ("HC", None)


def test_no_clock_runs_and_neither_room_nor_wall_nor_agenda_is_marked() -> None:
    room = amending_the_opened_one()
    clocks = [item.clock for item in room.table.agenda]
    for act in (
        floor.begin_next,
        floor.begin_previous,
        floor.toggle_pause,
        floor.extend,
        floor.started_earlier,
    ):
        assert room.refuses(act) == ENDS_IT
    assert room.refuses(floor.turn_to, room.item(5).id) == ENDS_IT
    assert room.refuses(in_room.arrive, "PD") == ENDS_IT
    assert room.refuses(planning.carry, room.item(4).id, "agency-absent") == ENDS_IT
    for on_wall in (wall.show_wall, wall.next_view):
        assert room.refuses(on_wall) == "The wall stays blank while a closed meeting is amended."
    assert room.refuses(planning.plan_next_meeting) == (
        "A closed meeting is being amended. End that first: <palette> close."
    )
    room.do(discussion.set_due, 9).do(amending.amend, room.item(4).id)
    room.do(discussion.reject, "originator").do(amending.end_amending)
    assert [item.clock for item in room.table.agenda] == clocks
    assert room.meeting.wall_blank


def test_only_what_was_discussed_and_not_rejected_can_be_amended() -> None:
    room = a_closed_meeting()
    assert [item.position for item in amending.amendable(room.table)] == [2, 4]
    assert room.refuses(amending.amend, room.item(1).id) == (
        "Item 1 takes up no situation, and only situations are amended."
    )
    assert room.refuses(amending.amend, room.item(3).id) == (
        "Item 3 is rejected; after the closing that stands."
    )
    assert room.refuses(amending.amend, room.item(5).id) == (
        "Item 5 was not reached; it comes back on the next agenda."
    )


def test_only_the_closed_meeting_in_hand_can_be_amended() -> None:
    sentence = (
        "Only a closed meeting is amended, until the next one is planned; older ones stay sealed."
    )
    open_one = a_table().with_new_situation().begun()
    assert open_one.refuses(amending.amend, open_one.item(1).id) == sentence
    room = a_closed_meeting()
    opened = room.item(2).id
    room.do(planning.plan_next_meeting)
    assert room.refuses(amending.amend, opened) == sentence
    assert room.refuses(amending.end_amending) == "Nothing is being amended."


def test_a_decision_is_amended_as_it_was_taken_at_the_meeting() -> None:
    room = a_closed_meeting()
    closed = room.meeting.closed
    assert closed is not None
    room.after(minutes=60 * 24).do(amending.amend, room.item(4).id).opened("MH", "HC")
    assert (room.situation.opened, room.item(4).state) == (closed, ItemState.DONE)
    assert str(room.situation.due) == "2026-11-30"

    room.do(discussion.conclude, "lowered", "connected-to-services")
    assert str(room.situation.concluded) == "2026-11-23"
    room.do(discussion.conclude, "still-aer", "refused-services")
    assert (room.situation.grouping, room.situation.outcome) == ("still-aer", "intervention")


def test_what_was_opened_by_mistake_can_be_rejected_and_is_erased_when_the_amending_ends() -> None:
    room = amending_the_opened_one()
    before = room.table
    assert planning.to_erase(before, amending.end_amending(before, room.moment)) == ()

    room.do(discussion.reject, "originator")

    after = amending.end_amending(room.table, room.moment)
    assert planning.to_erase(room.table, after) == (Key(room.situation.id, DETAIL),)
    assert room.situation == room.situation.redacted()
    assert room.undo().situation.lead == "HC"


def test_what_an_earlier_meeting_opened_stays_open_when_the_later_one_is_amended() -> None:
    room = a_closed_meeting().after(minutes=7 * 24 * 60).do(planning.plan_next_meeting)
    room.begun().begun().do(discussion.conclude, "lowered", "connected-to-services")
    room.do(planning.close_meeting).do(amending.amend, room.item(2).id)

    assert room.refuses(discussion.reject, "originator") == (
        "This situation is open: conclude it with <outcome>."
    )
    assert room.refuses(discussion.open_situation, "intervention").startswith(
        "The intervention is agreed already."
    )
