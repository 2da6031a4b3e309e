"""Locking: nothing of the table is on the screen, the file is closed, and all goes on after."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.screen import Screen

from hub_console.console.app import ConsoleApp
from hub_console.console.entrance import Hall
from hub_console.console.locking import IdleWatch
from hub_console.console.look import Look
from hub_console.console.screens.unlock import UnlockScreen
from hub_console.desk import Desk
from hub_console.desk.station import new_id
from hub_console.meeting.acts import wall
from hub_console.meeting.table import Table
from hub_console.record import RecordError, WrongPassphrase, open_record
from hub_console.settings import Settings
from tests.console.picture import text_of
from tests.desks import DemoFiles, MovedClock
from tests.desks import opening as opening_of

SECRET = "correct horse battery"


@dataclass
class Door:
    """A way to the table that asks for a passphrase once it was locked."""

    path: Path
    clock: MovedClock
    asked: list[str] = field(default_factory=list)

    async def lead(self, hall: Hall, wake: Callable[[], None], locked: str = "") -> Desk | None:
        if locked:
            self.asked.append(locked)
            screen: Screen[str | None] = UnlockScreen(locked, self._fits, RecordError)
            if await hall.ask(screen) is None:
                return None
        return Desk(opening_of(self.path, self.clock), self.clock, new_id, wake)

    def leave(self) -> None:
        pass

    def _fits(self, typed: str) -> str:
        if typed != SECRET:
            raise WrongPassphrase("This passphrase opens nothing here.")
        return typed


@dataclass
class Evening:
    """A console that can be locked, and the door to it."""

    app: ConsoleApp
    pilot: Pilot[None]
    door: Door

    @property
    def desk(self) -> Desk:
        assert self.app.desk is not None
        return self.app.desk

    @property
    def table(self) -> Table:
        assert self.desk.table is not None
        return self.desk.table

    async def until(self, seen: Callable[[], object]) -> str:
        """Wait until something is so; returns what the screen shows then."""
        for _ in range(500):
            if seen():
                break
            await self.pilot.pause(0.01)
        assert seen()
        await self.pilot.pause()
        return text_of(self.app)

    async def lock(self) -> str:
        await self.pilot.press("Q")
        return await self.until(lambda: isinstance(self.app.screen, UnlockScreen))

    async def unlock(self) -> str:
        await self.pilot.press(*(key if key != " " else "space" for key in SECRET), "enter")
        await self.until(lambda: not self.app.locked)
        return await self.until(lambda: self.desk.table)


@pytest.fixture
def evening(
    demo_files: DemoFiles, tmp_path: Path, clock: MovedClock
) -> Callable[[Callable[[Evening], Awaitable[None]]], ConsoleApp]:
    """Plays a story at a console that locks."""

    def at_console(story: Callable[[Evening], Awaitable[None]]) -> ConsoleApp:
        door = Door(demo_files.copy(tmp_path), clock)
        app = ConsoleApp(door, Look(Settings()))

        async def play() -> None:
            async with app.run_test(size=(120, 35)) as pilot:
                there = Evening(app, pilot, door)
                await there.until(lambda: app.desk is not None and app.desk.table)
                await story(there)

        try:
            asyncio.run(play())
        finally:
            if app.desk is not None:
                app.desk.close()
        return app

    return at_console


Play = Callable[[Callable[[Evening], Awaitable[None]]], ConsoleApp]


def in_the_file(there: Evening) -> Table:
    """The table as another program reads it from the file."""
    record = open_record(there.door.path, key=None, person="wall", entropy=bytes, read_only=True)
    try:
        return record.load(there.table.rules).table
    finally:
        record.close()


def is_open(path: Path) -> bool:
    """Whether this process has a file open."""
    return any(os.path.realpath(fd) == str(path) for fd in Path("/proc/self/fd").iterdir())


def test_a_locked_screen_shows_nothing_of_the_table(evening: Play) -> None:
    async def story(there: Evening) -> None:
        await there.pilot.press("e", *"half", "escape")
        shown = await there.lock()
        assert "Locked at 10:39. The wall is blank." in shown
        for word in ("ROSTER", "2026-", "Police", "AGENDA", "half"):
            assert word not in shown

    evening(story)


@pytest.mark.skipif(sys.platform != "linux", reason="open files are listed in /proc")
def test_locking_closes_the_file(evening: Play) -> None:
    async def story(there: Evening) -> None:
        assert is_open(there.door.path)
        await there.lock()
        await there.until(lambda: not is_open(there.door.path))

    evening(story)


def test_locking_blanks_the_wall(evening: Play) -> None:
    async def story(there: Evening) -> None:
        there.desk.do(wall.show_wall)
        await there.lock()
        await there.until(lambda: not there.desk.pending)
        meeting = in_the_file(there).meeting
        assert meeting is not None
        assert meeting.wall_blank

    evening(story)


def test_a_passphrase_typed_right_behind_the_lock_makes_no_mark(evening: Play) -> None:
    async def story(there: Evening) -> None:
        live, marks = there.table.live, len(there.desk.done)
        for letter in ("Q", "n", "n", "b", "+"):
            there.app.post_message(events.Key(letter, letter))
        await there.until(lambda: isinstance(there.app.screen, UnlockScreen))
        assert [told.text for told in there.desk.told[:1]] == ["wall blank"]
        await there.unlock()
        assert len(there.desk.done) == marks
        assert there.table.live == live

    evening(story)


def test_unlocking_comes_back_to_the_same_item_and_its_time(
    evening: Play, clock: MovedClock
) -> None:
    async def story(there: Evening) -> None:
        await there.pilot.press("e", *"half", "escape")
        live = there.table.live
        assert live is not None
        before = live.elapsed(clock.now())
        await there.lock()
        clock.pass_by(120)
        shown = await there.unlock()
        again = there.table.live
        assert again is not None
        assert (again.id, again.elapsed(clock.now())) == (live.id, before + 120)
        assert "ROSTER" in shown
        assert there.desk.drafts[live.id] == "half"
        meeting = there.table.meeting
        assert meeting is not None
        assert meeting.wall_blank
        await there.pilot.press("u")
        await there.until(lambda: there.desk.undone)

    evening(story)


def test_a_wrong_passphrase_leaves_it_locked(evening: Play) -> None:
    async def story(there: Evening) -> None:
        await there.lock()
        await there.pilot.press(*"wrong", "enter")
        shown = await there.until(lambda: "opens nothing" in text_of(there.app))
        assert there.app.locked
        assert "ROSTER" not in shown

    evening(story)


def test_leaving_from_the_locked_screen_ends_the_program(evening: Play) -> None:
    async def story(there: Evening) -> None:
        await there.lock()
        await there.pilot.press("escape")

    assert evening(story)._exit


@asynccontextmanager
async def a_mark_that_waits(there: Evening) -> AsyncIterator[Desk]:
    """A mark that cannot be written, because another program holds the file."""
    desk = there.desk
    desk.settle()
    other = open_record(there.door.path, key=None, person="other", entropy=bytes)
    with other._file.writing():
        desk._writer.hand(lambda record: record._file.pragma("busy_timeout=0"))
        await there.pilot.press("+")
        await there.until(lambda: desk.trouble)
        yield desk
    other.close()


def test_marks_that_wait_for_the_disk_are_kept_while_locked(evening: Play) -> None:
    async def story(there: Evening) -> None:
        async with a_mark_that_waits(there) as desk:
            await there.lock()
            shown = await there.unlock()
            assert there.desk is desk
            assert desk.pending
            assert "ROSTER" in shown

    app = evening(story)
    assert app.desk is not None
    assert app.desk.pending == 0


def test_who_leaves_a_locked_table_is_told_of_marks_that_wait(evening: Play) -> None:
    async def story(there: Evening) -> None:
        async with a_mark_that_waits(there):
            await there.lock()
            await there.pilot.press("escape")
            shown = await there.until(lambda: "not saved." in text_of(there.app))
            assert "2 marks are not saved." in shown

    evening(story)


def test_nobody_at_the_keys_locks_after_five_minutes_or_thirty_in_a_meeting(
    clock: MovedClock,
) -> None:
    watch = IdleWatch(clock, Settings())

    def idle(minutes: float, *, in_meeting: bool) -> bool:
        watch.touch()
        due = False
        for _ in range(round(minutes * 60 / 10)):
            clock.pass_by(10)
            due = watch.due(in_meeting=in_meeting)
        return due

    assert not idle(4.8, in_meeting=False)
    assert idle(5, in_meeting=False)
    assert not idle(29.8, in_meeting=True)
    assert idle(30, in_meeting=True)


@pytest.mark.parametrize("set_to", [-3600, 14])
def test_a_clock_that_is_set_does_not_lock(clock: MovedClock, set_to: float) -> None:
    watch = IdleWatch(clock, Settings())
    clock.jump(set_to)
    assert not watch.due(in_meeting=True)


def test_a_laptop_that_slept_is_locked_and_the_sleep_told_after(
    evening: Play, clock: MovedClock
) -> None:
    async def story(there: Evening) -> None:
        await there.pilot.pause(0.3)
        clock.jump(180)
        await there.until(lambda: isinstance(there.app.screen, UnlockScreen))
        shown = await there.unlock()
        assert "The laptop slept, or its clock jumped: 3:00." in shown
        await there.pilot.press("\\")
        await there.until(lambda: "left out of item 6" in text_of(there.app))

    evening(story)
