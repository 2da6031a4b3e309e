"""Where the pictures are taken: the console itself, by a clock that tests move."""

import asyncio
import os
import re
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random

from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from hub_console.console.app import ConsoleApp
from hub_console.console.entrance import Entrance, Hall
from hub_console.console.look import Look
from hub_console.console.screens.setup import SetUpScreen
from hub_console.console.screens.unlock import UnlockScreen
from hub_console.demo import INTO_THE_MEETING, ROSTER, make_demo
from hub_console.desk import Desk
from hub_console.desk.station import new_id
from hub_console.meeting.acts import room
from hub_console.meeting.change import differences
from hub_console.meeting.frame import frame_of
from hub_console.meeting.rules import TableRules
from hub_console.meeting.values import Moment
from hub_console.places import Places
from hub_console.record import Action, Record, RecordError
from hub_console.settings import Settings
from tests.console.exchange.stories import STORIES
from tests.console.neighbours import Visit, Way, a_town, at_console
from tests.console.picture import svg_of
from tests.desks import MORNING, Fingers, MovedClock, open_desk, opening
from tests.screenshots.pictures import EYE_CHART, RECOVERY, Door, Picture
from tests.wall.stage import all_seen, eye_chart, view_at

PLACES = Places(Path("/home/dana/.local/share/hub-console"), Path("/home/dana/.config/hub-console"))
KEY_NAMES = ("enter", "escape", "down")
SECONDS_A_KEY = 1
STRETCH = 1.035
"""Of the letters' height, so that lines and blocks of two rows touch."""

NOT_OF_THE_PICTURE = ("NO_COLOR", "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_THEME", "COLUMNS", "LINES")
"""What the environment of the one who takes the picture must not change in it."""


@dataclass
class ToTheDemo:
    """The way to the demo's table.

    Attributes:
        path: Of its record.
        clock: That tells its time.
        settings: How it looks.
    """

    path: Path
    clock: MovedClock
    settings: Settings

    async def lead(self, hall: Hall, wake: Callable[[], None], locked: str = "") -> Desk:
        """Lead to the desk."""
        random = Random(11)
        opens = opening(self.path, self.clock, self.settings)
        return Desk(opens, self.clock, lambda now: new_id(now, random.randbytes), wake)

    def leave(self) -> None:
        """Nothing is held."""


@dataclass
class ToTheDoor:
    """The way as far as a screen before the table.

    Attributes:
        door: The screen.
        settings: How it looks.
    """

    door: Door
    settings: Settings

    async def lead(self, hall: Hall, wake: Callable[[], None], locked: str = "") -> Desk | None:
        """Ask, and go no further."""
        shown = self.settings.ascii
        if self.door is Door.UNLOCK:
            await hall.ask(UnlockScreen("", str, RecordError, ascii=shown))
        else:
            await hall.ask(SetUpScreen(PLACES, RECOVERY, ascii=shown))
        return None

    def leave(self) -> None:
        """Nothing is held."""


def taken(picture: Picture) -> str:
    """Take a picture, as SVG."""
    os.environ["TZ"] = "UTC"
    if hasattr(time, "tzset"):
        time.tzset()
    before = {name: os.environ.pop(name, None) for name in NOT_OF_THE_PICTURE}
    try:
        with tempfile.TemporaryDirectory() as folder:
            if picture.wall:
                return _without_seams(_wall_taken(picture, Path(folder)))
            return asyncio.run(_taken(picture, Path(folder)))
    finally:
        os.environ.update({name: value for name, value in before.items() if value is not None})


async def _taken(picture: Picture, folder: Path) -> str:
    clock = MovedClock()
    clock.pass_by(picture.later)
    settings = Settings(theme=picture.theme, ascii=picture.ascii)
    if picture.exchange:
        return await _of_the_exchange(picture, folder, clock, settings)
    app = ConsoleApp(_entrance(picture, folder, clock, settings), Look(settings, demo=True))
    try:
        async with app.run_test(size=picture.size) as pilot:
            await _at_rest(app, pilot)
            for keys in picture.keys:
                await _strike(app, pilot, clock, keys)
            await _at_rest(app, pilot)
            return _without_seams(svg_of(app))
    finally:
        if app.desk is not None:
            app.desk.close()


def _wall_taken(picture: Picture, folder: Path) -> str:
    """The wall, as the demo's console would have it."""
    clock = MovedClock()
    clock.pass_by(picture.later)
    path = folder / "demo.hub"
    make_demo(path, picture.agencies, MORNING, begun=picture.begun).close()
    fingers = Fingers(open_desk(path, clock))
    for keys in picture.keys:
        for key in [keys] if keys in KEY_NAMES else keys:
            clock.pass_by(SECONDS_A_KEY)
            fingers.keys.press(key)
    frame = frame_of(fingers.table, fingers.desk.vocabulary, clock.now())
    fingers.desk.close()
    if picture.wall == EYE_CHART:
        return eye_chart(picture.size)
    view = view_at(frame, clock.now().replace(microsecond=0), picture.wall)
    ((_, svg),) = all_seen([view], picture.size, picture.theme)
    return svg


async def _of_the_exchange(
    picture: Picture, folder: Path, clock: MovedClock, settings: Settings
) -> str:
    """What a station shows of the others, in a town that is invented whole."""
    where, story = STORIES[picture.exchange]
    a_town(folder).close()
    pictures: list[str] = []

    async def play(at: Visit) -> None:
        await story(at)
        await at.pilot.pause()
        pictures.append(_without_seams(svg_of(at.app)))

    await at_console(Way(folder, where, clock, settings), play, picture.size)
    return pictures[0]


def _entrance(picture: Picture, folder: Path, clock: MovedClock, settings: Settings) -> Entrance:
    if picture.door is not None:
        return ToTheDoor(picture.door, settings)
    path = folder / "demo.hub"
    record = make_demo(path, picture.agencies, MORNING, begun=picture.begun)
    _seat_the_others(record, picture)
    record.close()
    return ToTheDemo(path, clock, settings)


def _seat_the_others(record: Record, picture: Picture) -> None:
    """Let agencies that have no part in the demo's story come before the start, or not."""
    random = Random(12)
    now = MORNING - INTO_THE_MEETING - timedelta(minutes=4)
    moment = Moment(now, lambda: new_id(now, random.randbytes))
    table = record.load(TableRules()).table
    for number, agency in enumerate(picture.agencies[len(ROSTER) :]):
        act = room.arrive if number % 9 else room.apologise
        after = act(table, moment, agency.tag)
        record.write(Action(act.__name__, moment.now, differences(table, after)))
        table = after


async def _strike(app: ConsoleApp, pilot: Pilot[None], clock: MovedClock, keys: str) -> None:
    """Press a key, or type a text."""
    entry = app.focused
    if keys in KEY_NAMES:
        await pilot.press(keys)
    elif isinstance(entry, Input):
        entry.post_message(events.Paste(keys))
        await pilot.pause()
    else:
        for letter in keys:
            clock.pass_by(SECONDS_A_KEY)
            await pilot.press("space" if letter == " " else letter)


async def _at_rest(app: ConsoleApp, pilot: Pilot[None]) -> None:
    """Wait until the table is there, everything is written, and nothing blinks."""
    while app.desk is not None and app.desk.table is None:
        await pilot.pause(0.02)
    await pilot.pause()
    if app.desk is not None:
        app.desk.settle()
        app.paint()
    for entry in app.screen.query(Input):
        entry.cursor_blink = False
    await pilot.pause()


def _without_seams(svg: str) -> str:
    """Letters as high as their rows, so that no line shows gaps, and the last row whole."""

    def moved(baseline: re.Match[str]) -> str:
        return f'{baseline[1]}{(float(baseline[2]) - 0.4) / STRETCH:.2f}"'

    head, matrix, text = svg.partition('<g class="matrix"')
    text = re.sub(r'(<text [^>]*\by=")([\d.]+)"', moved, text)
    head = re.sub(r"\s*<defs>.*?</defs>", "", head, flags=re.DOTALL)
    head = head.replace(' clip-path="url(#clip-terminal)"', "")
    return f'{head}{matrix} transform="scale(1 {STRETCH})"{text}'
