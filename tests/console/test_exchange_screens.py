"""The exchange from the console: what a recorder sees and presses, with real files on a stick."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from textual.pilot import Pilot

from hub_console.console.app import ConsoleApp, Look
from hub_console.console.entrance import Station as Entrance
from hub_console.console.screens.unlock import UnlockScreen
from hub_console.desk import Desk
from hub_console.meeting.acts import discussion, floor, planning
from hub_console.meeting.acts.planning import Draft
from hub_console.meeting.agenda import ItemKind
from hub_console.settings import Settings
from tests.cli.station import PASSPHRASE, Station
from tests.cli.town import TABLE, Town
from tests.console.picture import text_of

SIZE = (120, 35)


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """Three laptops that know each other; the chair's has all that the recorder's has."""
    town = Town(tmp_path).enrolled()
    recorder = town.recorder
    recorder.act(planning.add_item, Draft(ItemKind.NEW, originating="SD"))
    recorder.act(floor.begin_next)
    recorder.act(floor.begin_next)
    town.carry(recorder, town.chair, town.coordinator)
    return town


def in_conflict(town: Town) -> Path:
    """A bundle of the chair's that says something else than the recorder does."""
    town.recorder.act(discussion.set_field, "type", "person")
    town.chair.act(discussion.set_field, "type", "family")
    path = town.bundle(town.chair)
    inbox = town.recorder.places.inbox
    inbox.mkdir()
    return path.rename(inbox / path.name)


@dataclass
class Evening:
    """A console on a laptop."""

    app: ConsoleApp
    pilot: Pilot[None]

    @property
    def desk(self) -> Desk:
        assert self.app.desk is not None
        return self.app.desk

    async def until(self, *seen: str) -> str:
        """Wait until all of some words are on the screen; returns what it shows then."""
        for _ in range(1_000):
            shown = text_of(self.app)
            if all(words in shown for words in seen):
                return shown
            await self.pilot.pause(0.01)
        raise AssertionError(f"{seen} not in\n{text_of(self.app)}")

    async def choose(self, command: str, *seen: str) -> str:
        """Choose a command in the palette."""
        await self.pilot.press(":", *command, "enter")
        return await self.until(*seen)

    async def press(self, key: str, *seen: str) -> str:
        await self.pilot.press(key)
        return await self.until(*seen)


def at_console(station: Station, story: Callable[[Evening], Awaitable[None]]) -> None:
    """Play a story at the console of a laptop."""
    places, settings = station.places, Settings()

    async def play() -> None:
        app = ConsoleApp(Entrance(places, settings, PASSPHRASE), Look(settings, places=places))
        async with app.run_test(size=SIZE) as pilot:
            evening = Evening(app, pilot)
            await evening.until(" HUB ")
            while app.desk is None or app.desk.table is None:
                await pilot.pause(0.01)
            await story(evening)
        assert app.desk is not None
        app.desk.close()

    asyncio.run(play())


def test_a_bundle_is_seen_before_it_is_taken_in_and_its_conflict_is_one_key(town: Town) -> None:
    name = in_conflict(town).name

    async def story(evening: Evening) -> None:
        await evening.choose("import", "Found 1", name)
        seen = await evening.press("enter", "What it brings", "Said differently", "type Family")
        assert "Ben on Chair" in seen
        assert evening.desk.conflicts == 0
        await evening.press("enter", "Taken in", "Said differently")
        await evening.press("escape", "Found 1")
        await evening.press("escape", "ROSTER")
        await evening.choose("conflicts", "Conflict 1 of 1", "Ann on Recorder", "shows now")
        await evening.press("2", "All is chosen")
        await evening.press("enter", "chosen: type")

    at_console(town.recorder, story)
    assert town.recorder.done("conflicts") == "The stations agree.\n"


def test_to_leave_a_bundle_after_looking_changes_nothing(town: Town) -> None:
    in_conflict(town)

    async def story(evening: Evening) -> None:
        await evening.choose("import", "Found 1")
        await evening.press("enter", "What it brings")
        await evening.press("escape", "Found 1")

    at_console(town.recorder, story)
    assert town.recorder.done("conflicts") == "The stations agree.\n"


def test_an_altered_bundle_says_so_and_leads_back_to_the_list(town: Town) -> None:
    path = in_conflict(town)
    spoilt = bytearray(path.read_bytes())
    spoilt[-70] ^= 1
    path.write_bytes(spoilt)

    async def story(evening: Evening) -> None:
        await evening.choose("import", "Found 1")
        await evening.press("enter", path.name, "damaged or altered")

    at_console(town.recorder, story)
    assert len(list(town.recorder.places.quarantine.glob("*.hubb"))) == 1


def test_a_bundle_is_written_where_a_path_says_and_read_back(town: Town) -> None:
    async def story(evening: Evening) -> None:
        await evening.choose("export", "✓ Chair", "✓ Coordinator")
        await evening.press("space", "· Chair")
        await evening.press("enter", "Where to?")
        await evening.pilot.press("tab", *str(town.stick))
        await evening.press("enter", "safe to remove the stick", "for Coordinator")

    before = set(town.stick.iterdir())
    at_console(town.recorder, story)
    (path,) = set(town.stick.iterdir()) - before
    assert town.coordinator.run("import", path).exit_code == 0
    assert "other stations" in town.chair.run("import", path).stderr


def test_a_card_is_enrolled_only_after_its_words_were_compared(town: Town) -> None:
    stranger = town.stranger()
    inbox = town.recorder.places.inbox
    inbox.mkdir()
    stranger.done("station", "card", inbox)
    words = stranger.done("station", "fingerprint", next(inbox.iterdir())).split()

    async def story(evening: Evening) -> None:
        seen = await evening.choose("stations", "Chair", "Coordinator", "six words")
        assert "Stranger" not in seen
        await evening.press("e", "Found 1", "Stranger.card.toml")
        seen = await evening.press("enter", *words)
        await evening.press("escape", "Stations that may exchange")
        await evening.press("e", "Found 1")
        await evening.press("enter", *words)
        await evening.press("y", "Stations that may exchange", "Stranger", "not heard yet")

    at_console(town.recorder, story)


def test_a_station_is_revoked_after_a_question(town: Town) -> None:
    async def story(evening: Evening) -> None:
        await evening.choose("stations", "Chair")
        await evening.press("r", "Trust Chair no more?")
        await evening.press("y", "revoked ")

    at_console(town.recorder, story)
    assert "revoked" in town.recorder.done("station", "list")


def test_a_coordinators_console_begins_with_its_tables_and_marks_nothing(town: Town) -> None:
    async def story(evening: Evening) -> None:
        await evening.until("Tables", TABLE)
        await evening.press("enter", "ROSTER", "2026-001")
        await evening.press("n", "marks nothing")
        await evening.choose("tables", "Tables", TABLE)

    at_console(town.coordinator, story)


def test_the_wall_goes_blank_and_the_console_locks_from_these_screens(town: Town) -> None:
    async def story(evening: Evening) -> None:
        await evening.choose("import", "Nothing found yet")
        await evening.pilot.press("b")
        await evening.pilot.pause()
        table = evening.desk.table
        assert table is not None
        assert table.meeting is not None
        assert table.meeting.wall_blank
        await evening.pilot.press("Q")
        for _ in range(500):
            if isinstance(evening.app.screen, UnlockScreen):
                break
            await evening.pilot.pause(0.01)
        assert isinstance(evening.app.screen, UnlockScreen)

    at_console(town.recorder, story)


@pytest.mark.parametrize("typed", ["'{}'", '"{}"', "{}", "file://{}"])
def test_a_path_may_be_dropped_as_terminals_write_it(tmp_path: Path, typed: str) -> None:
    from hub_console.console.screens.exchange.picking import path_of

    path = tmp_path / "a stick" / "b.hubb"
    assert path_of(typed.format(path)) == path
    assert path_of(str(path).replace(" ", "\\ ")) == path
