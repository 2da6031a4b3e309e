"""The chair's day: at the wall, 8 m to the last row, one agency late, a panic on the blank key."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from rich.style import Style
from textual.pilot import Pilot

from hub_console.desk import Desk, Opened, memory
from hub_console.desk.board import Board
from hub_console.desk.memory import name_for
from hub_console.desk.station import new_id, opened
from hub_console.desk.wall_feed import WallFeed
from hub_console.meeting.role import Role
from hub_console.record import open_record
from hub_console.settings import Settings
from hub_console.wall.app import Room, WallApp
from tests.console.picture import text_of
from tests.desk.test_two_programs import within_a_second
from tests.desks import DemoFiles, Fingers, MovedClock

HALL = Room(image_height_m=1.125, farthest_m=8)
PAUSED = "THE TABLE IS PAUSED"


class Morning:
    """A laptop with the recorder's console, the chair's beside it, and the wall."""

    def __init__(self, path: Path, clock: MovedClock) -> None:
        self.path, self.clock = path, clock
        self.name = name_for(path)
        self.recorder = self.sits_down(Role.RECORDER)
        self.chair = self.sits_down(Role.CHAIR)

    def sits_down(self, role: Role) -> Fingers:
        """Somebody opens a console."""
        random = Random(str(role))

        def opening() -> Opened:
            record = open_record(
                self.path, key=None, person=str(role), role=role, entropy=random.randbytes
            )
            return opened(record, Settings(), self.clock)

        feed = WallFeed(Board(self.name, make=True), role)
        ids = Random(f"{role} ids").randbytes
        desk = Desk(opening, self.clock, lambda now: new_id(now, ids), wall=feed, role=role)
        desk.open()
        desk.settle()
        return Fingers(desk)

    def recorder_locks(self) -> None:
        """The recorder's console locks; its desk closes, as the program closes it."""
        self.recorder.keys.lock_away()
        self.recorder.desk.settle()
        self.recorder.desk.close()

    def heard(self) -> None:
        """Both consoles take in what the other did, and feed the wall."""
        one, other = self.recorder.desk, self.chair.desk
        one.settle()
        other.settle()

        def alike() -> bool:
            one.receive()
            return one.table == other.table

        within_a_second(other, alike)
        assert one.table == other.table
        for fingers in (self.recorder, self.chair):
            fingers.keys.tick()

    def close(self) -> None:
        self.recorder.desk.close()
        self.chair.desk.close()
        memory.take_away(self.name)


@pytest.fixture
def morning(demo_files: DemoFiles, tmp_path: Path, clock: MovedClock) -> Iterator[Morning]:
    made = Morning(demo_files.copy(tmp_path, begun=False), clock)
    yield made
    made.close()


def test_the_chairs_day(morning: Morning) -> None:
    asyncio.run(_the_day(morning))


async def _the_day(day: Morning) -> None:
    wall = WallApp(Board(day.name, make=False), Settings(), HALL, day.clock)
    async with wall.run_test(size=(80, 24)) as pilot:
        await _is_the_last_row_served(day, wall, pilot)
        await pilot.resize_terminal(64, 18)
        await _they_arrive_and_one_is_late(day, wall, pilot)
        await _the_one_that_is_late_is_needed_now(day, wall, pilot)
        await _the_time_is_over(day, wall, pilot)
        await _a_stranger_at_the_door(day, wall, pilot)
        await _the_recorder_was_locked_out(day, wall, pilot)


async def _look(day: Morning, wall: WallApp, pilot: Pilot[None]) -> str:
    day.heard()
    wall.look()
    await pilot.pause()
    return text_of(wall)


async def _is_the_last_row_served(day: Morning, wall: WallApp, pilot: Pilot[None]) -> None:
    await _look(day, wall, pilot)
    day.recorder.keys.tick()
    assert day.recorder.said.startswith("The wall reads to 6 m of 8: zoom in on it")
    await pilot.resize_terminal(64, 18)
    await _look(day, wall, pilot)
    seen = day.recorder.desk.wall_seen
    assert seen is not None
    assert (seen.running, seen.short_of) == (True, "")


async def _they_arrive_and_one_is_late(day: Morning, wall: WallApp, pilot: Pilot[None]) -> None:
    """Nobody has to choose a view for it: before the first item the wall shows who has come."""
    assert "CHECK-IN" in await _look(day, wall, pilot)
    day.recorder.press("t * _ sd Esc")
    shown = await _look(day, wall, pilot)
    assert "PRESENT 23 of 24" in shown
    assert "○ SD" in shown


async def _the_one_that_is_late_is_needed_now(
    day: Morning, wall: WallApp, pilot: Pilot[None]
) -> None:
    item = next(
        i
        for i in day.chair.table.agenda
        if (s := day.chair.table.situation_of(i)) and s.originating == "SD"
    )
    day.chair.press(f"n g {item.position} Enter")
    assert day.chair.situation.originating == "SD"
    shown = await _look(day, wall, pilot)
    assert "presented by School dept" in shown
    assert "NOT HERE ○ SD" in shown or "NOT HERE – SD" in shown
    assert day.recorder.table.missed(day.recorder.situation) == ("SD",)
    day.clock.pass_by(60)
    day.recorder.press("t sd Esc")
    assert "NOT HERE" not in await _look(day, wall, pilot)
    assert day.recorder.table.missed(day.recorder.situation) == ()


async def _the_time_is_over(day: Morning, wall: WallApp, pilot: Pilot[None]) -> None:
    """The timer is inverted once, for three seconds, and a minute more is the chair's to give."""
    live = day.chair.table.live
    assert live is not None
    left = live.allowed - live.elapsed(day.clock.now())
    day.clock.pass_by(left)
    await _look(day, wall, pilot)
    assert not _inverted(wall)
    day.clock.pass_by(1)
    shown = await _look(day, wall, pilot)
    assert "OVER" in shown
    assert _inverted(wall)
    day.clock.pass_by(3)
    shown = await _look(day, wall, pilot)
    assert "OVER" in shown
    assert not _inverted(wall)
    assert day.chair.press("+") == 1
    assert "WRAP UP" in await _look(day, wall, pilot)


async def _a_stranger_at_the_door(day: Morning, wall: WallApp, pilot: Pilot[None]) -> None:
    """In a panic the key is pressed again and again; what is said names the one way back."""
    day.chair.press("b b b b")
    assert day.chair.said == "The wall is blank. B alone shows it again."
    shown = await _look(day, wall, pilot)
    assert PAUSED in shown
    assert not any(number in shown for number in ("2026-", "School", "PD", "★"))
    day.chair.press("v n u U")
    assert PAUSED in await _look(day, wall, pilot)
    day.chair.press("B")
    assert PAUSED not in await _look(day, wall, pilot)


async def _the_recorder_was_locked_out(day: Morning, wall: WallApp, pilot: Pilot[None]) -> None:
    """A lock of the recorder's console blanks the wall; both consoles find it again after it."""
    day.recorder_locks()
    wall.look()
    await pilot.pause()
    assert PAUSED in text_of(wall)
    day.chair.keys.tick()
    day.recorder = day.sits_down(Role.RECORDER)
    assert PAUSED in await _look(day, wall, pilot)
    day.chair.press("B")
    shown = await _look(day, wall, pilot)
    assert PAUSED not in shown
    await _look(day, wall, pilot)
    for fingers in (day.recorder, day.chair):
        seen = fingers.desk.wall_seen
        assert seen is not None
        assert seen.running, fingers.desk.role


def _inverted(wall: WallApp) -> bool:
    """Whether the digits of the wall stand in a ground of their own."""
    strips = wall.screen._compositor.render_strips()
    inks = [
        segment.style or Style() for strip in strips for segment in strip if "█" in segment.text
    ]
    return any(ink.reverse for ink in inks)
