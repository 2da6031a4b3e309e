"""A stage on which the wall paints a frame, and what the room then sees."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from rich.style import Style
from textual.app import App, ComposeResult

from hub_console.console import themes
from hub_console.meeting.frame import Frame, frame_of
from hub_console.settings import Settings
from hub_console.vocabulary import load_vocabulary
from hub_console.wall.app import Room as Hall
from hub_console.wall.eye_chart import EyeChartApp
from hub_console.wall.page import WallPage
from hub_console.wall.view import WallView
from tests.console.picture import svg_of, text_of
from tests.console.scenes import Room
from tests.console.stage import Seen

SIZES = ((42, 12), (48, 14), (64, 18), (80, 24), (120, 35))

VOCABULARY = load_vocabulary()
HALL = Hall(image_height_m=1.125, farthest_m=8)


class Stage(App[None]):
    """An app with the wall's one page."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, theme: str = themes.DEFAULT) -> None:
        super().__init__()
        themes.install(self, theme)

    def compose(self) -> ComposeResult:
        yield WallPage()


def view_of(room: Room, view: str = "", *, ascii: bool = False, up: bool = False) -> WallView:
    """What the wall paints of a room."""
    return view_at(frame_of(room.table, VOCABULARY, room.now), room.now, view, ascii=ascii, up=up)


def view_at(
    frame: Frame, now: datetime, view: str = "", *, ascii: bool = False, up: bool = False
) -> WallView:
    return WallView(frame, view or frame.view, now, up, ascii)


def all_seen(
    views: Sequence[WallView], size: tuple[int, int], theme: str = themes.DEFAULT
) -> list[tuple[Seen, str]]:
    """Paint views one after the other, and look at each; with its picture as SVG."""
    found: list[tuple[Seen, str]] = []

    async def run() -> None:
        stage = Stage(theme)
        async with stage.run_test(size=size) as pilot:
            for view in views:
                stage.query_one(WallPage).show(view, ascii=view.ascii)
                await pilot.pause()
                strips = stage.screen._compositor.render_strips()
                runs = [[(s.text, s.style or Style()) for s in strip] for strip in strips]
                found.append((Seen(text_of(stage), runs), svg_of(stage)))

    asyncio.run(run())
    return found


def eye_chart(size: tuple[int, int], room: Hall = HALL) -> str:
    """The eye chart of a room, as SVG."""
    found: list[str] = []

    async def run() -> None:
        app = EyeChartApp(Settings(), room)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            found.append(svg_of(app))

    asyncio.run(run())
    return found[0]


def seen(view: WallView, size: tuple[int, int], theme: str = themes.DEFAULT) -> Seen:
    """Paint a view and look at it."""
    return all_seen([view], size, theme)[0][0]
