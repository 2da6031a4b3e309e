from datetime import date, timedelta

import pytest

from hub_console.meeting.acts import discussion, floor, planning
from hub_console.meeting.acts.planning import Draft
from hub_console.meeting.agenda import ItemKind
from hub_console.meeting.rules import NumberGiven, TableRules
from hub_console.meeting.situation import DETAIL_FIELDS, Situation, problems, warnings
from hub_console.meeting.values import Id, picked
from tests.builders import Room, a_table

TODAY = date(2026, 11, 23)


def a_discussion() -> Room:
    room = a_table().with_new_situation(
        "SD", type="person", sex="F", age_band="12-17", risk_factors=("msa", "hna")
    )
    return room.begun()


def test_rejecting_redacts_at_once() -> None:
    room = a_discussion().at_filter_three()
    room.do(discussion.set_lead, "HC").do(discussion.write_note, "the grandmother helps")
    room.do(discussion.set_affected, "12-17 F", 2).do(discussion.set_field, "language", "spanish")
    room.do(discussion.reject, "single-agency")
    (situation,) = room.table.situations.values()
    assert all(not getattr(situation, name) for name in DETAIL_FIELDS)
    assert not room.table.notes
    assert (situation.state, situation.reason) == ("rejected", "single-agency")
    assert (situation.type, situation.sex, situation.age_band) == ("person", "F", "12-17")
    assert problems(situation) == []


def test_a_rejection_can_be_taken_back_whole() -> None:
    room = a_discussion().do(discussion.write_note, "a note")
    before = room.table
    room.do(discussion.reject, "not-enough-risk-factors").undo()
    assert room.table == before


def test_nothing_more_is_recorded_of_what_was_rejected() -> None:
    room = a_discussion().do(discussion.reject, "single-agency")
    room.do(floor.begin_previous)
    for refusal in (
        room.refuses(discussion.pick_code, "risk_factors", "msa"),
        room.refuses(discussion.set_affected, "12-17 F", 1),
        room.refuses(discussion.set_field, "language", "spanish"),
        room.refuses(discussion.write_note, "words"),
        room.refuses(discussion.set_lead, "HC"),
        room.refuses(discussion.toggle_involved, "HC"),
        room.refuses(discussion.mobilize, "sdn", "informed"),
        room.refuses(discussion.set_due, 7),
        room.refuses(discussion.intervened, 1),
        room.refuses(discussion.pass_filter),
        room.refuses(discussion.reject, "single-agency"),
        room.refuses(discussion.conclude, "other", "relocated"),
    ):
        assert refusal
    assert problems(room.situation) == []


def test_no_agency_is_named_before_filter_three() -> None:
    room = a_discussion()
    assert "Press <pass>" in room.refuses(discussion.set_lead, "HC")
    assert "Press <pass>" in room.refuses(discussion.toggle_involved, "HC")


def test_an_agency_that_becomes_lead_no_longer_assists() -> None:
    room = a_discussion().at_filter_three()
    for tag in ("MH", "YS"):
        room.do(discussion.toggle_assisting, tag)
    room.do(discussion.set_lead, "MH")
    assert picked(room.situation.assisting) == ("YS",)
    assert "leads" in room.refuses(discussion.toggle_assisting, "MH")


def test_a_situation_is_opened_with_a_lead_only() -> None:
    room = a_discussion().at_filter_three()
    assert "lead first" in room.refuses(discussion.open_situation, "intervention")
    room.opened("HC", "MH", "YS")
    assert (room.situation.state, room.situation.filter) == ("open", 4)
    assert room.situation.due == date(2026, 11, 30)


def test_filter_four_is_the_last() -> None:
    room = a_discussion().at_filter_three().do(discussion.pass_filter)
    assert "last" in room.refuses(discussion.pass_filter)


def test_an_open_situation_is_concluded_and_never_rejected() -> None:
    room = a_discussion().opened()
    assert "conclude it" in room.refuses(discussion.reject, "single-agency")
    assert "press <reject>" in room.refuses(discussion.conclude, "rejected", "single-agency")
    room.do(discussion.conclude, "lowered", "connected-to-services")
    assert (room.situation.state, room.situation.due) == ("concluded", None)
    assert "nothing is due" in room.refuses(discussion.set_due, 7)


def test_a_family_has_no_sex_and_no_age() -> None:
    room = a_discussion().do(discussion.set_field, "type", "family")
    assert (room.situation.sex, room.situation.age_band) == (None, None)
    assert "Only a person" in room.refuses(discussion.set_field, "sex", "F")


def test_numbers_given_when_presented() -> None:
    room = a_table().with_new_situation().with_new_situation()
    assert [s.number for s in room.table.situations.values()] == ["2026-001", "2026-002"]


def test_numbers_given_on_acceptance() -> None:
    room = a_table(rules=TableRules(number_given=NumberGiven.ACCEPTANCE))
    room.with_new_situation().with_new_situation().begun()
    assert room.situation.number is None
    room.do(discussion.reject, "single-agency").begun().opened()
    assert [s.number for s in room.table.situations.values()] == [None, "2026-001"]


def test_the_picks_keep_their_order_through_undo() -> None:
    room = a_discussion().do(discussion.pick_code, "risk_factors", "mrw")
    room.do(discussion.drop_code, "risk_factors", "msa").undo()
    assert picked(room.situation.risk_factors) == ("msa", "hna", "mrw")


@pytest.mark.parametrize(("hours", "late"), [(24, False), (48, False), (48.1, True)])
def test_contact_is_overdue_after_48_hours(hours: float, late: bool) -> None:
    room = a_discussion().opened().after(minutes=60 * hours)
    assert bool(room.table.overdue(room.now)) is late


def test_contact_that_was_made_or_reported_is_not_overdue() -> None:
    made = a_discussion().opened().do(discussion.intervened, 0).after(minutes=60 * 72)
    assert not made.table.overdue(made.now)
    reported = a_discussion().opened().do(discussion.report_back, "done").after(minutes=60 * 72)
    assert not reported.table.overdue(reported.now)


def test_a_report_back_is_said_once_a_meeting_and_can_be_corrected() -> None:
    room = a_discussion().opened().do(discussion.set_due, 2)
    room.do(discussion.report_back, "in-progress").do(discussion.report_back, "done")
    (said,) = room.table.report_backs.values()
    assert (said.kind, said.by) == ("done", "HC")
    assert room.situation.due == date(2026, 11, 30)


def test_a_note_is_short_and_an_empty_one_is_gone() -> None:
    room = a_discussion()
    assert "280" in room.refuses(discussion.write_note, "x" * 281)
    room.do(discussion.write_note, "two  lines\nbecome one")
    (note,) = room.table.notes.values()
    assert note.text == "two lines become one"
    room.do(discussion.write_note, " ")
    assert not room.table.notes


def test_a_standing_item_takes_no_marks() -> None:
    room = a_table().with_opening().begun()
    assert "takes up no situation" in room.refuses(discussion.pass_filter)


def test_what_the_table_should_look_at_again() -> None:
    room = a_discussion().opened()
    room.do(discussion.toggle_assisting, "MH")
    said = warnings(room.situation, {"msa": "School", "hna": "School"})
    assert [line.split()[0] for line in said] == ["risk", "no", "consent"]


def test_the_checks_find_what_must_never_be() -> None:
    id_ = Id("1")
    assert problems(Situation(id_, outcome="intervention"))
    assert problems(Situation(id_, lead="HC", assisting={"HC": 1}))  # type: ignore[arg-type]
    assert problems(Situation(id_, grouping="lowered"))
    closed = Situation(id_, grouping="rejected", reason="single-agency", concluded=TODAY)
    assert problems(closed) == []
    assert problems(Situation(id_, grouping="rejected", risk_factors={"msa": 1}))


def test_services_are_mobilized_once_the_intervention_is_agreed() -> None:
    room = a_discussion()
    assert "press <outcome> i" in room.refuses(discussion.mobilize, "sdn", "informed")
    room.opened().do(discussion.mobilize, "sdn", "informed")
    room.do(discussion.mobilize, "sdn", "connected")
    assert room.situation.services == {"sdn": "connected"}


def test_only_an_open_situation_is_reported_back() -> None:
    room = a_discussion()
    assert "Only an open situation" in room.refuses(discussion.report_back, "done")
    room.opened().do(planning.close_meeting)
    room.after(minutes=60 * 24 * 7).do(planning.plan_next_meeting).begun().begun()
    assert room.live.kind is ItemKind.REPORT_BACK
    room.do(discussion.report_back, "done")
    assert room.situation.due == (room.now + timedelta(days=7)).astimezone().date()


def test_an_unknown_report_back_is_refused() -> None:
    draft = Draft(ItemKind.REPORT_BACK, number="2026-999")
    assert "2026-999" in a_table().refuses(planning.add_item, draft)
