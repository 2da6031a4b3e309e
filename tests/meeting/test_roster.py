from dataclasses import replace

from hub_console.meeting.acts import floor
from hub_console.meeting.acts import room as in_room
from hub_console.meeting.acts.planning import close_meeting
from hub_console.meeting.roster import Agency, Presence
from hub_console.meeting.rules import TableRules
from hub_console.meeting.values import AgencyTag, Id
from tests.builders import Room, a_table, some_agencies


def seat_of(room: Room, tag: str) -> Presence:
    agency = room.table.agency(tag)
    assert agency
    return room.table.seat(agency).presence


def test_who_comes_while_the_opening_item_runs_is_on_time_and_after_it_late() -> None:
    room = a_table().with_opening().with_new_situation().do(in_room.arrive, "PD")
    room.after(minutes=5).begun().after(minutes=3).do(in_room.arrive, "SD")
    room.after(minutes=1).begun().after(minutes=1).do(in_room.arrive, "HO")
    assert [seat_of(room, tag) for tag in ("PD", "SD", "HO")] == ["present", "present", "late"]


def test_without_an_opening_item_the_start_decides() -> None:
    room = a_table().with_new_situation().do(in_room.arrive, "PD").begun()
    room.after(seconds=1).do(in_room.arrive, "HO")
    assert (seat_of(room, "PD"), seat_of(room, "HO")) == ("present", "late")


def test_a_table_may_be_patient() -> None:
    room = a_table(rules=TableRules(late_after_minutes=10)).with_new_situation().begun()
    room.after(minutes=9).do(in_room.arrive, "PD").after(minutes=2).do(in_room.arrive, "HO")
    assert (seat_of(room, "PD"), seat_of(room, "HO")) == ("present", "late")


def test_going_back_to_the_opening_item_makes_nobody_late() -> None:
    room = a_table().with_opening().with_new_situation().begun().after(minutes=1).begun()
    room.do(floor.begin_previous).after(minutes=1).do(in_room.arrive, "PD")
    assert seat_of(room, "PD") == "present"


def test_leaving_and_coming_back() -> None:
    room = a_table().with_new_situation().do(in_room.arrive, "PD").begun()
    room.after(minutes=5).do(in_room.leave, "PD")
    assert seat_of(room, "PD") == "left"
    assert "not in the room" in room.refuses(in_room.leave, "PD")
    room.after(minutes=5).do(in_room.arrive, "PD")
    assert seat_of(room, "PD") == "present"
    assert "already" in room.refuses(in_room.arrive, "PD")


def test_apologies_and_a_change_of_mind() -> None:
    room = a_table().do(in_room.apologise, "VA")
    assert seat_of(room, "VA") == "apologies"
    room.do(in_room.arrive, "VA")
    assert seat_of(room, "VA") == "present"
    room.do(in_room.apologise, "VA")
    assert seat_of(room, "VA") == "apologies"


def test_all_expected_arrive_and_apologies_stand() -> None:
    room = a_table().do(in_room.apologise, "VA").do(in_room.all_expected_arrive)
    assert seat_of(room, "VA") == "apologies"
    assert [s.presence for s in room.table.seats].count(Presence.PRESENT) == 23
    assert "Nobody is awaited" in room.refuses(in_room.all_expected_arrive)


def test_who_was_expected_and_never_came_is_absent_once_the_meeting_is_closed() -> None:
    room = a_table().with_new_situation().begun()
    assert seat_of(room, "CC") == "expected"
    room.do(close_meeting)
    assert seat_of(room, "CC") == "absent"


def test_who_is_not_expected_is_never_awaited() -> None:
    guest = Agency(Id(""), AgencyTag("GU"), "Guest", "other", expected=False)
    room = a_table().do(in_room.set_roster, (guest,)).do(in_room.all_expected_arrive)
    assert seat_of(room, "GU") == "absent"


def test_a_roster_read_again_changes_names_and_keeps_places() -> None:
    room = a_table(3)
    renamed = replace(some_agencies(3)[1], name="Public schools")
    newcomer = Agency(Id(""), AgencyTag("ZZ"), "Newcomer", "other")
    room.do(in_room.set_roster, (newcomer, renamed))
    assert [(a.tag, a.name, a.position) for a in room.table.roster] == [
        ("PD", "Police", 1),
        ("SD", "Public schools", 2),
        ("CF", "DCF", 3),
        ("ZZ", "Newcomer", 4),
    ]


def test_an_unknown_agency_is_refused() -> None:
    assert "No agency has the letters QQ" in a_table().refuses(in_room.arrive, "QQ")
