from dataclasses import replace

from hub_console.meeting.acts import amending, discussion, floor, planning
from hub_console.meeting.read_back import Line, ReadBack, read_back
from tests.builders import Room, a_table


def read(room: Room) -> ReadBack:
    return read_back(room.table, room.vocabulary, room.now)


def only(room: Room) -> Line:
    (line,) = read(room).lines
    return line


def a_person(room: Room) -> Room:
    """The live situation has everything that a read-back asks for."""
    for field, value in (("type", "person"), ("sex", "F"), ("age_band", "12-17")):
        room.do(discussion.set_field, field, value)
    room.do(discussion.set_field, "consent", "yes")
    for code in ("msa", "hna"):
        room.do(discussion.pick_code, "risk_factors", code)
    return room


def test_a_situation_with_everything_marked_is_read_back_and_nothing_is_missing() -> None:
    room = a_person(a_table().with_opening().with_new_situation("SD").begun().begun())
    room.opened("HC", "MH", "YS")

    line = only(room)

    assert (line.position, line.number) == (2, "2026-001")
    assert line.decision == "opened: AER met, intervention agreed"
    assert (line.lead, line.assisting) == ("HC", ("MH", "YS"))
    assert str(line.due) == "2026-11-30"
    assert line.missing == ()
    assert read(room).erased == ()


def test_what_an_opened_situation_lacks_is_pointed_out() -> None:
    room = a_table().with_new_situation("SD").begun().at_filter_three()
    room.do(discussion.set_lead, "HC").do(discussion.open_situation, "intervention")
    assert only(room).missing == (
        "risk from fewer than two categories",
        "no assisting agency: could one agency deal with it alone?",
        "consent not recorded",
        "type not recorded",
    )

    room.do(discussion.set_field, "type", "person")
    assert only(room).missing[-2:] == ("age band not recorded", "sex not recorded")
    room.do(discussion.set_field, "type", "family")
    assert only(room).missing[-1] == "consent not recorded"


def test_an_open_situation_without_a_date_is_pointed_out() -> None:
    room = a_person(a_table().with_new_situation("SD").begun()).opened()
    room.table = room.table.with_records(replace(room.situation, due=None))

    assert only(room).missing == ("no date for the report-back",)


def test_what_is_not_decided_not_reached_or_carried_is_pointed_out() -> None:
    room = a_table()
    for _ in range(3):
        room.with_new_situation("SD")
    room.begun().do(planning.carry, room.item(3).id, "agency-absent")

    said = [(line.decision, line.missing) for line in read(room).lines]

    assert said == [
        ("undecided", ("undecided",)),
        ("not reached", ("not reached; it comes back on the next agenda",)),
        ("carried: agency absent", ("carried to the next meeting: agency absent",)),
    ]


def test_a_rejected_one_lacks_nothing_and_its_number_is_among_what_is_erased() -> None:
    room = a_table().with_new_situation("SD").begun().do(discussion.reject, "single-agency")

    assert only(room).decision == "rejected: single agency can address the risk"
    assert only(room).missing == ()
    assert read(room).erased == ("2026-001",)


def a_week_later() -> Room:
    """Two situations were opened; the report-back of one is on the agenda, the other's is not."""
    room = a_table().with_opening().with_new_situation("SD").with_new_situation("PD")
    a_person(room.begun().begun()).opened()
    a_person(room.begun()).opened().do(discussion.set_due, 9)
    room.do(planning.close_meeting).after(minutes=7 * 24 * 60)
    return room.do(planning.plan_next_meeting).after(minutes=3 * 24 * 60).begun()


def test_report_backs_that_are_due_and_were_not_given_are_pointed_out() -> None:
    room = a_week_later()
    awaited, elsewhere = read(room).lines
    assert awaited.missing == (
        "report-back is due and was not given",
        "not reached; it comes back on the next agenda",
    )
    assert (elsewhere.item, elsewhere.number) == (None, "2026-002")
    assert elsewhere.missing == ("report-back is due and was not given",)

    room.begun()
    assert (only_first(room).decision, only_first(room).missing) == (
        "no report-back",
        ("report-back is due and was not given",),
    )
    room.do(discussion.report_back, "in-progress")
    assert (only_first(room).decision, only_first(room).missing) == ("report-back: in progress", ())
    room.do(discussion.conclude, "lowered", "connected-to-services")
    assert only_first(room).decision == "concluded: connected to services"


def only_first(room: Room) -> Line:
    return read(room).lines[0]


def test_a_note_is_never_read_back() -> None:
    room = a_table().with_new_situation("SD").begun().do(discussion.write_note, "the grandmother")

    assert "grandmother" not in str(read(room))


def test_only_what_the_amendment_rejected_is_erased_when_it_ends() -> None:
    room = a_table().with_new_situation("SD").with_new_situation("PD").begun()
    room.do(discussion.reject, "single-agency").do(floor.begin_next).do(planning.close_meeting)
    room.do(amending.amend, room.item(2).id)
    assert read(room).erased == ()

    room.do(discussion.reject, "originator")

    assert read(room).erased == ("2026-002",)
