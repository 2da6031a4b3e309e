"""What the first line says of the wall, in every width."""

from dataclasses import replace

import pytest

from hub_console.desk.wall_feed import WallSeen
from hub_console.meeting.acts import wall
from tests.console import scenes
from tests.console.stage import seen

WIDTHS = (80, 100, 120, 160)


def header(of: WallSeen | None, width: int, *, blank: bool = False) -> str:
    room = scenes.in_the_midst()
    if blank:
        room.do(wall.blank_wall)
    return seen(replace(scenes.scene(room), wall=of), (width, 35)).text.splitlines()[0]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("of", "full", "brief"),
    [
        (WallSeen(), "NO WALL", "NONE"),
        (WallSeen(running=True, lags=True), "LAGS", "LAGS"),
        (WallSeen(running=True, short_of="6 m of 8"), "READS TO 6 m OF 8", "SMALL"),
    ],
)
def test_what_is_wrong_with_the_wall_is_always_said(
    of: WallSeen, full: str, brief: str, width: int
) -> None:
    text = header(of, width)

    assert full in text or brief in text
    assert "WALL" in text
    assert "10:39:12" in text


@pytest.mark.parametrize("width", WIDTHS)
def test_a_wall_that_is_as_it_should_be_needs_no_remark(width: int) -> None:
    assert header(WallSeen(running=True), width) == header(None, width)


@pytest.mark.parametrize("width", WIDTHS)
def test_blank_is_said_with_or_without_a_wall(width: int) -> None:
    assert " BLANK " in header(WallSeen(), width, blank=True)
    assert " BLANK " in header(WallSeen(running=True), width, blank=True)
