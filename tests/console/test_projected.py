"""One screen only: the console itself on the wall, with what the room may see."""

import re

import pytest

from hub_console.console.projected import as_projected
from hub_console.console.views import Said, Scene, Tone
from hub_console.meeting.acts import discussion, wall
from hub_console.meeting.acts.planning import carry
from tests.console import scenes
from tests.console.stage import all_seen, seen
from tests.desks import Fingers

SIZES = ((80, 24), (120, 35))


def shown(scene: Scene, size: tuple[int, int] = (120, 35)) -> str:
    return seen(as_projected(scene), size).text


def test_a_key_projects_the_console_and_the_header_says_so(fingers: Fingers) -> None:
    assert not fingers.keys.scene().projected
    fingers.press("V")
    assert fingers.keys.scene().projected
    assert "PROJECTED" in seen(fingers.keys.scene(), (80, 24)).text
    fingers.press("V")
    assert not fingers.keys.scene().projected


def test_a_note_is_never_shown_not_even_while_it_is_typed(fingers: Fingers) -> None:
    fingers.press("e secret Enter V")
    text = seen(fingers.keys.scene(), (120, 35)).text
    assert "secret" not in text
    fingers.press("e morewords")
    text = seen(fingers.keys.scene(), (120, 35)).text
    assert "morewords" not in text
    assert "secret" not in text


def test_what_is_typed_into_a_picker_is_not_shown(fingers: Fingers) -> None:
    fingers.press("V r missc")
    text = seen(fingers.keys.scene(), (120, 35)).text
    assert "missc" not in text
    assert "•••••" in text


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_factors_show_as_far_as_the_walls_detail_goes(size: tuple[int, int]) -> None:
    room = scenes.in_the_midst()
    by_category = shown(scenes.scene(room, events=()), size)
    assert "Missing school" in by_category
    assert "absenteeism" not in by_category
    assert not re.search(r"\bmsa\b", by_category)
    counted = shown(scenes.scene(room.do(wall.next_detail), events=()), size)
    assert "6 factors" in counted
    assert "Missing school" not in counted
    full = shown(scenes.scene(room.do(wall.next_detail), events=()), size)
    assert "absenteeism" in full


def test_at_filter_four_only_who_intervenes_is_shown() -> None:
    text = shown(scenes.scene(scenes.in_the_midst().do(discussion.pass_filter)))
    assert "HC leads" in text
    for hidden in ("12-17", "Missing school", "YS SD involved", "School nurse"):
        assert hidden not in text


def test_a_rejected_situation_is_a_number() -> None:
    text = shown(scenes.scene(scenes.rejected()))
    assert "2026-12" in text
    for hidden in ("12-17", "single", "means"):
        assert hidden not in text


def test_no_mark_is_told_in_words() -> None:
    scene = scenes.scene(said=Said("risk +msa Missing school · chronic absenteeism", Tone.DONE))
    text = shown(scene)
    assert "absenteeism" not in text
    assert "not shown while this screen is projected" in text


def test_why_something_was_carried_is_not_shown() -> None:
    room = scenes.in_the_midst()
    room.do(carry, room.table.agenda[7].id, "agency-absent")
    assert "absent" not in shown(scenes.scene(room, events=())).lower()


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_nothing_that_is_open_over_the_table_tells_more(size: tuple[int, int]) -> None:
    modes = (scenes.PICKER, scenes.WHICH, scenes.LINE, scenes.SUSPECT_LINE, scenes.READ_BACK)
    drawn = [as_projected(scenes.scene(mode=mode, mode_name="MODE")) for mode in modes]
    for picture in all_seen(drawn, size):
        for hidden in ("Yolanda", "617-555", "School nurse", "mis sc", "consent not", "with mrw"):
            assert hidden not in picture.text


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_while_the_wall_is_blank_nothing_of_the_table_is_on_it(size: tuple[int, int]) -> None:
    open_ = scenes.scene(scenes.in_the_midst())
    blank = scenes.scene(scenes.in_the_midst().do(wall.blank_wall))
    stages = [open_, as_projected(blank), open_]
    before, hidden, after = (each.text for each in all_seen(stages, size))
    assert "THE TABLE IS PAUSED" in hidden
    for told in ("2026-", "PD", "▶", "12-17"):
        assert told not in hidden
        assert told in before
    assert "BLANK" in hidden
    assert after == before


def test_that_a_mark_is_hidden_is_said_to_its_end_in_the_smallest_terminal() -> None:
    text = shown(scenes.scene(scenes.in_the_midst()), (80, 24))
    assert "marked; not shown while this screen is projected " in text
