"""The keys that mark the situation which has the floor."""

from datetime import date, timedelta

import pytest

from hub_console.console.views import Tone
from hub_console.meeting.situation import SituationState
from hub_console.meeting.values import picked
from tests.console.stage import seen
from tests.desks import Fingers


def test_three_letters_that_are_a_code_pick_at_once_and_again_drop_it(fingers: Fingers) -> None:
    assert fingers.press("r mst") == 4
    assert fingers.said == "risk +mst Missing school · truancy"
    assert picked(fingers.situation.risk_factors)[-1] == "mst"
    fingers.press("mst")
    assert "mst" not in fingers.situation.risk_factors


def test_words_narrow_the_list_and_a_digit_picks(fingers: Fingers) -> None:
    fingers.press("r mis Space sc")
    assert [c.code for c in fingers.list_shown.choices[:2]] == ["msa", "mst"]
    assert [c.picked for c in fingers.list_shown.choices[:2]] == [True, False]
    fingers.press("2")
    assert "mst" in fingers.situation.risk_factors
    assert fingers.list_shown.query == ""


def test_arrows_and_enter_pick_and_enter_on_nothing_typed_is_done(fingers: Fingers) -> None:
    fingers.press("r trua Enter")
    assert "mst" in fingers.situation.risk_factors
    assert fingers.mode == "CODE"
    fingers.press("Enter")
    assert fingers.mode == "NORMAL"


def test_backspace_drops_the_last_pick_and_then_those_before(fingers: Fingers) -> None:
    fingers.press("r mst drr Bksp")
    assert fingers.said == "risk -drr Drugs · harm from drug abuse in home"
    fingers.press("Bksp")
    assert fingers.said == "risk -mst Missing school · truancy"
    fingers.press("Bksp")
    assert fingers.said == "flag -fsm Social media"
    for _ in range(7):
        fingers.press("Bksp")
    fingers.press("Bksp")
    assert fingers.said == "Nothing is picked."


def test_backspace_first_takes_back_what_was_typed(fingers: Fingers) -> None:
    fingers.press("r ms Bksp")
    assert fingers.list_shown.query == "m"
    assert fingers.situation.risk_factors.keys() >= {"msa", "mrw"}


def test_escape_closes_the_picker_and_loses_no_pick(fingers: Fingers) -> None:
    fingers.press("r mst mis Esc")
    assert fingers.mode == "NORMAL"
    assert "mst" in fingers.situation.risk_factors


def test_flags_and_protective_factors_are_picked_in_the_same_list(fingers: Fingers) -> None:
    fingers.press("r fho")
    assert "fho" in fingers.situation.flags
    fingers.press("close Space fri")
    choice = fingers.list_shown.choices[0]
    assert choice.hint == "protective"
    fingers.press("1")
    assert choice.code in fingers.situation.protective_factors


def test_the_picker_shows_what_the_line_under_the_cursor_means(fingers: Fingers) -> None:
    fingers.press("r trua")
    assert fingers.list_shown.about.startswith("The person")
    assert fingers.list_shown.total == 185


def test_what_matches_nothing_is_said(fingers: Fingers) -> None:
    fingers.press("r zzz")
    assert fingers.said == "Nothing matches “zzz”."
    fingers.press("Enter")
    assert fingers.said == "Nothing matches “zzz”."
    fingers.press("Bksp Bksp Bksp mst")
    assert "mst" in fingers.situation.risk_factors


def test_involved_agencies_are_toggled_until_escape(fingers: Fingers) -> None:
    assert fingers.press("i ho dv Esc") == 6
    assert {"HO", "DV"} <= set(fingers.situation.involved)
    fingers.press("i ho Esc")
    assert "HO" not in fingers.situation.involved
    assert fingers.said == ""


def test_letters_of_nobody_are_said_and_forgotten(fingers: Fingers) -> None:
    fingers.press("i zz")
    assert fingers.said == "No agency has the letters Z."
    fingers.press("p q")
    assert fingers.said == "No agency has the letters PQ."
    fingers.press("ho")
    assert "HO" in fingers.situation.involved


def test_another_lead_takes_over_and_no_longer_assists(fingers: Fingers) -> None:
    assert fingers.press("l mh") == 3
    assert fingers.mode == "NORMAL"
    assert fingers.situation.lead == "MH"
    assert fingers.said == "lead HC → MH"
    assert "MH" not in fingers.situation.assisting
    fingers.press("l mh")
    assert fingers.said == "That is so already."


def test_the_lead_cannot_assist(fingers: Fingers) -> None:
    fingers.press("a hc")
    assert fingers.said == "HC leads and cannot assist too. l names another lead."
    fingers.press("ad Esc")
    assert "AD" in fingers.situation.assisting


def test_o_and_i_open_the_situation_for_the_next_meeting(fingers: Fingers) -> None:
    assert fingers.press("o i") == 2
    assert fingers.situation.state is SituationState.OPEN
    assert fingers.situation.due == date(2026, 11, 30)
    assert fingers.situation.filter == 4


def test_o_needs_a_lead(fingers: Fingers) -> None:
    fingers.press("n y o")
    assert fingers.barred_keys()["i"] == "Name the lead first: l and the agency's two letters."
    fingers.press("i")
    assert fingers.said == "Name the lead first: l and the agency's two letters."


@pytest.mark.parametrize(
    ("letter", "kind"),
    [("d", "done"), ("p", "in-progress"), ("n", "not-possible"), ("v", "not-undertaken")],
)
def test_o_and_a_letter_report_back_on_an_open_situation(
    fingers: Fingers, letter: str, kind: str
) -> None:
    fingers.press("o")
    assert fingers.barred_keys()[letter].startswith("Only an open situation is reported back.")
    fingers.press("i g 3 o")
    fingers.press(letter)
    said = fingers.table.report_back_on(fingers.situation)
    assert said is not None
    assert said.kind == kind
    assert fingers.situation.due == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("letter", "grouping", "reason"),
    [
        ("c", "lowered", "connected-to-services"),
        ("j", "lowered", "connected-in-other-jurisdiction"),
        ("s", "lowered", "connected-to-personal-supports"),
        ("t", "lowered", "through-no-action-of-the-group"),
        ("f", "still-aer", "informed-not-connected"),
        ("r", "still-aer", "refused-services"),
        ("y", "still-aer", "systemic-issue"),
        ("l", "other", "relocated"),
        ("x", "other", "deceased"),
        ("u", "other", "unable-to-locate"),
        ("w", "other", "aer-did-not-exist"),
        ("o", "other", "other"),
    ],
)
def test_o_and_a_letter_conclude(fingers: Fingers, letter: str, grouping: str, reason: str) -> None:
    fingers.press(f"o i o {letter}")
    assert (fingers.situation.grouping, fingers.situation.reason) == (grouping, reason)
    assert fingers.situation.concluded == date(2026, 11, 23)
    assert fingers.said.startswith("concluded: ")
    fingers.press("o c")
    assert fingers.said == "This situation is concluded. Press u to take that back."


@pytest.mark.parametrize(
    ("letter", "kind"),
    [("i", "informed"), ("c", "connected"), ("e", "engaged"), ("r", "refused")],
)
def test_a_service_takes_its_code_and_how_far(fingers: Fingers, letter: str, kind: str) -> None:
    fingers.press("o i")
    assert fingers.press(f"s smh {letter}") == 5
    assert fingers.situation.services == {"smh": kind}
    fingers.press("s hous 1 c")
    assert fingers.situation.services["shg"] == "connected"


def test_services_wait_until_the_intervention_is_agreed(fingers: Fingers) -> None:
    fingers.press("s")
    assert fingers.said == "Services are mobilized once the intervention is agreed: press o i."


def test_d_and_a_digit_or_enter_say_when_to_report_back(fingers: Fingers) -> None:
    today = date(2026, 11, 23)
    for days in range(1, 10):
        assert fingers.press(f"d {days}") == 2
        assert fingers.situation.due == today + timedelta(days)
    fingers.press("d Enter")
    assert fingers.situation.due == date(2026, 11, 30)
    fingers.press("d 0")
    assert fingers.tone is Tone.REFUSED


def test_m_marks_what_the_situation_is(fingers: Fingers) -> None:
    fingers.press("n  m t p  m s f  m b 3  m l som 1  m c y  m p n")
    s = fingers.situation
    assert (s.type, s.sex, s.age_band, s.language) == ("person", "F", "12-17", "somali")
    assert (s.consent, s.previously_discussed) == ("yes", False)
    fingers.press("m y wai 1")
    assert fingers.situation.systemic_issue == "wait-list"


@pytest.mark.parametrize(
    ("letter", "type_"),
    [
        ("p", "person"),
        ("f", "family"),
        ("d", "dwelling"),
        ("n", "neighbourhood"),
        ("e", "environmental"),
    ],
)
def test_only_a_person_has_sex_age_and_language(fingers: Fingers, letter: str, type_: str) -> None:
    fingers.press(f"n m t {letter} m")
    assert fingers.situation.type == type_
    barred = fingers.barred_keys()
    assert [bool(barred[key]) for key in "sbl"] == [type_ != "person"] * 3
    assert not barred["c"]


def test_affected_persons_are_counted_by_band_and_sex(fingers: Fingers) -> None:
    fingers.press("m a 3 f 2  m a 2 m 1")
    assert fingers.situation.affected == {"12-17 F": 2, "6-11 M": 1}
    fingers.press("m a 3 f 0")
    assert fingers.situation.affected == {"6-11 M": 1}


def test_the_intervention_that_was_made_is_so_many_hours_ago(fingers: Fingers) -> None:
    fingers.press("m")
    assert fingers.barred_keys()["i"] == "No intervention is agreed yet: press o i."
    fingers.press("Esc o i m i 2 x Enter")
    assert fingers.situation.intervened == fingers.desk.clock.now() - timedelta(hours=2)


def test_a_number_is_asked_for_in_words_and_its_letters_are_not_counted(fingers: Fingers) -> None:
    fingers.press("c b 1")
    text = seen(fingers.keys.scene(), (80, 24)).text
    assert "how many calls" in text
    assert "1 of 4" not in text


def test_calls_for_service_before_and_after(fingers: Fingers) -> None:
    fingers.press("c b 12 Enter  c a 3 Enter")
    assert (fingers.situation.calls_before, fingers.situation.calls_after) == (12, 3)
    fingers.press("c b")
    assert fingers.line_shown.value == "12"
    fingers.press("x")
    assert fingers.said == "Only digits go here."
    fingers.press("Enter")
    assert fingers.situation.calls_before == 12
    fingers.press("c b Bksp Bksp Enter")
    assert fingers.situation.calls_before is None


def test_the_last_mark_is_repeated_on_the_next_item_and_refused_on_the_same(
    fingers: Fingers,
) -> None:
    fingers.press(".")
    assert fingers.said == "No mark was made yet that could be repeated."
    fingers.press("r mst Esc .")
    assert fingers.said == "The last mark is on this situation already."
    fingers.press("n .")
    assert fingers.said == "risk +mst Missing school · truancy"
    assert set(fingers.situation.risk_factors) == {"mst"}
    fingers.press("u .")
    assert set(fingers.situation.risk_factors) == {"mst"}


def test_every_panel_closes_with_escape_and_changes_nothing(fingers: Fingers) -> None:
    before = fingers.table
    for keys in ("r", "i", "l", "a", "o", "d", "m", "m t", "m a 3 f", "m l", "c", "c b", "x", "t"):
        fingers.press(f"{keys} Esc")
        assert fingers.mode == "NORMAL"
        assert fingers.table == before


@pytest.mark.parametrize("before", ["", "n", "x 1", "o i", "n n n n n", "n m t f", "Space"])
def test_every_reason_why_a_key_cannot_act_fits_in_a_small_mode_line(
    fingers: Fingers, before: str
) -> None:
    fingers.press(before)
    hints = fingers.keys.scene().hints
    assert hints is not None
    for choice in (choice for group in hints.values() for choice in group):
        assert len(choice.barred) <= 67, choice.barred
        assert "<" not in choice.barred
