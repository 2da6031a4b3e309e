"""A situation that should not be on record: a reason, a second look, and its detail goes."""

from pathlib import Path

from hub_console.console.views import Panel
from tests.desks import Fingers, MovedClock

IN_ERROR = ": in Space error Enter"


def test_it_asks_why_and_then_looks_again(fingers: Fingers) -> None:
    fingers.press(IN_ERROR)
    assert fingers.mode == "IN ERROR"
    assert set(fingers.barred_keys()) == {"i", "t", "a", "n"}
    before = fingers.situation
    fingers.press("i")
    assert set(fingers.barred_keys()) == {"y", "n"}
    fingers.press("n")
    assert fingers.situation == before


def test_its_detail_goes_at_once_and_number_and_reason_stay(fingers: Fingers) -> None:
    situation = fingers.situation
    assert situation.risk_factors
    fingers.press(f"{IN_ERROR} i y")
    gone = fingers.table.situations[situation.id]
    assert fingers.said == "entered in error: Identity written"
    assert (gone.number, gone.reason) == (situation.number, "identity-written")
    assert gone == gone.redacted()


def test_until_the_meeting_is_closed_it_can_be_taken_back(fingers: Fingers) -> None:
    situation = fingers.situation
    fingers.press(f"{IN_ERROR} t y u")
    assert fingers.table.situations[situation.id] == situation
    assert fingers.situation == situation


def test_nothing_more_is_marked_on_it(fingers: Fingers, clock: MovedClock) -> None:
    fingers.press(f"{IN_ERROR} i y p")
    for key in "re":
        clock.pass_by(1)
        fingers.press(key)
        assert fingers.said.startswith("It is entered in error: no more is recorded.")


def test_it_is_erased_for_good_when_the_meeting_closes(fingers: Fingers, tmp_path: Path) -> None:
    fingers.press(f"e zebra Space crossing Enter {IN_ERROR} i y : close Enter y")
    fingers.desk.settle()
    fingers.desk.close()
    for file in tmp_path.rglob("*"):
        assert not file.is_file() or b"zebra crossing" not in file.read_bytes()


def test_the_item_under_the_cursor_is_meant_before_the_live_one(fingers: Fingers) -> None:
    chosen = fingers.table.agenda[3]
    fingers.keys.cursor.on(Panel.AGENDA, chosen.id)
    fingers.press(f"{IN_ERROR} a y")
    situation = fingers.table.situation_of(chosen)
    assert situation is not None
    assert situation.reason == "marks-of-another"
    assert fingers.live == 6


def test_a_standing_item_has_nothing_to_remove(fingers: Fingers) -> None:
    fingers.keys.cursor.on(Panel.AGENDA, fingers.table.agenda[0].id)
    fingers.press(IN_ERROR)
    assert fingers.said == "Item 1 takes up no situation, so it has no detail to remove."


def test_it_can_be_found_after_the_closing_and_goes_when_the_amendment_ends(
    fingers: Fingers, tmp_path: Path
) -> None:
    number, situation = fingers.situation.number, fingers.situation.id
    fingers.press("e zebra Space crossing Enter : close Enter y")
    fingers.press(f": amend Enter {str(number)[-3:]} Enter {IN_ERROR} i y")
    assert fingers.said == "entered in error: Identity written"
    fingers.press(": close Enter y")
    fingers.desk.settle()
    gone = fingers.table.situations[situation]
    assert (gone.grouping, gone) == ("error", gone.redacted())
    fingers.desk.close()
    assert not any(b"zebra crossing" in path.read_bytes() for path in tmp_path.iterdir())
