"""The keys that get somewhere: find, the palette, the keys themselves, leaving."""

import pytest

from hub_console.console.commands import COMMANDS, FIXED_KEYS
from hub_console.console.views import Panel
from hub_console.console.widgets import overlay_list
from tests.desks import Fingers


def test_find_an_agency_by_letters_or_name(fingers: Fingers) -> None:
    fingers.press("/ veter Enter")
    assert (fingers.keys.cursor.panel, fingers.keys.cursor.row) == (Panel.ROSTER, "VA")
    assert fingers.said == "VA Veterans svc: apologies"
    fingers.press("/ hc Enter")
    assert fingers.keys.cursor.row == "HC"


def test_find_an_item_by_its_number_or_a_factor(fingers: Fingers) -> None:
    fingers.press("/ 2026-122 Enter")
    assert fingers.keys.cursor.row == fingers.table.agenda[6].id
    assert fingers.said == "Enter turns to item 7."
    fingers.press("Enter")
    assert fingers.live == 7
    fingers.press("/ absent")
    assert [c.code for c in fingers.list_shown.choices] == ["6"]
    fingers.press("Esc / msa")
    assert [c.code for c in fingers.list_shown.choices] == ["6"]


def test_find_says_what_is_not_there(fingers: Fingers) -> None:
    fingers.press("/ zzz Enter")
    assert fingers.said == "Nothing matches “zzz”."
    fingers.press("Esc")
    assert fingers.mode == "NORMAL"


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("close meeting", "close"),
        ("close", "close"),
        ("next agenda", "plan"),
        ("agency", "agency"),
        ("add an agency", "agency"),
        ("theme", "theme"),
        ("dark", "theme"),
        ("ascii", "ascii"),
        ("plain letters", "ascii"),
        ("count up", "count"),
        ("timer down", "count"),
        ("picture", "picture"),
        ("guide", "guide"),
        ("blank", "blank"),
        ("report back in", "due"),
        ("roll call", "roll"),
        ("undo", "undo"),
        ("late", "roll"),
        ("enrol", "stations"),
        ("exit", "quit"),
    ],
)
def test_the_palette_finds_a_command_by_its_words(
    fingers: Fingers, typed: str, command: str
) -> None:
    wanted = next(c for c in COMMANDS if c.id == command)
    fingers.press(f": {' Space '.join(typed.split())}")
    assert fingers.list_shown.choices[0].title == wanted.help


def test_every_command_is_found_first_by_its_label(fingers: Fingers) -> None:
    for command in COMMANDS:
        fingers.press(f": {' Space '.join(command.label.lower().split())}")
        found = [c.title for c in fingers.list_shown.choices]
        assert found[0] == command.help
        fingers.press("Esc")


def test_the_palette_shows_what_cannot_act_with_the_reason(fingers: Fingers) -> None:
    fingers.press(": next Space agenda")
    choice = fingers.list_shown.choices[0]
    assert choice.hint == "not now"
    why = "Close this meeting first: press : and choose close."
    assert fingers.list_shown.about == why
    fingers.press("Enter")
    assert fingers.said == why


def test_the_palette_runs_what_is_not_about_the_table(fingers: Fingers) -> None:
    for typed in ("theme", "ascii", "count", "picture", "guide", "leave"):
        fingers.press(f": {typed} Enter")
    assert fingers.asked == ["theme", "ascii", "count", "picture", "guide", "quit"]


def test_an_agency_is_added_with_its_letters_name_and_sector(fingers: Fingers) -> None:
    fingers.press(": agency Enter vz Space Vets Enter veter Enter")
    agency = fingers.table.agency("VZ")
    assert agency is not None
    assert (agency.name, agency.sector) == ("vets".capitalize(), "veterans")
    assert fingers.said == "roster +VZ"
    fingers.press("t vz Esc")


def test_an_agencys_letters_are_never_given_twice(fingers: Fingers) -> None:
    fingers.press(": agency Enter PD Space Pound Enter")
    assert fingers.said == "PD is Police already. Choose other letters."
    fingers.press(": agency Enter Veterans Enter")
    assert fingers.said == "Write two letters, a space, and the name: VA Veterans services"


def test_help_lists_every_key_and_runs_the_one_that_is_chosen(fingers: Fingers) -> None:
    fingers.press("?")
    shown = {c.title: c.code for c in fingers.list_shown.choices}
    for command in COMMANDS:
        assert shown[command.help] == command.key.replace("space", "Space")
    assert shown["Back"] == "escape"
    assert len(shown) >= len(COMMANDS) + len(set(FIXED_KEYS.values()))
    fingers.press("carry")
    assert fingers.list_shown.choices[0].code == "Z"
    fingers.press("Enter")
    assert fingers.mode == "CARRY"


@pytest.mark.parametrize("doing", ["discussed", "nothing"])
def test_in_the_smallest_terminal_help_says_every_line_to_its_end(
    fingers: Fingers, doing: str
) -> None:
    if doing == "nothing":
        fingers.press(": close Enter y")
    fingers.press("?")
    rows = [row.plain for row in overlay_list.page(fingers.list_shown, 80, 100).lines]

    for command in COMMANDS:
        (row,) = (row for row in rows if command.help in row)
        assert "not now" in row or f"then {command.then}" in row or not command.then
    assert not any("…" in row for row in rows)


def test_help_finds_a_key_by_itself(fingers: Fingers) -> None:
    fingers.press("? =")
    assert "=" in [c.code for c in fingers.list_shown.choices]


@pytest.mark.parametrize("keys", ["r", "/ zz Bksp Bksp", "i", "l h", "t", "m t"])
def test_a_cry_for_help_is_answered_wherever_keys_are_asked_for(
    fingers: Fingers, keys: str
) -> None:
    fingers.press(keys)
    before = fingers.mode, fingers.keys.mode.view()
    fingers.press("?")
    assert "Esc" in fingers.said
    assert "othing matches" not in fingers.said
    assert (fingers.mode, fingers.keys.mode.view()) == before


def test_choosing_a_key_that_is_always_the_same_only_closes_the_help(fingers: Fingers) -> None:
    before = fingers.table
    fingers.press("? End Enter")
    assert fingers.mode == "NORMAL"
    assert fingers.table is before


def test_q_leaves_and_the_meeting_goes_on(fingers: Fingers) -> None:
    assert fingers.press("q") == 1
    assert fingers.asked == ["quit"]
    assert fingers.keys.may_leave()
