"""The laptop sleeps, its clock is set, an item is forgotten: what the recorder is told."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hub_console.console.views import Tone
from hub_console.desk import Desk
from tests.desks import DemoFiles, Fingers, MovedClock, open_desk

SLEPT = "The laptop slept, or its clock jumped: 3:00. It counts; \\ leaves it out."


@pytest.fixture
def fingers(desk: Desk) -> Fingers:
    """Fingers at a desk whose clocks were looked at."""
    fingers = Fingers(desk)
    fingers.keys.tick()
    return fingers


def elapsed(fingers: Fingers) -> int:
    item = fingers.table.live
    assert item is not None
    return item.elapsed(fingers.desk.clock.now())


def sleep(fingers: Fingers, clock: MovedClock, seconds: float) -> None:
    clock.jump(seconds)
    fingers.keys.tick()


def test_a_sleep_counts_and_is_asked_about_once(fingers: Fingers, clock: MovedClock) -> None:
    was = elapsed(fingers)
    sleep(fingers, clock, 180)
    assert elapsed(fingers) == was + 180
    assert fingers.said == SLEPT
    assert fingers.tone is Tone.TROUBLE
    fingers.press("Esc")
    clock.pass_by(0.2)
    fingers.keys.tick()
    assert fingers.said == ""


def test_backslash_leaves_the_sleep_out_once(fingers: Fingers, clock: MovedClock) -> None:
    was = elapsed(fingers)
    sleep(fingers, clock, 180)
    assert fingers.press("\\") == 1
    assert elapsed(fingers) == was
    assert fingers.said == "3:00 left out of item 6"
    fingers.press("\\")
    assert fingers.said == "The laptop's clock has not jumped in this item."
    fingers.press("u")
    assert elapsed(fingers) == was + 180


def test_undo_passes_over_what_the_laptop_did(fingers: Fingers, clock: MovedClock) -> None:
    fingers.press("l mh")
    sleep(fingers, clock, 180)
    sleep(fingers, clock, -3600)
    was = elapsed(fingers)
    fingers.press("u")
    assert fingers.said == "Took back: lead HC → MH"
    assert elapsed(fingers) == was


def test_a_sleep_belongs_to_the_item_that_ran(fingers: Fingers, clock: MovedClock) -> None:
    sleep(fingers, clock, 180)
    fingers.press("n \\")
    assert fingers.said == "The laptop's clock has not jumped in this item."


def test_a_paused_item_sleeps_for_nothing(fingers: Fingers, clock: MovedClock) -> None:
    fingers.press("Space")
    was, done = elapsed(fingers), len(fingers.desk.done)
    sleep(fingers, clock, 180)
    assert fingers.said == "paused item 6"
    fingers.press("Space")
    assert elapsed(fingers) == was
    assert len(fingers.desk.done) == done + 1


def test_a_sleep_is_left_out_before_a_pause_or_after_it(
    fingers: Fingers, clock: MovedClock
) -> None:
    was = elapsed(fingers)
    sleep(fingers, clock, 180)
    fingers.press("Space \\")
    assert fingers.said == "The item is paused. Press Space first, then \\."
    fingers.press("Space \\")
    assert elapsed(fingers) == was


@pytest.mark.parametrize("seconds", [3600, 30 * 365 * 86400])
def test_a_clock_set_back_takes_no_time_away(
    fingers: Fingers, clock: MovedClock, seconds: int
) -> None:
    was = elapsed(fingers)
    sleep(fingers, clock, -seconds)
    assert elapsed(fingers) == was
    assert fingers.said.startswith("The clock was set back ")
    assert fingers.said.endswith(" The times go on.")
    clock.pass_by(10)
    fingers.keys.tick()
    assert elapsed(fingers) == was + 10


def test_a_clock_set_ahead_and_back_again(fingers: Fingers, clock: MovedClock) -> None:
    was = elapsed(fingers)
    sleep(fingers, clock, 3600)
    fingers.press("\\")
    sleep(fingers, clock, -3600)
    assert elapsed(fingers) == was


def test_a_small_step_of_the_clock_is_nothing(fingers: Fingers, clock: MovedClock) -> None:
    done = fingers.desk.told[0]
    sleep(fingers, clock, 1.5)
    sleep(fingers, clock, -1.5)
    assert fingers.said == ""
    assert fingers.desk.told[0] is done


def test_a_clock_set_back_while_nothing_ran_takes_no_time_away(
    demo_files: DemoFiles, tmp_path: Path, clock: MovedClock
) -> None:
    path = demo_files.copy(tmp_path)
    first = open_desk(path, clock)
    clock.pass_by(30)
    fingers = Fingers(first)
    fingers.press("r mst Esc")
    was = elapsed(fingers)
    first.close()
    clock.jump(-3600)
    again = Fingers(open_desk(path, clock))
    assert elapsed(again) == was
    clock.pass_by(5)
    assert elapsed(again) == was + 5
    again.desk.close()
    third = Fingers(open_desk(path, clock))
    assert elapsed(third) == was + 5
    third.desk.close()


def test_what_ran_while_the_console_was_closed_counts(
    demo_files: DemoFiles, tmp_path: Path, clock: MovedClock
) -> None:
    path = demo_files.copy(tmp_path)
    first = open_desk(path, clock)
    was = elapsed(Fingers(first))
    first.close()
    clock.pass_by(60)
    again = open_desk(path, clock)
    assert elapsed(Fingers(again)) == was + 60
    again.close()


@pytest.fixture
def new_york(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if not hasattr(time, "tzset"):
        pytest.skip("the zone cannot be set")
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_daylight_saving_never_shows(new_york: None, demo_files: DemoFiles, tmp_path: Path) -> None:
    clock = MovedClock(datetime(2026, 11, 1, 5, 59, 50, tzinfo=UTC))
    path = tmp_path / "night.hub"
    path.write_bytes(demo_files.copy(tmp_path).read_bytes())
    desk = open_desk(path, clock)
    fingers = Fingers(desk)
    fingers.press("g 7")
    fingers.keys.tick()
    clock.pass_by(20)
    fingers.keys.tick()
    assert elapsed(fingers) == 20
    assert fingers.said == "item 7 began"
    desk.close()


def test_a_forgotten_start_is_said_once_when_the_fingers_rest(
    fingers: Fingers, clock: MovedClock
) -> None:
    fingers.press("x 1")
    for _ in range(44):
        clock.pass_by(1)
        fingers.keys.tick()
        assert fingers.said == "rejected: not enough risk factors"
    fingers.press("t")
    clock.pass_by(1)
    fingers.keys.tick()
    assert fingers.said == ""
    fingers.press("Esc")
    clock.pass_by(5)
    fingers.keys.tick()
    said = "No item has run for 0:50. n begins the next; < then moves its start."
    assert fingers.said == said
    fingers.press("v")
    for _ in range(60):
        clock.pass_by(1)
        fingers.keys.tick()
    assert fingers.said == "wall view: timer only"


def test_a_second_stretch_without_an_item_is_said_again(
    fingers: Fingers, clock: MovedClock
) -> None:
    for reject in ("x 1", "n x 1"):
        fingers.press(reject)
        clock.pass_by(45)
        fingers.keys.tick()
        assert fingers.said.startswith("No item has run for 0:45.")


def test_nothing_is_forgotten_when_nothing_waits(fingers: Fingers, clock: MovedClock) -> None:
    fingers.press("n n n n n n")
    clock.pass_by(600)
    fingers.keys.tick()
    assert fingers.said == "item 11 ended"


def test_the_forgotten_minute_is_put_right_with_less(fingers: Fingers, clock: MovedClock) -> None:
    fingers.press("x 1")
    clock.pass_by(60)
    fingers.press("n < <")
    assert elapsed(fingers) == 60
    assert fingers.said == "item 7 began (backdated 1:00)"
