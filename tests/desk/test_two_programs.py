"""Two programs on one file: what another one writes shows here, and no mark is lost."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hub_console.console.commands import COMMANDS
from hub_console.desk import Desk
from hub_console.desk.station import new_id, opened
from hub_console.meeting.acts import planning
from hub_console.meeting.acts.planning import Draft
from hub_console.meeting.agenda import ItemKind
from hub_console.record import open_record
from hub_console.settings import Settings
from tests.desks import DemoFiles, Fingers, MovedClock, open_desk

WATCHING = "Another console holds this table; here it can only be watched."
FREE = {"find", "palette", "help", "quit", "project", "theme", "ascii", "count", "picture", "guide"}


@pytest.fixture
def path(demo_files: DemoFiles, tmp_path: Path) -> Path:
    return demo_files.copy(tmp_path)


@pytest.fixture
def fingers(path: Path, clock: MovedClock) -> Iterator[Fingers]:
    desk = open_desk(path, clock)
    yield Fingers(desk)
    desk.close()


@pytest.fixture
def other(path: Path, clock: MovedClock) -> Iterator[Desk]:
    """The command line at work on the same file."""
    desk = open_desk(path, clock)
    desk._new_id = new_id
    yield desk
    desk.close()


@pytest.fixture
def watcher(path: Path, clock: MovedClock) -> Iterator[Fingers]:
    def read_only() -> object:
        record = open_record(path, key=None, person="demo", entropy=bytes, read_only=True)
        return opened(record, Settings(), clock, read_only=True)

    desk = Desk(read_only, clock, new_id, watching=True)  # type: ignore[arg-type]
    desk.open()
    desk.settle()
    yield Fingers(desk)
    desk.close()


def within_a_second(desk: Desk, there: Callable[[], bool]) -> None:
    end = time.monotonic() + 1
    while not there() and time.monotonic() < end:
        desk.receive()
        time.sleep(0.01)
    assert there()


def add_a_new_situation(desk: Desk) -> None:
    assert desk.do(planning.add_item, Draft(ItemKind.NEW, originating="DV"))
    desk.settle()


def test_an_agenda_that_another_program_takes_in_shows_within_a_second(
    fingers: Fingers, other: Desk
) -> None:
    fingers.press("Down Down")
    chosen = fingers.keys.cursor.row
    add_a_new_situation(other)
    within_a_second(fingers.desk, lambda: len(fingers.table.agenda) == 12)
    assert fingers.desk.told[0].text == "from elsewhere: item 11 added: 2026-124"
    assert fingers.keys.cursor.row == chosen


def test_marks_made_at_the_same_time_are_kept_on_both_sides(
    fingers: Fingers, other: Desk, path: Path, clock: MovedClock
) -> None:
    for _ in range(5):
        other.do(planning.add_item, Draft(ItemKind.NEW, originating="DV"))
        fingers.press("r mst Esc i ho Esc")
        other.settle()
        fingers.press("a ad Esc")
        within_a_second(
            fingers.desk,
            lambda: (
                fingers.desk.pending == 0
                and other.table is not None
                and len(fingers.table.agenda) == len(other.table.agenda)
            ),
        )
        within_a_second(other, lambda: other.table == fingers.table)
    assert len(fingers.table.agenda) == 16
    assert {"mst"} <= set(fingers.situation.risk_factors)
    last = open_desk(path, clock)
    assert last.table == fingers.table
    last.close()


def test_what_came_while_marks_were_on_their_way_shows_afterwards(
    fingers: Fingers, other: Desk
) -> None:
    add_a_new_situation(other)
    end = time.monotonic() + 0.6
    while time.monotonic() < end:
        fingers.press("r mst Esc")
    fingers.desk.settle()
    within_a_second(fingers.desk, lambda: len(fingers.table.agenda) == 12)
    assert fingers.desk.told[1].text.startswith("risk ")


def test_undo_takes_back_only_ones_own_marks_and_keeps_what_came_from_elsewhere(
    fingers: Fingers, other: Desk
) -> None:
    fingers.press("l mh")
    fingers.desk.settle()
    other.do(planning.add_item, Draft(ItemKind.STANDING, title="Training"))
    other.settle()
    within_a_second(fingers.desk, lambda: len(fingers.table.agenda) == 12)
    fingers.press("r mst Esc u")
    assert fingers.said == "Took back: risk +mst Missing school · truancy"
    assert len(fingers.table.agenda) == 12


def test_a_watching_console_follows(fingers: Fingers, watcher: Fingers) -> None:
    fingers.press("l mh n")
    within_a_second(watcher.desk, lambda: watcher.live == 7)
    assert [told.text for told in watcher.desk.told[:2]] == ["item 7 began", "lead HC → MH"]


def test_on_a_watching_console_every_key_that_marks_says_so(watcher: Fingers) -> None:
    before = watcher.table
    for command in COMMANDS:
        if command.id not in FREE:
            watcher.keys.run(command.id)
            assert watcher.said == WATCHING, command.id
            assert watcher.mode == "NORMAL"
    watcher.press("Esc Down Enter")
    assert watcher.said == WATCHING
    watcher.press("Tab Tab Down Enter")
    assert watcher.said == WATCHING
    assert watcher.table is before


def test_a_watching_console_finds_and_explains(watcher: Fingers) -> None:
    watcher.press("/ msa Enter")
    assert watcher.said == "Enter turns to item 6."
    watcher.press("Tab Down Enter")
    assert watcher.said.startswith("Missing school")


def test_a_watching_console_writes_nothing_when_its_clock_jumps(
    watcher: Fingers, clock: MovedClock
) -> None:
    watcher.keys.tick()
    clock.jump(-3600)
    watcher.keys.tick()
    assert watcher.desk.pending == 0
    assert watcher.said == ""


def test_undo_goes_on_after_the_console_was_killed(
    fingers: Fingers, path: Path, clock: MovedClock
) -> None:
    fingers.press("l mh r mst Esc u")
    fingers.desk.settle()
    again = Fingers(open_desk(path, clock))
    assert again.table == fingers.table
    again.press("U")
    assert again.said == "Did again: risk +mst Missing school · truancy"
    again.press("u u")
    assert again.said == "Took back: lead HC → MH"
    while again.desk.done:
        again.press("u")
    again.press("u")
    assert again.said == "Nothing to take back in this meeting."
    again.desk.close()
