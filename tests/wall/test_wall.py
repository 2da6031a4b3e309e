"""The wall's program: what it shows as the console goes on, blanks, locks, dies and comes back."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from textual.pilot import Pilot

from hub_console.desk import Desk, memory
from hub_console.desk.board import Board
from hub_console.desk.memory import name_for
from hub_console.desk.wall_feed import WallFeed
from hub_console.meeting.acts import discussion, floor, planning, wall
from hub_console.meeting.values import Id
from hub_console.settings import Lost, Settings, WallRules
from hub_console.wall.app import Room, WallApp
from tests.console.picture import text_of
from tests.desks import DemoFiles, Fingers, MovedClock, opening

HALL = Room(image_height_m=1.125, farthest_m=8)
PAUSED = "THE TABLE IS PAUSED"

Play = Callable[[WallApp, Pilot[None]], Awaitable[None]]


@pytest.fixture
def name(tmp_path: Path) -> Iterator[str]:
    name = name_for(tmp_path / "table.hub")
    yield name
    memory.take_away(name)


@pytest.fixture
def path(demo_files: DemoFiles, tmp_path: Path) -> Path:
    return demo_files.copy(tmp_path)


def console(path: Path, clock: MovedClock, name: str) -> Desk:
    """A desk that feeds the wall."""
    ids = count(1)
    feed = WallFeed(Board(name, make=True))
    desk = Desk(
        opening(path, clock),
        clock,
        lambda _: Id(f"{next(ids):032x}"),
        wall=feed,
    )
    desk.open()
    desk.settle()
    return desk


@pytest.fixture
def desk(path: Path, clock: MovedClock, name: str) -> Iterator[Desk]:
    made = console(path, clock, name)
    yield made
    made.close()


def played(
    name: str,
    clock: MovedClock,
    play: Play,
    *,
    settings: Settings | None = None,
    view: str = "",
    size: tuple[int, int] = (64, 18),
) -> None:
    """Open the wall, and play on it."""

    async def run() -> None:
        app = WallApp(Board(name, make=False), settings or Settings(), HALL, clock, view)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await play(app, pilot)

    asyncio.run(run())


async def look(app: WallApp, pilot: Pilot[None]) -> str:
    """The wall after its next look."""
    app.look()
    await pilot.pause()
    return text_of(app)


def test_a_mark_is_on_the_wall_with_the_next_look(desk: Desk, clock: MovedClock, name: str) -> None:
    async def play(app: WallApp, pilot: Pilot[None]) -> None:
        assert "LEAD ★ HC" in await look(app, pilot)
        desk.do(discussion.set_lead, "AD")
        desk.settle()
        assert "LEAD ★ AD" in await look(app, pilot)
        desk.undo()
        desk.settle()
        assert "LEAD ★ HC" in await look(app, pilot)

    played(name, clock, play)


def test_blank_is_at_once_and_only_show_takes_it_away(
    desk: Desk, clock: MovedClock, name: str
) -> None:
    async def play(app: WallApp, pilot: Pilot[None]) -> None:
        for _ in range(3):
            desk.do(wall.blank_wall)
            assert PAUSED in await look(app, pilot)
        desk.do(floor.begin_next)
        desk.do(wall.next_view)
        assert PAUSED in await look(app, pilot)
        desk.do(wall.show_wall)
        desk.settle()
        assert PAUSED not in await look(app, pilot)

    played(name, clock, play)


def test_blank_does_not_wait_for_a_disk_that_is_full(
    desk: Desk, clock: MovedClock, name: str
) -> None:
    """All else shows once it is on the disk."""
    desk._writer.finish()  # nothing is written any more

    async def play(app: WallApp, pilot: Pilot[None]) -> None:
        desk.do(discussion.set_lead, "AD")
        assert "LEAD ★ HC" in await look(app, pilot)
        desk.do(wall.blank_wall)
        assert desk.pending == 2
        assert PAUSED in await look(app, pilot)

    played(name, clock, play)


def test_locking_closing_and_leaving_blank_the_wall(
    desk: Desk, clock: MovedClock, name: str, path: Path
) -> None:
    async def play(app: WallApp, pilot: Pilot[None]) -> None:
        assert PAUSED not in await look(app, pilot)
        Fingers(desk).keys.lock_away()
        assert PAUSED in await look(app, pilot)
        desk.do(wall.show_wall)
        desk.settle()
        assert PAUSED not in await look(app, pilot)
        desk.close()
        assert PAUSED in await look(app, pilot)
        again = console(path, clock, name)
        assert PAUSED not in await look(app, pilot)
        again.do(planning.close_meeting)
        assert PAUSED in await look(app, pilot)
        again.close()

    played(name, clock, play)


def test_a_blank_wall_is_blank_after_a_restart(clock: MovedClock, name: str, path: Path) -> None:
    first = console(path, clock, name)
    first.do(wall.blank_wall)
    first.close()
    second = console(path, clock, name)

    async def play(app: WallApp, pilot: Pilot[None]) -> None:
        assert PAUSED in await look(app, pilot)

    played(name, clock, play)
    second.close()


def test_a_wall_that_was_blanked_stays_blank_though_the_console_died_before_it_was_saved(
    desk: Desk, clock: MovedClock, name: str, path: Path
) -> None:
    desk._writer.finish()
    desk.do(wall.blank_wall)  # on the wall, and never on the disk
    again = console(path, clock, name)

    assert again.table is not None
    assert again.table.meeting is not None
    assert again.table.meeting.wall_blank
    again.close()


@pytest.mark.parametrize("lost", Lost)
def test_without_its_console_the_wall_keeps_its_frame_or_goes_blank(
    desk: Desk, clock: MovedClock, name: str, lost: Lost
) -> None:
    async def play(app: WallApp, pilot: Pilot[None]) -> None:
        assert "LEAD ★ HC" in await look(app, pilot)
        app._board.ticks = lambda: time.monotonic() + 10  # nothing is heard for so long
        shown = await look(app, pilot)
        assert (PAUSED in shown) == (lost is Lost.BLANK)
        assert ("LEAD ★ HC" in shown) == (lost is Lost.LAST)

    played(name, clock, play, settings=Settings(wall=WallRules(lost=lost)))


def test_killed_and_started_again_both_show_the_same_item_and_second(
    desk: Desk, clock: MovedClock, name: str, path: Path
) -> None:
    seen: list[str] = []

    async def play(app: WallApp, pilot: Pilot[None]) -> None:
        seen.append(await look(app, pilot))

    clock.pass_by(7)
    desk.beat()
    played(name, clock, play, view="timer only")
    desk.beat()
    played(name, clock, play, view="timer only")  # the wall was killed
    again = console(path, clock, name)  # and the console
    played(name, clock, play, view="timer only")
    again.close()

    assert seen[0] == seen[1] == seen[2]


def test_the_clock_goes_on_without_a_word_from_the_console(
    desk: Desk, clock: MovedClock, name: str
) -> None:
    async def play(app: WallApp, pilot: Pilot[None]) -> None:
        before = await look(app, pilot)
        clock.pass_by(1)
        after = await look(app, pilot)
        changed = [
            one
            for one, other in zip(before.splitlines(), after.splitlines(), strict=True)
            if one != other
        ]
        assert 1 <= len(changed) <= 3

    played(name, clock, play)


def test_the_wall_tells_how_far_it_reads(desk: Desk, clock: MovedClock, name: str) -> None:
    async def play(app: WallApp, pilot: Pilot[None]) -> None:
        await look(app, pilot)
        seen = desk.wall_seen
        assert seen is not None
        assert (seen.running, seen.lags, seen.short_of) == (True, False, "6 m of 8")

    played(name, clock, play, size=(80, 24))


def test_a_view_of_ones_own(desk: Desk, clock: MovedClock, name: str) -> None:
    async def play(app: WallApp, pilot: Pilot[None]) -> None:
        assert "CHECK-IN" in await look(app, pilot)
        desk.do(wall.next_view)
        desk.settle()
        assert "CHECK-IN" in await look(app, pilot)
        desk.do(wall.blank_wall)
        assert PAUSED in await look(app, pilot)

    played(name, clock, play, view="check-in")


def test_no_key_but_the_one_that_leaves_does_anything(
    desk: Desk, clock: MovedClock, name: str
) -> None:
    async def play(app: WallApp, pilot: Pilot[None]) -> None:
        before = await look(app, pilot)
        await pilot.press("b", "r", "m", "s", "a", "escape", "tab", "enter")
        assert await look(app, pilot) == before
        assert app.is_running

    played(name, clock, play)
