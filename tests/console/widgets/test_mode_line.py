"""What is said in the mode line is read to its end, even on the smallest screen."""

import ast
from collections.abc import Iterator
from pathlib import Path

import hub_console.meeting
from hub_console.console.commands import key_map
from hub_console.console.views import Said, Tone
from tests.console import scenes
from tests.console.stage import seen

ROOM = 67
"""Cells beside the word NORMAL at 80 columns."""


def shown(sentence: str) -> str:
    """The last line at 80×24."""
    said = Said(sentence, Tone.REFUSED)
    return seen(scenes.scene(said=said), (80, 24)).text.splitlines()[-1]


def refusals() -> Iterator[str]:
    """What the rules of the meeting say when they refuse, where it is always the same."""
    for path in Path(hub_console.meeting.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Refused":
                said = node.args[0]
                if isinstance(said, ast.Constant) and isinstance(said.value, str):
                    yield key_map({}).worded(said.value)


def test_a_sentence_ends_where_the_line_does_and_a_longer_one_with_an_ellipsis() -> None:
    assert shown("x" * (ROOM - 1) + ".").endswith("x.")
    assert shown("x" * (ROOM + 1)).endswith("x…")


def test_every_refusal_is_read_to_its_end_on_the_smallest_screen() -> None:
    said = set(refusals())
    assert len(said) > 30
    assert [each for each in said if len(each) > ROOM] == []
