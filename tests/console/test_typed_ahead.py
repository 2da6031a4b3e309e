"""What is typed before the passphrase is asked for is for its line, or for nothing."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from textual.pilot import Pilot

from hub_console.console.app import FIRST_WORDS, ConsoleApp
from hub_console.console.entrance import Entrance, Hall
from hub_console.console.entrance import Station as AtHome
from hub_console.console.look import Look
from hub_console.console.screens.unlock import UnlockScreen
from hub_console.desk import Desk
from hub_console.settings import Settings
from tests.cli.station import PASSPHRASE, Station
from tests.console.picture import text_of

WRONG = "correct horse bottery"


@dataclass
class Heavy:
    """A laptop that is slow to begin: its way to the table waits until it is let go."""

    way: Entrance
    goes: asyncio.Event = field(default_factory=asyncio.Event)

    async def lead(self, hall: Hall, wake: Callable[[], None], locked: str = "") -> Desk | None:
        await self.goes.wait()
        return await self.way.lead(hall, wake, locked)

    def leave(self) -> None:
        self.way.leave()


@dataclass
class Morning:
    """A console that is being started, and a person who types at once."""

    app: ConsoleApp
    pilot: Pilot[None]
    goes: asyncio.Event

    async def types(self, text: str, *keys: str) -> str:
        """Type, letter by letter; returns what the screen shows then."""
        await self.pilot.press(*("space" if c == " " else c for c in text), *keys)
        await self.pilot.pause()
        return text_of(self.app)

    async def until(self, seen: Callable[[], object]) -> str:
        """Let the laptop go on until something is so; returns what the screen shows then."""
        self.goes.set()
        for _ in range(1000):
            if seen():
                break
            await self.pilot.pause(0.01)
        assert seen()
        await self.pilot.pause()
        return text_of(self.app)

    @property
    def in_the_line(self) -> str:
        """What the passphrase's line holds."""
        assert isinstance(self.app.screen, UnlockScreen)
        return self.app.screen._field.entry.value

    @property
    def asked(self) -> bool:
        return isinstance(self.app.screen, UnlockScreen) and self.app.focused is not None

    @property
    def open(self) -> bool:
        return self.app.desk is not None and self.app.desk.table is not None


def started(station: Station, story: Callable[[Morning], Awaitable[None]]) -> None:
    """Play a story at a console from its first frame on."""

    async def play() -> None:
        settings = Settings()
        entrance = Heavy(AtHome(station.places, settings))
        app = ConsoleApp(entrance, Look(settings, places=station.places))
        try:
            async with app.run_test(size=(80, 24)) as pilot:
                await story(Morning(app, pilot, entrance.goes))
        finally:
            if app.desk is not None:
                app.desk.close()
            entrance.leave()

    asyncio.run(play())


@pytest.fixture
def station(tmp_path: Path) -> Station:
    return Station(tmp_path, {"HUB_CONSOLE_HOME": str(tmp_path / "home")}).set_up()


def test_the_passphrase_may_be_typed_before_it_is_asked_for(station: Station) -> None:
    async def story(at: Morning) -> None:
        shown = await at.types(PASSPHRASE[:9] + "?", "backspace")
        assert shown.strip() == FIRST_WORDS.strip()
        shown = await at.until(lambda: at.asked)
        assert at.in_the_line == PASSPHRASE[:9]
        assert "correct" not in shown
        await at.types(PASSPHRASE[9:], "enter")
        await at.until(lambda: at.open)

    started(station, story)


def test_enter_behind_it_opens_and_what_follows_makes_no_mark(station: Station) -> None:
    async def story(at: Morning) -> None:
        await at.types(PASSPHRASE, "enter", "n", "n")
        await at.until(lambda: at.open)
        assert at.app.desk is not None
        assert not at.app.desk.done

    started(station, story)


def test_a_wrong_one_typed_before_is_refused_and_nothing_is_shown_of_it(station: Station) -> None:
    async def story(at: Morning) -> None:
        await at.types(WRONG, "ctrl+r", "enter")
        shown = await at.until(lambda: "opens nothing" in text_of(at.app))
        assert "bottery" not in shown
        assert at.in_the_line == ""

    started(station, story)
