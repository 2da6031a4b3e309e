"""The board in shared memory, between a console and a wall."""

import os
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from hub_console.desk import memory
from hub_console.desk.board import Board
from hub_console.desk.memory import name_for
from hub_console.desk.wall_feed import WallFeed
from hub_console.meeting.acts import wall
from hub_console.meeting.frame import BLANK, Frame, frame_of
from hub_console.meeting.role import Role
from tests.console import scenes
from tests.console.scenes import Room
from tests.wall.stage import VOCABULARY


@pytest.fixture
def name(tmp_path: Path) -> Iterator[str]:
    name = name_for(tmp_path / "table.hub")
    yield name
    memory.take_away(name)


@pytest.fixture
def console(name: str) -> Board:
    return Board(name, make=True)


@pytest.fixture
def looking(name: str) -> Board:
    return Board(name, make=False)


def frame() -> Frame:
    room = scenes.in_the_midst()
    return frame_of(room.table, VOCABULARY, room.now)


def shown(feed: WallFeed, room: Room) -> None:
    feed.show(room.table, VOCABULARY, room.now)


def test_what_the_console_puts_up_the_wall_sees(console: Board, looking: Board) -> None:
    mark = console.put_up(frame())

    assert looking.frame() == (mark, frame())


def test_where_no_console_was_there_is_no_board(looking: Board) -> None:
    assert looking.frame() is None
    assert looking.feeder() is None


def test_a_new_board_is_blank(console: Board, looking: Board) -> None:
    console.feed("recorder")
    found = looking.frame()

    assert found is not None
    assert found[1] == BLANK


def test_a_frame_that_is_being_written_is_not_seen(console: Board, looking: Board) -> None:
    console.put_up(frame())
    assert console._memory is not None
    for place in (4096, 4100, 4108, 4200, 5000):
        before = console._memory[place]
        console._memory[place] = before ^ 1
        assert looking.frame() is None
        console._memory[place] = before
    assert looking.frame() is not None


def test_a_frame_too_large_for_the_board_leaves_it_blank(console: Board, looking: Board) -> None:
    console.put_up(frame())
    console.put_up(Frame(table="x" * 300_000))
    found = looking.frame()

    assert found is not None
    assert found[1] == BLANK


def test_what_another_version_wrote_is_not_taken_for_a_frame(
    console: Board, looking: Board
) -> None:
    console.put_up(frame())
    console._write(4096, b'{"table": 5}')

    assert looking.frame() is None


def test_a_console_that_ends_leaves_nothing(console: Board, looking: Board, name: str) -> None:
    feed = WallFeed(console)
    shown(feed, scenes.in_the_midst())
    assert looking.frame() is not None
    kept = looking._memory
    feed.end()

    assert kept is not None
    assert kept[:] == bytes(len(kept))
    assert Board(name, make=False).frame() is None


def test_the_next_console_hangs_up_a_board_that_the_wall_finds(
    console: Board, looking: Board, name: str
) -> None:
    first = WallFeed(console)
    shown(first, scenes.in_the_midst())
    looking.frame()
    first.end()
    second = WallFeed(Board(name, make=True))
    shown(second, scenes.in_the_midst())
    assert looking.feeder() is None
    looking.let_go()

    assert looking.frame() is not None
    assert looking.feeder() is not None


def test_a_board_that_was_taken_away_is_hung_up_anew(console: Board, name: str) -> None:
    feed, room = WallFeed(console), scenes.in_the_midst()
    shown(feed, room)
    Board(name, make=True).put_up(BLANK)
    leaving = Board(name, make=False)
    assert leaving.frame() is not None
    leaving.wipe()
    feed.beat()
    shown(feed, room)
    found = Board(name, make=False).frame()

    assert found is not None
    assert found[1] == frame()


def test_after_a_crash_the_last_frame_is_still_up(console: Board, name: str) -> None:
    shown(WallFeed(console), scenes.in_the_midst())
    found = Board(name, make=False).frame()

    assert found is not None
    assert found[1] == frame()


def test_the_console_hears_of_the_wall(console: Board, looking: Board) -> None:
    feed = WallFeed(console)
    room = scenes.in_the_midst()
    assert not feed.seen.running
    shown(feed, room)
    found = looking.frame()
    assert found is not None
    looking.tell(found[0], 6.0, 8.0)
    assert (feed.seen.running, feed.seen.lags, feed.seen.short_of) == (True, False, "6 m of 8")


def test_who_is_held_up_while_it_speaks_is_there_all_the_same(
    console: Board, looking: Board
) -> None:
    console.feed("recorder")
    looking.tell("", 6.0, 8.0)
    wall, feeder = console.wall(), looking.feeder()
    assert wall is not None
    assert feeder is not None
    assert console._memory is not None

    for slot in (0, 2048):
        console._memory[slot + 20] ^= 1

    assert (console.wall(), looking.feeder()) == (wall, feeder)


def test_a_wall_that_stays_behind_lags(looking: Board, name: str) -> None:
    ticks = count(looking.ticks(), 0.2)
    feed = WallFeed(Board(name, make=True, ticks=lambda: next(ticks)))
    shown(feed, scenes.in_the_midst())
    looking.tell("another", 8.0, 8.0)

    assert feed.seen.lags


def test_a_chair_feeds_the_wall_only_while_no_recorder_does(name: str) -> None:
    recorder, chair = WallFeed(Board(name, make=True)), WallFeed(Board(name, make=True), Role.CHAIR)
    room = scenes.in_the_midst()
    shown(chair, room)
    looking = Board(name, make=False)
    feeder = looking.feeder()
    assert feeder is not None
    assert feeder.role == "chair"
    shown(recorder, room)
    shown(chair, scenes.in_the_midst().do(wall.blank_wall))
    found = looking.frame()

    assert found is not None
    assert found[1] == frame()


@pytest.mark.skipif(sys.platform != "linux", reason="looks where Linux keeps shared memory")
def test_the_memory_is_open_to_nobody_else(console: Board, name: str) -> None:
    console.put_up(frame())

    assert (Path("/dev/shm") / name[1:]).stat().st_mode & 0o077 == 0


@pytest.mark.skipif(sys.platform != "linux", reason="looks where Linux keeps shared memory")
def test_memory_that_others_could_read_is_not_used(name: str) -> None:
    planted = Path("/dev/shm") / name[1:]
    planted.write_bytes(bytes(300_000))
    os.chmod(planted, 0o666)  # noqa: PTH101
    board = Board(name, make=True)
    board.put_up(frame())

    assert board._memory is None
    assert not any(planted.read_bytes())
