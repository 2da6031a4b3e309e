"""However the laptop's clock is set, the journal keeps its order and the timers go on."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hub_console.meeting.acts import discussion
from tests.desks import DemoFiles, Fingers, MovedClock, open_desk
from tests.faults.sound import differs, unsound
from tests.record.keeping import KeptRoom, a_kept_table

HOUR, THIRTY_YEARS = 3600, 30 * 365 * 86400
SET = [-THIRTY_YEARS, -HOUR, HOUR, THIRTY_YEARS]


def at_the_table(path: Path) -> KeptRoom:
    kept = a_kept_table(path)
    kept.with_opening().with_new_situation("SD").begun().begun().at_filter_three()
    return kept


@pytest.mark.parametrize("seconds", SET)
def test_the_journal_keeps_the_order_in_which_things_were_done(
    tmp_path: Path, seconds: int
) -> None:
    kept = at_the_table(tmp_path / "table.hub")
    kept.do(discussion.set_lead, "HC")
    kept.after(seconds=seconds).do(discussion.set_lead, "MH")
    kept.after(seconds=-2 * seconds).do(discussion.set_lead, "PD")
    kept.reloaded()
    kept.after(seconds=seconds).do(discussion.set_lead, "SD")

    leads = [
        change.after
        for line in kept.record.history()
        for change in line.changes
        if change.field == "lead"
    ]
    assert leads == ["HC", "MH", "PD", "SD"]
    assert kept.reloaded().table == kept.table
    assert differs(kept.record, kept.table) == ""
    assert unsound(kept.record) == []
    assert kept.record.refold().equal
    assert kept.record.conflicts() == []


@pytest.mark.parametrize("seconds", SET)
def test_a_timer_never_runs_backwards_and_goes_on(
    demo_files: DemoFiles, tmp_path: Path, clock: MovedClock, seconds: int
) -> None:
    path = demo_files.copy(tmp_path)
    fingers = Fingers(open_desk(path, clock))
    fingers.keys.tick()
    was = elapsed(fingers)
    clock.jump(seconds)
    fingers.keys.tick()
    jumped = elapsed(fingers)
    assert jumped == was + max(0, seconds)
    fingers.press("l mh")
    clock.pass_by(10)
    fingers.keys.tick()
    assert elapsed(fingers) == jumped + 10
    fingers.desk.close()
    again = Fingers(open_desk(path, clock))
    assert elapsed(again) == jumped + 10
    assert again.situation.lead == "MH"
    again.desk.close()


@pytest.fixture(
    params=[datetime(2026, 3, 8, 6, 59, tzinfo=UTC), datetime(2026, 11, 1, 5, 59, tzinfo=UTC)]
)
def turning_clock(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MovedClock]:
    """A minute before Boston's clocks are set ahead or back."""
    if not hasattr(time, "tzset"):
        pytest.skip("the zone cannot be set")
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    yield MovedClock(request.param)
    monkeypatch.undo()
    time.tzset()


def test_daylight_saving_changes_no_timer_and_no_order(
    demo_files: DemoFiles, tmp_path: Path, turning_clock: MovedClock
) -> None:
    path, began = demo_files.copy(tmp_path), turning_clock.at
    fingers = Fingers(open_desk(path, turning_clock))
    fingers.press("g 7")
    for minute in range(3):
        fingers.keys.tick()
        assert elapsed(fingers) == 60 * minute
        turning_clock.pass_by(60)
    fingers.press("n")
    fingers.desk.close()
    again = Fingers(open_desk(path, turning_clock))
    assert again.live == 8
    assert again.table.agenda[6].elapsed(turning_clock.at) == 180
    assert again.desk.saved == began + timedelta(minutes=3)
    again.desk.close()


def elapsed(fingers: Fingers) -> int:
    """Seconds on the timer of the item that has the floor."""
    item = fingers.table.live
    assert item is not None
    return item.elapsed(fingers.desk.clock.now())
