"""Keys of the recorder's own: swapped, clashing, misspelt, and named wherever a key is named."""

import ast
import re
from pathlib import Path

import pytest

import hub_console
from hub_console.console.commands import BY_ID, COMMANDS, key_map
from hub_console.desk import Desk
from tests.desks import Fingers

DEFAULTS = {c.id: c.key for c in COMMANDS if c.key}


def test_the_keys_are_the_usual_ones_where_nothing_is_set() -> None:
    assert key_map({}).key == DEFAULTS
    assert key_map({}).problems == ()


def test_two_keys_can_change_places(desk: Desk) -> None:
    fingers = Fingers(desk, {"next": "p", "previous": "n"})
    fingers.press("p")
    assert fingers.live == 7
    fingers.press("n")
    assert fingers.live == 6
    assert fingers.keys.keys.problems == ()


def test_a_command_of_the_palette_can_have_a_key(desk: Desk) -> None:
    fingers = Fingers(desk, {"guide": "G"})
    fingers.press("G")
    assert fingers.asked == ["guide"]


@pytest.mark.parametrize(
    ("chosen", "problem"),
    [
        ({"next": "p"}, "[keys] next: “p” is the key of “previous” already. “n” stays."),
        (
            {"close": "x"},
            "[keys] close: “x” is the key of “reject” already. It stays in the palette.",
        ),
        ({"nxt": "N"}, "[keys] names no command “nxt”. Did you mean “next”?"),
        ({"zebra": "N"}, "[keys] names no command “zebra”."),
        ({"next": "ctrl+n"}, "[keys] next: “ctrl+n” is no key. Give one character, or “space”."),
        ({"next": ""}, "[keys] next: “” is no key. Give one character, or “space”."),
        ({"next": "^"}, "[keys] next: “^” is kept for back, as Esc."),
        ({"next": "enter"}, "[keys] next: “enter” is kept for choose what the cursor is on."),
    ],
)
def test_what_is_wrong_is_said_and_the_default_holds(
    desk: Desk, chosen: dict[str, str], problem: str
) -> None:
    fingers = Fingers(desk, chosen)
    assert fingers.said == problem
    assert fingers.keys.keys.key == DEFAULTS
    fingers.press("?")
    assert fingers.list_shown.choices[0].title == problem


def test_no_command_ever_loses_its_key_in_silence() -> None:
    tangle = {"next": "p", "previous": "x", "pass": "U", "undo": "y", "guide": "n", "close": "n"}
    keys = key_map(tangle)
    assert set(keys.key) >= set(DEFAULTS)
    assert len(set(keys.key.values())) == len(keys.key) == len(keys.command)
    told = " ".join(keys.problems)
    for id_, key in tangle.items():
        assert keys.key.get(id_) == key or f"{id_}: “{key}”" in told


def test_several_problems_are_counted(desk: Desk) -> None:
    fingers = Fingers(desk, {"nxt": "N", "zebra": "Z", "next": "p"})
    assert fingers.said.startswith("[keys] names no command “nxt”.")
    assert fingers.said.endswith(" 2 more: hub-console guide keys")


def test_hints_help_and_palette_show_the_keys_as_they_are(desk: Desk) -> None:
    fingers = Fingers(desk, {"next": "5", "pause": "P", "roll": "space"})
    hints = fingers.keys.scene().hints
    assert hints is not None
    by_label = {c.label: c.key for group in hints.values() for c in group}
    assert (by_label["next"], by_label["pause"], by_label["roll"]) == ("5", "P", "space")
    for key in "?:":
        fingers.press(key)
        shown = {c.title: c.code for c in fingers.list_shown.choices}
        assert shown[BY_ID["next"].help] == "5"
        assert shown[BY_ID["roll"].help] == "Space"
        fingers.press("Esc")


def test_sentences_name_the_keys_as_they_are(desk: Desk) -> None:
    fingers = Fingers(desk, {"next": "5", "pass": "Y", "undo": "z", "help": "h", "outcome": "9"})
    fingers.press("f")
    assert fingers.said == "f does nothing here. Press h for the keys, q to leave."
    fingers.press("5 l")
    assert fingers.said == "At filter 2 no agency is named yet. Press Y once AER is found."
    fingers.press("Esc x 1 r")
    assert fingers.said == "No item is live. Press 5 to begin the next one."
    fingers.press("Esc z s")
    assert fingers.said == "Services are mobilized once the intervention is agreed: press 9 i."


def test_every_key_that_a_sentence_names_is_a_commands() -> None:
    named: set[str] = set()
    for path in Path(hub_console.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                named |= set(re.findall(r"(?<!\?P)<(\w+)>", node.value))
    assert {"next", "undo", "pass", "outcome", "leave_out"} <= named
    assert named <= BY_ID.keys()


def test_no_rule_names_a_key_by_its_letter() -> None:
    for path in (Path(hub_console.__file__).parent / "meeting").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not re.search(r"[Pp]ress .(?:[ .]|$)", node.value), node.value
