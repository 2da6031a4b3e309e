"""The keys that act on the agenda: carry, urgent, add, move, go to, close, and the cursor."""

from pathlib import Path

import pytest

from hub_console.console.views import Panel, Tone
from hub_console.meeting.clock import ItemState
from tests.desks import DemoFiles, Fingers, MovedClock, open_desk


def row(fingers: Fingers) -> str | None:
    """The row under the cursor."""
    return fingers.keys.cursor.row


def order(fingers: Fingers) -> list[str]:
    """The agenda's numbers and titles."""
    situations = [fingers.table.situation_of(item) for item in fingers.table.agenda]
    pairs = zip(fingers.table.agenda, situations, strict=True)
    return [(s.number or "" if s else item.title)[-3:] for item, s in pairs]


@pytest.mark.parametrize(
    ("letter", "reason"),
    [
        ("n", "not-reached"),
        ("a", "agency-absent"),
        ("m", "more-information"),
        ("r", "originator-asked"),
        ("o", "other"),
    ],
)
def test_capital_z_and_a_letter_carry_the_live_item(
    fingers: Fingers, letter: str, reason: str
) -> None:
    assert fingers.press(f"Z {letter}") == 2
    item = fingers.table.agenda[5]
    assert (item.state, item.carried) == (ItemState.CARRIED, reason)
    assert fingers.table.live is None
    assert fingers.said.startswith("carried item 6: ")


def test_with_the_cursor_on_a_row_that_item_is_carried(fingers: Fingers) -> None:
    fingers.press("Down Down Down Z n")
    assert fingers.table.agenda[8].carried == "not-reached"
    assert fingers.live == 6
    fingers.press("Z")
    assert fingers.said == "Item 9 is carried already."


def test_a_standing_item_is_not_carried_and_z_asks_for_no_reason(fingers: Fingers) -> None:
    fingers.press("End Z")
    assert fingers.mode == "NORMAL"
    assert fingers.said == "A standing item comes back by itself; only situations are carried."


def test_what_has_the_floor_is_what_the_keys_act_on_once_the_item_changes(
    fingers: Fingers,
) -> None:
    fingers.press("Down Down n Z a")
    assert fingers.table.agenda[6].carried == "agency-absent"


def test_urgent_moves_the_item_to_the_first_new_slot(fingers: Fingers) -> None:
    assert order(fingers)[6:9] == ["122", "121", "123"]
    assert fingers.press("Down Down Down !") == 4
    assert order(fingers)[6:9] == ["123", "122", "121"]
    assert fingers.said == "item 7 urgent"
    fingers.press("!")
    assert fingers.said == "item 7 not urgent"


def test_j_and_k_move_the_chosen_item_and_the_cursor_goes_along(fingers: Fingers) -> None:
    fingers.press("Down J J")
    assert order(fingers)[6:9] == ["121", "123", "122"]
    fingers.press("K K")
    assert order(fingers)[6:9] == ["122", "121", "123"]
    fingers.press("K")
    assert fingers.said.startswith("Only items that wait can move.")


def test_what_has_the_floor_stays_in_its_place(fingers: Fingers) -> None:
    fingers.press("J")
    assert fingers.said.startswith("Only items that wait can move.")
    assert fingers.tone is Tone.REFUSED


def test_a_new_situation_needs_only_who_brings_it(fingers: Fingers) -> None:
    assert fingers.press("A n dv") == 4
    added = fingers.table.agenda[10]
    situation = fingers.table.situation_of(added)
    assert situation is not None
    assert (situation.originating, situation.number) == ("DV", "2026-124")
    assert fingers.table.agenda[11].title == "Close and next table"
    assert row(fingers) == added.id


def test_a_standing_item_has_a_title(fingers: Fingers) -> None:
    fingers.press("A s New Space hours Enter")
    assert fingers.table.agenda[10].title == "New hours"
    before = len(fingers.table.agenda)
    fingers.press("A s Enter")
    assert len(fingers.table.agenda) == before


def test_an_open_situation_that_is_not_on_the_agenda_can_be_added(fingers: Fingers) -> None:
    fingers.press("A r")
    assert [c.code for c in fingers.list_shown.choices] == ["2026-115"]
    fingers.press("115 Enter")
    assert order(fingers)[10] == "115"
    fingers.press("A r")
    assert fingers.said == "No open situation is missing from this agenda."


def test_g_goes_at_once_where_the_number_can_mean_only_one(fingers: Fingers) -> None:
    assert fingers.press("g 9") == 2
    assert fingers.live == 9
    fingers.press("g 11")
    assert fingers.live == 11


def test_g_waits_for_enter_where_more_digits_may_follow(fingers: Fingers) -> None:
    fingers.press("g 1")
    assert fingers.line_shown.value == "1"
    fingers.press("Enter")
    assert fingers.live == 1


def test_g_says_what_is_no_item(fingers: Fingers) -> None:
    fingers.press("g 0")
    assert fingers.said == "There is no item 0."
    fingers.press("1 5")
    assert fingers.said == "There is no item 15."
    fingers.press("Bksp 6")
    assert fingers.said == "Item 6 has the floor already."
    fingers.press("g x")
    assert fingers.said == "Type the number of an item, or Esc."


def test_the_arrows_choose_a_row_and_enter_turns_to_it(fingers: Fingers) -> None:
    fingers.press("Down Down Enter")
    assert fingers.live == 8
    assert row(fingers) is None
    fingers.press("Home")
    assert row(fingers) == fingers.table.agenda[0].id
    fingers.press("PgDn")
    assert row(fingers) == fingers.table.agenda[8].id
    fingers.press("End PgUp Up")
    assert row(fingers) == fingers.table.agenda[1].id
    fingers.press("Esc")
    assert row(fingers) is None


def test_tab_and_the_sideways_arrows_go_round_the_panels(fingers: Fingers) -> None:
    seen = []
    for key in ("Tab", "Tab", "Tab", "Right", "Left", "Left"):
        fingers.press(key)
        seen.append(fingers.keys.cursor.panel)
    agenda, situation, roster = Panel.AGENDA, Panel.SITUATION, Panel.ROSTER
    assert seen == [situation, roster, agenda, situation, agenda, roster]


def test_enter_on_a_factor_says_what_it_means(fingers: Fingers) -> None:
    fingers.press("Tab Down Enter")
    assert fingers.said.startswith("Missing school · chronic absenteeism: The person misses")


def test_enter_on_an_agency_says_it_came_or_left(fingers: Fingers) -> None:
    fingers.press("Tab Tab End Enter")
    assert fingers.said == "CC late 10:39"
    fingers.press("Enter")
    assert fingers.said == "CC left 10:39"


def test_enter_without_a_row_says_how_to_choose_one(fingers: Fingers) -> None:
    fingers.press("Enter")
    assert fingers.said == "Choose a row with Tab and the arrows first."


def test_nothing_can_be_done_before_the_meeting_begins_but_the_roll_and_the_agenda(
    demo_files: DemoFiles, tmp_path: Path, clock: MovedClock
) -> None:
    desk = open_desk(demo_files.copy(tmp_path, begun=False), clock)
    fingers = Fingers(desk)
    fingers.press("Z n")
    assert fingers.said == "No item is live. Press n to begin the next one."
    assert fingers.table.meeting is not None
    assert fingers.table.meeting.began is None
    clock.pass_by(1)
    fingers.press("t pd Esc A n sd Esc")
    assert len(fingers.table.agenda) == 12
    fingers.press(": close Enter")
    assert fingers.said == "The meeting has not begun. Press n to begin it."
    desk.close()
