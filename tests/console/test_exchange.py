"""Exchange on the screens: keys alone carry a bundle out, in, and a station's word with it."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from hub_console.console.app import ConsoleApp
from hub_console.console.entrance import Station as Door
from hub_console.console.look import Look
from hub_console.console.screens.exchange.picking import PickScreen, path_of
from hub_console.console.screens.forms.stage import Stage
from hub_console.console.screens.table import TableScreen
from hub_console.console.screens.unlock import UnlockScreen
from hub_console.meeting.acts import room
from hub_console.meeting.roster import HERE
from hub_console.settings import Settings
from tests.cli.station import PASSPHRASE, Station
from tests.cli.town import Town
from tests.console.picture import text_of


class Visit:
    """A person at the console of a station."""

    def __init__(self, app: ConsoleApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot

    async def until(self, said: str) -> str:
        """Wait until the screen says something; returns all that it says."""
        for _ in range(500):
            if said in text_of(self.app):
                break
            await self.pilot.pause(0.01)
        text = text_of(self.app)
        assert said in text, text
        return text

    async def command(self, name: str) -> None:
        """Run a command by name."""
        await self.pilot.press(":", *name, "enter")

    async def drop(self, path: str) -> None:
        """Let a file be dropped on the terminal, which pastes its path."""
        for _ in range(500):
            if isinstance(self.app.screen, PickScreen) and self.app.focused:
                break
            await self.pilot.pause(0.01)
        assert self.app.focused is not None
        self.app.focused.post_message(events.Paste(path))
        await self.pilot.pause()
        await self.pilot.press("enter")


Story = Callable[[Visit], Awaitable[None]]


def at_console(station: Station, story: Story, size: tuple[int, int] = (80, 24)) -> None:
    """Play a story at a station's console."""
    door = Door(station.places, Settings(), PASSPHRASE)
    app = ConsoleApp(door, Look(Settings(), places=station.places))

    async def play() -> None:
        async with app.run_test(size=size) as pilot:
            for _ in range(1000):
                if app.desk is not None and app.desk.table:
                    break
                await pilot.pause(0.01)
            await pilot.pause()
            await story(Visit(app, pilot))

    try:
        asyncio.run(play())
    finally:
        if app.desk is not None:
            app.desk.close()
        door.leave()
    assert app.failure is None, app.failure


@pytest.fixture
def town(tmp_path: Path) -> Town:
    return Town(tmp_path)


@pytest.mark.parametrize(
    "typed",
    [
        "/media/my stick/a (2).hubb",
        "'/media/my stick/a (2).hubb'",
        '"/media/my stick/a (2).hubb" ',
        r"/media/my\ stick/a\ \(2\).hubb",
        "file:///media/my%20stick/a%20(2).hubb",
    ],
)
def test_a_dropped_path_is_taken_as_each_terminal_writes_it(typed: str) -> None:
    assert path_of(typed) == Path("/media/my stick/a (2).hubb")


def test_a_bundle_is_looked_at_then_taken_in_and_the_table_shows_it(town: Town) -> None:
    town.enrol(town.recorder, town.chair)
    town.enrol(town.chair, town.recorder)
    with town.chair.at_desk() as desk:
        assert desk.table is not None
        agency = next(iter(desk.table.agencies.values()))
        desk.do(room.arrive, agency.tag)
    path = town.bundle(town.chair)

    async def story(at: Visit) -> None:
        desk = at.app.desk
        assert desk is not None
        await at.command("import")
        await at.drop(f"'{path}'")
        await at.until("What it brings")
        assert desk.table is not None
        assert desk.table.seat(agency).presence not in HERE
        await at.pilot.press("enter")
        await at.until("Taken in")
        await at.pilot.press("escape")
        await at.drop(str(path))
        await at.until("was taken in before")

    at_console(town.recorder, story)
    with town.recorder.at_desk() as desk:
        assert desk.table is not None
        assert desk.table.seat(desk.table.agencies[agency.id]).presence in HERE


def test_what_is_no_bundle_says_so_and_leads_back_to_the_list(town: Town) -> None:
    bad = town.stick / "[red]x[@click=app.exit].hubb"
    bad.write_bytes(b"nothing that a station wrote")

    async def story(at: Visit) -> None:
        await at.command("import")
        await at.drop(str(bad))
        said = await at.until("This is no bundle")
        assert "[red]x[@click=app.exit].hubb" in said
        assert isinstance(at.app.screen, PickScreen)
        await at.pilot.press("escape", "escape")
        await at.pilot.pause()

    at_console(town.recorder, story)


def test_an_export_is_for_all_until_one_is_unticked(town: Town) -> None:
    town.enrol(town.recorder, town.chair)
    town.enrol(town.recorder, town.coordinator)

    async def story(at: Visit) -> None:
        await at.command("export")
        assert "✓ Coordinator" in await at.until("✓ Chair")
        await at.pilot.press("space")
        await at.until("∙ Chair")
        await at.pilot.press("enter")
        await at.drop(str(town.stick))
        said = await at.until("safe to remove")
        assert "Coordinator" in said
        assert "Chair" not in said

    at_console(town.recorder, story)
    assert len(list(town.stick.glob("hubb-Recorder-*.hubb"))) == 1


def test_a_card_is_enrolled_once_its_six_words_were_compared(town: Town) -> None:
    card = town.card(town.chair)
    words = town.chair.done("station", "fingerprint", card).split()

    async def story(at: Visit) -> None:
        await at.command("stations")
        await at.until("This is Recorder")
        await at.pilot.press("e")
        await at.drop(str(card))
        large = [" ".join(word.upper()) for word in words]
        said = await at.until(large[5])
        assert all(word in said for word in large)
        await at.pilot.press("escape")
        assert "Chair" not in await at.until("This is Recorder")
        await at.pilot.press("e")
        await at.drop(str(card))
        await at.until(large[5])
        await at.pilot.press("enter")
        await at.until("Press y to enrol it")
        await at.pilot.press("y")
        await at.until("not heard yet")
        await at.pilot.press("r")
        await at.until("Trust Chair no more?")
        await at.pilot.press("y")
        await at.until("revoked ")

    at_console(town.recorder, story)


@pytest.mark.parametrize("command", ["import", "stations", "conflicts"])
def test_every_screen_of_it_can_be_locked(town: Town, command: str) -> None:
    async def story(at: Visit) -> None:
        await at.command(command)
        for _ in range(500):
            if isinstance(at.app.screen, Stage):
                break
            await at.pilot.pause(0.01)
        await at.pilot.press("Q")
        for _ in range(500):
            if isinstance(at.app.screen, UnlockScreen):
                break
            await at.pilot.pause(0.01)
        assert "Recorder" not in await at.until("Locked at")
        assert not any(isinstance(each, TableScreen) for each in at.app.screen_stack)

    at_console(town.recorder, story)


def test_a_coordinators_console_opens_on_its_tables_and_marks_nothing(town: Town) -> None:
    town.enrol(town.recorder, town.coordinator)
    town.enrol(town.coordinator, town.recorder)
    path = town.bundle(town.recorder)

    async def story(at: Visit) -> None:
        await at.until("A coordinator's station")
        await at.pilot.press("i")
        await at.drop(str(path))
        await at.until("What it brings")
        await at.pilot.press("enter")
        await at.until("Taken in")
        await at.pilot.press("escape")
        await at.pilot.press("escape")
        said = await at.until("B-2 Roxbury")
        assert "conflicts" in said
        await at.pilot.press("enter")
        await at.until("ROSTER")
        await at.pilot.press("t")
        await at.until("A coordinator's station marks nothing")

    at_console(town.coordinator, story)


def test_the_mode_line_counts_quietly_what_is_to_be_chosen(town: Town) -> None:
    async def story(at: Visit) -> None:
        desk = at.app.desk
        assert desk is not None
        assert "to choose" not in text_of(at.app)
        desk.conflicts = 2
        at.app.paint()
        await at.until("≠ 2 conflicts to choose")

    at_console(town.recorder, story)
