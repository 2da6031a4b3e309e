"""When a meeting closes the desk keeps a backup, and what was rejected is in none."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from hub_console.desk import Desk, Opened
from hub_console.desk.station import new_id
from hub_console.meeting.acts import planning
from hub_console.record import Backups
from tests.desks import MORNING, DemoFiles, Fingers, MovedClock, opening

PLANTED = "zebrafinch"


@pytest.fixture
def backups(tmp_path: Path) -> Backups:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "station.keys").write_text("slots", encoding="utf-8")
    return Backups(folder / "backups", folder / "station.keys", 8)


@pytest.fixture
def path(demo_files: DemoFiles, backups: Backups) -> Path:
    return demo_files.copy(backups.keys.parent)


def at_desk(path: Path, clock: MovedClock, backups: Backups) -> Fingers:
    def open_it() -> Opened:
        return replace(opening(path, clock)(), backups=backups)

    desk = Desk(open_it, clock, new_id)
    desk.open()
    desk.settle()
    assert desk.failure is None, desk.failure
    return Fingers(desk)


@pytest.fixture
def fingers(path: Path, clock: MovedClock, backups: Backups) -> Iterator[Fingers]:
    fingers = at_desk(path, clock, backups)
    yield fingers
    fingers.desk.close()


def close(fingers: Fingers) -> None:
    fingers.desk.do(planning.close_meeting)


def said(fingers: Fingers) -> list[str]:
    return [told.text for told in fingers.desk.told]


def copies(folder: Path) -> int:
    files = (path for path in folder.rglob("*") if path.is_file())
    return sum(path.read_bytes().count(PLANTED.encode()) for path in files)


def test_a_meeting_that_closes_is_backed_up_and_the_screen_says_so(
    fingers: Fingers, backups: Backups
) -> None:
    close(fingers)
    fingers.desk.settle()

    (made,) = backups.files
    assert made.name == "2026-11-23T103912Z.hub"
    assert [told.at for told in fingers.desk.told if told.text == "backed up"] == [MORNING]


def test_a_meeting_that_was_not_backed_up_at_its_close_is_at_the_next_start(
    demo_files: DemoFiles, clock: MovedClock, backups: Backups
) -> None:
    path = demo_files.copy(backups.keys.parent, begun=False)
    fingers = at_desk(path, clock, backups)
    assert said(fingers)[0] == "backed up"
    assert len(backups.files) == 1
    fingers.desk.close()


def test_no_mark_of_a_meeting_that_is_under_way_waits_for_a_backup(
    fingers: Fingers, backups: Backups
) -> None:
    assert "backed up" not in said(fingers)
    assert not backups.files


def test_marks_made_meanwhile_are_written_after_it(
    fingers: Fingers, path: Path, clock: MovedClock, backups: Backups
) -> None:
    close(fingers)
    fingers.desk.do(planning.plan_next_meeting)
    shown = fingers.table.meeting
    fingers.desk.close()

    assert fingers.desk.pending == 0
    again = at_desk(path, clock, backups)
    assert again.table.meeting == shown
    again.desk.close()


def test_what_is_rejected_is_in_no_backup_of_earlier_meetings(
    fingers: Fingers, backups: Backups
) -> None:
    fingers.press(f"e {PLANTED} Enter")
    fingers.desk._writer.hand(lambda record: record.back_up(backups))
    fingers.desk.settle()
    assert copies(backups.folder) > 0

    fingers.press("x 4")
    close(fingers)
    fingers.desk.settle()

    assert len(backups.files) == 2
    assert copies(backups.keys.parent) == 0


def test_a_backup_that_cannot_be_made_is_told_and_the_close_stays(
    fingers: Fingers, path: Path, clock: MovedClock, backups: Backups
) -> None:
    backups.folder.write_text("a file in its place", encoding="utf-8")
    close(fingers)
    fingers.desk.settle()

    assert "not backed up: its folder cannot be written. The meeting itself is safe." in said(
        fingers
    )
    assert fingers.desk.trouble == ""
    fingers.desk.close()
    backups.folder.unlink()

    again = at_desk(path, clock, backups)
    again.desk.settle()
    assert again.table.meeting is not None
    assert again.table.meeting.closed is not None
    assert "backed up" in said(again)
    assert len(backups.files) == 1
    again.desk.close()


def test_leaving_at_once_after_the_close_waits_for_the_backup(
    fingers: Fingers, backups: Backups
) -> None:
    close(fingers)
    fingers.desk.close()

    assert len(backups.files) == 1
    assert list(backups.folder.glob("*.part*")) == []
