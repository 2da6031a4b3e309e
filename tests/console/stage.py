"""A stage on which a scene is painted by the real screen, and what is then to be seen."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from rich.style import Style
from textual.app import App
from textual.pilot import Pilot

from hub_console.console import themes
from hub_console.console.screens.main import MainScreen
from hub_console.console.views import Scene
from tests.console.picture import svg_of, text_of

SIZES = ((80, 24), (120, 35), (160, 45))


class Stage(App[None]):
    """An app that shows one scene, and notes what the screen sends up."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, scene: Scene, theme: str = themes.DEFAULT) -> None:
        super().__init__()
        themes.install(self, theme)
        self.keys: list[str] = []
        self.sent: list[Any] = []
        self.main = MainScreen(self.keys.append)
        self.main.paint(scene)

    def on_mount(self) -> None:
        self.push_screen(self.main)

    def on_agenda_panel_chosen(self, message: Any) -> None:
        self.sent.append(message.item_id)

    def on_roster_panel_chosen(self, message: Any) -> None:
        self.sent.append(message.tag)

    def on_situation_panel_chosen(self, message: Any) -> None:
        self.sent.append(message.code)

    def on_key_hints_pressed(self, message: Any) -> None:
        self.sent.append(message.key)

    def on_overlay_chosen(self, message: Any) -> None:
        self.sent.append(message.choice)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a screen showed.

    Attributes:
        text: Its characters.
        runs: Each run of characters with its style, row by row.
    """

    text: str
    runs: list[list[tuple[str, Style]]]


def all_seen(
    scenes: Sequence[Scene], size: tuple[int, int], theme: str = themes.DEFAULT
) -> list[Seen]:
    """Paint scenes, one after the other, and look at each."""
    found: list[Seen] = []

    async def look(stage: Stage, pilot: Pilot[None]) -> None:
        for scene in scenes:
            stage.main.paint(scene)
            await pilot.pause()
            strips = stage.screen._compositor.render_strips()
            runs = [[(s.text, s.style or Style()) for s in strip] for strip in strips]
            found.append(Seen(text_of(stage), runs))

    played(scenes[0], size, look, theme)
    return found


def seen(scene: Scene, size: tuple[int, int], theme: str = themes.DEFAULT) -> Seen:
    """Paint a scene and look at it."""
    return all_seen([scene], size, theme)[0]


def drawn(scene: Scene, size: tuple[int, int], theme: str = themes.DEFAULT) -> str:
    """The picture of a scene, as SVG."""
    found: list[str] = []

    async def draw(stage: Stage, _: Pilot[None]) -> None:
        found.append(svg_of(stage))

    played(scene, size, draw, theme)
    return found[0]


def played(
    scene: Scene,
    size: tuple[int, int],
    play: Callable[[Stage, Pilot[None]], Awaitable[None]],
    theme: str = themes.DEFAULT,
) -> None:
    """Put a scene on the stage and play on it."""

    async def run() -> None:
        stage = Stage(scene, theme)
        async with stage.run_test(size=size) as pilot:
            await pilot.pause()
            await play(stage, pilot)

    asyncio.run(run())
