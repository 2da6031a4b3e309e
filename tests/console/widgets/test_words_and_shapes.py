"""With the colours stripped, whatever the screen means is still to be told apart."""

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import pytest

from hub_console.console.shapes import ASCII
from hub_console.console.views import Panel, Said, Scene, Tone
from hub_console.meeting.acts import floor, planning, room, wall
from tests.console import scenes
from tests.console.stage import all_seen


def timers() -> list[Scene]:
    midst = scenes.in_the_midst
    return [
        scenes.scene(midst().at(36)),
        scenes.scene(midst().at(39.2)),
        scenes.scene(midst().at(42)),
        scenes.scene(midst().at(36).do(floor.toggle_pause)),
        scenes.scene(midst().at(42).do(floor.toggle_pause)),
    ]


def presences() -> list[Scene]:
    one = scenes.in_the_midst
    return [
        scenes.scene(one()),
        scenes.scene(one().do(room.leave, "PD")),
        scenes.scene(one().do(room.apologise, "PD")),
        scenes.scene(scenes.planned()),
        scenes.scene(scenes.planned().do(room.arrive, "PD")),
    ]


def panels() -> list[Scene]:
    items = scenes.in_the_midst().table.agenda
    return [
        *(scenes.scene(panel=panel) for panel in Panel),
        scenes.scene(panel=Panel.AGENDA, cursor=items[6].id),
        scenes.scene(panel=Panel.AGENDA, cursor=items[7].id),
        scenes.scene(cursor="msa"),
        scenes.scene(panel=Panel.ROSTER, cursor="SH"),
        scenes.scene(mode=scenes.TAGS),
    ]


def standings() -> list[Scene]:
    midst = scenes.in_the_midst
    seventh = midst().table.agenda[6].id
    return [
        scenes.scene(midst()),
        scenes.scene(midst().do(planning.toggle_urgent, seventh)),
        scenes.scene(midst().do(planning.carry, seventh, "not-reached")),
        scenes.scene(midst().do(wall.blank_wall)),
        scenes.scene(midst(), demo=True),
        scenes.scene(midst(), watching=True),
        scenes.scene(midst(), pending=1),
        scenes.scene(midst(), trouble="the disk is full"),
        scenes.scene(midst(), said=Said("done", Tone.DONE)),
        scenes.scene(midst(), said=Said("done", Tone.REFUSED)),
        scenes.scene(midst(), said=Said("done", Tone.TROUBLE)),
        scenes.scene(midst(), said=Said("done")),
    ]


@pytest.mark.parametrize("ascii_only", [False, True], ids=["drawn", "ascii"])
@pytest.mark.parametrize("size", [(80, 24), (120, 35)], ids=["80x24", "120x35"])
@pytest.mark.parametrize("alike", [timers, presences, panels, standings])
def test_no_meaning_is_in_the_colour_alone(
    alike: Callable[[], list[Scene]], size: tuple[int, int], ascii_only: bool
) -> None:
    shown = [replace(scene, ascii=ascii_only) for scene in alike()]
    texts = [picture.text for picture in all_seen(shown, size)]

    assert all(one != other for one, other in combinations(texts, 2))


def test_every_shape_keeps_its_width_in_ascii() -> None:
    assert all(len(shape) == len(plain) == 1 and plain.isascii() for shape, plain in ASCII.items())


def test_the_words_of_the_sign_stand_beside_the_digits() -> None:
    on_time, wrap_up, over, paused, _ = (p.text for p in all_seen(timers(), (120, 35)))

    assert "■ ON TIME" in on_time
    assert "◆ WRAP UP   last 2:00" in wrap_up
    assert "▲ OVER" in over
    assert "‖ PAUSED" in paused


def test_the_agencies_end_without_an_ellipsis_where_all_are_said() -> None:
    for width in range(148, 156, 2):
        (shown,) = all_seen([scenes.scene()], (width, 45))
        (row,) = (row for row in shown.text.splitlines() if "AGENCIES" in row)
        assert "…" not in row
