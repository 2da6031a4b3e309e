"""The chair's console beside the recorder's: both act, neither in the other's way."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from hub_console.console.commands import CHAIRS, COMMANDS
from hub_console.console.keyboard import RECORDERS
from hub_console.desk import Desk, Opened
from hub_console.desk.station import new_id, opened
from hub_console.meeting.acts import planning
from hub_console.meeting.clock import Tick
from hub_console.meeting.role import Role
from hub_console.record import open_record
from hub_console.settings import Settings
from tests.desk.test_two_programs import within_a_second
from tests.desks import DemoFiles, Fingers, MovedClock, open_desk


@pytest.fixture
def path(demo_files: DemoFiles, tmp_path: Path) -> Path:
    return demo_files.copy(tmp_path)


@pytest.fixture
def recorder(path: Path, clock: MovedClock) -> Iterator[Fingers]:
    desk = open_desk(path, clock)
    yield Fingers(desk)
    desk.close()


@pytest.fixture
def chair(path: Path, clock: MovedClock) -> Iterator[Fingers]:
    def opening() -> Opened:
        record = open_record(
            path, key=None, person="chair", role=Role.CHAIR, entropy=Random(8).randbytes
        )
        return opened(record, Settings(), clock)

    desk = Desk(opening, clock, new_id, role=Role.CHAIR)
    desk.open()
    desk.settle()
    yield Fingers(desk)
    desk.close()


def alike(one: Fingers, other: Fingers) -> None:
    """Wait until both consoles show the same table, with everything saved."""
    for each in (one, other):
        each.desk.settle()

    def same() -> bool:
        one.desk.receive()
        return not (one.desk.pending or other.desk.pending) and one.table == other.table

    within_a_second(other.desk, same)


def test_the_chair_has_the_chairs_keys_alone(chair: Fingers) -> None:
    assert {command.id for command in COMMANDS if command.id in chair.keys.keys.key} <= CHAIRS
    chair.press("r")
    assert chair.mode == "NORMAL"
    assert chair.said.startswith("r does nothing here.")
    for command in COMMANDS:
        if command.id not in CHAIRS:
            chair.keys.run(command.id)
            assert chair.said == RECORDERS, command.id


def test_every_key_that_the_chair_is_shown_works(chair: Fingers) -> None:
    hints = chair.keys.scene().hints or {}
    labels = {choice.label for choices in hints.values() for choice in choices}
    assert {"next", "pause", "blank", "undo"} <= labels
    assert not labels & {"risk", "note", "stop", "roll"}


def test_each_sees_the_others_marks_at_once(recorder: Fingers, chair: Fingers) -> None:
    recorder.press("r mst Esc")
    chair.press("+ b")
    alike(recorder, chair)
    assert "mst" in chair.situation.risk_factors
    assert recorder.table.meeting is not None
    assert recorder.table.meeting.wall_blank


def test_marks_on_one_clock_at_the_same_moment_are_both_kept(
    recorder: Fingers, chair: Fingers, clock: MovedClock
) -> None:
    before = recorder.table.live
    assert before is not None
    recorder.press("<")
    clock.pass_by(0.001)
    chair.press("+")
    alike(recorder, chair)
    live = recorder.table.live
    assert live is not None
    added = [event.tick for key, event in live.clock.items() if key not in before.clock]
    assert sorted(added) == [Tick.BACKDATE, Tick.EXTEND]


def test_neither_undoes_what_the_other_did(recorder: Fingers, chair: Fingers) -> None:
    recorder.press("l mh")
    alike(recorder, chair)
    chair.press("+ u u")
    assert chair.said == "Nothing to take back in this meeting."
    alike(recorder, chair)
    assert recorder.situation.lead == "MH"
    recorder.press("u")
    assert recorder.said == "Took back: lead HC → MH"


def test_what_the_other_has_changed_since_is_not_taken_back(
    recorder: Fingers, chair: Fingers
) -> None:
    item = recorder.table.agenda[7].id
    recorder.desk.do(planning.toggle_urgent, item)
    alike(recorder, chair)
    chair.desk.do(planning.toggle_urgent, item)
    alike(recorder, chair)
    recorder.press("u")
    assert recorder.said.startswith("It was changed since at the other console: ")
    chair.press("u")
    assert chair.said.startswith("Took back: ")
    alike(recorder, chair)
    recorder.press("u")
    assert recorder.said.startswith("Took back: ")


def test_a_jump_of_the_clock_is_noted_once(
    recorder: Fingers, chair: Fingers, clock: MovedClock
) -> None:
    for each in (recorder, chair):
        each.keys.tick()
    clock.jump(-600)
    for each in (recorder, chair):
        each.keys.tick()
    alike(recorder, chair)
    live = recorder.table.live
    assert live is not None
    assert sum(event.tick is Tick.JUMP for event in live.clock.values()) == 1


def test_a_chair_who_locks_leaves_the_wall_alone(recorder: Fingers, chair: Fingers) -> None:
    chair.keys.lock_away()
    alike(recorder, chair)
    assert recorder.table.meeting is not None
    assert not recorder.table.meeting.wall_blank


def test_the_chair_marks_no_attendance_with_the_mouse_or_enter(chair: Fingers) -> None:
    before = chair.table.attendances
    chair.press("Tab Tab Down Enter")
    assert chair.table.attendances == before
