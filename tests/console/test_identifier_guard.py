"""What looks like an identifier is pointed out while it is typed, and not kept unasked."""

from pathlib import Path

import pytest

from hub_console.meeting.identifiers import Kind
from tests.desks import DemoFiles, Fingers, MovedClock, open_desk

CALLED = "Maria Space Lopez Space called"


def note_of(fingers: Fingers) -> str:
    note = fingers.table.note_on(fingers.table.agenda[5])
    return note.text if note else ""


def suspected(fingers: Fingers) -> list[str]:
    line = fingers.line_shown
    return [line.value[one.start : one.end] for one in line.suspects]


def test_a_name_is_pointed_out_while_it_is_typed(fingers: Fingers) -> None:
    fingers.press("e nurse Space met")
    assert suspected(fingers) == []
    assert fingers.line_shown.hints == "Enter keeps it · Esc back, the draft stays"
    fingers.press("Space Maria Space Lopez")
    assert suspected(fingers) == ["Maria Lopez"]
    assert fingers.line_shown.suspects[0].kind is Kind.NAME
    assert fingers.line_shown.hints.startswith("Ctrl+X takes it out · Enter asks · Esc back")


def test_an_agency_of_the_table_is_no_name(fingers: Fingers) -> None:
    assert fingers.press("e Churches Space council Space brings Space food Enter") == 30
    assert note_of(fingers) == "Churches council brings food"


def test_an_innocent_note_costs_no_key_more(fingers: Fingers) -> None:
    assert fingers.press("e calls Space back Space in Space 48 Space hours Enter") == 24
    assert note_of(fingers) == "calls back in 48 hours"
    assert fingers.said == "note written"


def test_one_key_takes_out_what_is_nearest_the_cursor(fingers: Fingers) -> None:
    fingers.press("e tell Space Maria Space to Space call Space 617-555-0142 , Space now")
    assert suspected(fingers) == ["Maria", "617-555-0142"]
    fingers.press("Ctrl+X")
    assert fingers.line_shown.value == "tell Maria to call, now"
    fingers.press("Home Ctrl+X")
    assert fingers.line_shown.value == "tell to call, now"
    assert fingers.line_shown.cursor == len("tell ")
    fingers.press("Ctrl+X Enter")
    assert note_of(fingers) == "tell to call, now"


def test_enter_asks_before_a_name_is_kept(fingers: Fingers) -> None:
    fingers.press(f"e {CALLED} Enter")
    assert note_of(fingers) == ""
    assert fingers.barred_keys() == {"r": "", "k": "", "e": ""}


def test_r_keeps_the_rest(fingers: Fingers) -> None:
    fingers.press(f"e {CALLED} Enter r")
    assert note_of(fingers) == "called"
    assert fingers.said == "note written"
    assert not any(fingers.desk.drafts.values())


def test_r_keeps_nothing_where_nothing_is_left(fingers: Fingers) -> None:
    fingers.press("e asks Space again Enter e")
    fingers.press("Bksp " * 10 + "Maria Enter r")
    assert fingers.line_shown.value == ""
    assert fingers.said.startswith("Nothing is left to keep.")
    assert note_of(fingers) == "asks again"


def test_k_keeps_it_and_says_so_without_repeating_it(fingers: Fingers) -> None:
    fingers.press(f"e {CALLED} Enter k")
    assert note_of(fingers) == "Maria Lopez called"
    assert fingers.said == "note kept though it looks like an identifier"
    assert fingers.desk.done[-1].verb == "annotate_despite_warning"
    assert not any("Maria" in told.text for told in fingers.desk.told)
    assert not any(fingers.desk.drafts.values())


@pytest.mark.parametrize("key", ["e", "Esc"])
def test_one_can_go_on_editing(fingers: Fingers, key: str) -> None:
    fingers.press(f"e {CALLED} Enter {key}")
    assert fingers.line_shown.value == "Maria Lopez called"
    fingers.press("Home Ctrl+X Enter")
    assert note_of(fingers) == "called"


def test_the_draft_that_is_kept_names_nobody(
    demo_files: DemoFiles, tmp_path: Path, clock: MovedClock
) -> None:
    path = demo_files.copy(tmp_path)
    crashed = open_desk(path, clock)
    fingers = Fingers(crashed)
    fingers.press(f"e {CALLED} Enter")
    clock.pass_by(0.5)
    fingers.keys.tick()
    crashed.settle()
    again = open_desk(path, clock)
    fingers = Fingers(again)
    fingers.press("e")
    assert fingers.line_shown.value == "called"
    again.close()
    crashed.close()


def test_the_title_of_an_item_is_screened_too(fingers: Fingers) -> None:
    fingers.press("A s Visit Space of Space Maria Space Lopez")
    assert suspected(fingers) == ["Maria Lopez"]
    fingers.press("Enter r")
    assert fingers.table.agenda[10].title == "Visit of"
    fingers.press("A s Patricia Space White Space House Enter")
    assert fingers.table.agenda[11].title == "Patricia White House"
    fingers.press("A s Hope Space ran Enter k")
    assert fingers.table.agenda[12].title == "Hope ran"
    assert fingers.said == "item added though its title looks like an identifier"
    assert fingers.desk.done[-1].verb == "add_item_despite_warning"


def test_numbers_of_a_form_are_not_screened(fingers: Fingers) -> None:
    fingers.press("c b 6175 Enter")
    assert fingers.situation.calls_before == 6175
