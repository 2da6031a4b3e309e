"""What works on every screen of the exchange: the wall's keys, locking, and being there."""

import pytest

from hub_console.console.screens.table import TableScreen
from hub_console.console.screens.unlock import UnlockScreen
from hub_console.meeting.acts import wall
from hub_console.settings import Settings
from tests.console.exchange.conftest import To
from tests.console.neighbours import COORDINATOR, RECORDER, Visit, at_console
from tests.desks import MovedClock

SCREENS = {
    "the list of bundles": ("imp", "1 bundle", ()),
    "what it brings": ("imp", "What it brings", ("enter",)),
    "for whom": ("exp", "2 of 2 stations", ()),
    "where to": ("exp", "the outbox folder", ("enter",)),
    "the stations": ("stat", "2 enrolled", ()),
    "revoking": ("stat", "Trust B-2 chair no more?", ("r",)),
    "enrolling": ("stat", "no card yet", ("e",)),
    "what is agreed": ("conf", "The stations agree.", ()),
    "the log": ("log", "Bundles, reports and backups", ()),
}
FIRST = {"imp": "1 bundle", "exp": "2 of 2", "stat": "2 enrolled", "conf": "agree", "log": "Log"}


async def opened(at: Visit, name: str) -> None:
    """Open a screen."""
    command, said, keys = SCREENS[name]
    await at.command(command)
    await at.until(FIRST[command])
    await at.press(*keys)
    await at.until(said)


@pytest.mark.parametrize("name", SCREENS)
async def test_the_wall_is_blanked_from_every_screen(to: To, name: str) -> None:
    async def story(at: Visit) -> None:
        at.desk.do(wall.show_wall)
        await opened(at, name)
        await at.press("b")
        await at.until("Blank the wall: ")
        assert at.desk.table is not None
        assert at.desk.table.meeting is not None
        assert at.desk.table.meeting.wall_blank

    await at_console(to(RECORDER), story)


async def test_the_key_that_blanks_is_the_one_of_the_settings(to: To) -> None:
    async def story(at: Visit) -> None:
        at.desk.do(wall.show_wall)
        await opened(at, "the stations")
        await at.press("r")
        await at.until("Blank the wall: ", "2 enrolled")

    await at_console(to(RECORDER, settings=Settings(keys={"blank": "r", "risk": "b"})), story)


@pytest.mark.parametrize("name", SCREENS)
async def test_every_screen_locks_and_is_gone_then(to: To, name: str) -> None:
    async def story(at: Visit) -> None:
        await opened(at, name)
        await at.press("Q")
        shown = await at.until("Locked at 10:39.")
        assert isinstance(at.app.screen, UnlockScreen)
        assert len(at.app.screen_stack) == 2
        assert "B-2" not in shown
        await at.press("x", "enter")
        await at.until("ROSTER")
        assert isinstance(at.app.screen, TableScreen)

    await at_console(to(RECORDER), story)


async def test_a_coordinators_tables_lock_and_come_back(to: To) -> None:
    async def story(at: Visit) -> None:
        await at.press("Q")
        assert "Roxbury" not in await at.until("Locked at")
        await at.press("x", "enter")
        await at.until("3 tables")

    await at_console(to(COORDINATOR), story)


async def test_it_locks_when_nobody_is_there_but_not_while_somebody_reads(
    to: To, clock: MovedClock
) -> None:
    async def story(at: Visit) -> None:
        await opened(at, "the stations")
        for _ in range(8):
            clock.ticks += 5 * 60
            await at.press("down")
            await at.pilot.pause(0.25)
        await at.until("2 enrolled")
        clock.ticks += 31 * 60
        await at.until("Locked at")

    await at_console(to(RECORDER), story)
