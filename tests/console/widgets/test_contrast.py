"""Every run of characters that the screen paints, measured: foreground against background."""

from collections.abc import Iterator

import pytest
from rich.color import Color, ColorSystem
from rich.terminal_theme import DEFAULT_TERMINAL_THEME as PLAIN_TERMINAL
from textual.theme import Theme

from hub_console.console.themes import NAMES, THEMES
from hub_console.console.views import Panel, Scene
from tests.console import scenes
from tests.console.stage import all_seen
from tests.measured import first_measured

LEAST = {None: 7.0, ColorSystem.EIGHT_BIT: 6.7, ColorSystem.STANDARD: 3.9}
"""What text needs, by the colours that the terminal has; None for all of them."""

FRAME = 3.0
DECIDED_BY = 14.0

Rgb = tuple[int, int, int]


def luminance(colour: Rgb) -> float:
    parts = [c / 255 for c in colour]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Rgb, other: Rgb) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def every_scene() -> list[Scene]:
    room = scenes.in_the_midst()
    over = scenes.in_the_midst().at(42)
    return [
        scenes.scene(room),
        scenes.scene(room, cursor="msa"),
        scenes.scene(room, panel=Panel.AGENDA, cursor=room.table.agenda[7].id),
        scenes.scene(room, panel=Panel.ROSTER, cursor="SD", hints=scenes.hints("not now")),
        scenes.scene(over, demo=True, watching=True, trouble="full", said=scenes.SAID),
        scenes.scene(scenes.rejected(), pending=2),
        scenes.scene(scenes.closed()),
        scenes.scene(scenes.opening()),
        *(scenes.scene(room, mode=m) for m in (scenes.PICKER, scenes.TAGS, scenes.WHICH)),
        scenes.scene(room, mode=scenes.LINE),
        scenes.scene(room, mode=scenes.SUSPECT_LINE),
    ]


def pairs(theme: str) -> Iterator[tuple[str, Color, Color]]:
    """Characters that are seen, with their colours."""
    for picture in all_seen(every_scene(), (120, 35), theme):
        for row in picture.runs:
            for text, style in row:
                if text.strip():
                    assert style.color is not None
                    assert style.bgcolor is not None
                    yield text.replace(" ", ""), style.color, style.bgcolor


def is_frame(text: str) -> bool:
    """Whether only frames and bars are drawn: box drawing, block elements."""
    return all(0x2500 <= ord(character) <= 0x259F for character in text)


def measured(ink: Color, ground: Color, system: ColorSystem | None) -> float:
    if system is not None:
        ink, ground = ink.downgrade(system), ground.downgrade(system)
    return contrast(
        ink.get_truecolor(PLAIN_TERMINAL),
        ground.get_truecolor(PLAIN_TERMINAL, foreground=False),
    )


@pytest.mark.parametrize("theme", first_measured(NAMES))
def test_everything_painted_can_be_read(theme: str) -> None:
    weak = set()
    for text, ink, ground in pairs(theme):
        frame = is_frame(text)
        for system, least in LEAST.items():
            found = measured(ink, ground, system)
            if found < (FRAME if frame else least):
                weak.add((system, ink.name, ground.name, round(found, 2), text[:12]))

    assert not weak


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_what_the_room_decides_by_is_brightest(theme: Theme) -> None:
    inks = theme.variables
    assert theme.background is not None
    for ink, ground in (
        (inks["bright"], theme.background),
        (inks["bright"], inks["row"]),
        (inks["wrap-up-ink"], inks["wrap-up-ground"]),
        (inks["on-alert"], inks["alert"]),
    ):
        assert measured(Color.parse(ink), Color.parse(ground), None) >= DECIDED_BY


def test_the_colours_of_the_signs_are_those_that_the_colour_blind_tell_apart() -> None:
    dark = THEMES[0].variables

    assert (dark["on-time"], dark["wrap-up"], dark["over"]) == ("#56B4E9", "#F0E442", "#E18B47")
