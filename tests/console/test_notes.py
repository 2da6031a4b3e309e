"""Short notes: bounded, never lost by Escape, a rest of the fingers or a crash."""

from pathlib import Path

import pytest

from hub_console.meeting.agenda import NOTE_LENGTH
from tests.desks import DemoFiles, Fingers, MovedClock, open_desk


def note_of(fingers: Fingers, position: int) -> str:
    note = fingers.table.note_on(fingers.table.agenda[position - 1])
    return note.text if note else ""


def test_a_note_is_written_changed_and_removed(fingers: Fingers) -> None:
    fingers.press("e called Space twice Enter")
    assert fingers.said == "note written"
    assert note_of(fingers, 6) == "called twice"
    fingers.press("e")
    assert fingers.line_shown.value == "called twice"
    fingers.press("Home n Space Del N Left Right End . Enter")
    assert note_of(fingers, 6) == "n Nalled twice."
    fingers.press("e")
    for _ in range(15):
        fingers.press("Bksp")
    fingers.press("Enter")
    assert note_of(fingers, 6) == ""


def test_what_is_typed_never_stands_in_what_just_happened(fingers: Fingers) -> None:
    fingers.press("e secret Enter")
    assert not any("secret" in told.text for told in fingers.desk.told)


def test_escape_loses_nothing(fingers: Fingers) -> None:
    fingers.press("e half Space a Esc")
    assert note_of(fingers, 6) == ""
    fingers.press("e")
    assert fingers.line_shown.value == "half a"


def test_a_draft_is_kept_once_the_fingers_rest(fingers: Fingers, clock: MovedClock) -> None:
    fingers.press("e half")
    clock.pass_by(0.4)
    fingers.keys.tick()
    assert not fingers.desk.drafts
    clock.pass_by(0.1)
    fingers.keys.tick()
    assert list(fingers.desk.drafts.values()) == ["half"]


def test_a_draft_is_there_again_after_a_crash(
    demo_files: DemoFiles, tmp_path: Path, clock: MovedClock
) -> None:
    path = demo_files.copy(tmp_path)
    crashed = open_desk(path, clock)
    fingers = Fingers(crashed)
    fingers.press("e half Space a Space word")
    clock.pass_by(0.5)
    fingers.keys.tick()
    crashed.settle()
    again = open_desk(path, clock)
    fingers = Fingers(again)
    fingers.press("e")
    assert fingers.line_shown.value == "half a word"
    fingers.press("Enter")
    assert note_of(fingers, 6) == "half a word"
    again.close()
    crashed.close()
    last = open_desk(path, clock)
    assert not any(last.drafts.values())
    last.close()


def test_leaving_keeps_the_draft(fingers: Fingers) -> None:
    fingers.press("e half Esc q")
    assert fingers.keys.may_leave()
    assert list(fingers.desk.drafts.values()) == ["half"]


def test_each_item_has_its_own_draft(fingers: Fingers) -> None:
    fingers.press("e six Esc n e seven Esc")
    fingers.press("e")
    assert fingers.line_shown.value == "seven"
    fingers.press("Esc p e")
    assert fingers.line_shown.value == "six"


def test_a_note_is_short_and_says_so(fingers: Fingers) -> None:
    fingers.press("e")
    fingers.press("x" * NOTE_LENGTH)
    assert fingers.said == ""
    fingers.press("y")
    assert fingers.said == f"No more than {NOTE_LENGTH} characters fit here."
    fingers.press("Enter")
    assert note_of(fingers, 6) == "x" * NOTE_LENGTH


@pytest.mark.parametrize("hostile", ["[/x]", "[@click=app.quit]x[/]", "<undo>"])
def test_a_note_is_kept_as_it_was_typed(fingers: Fingers, hostile: str) -> None:
    fingers.press(f"e {hostile} Enter")
    assert note_of(fingers, 6) == hostile
