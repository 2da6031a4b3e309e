"""Marks become durable in order, are kept while the disk refuses, and never vanish in silence."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hub_console.console.views import Tone
from hub_console.desk import Desk, Opened, writer
from hub_console.desk.station import new_id, opened
from hub_console.record import Action, ReadOnlyDisk, Record, open_record
from hub_console.settings import Settings
from hub_console.vocabulary import VocabularyError
from tests.desks import DemoFiles, Fingers, MovedClock, open_desk, opening


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "RETRY_SECONDS", 0.02)
    monkeypatch.setattr(writer, "LOOK_SECONDS", 0.02)


@pytest.fixture
def path(demo_files: DemoFiles, tmp_path: Path) -> Path:
    return demo_files.copy(tmp_path)


@pytest.fixture
def fingers(path: Path, clock: MovedClock) -> Iterator[Fingers]:
    desk = open_desk(path, clock)
    yield Fingers(desk)
    desk.close()


def until(desk: Desk, there: Callable[[], bool]) -> None:
    """Take in what the writer says until something is there."""
    end = time.monotonic() + 20
    while not there():
        assert time.monotonic() < end, "it never came"
        desk.receive()
        time.sleep(0.005)


class FullDisk:
    """A disk that is full until it is freed."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._free = threading.Event()
        desk._writer.hand(self._fill)
        desk.settle()

    def _fill(self, record: Record) -> None:
        file, write = record._file, record.write
        file.pragma("max_page_count=1")

        def writing(*actions: Action) -> str:
            if self._free.is_set():
                file.pragma("max_page_count=1000000")
            return write(*actions)

        record.write = writing  # type: ignore[method-assign]

    def free(self) -> None:
        self._free.set()


def write_until_full(fingers: Fingers) -> None:
    """Notes as long as they may be, until one no longer fits on the disk."""
    for number in range(200):
        fingers.press("e End Bksp Bksp Bksp")
        fingers.press(f"{number:03}" if number else "x" * 277)
        fingers.press("Enter")
        fingers.desk.receive()
        if fingers.desk.trouble:
            return
        time.sleep(0.005)
    raise AssertionError("the disk never filled up")


def test_on_a_full_disk_marks_stay_on_screen_are_told_of_and_saved_later(
    fingers: Fingers, path: Path, clock: MovedClock
) -> None:
    disk = FullDisk(fingers.desk)
    write_until_full(fingers)
    fingers.press("l mh")
    scene = fingers.keys.scene()
    assert scene.pending >= 2
    assert scene.trouble == "not saved"
    assert scene.events[0].text == "lead HC → MH"
    assert scene.events[0].pending
    fingers.keys.tick()
    assert fingers.said.startswith(f"The disk of {path} is full")
    fingers.press("Esc")
    fingers.keys.tick()
    assert fingers.said == ""
    disk.free()
    until(fingers.desk, lambda: fingers.desk.pending == 0 and not fingers.desk.trouble)
    fingers.keys.tick()
    assert fingers.said == "Everything is saved again."
    assert not fingers.keys.scene().events[0].pending
    shown = fingers.table
    fingers.desk.close()
    again = open_desk(path, clock)
    assert again.table == shown
    again.close()


def test_leaving_with_marks_that_are_not_saved_is_asked_once(fingers: Fingers) -> None:
    disk = FullDisk(fingers.desk)
    write_until_full(fingers)
    fingers.desk.receive()
    assert not fingers.keys.may_leave()
    assert fingers.said.endswith(" not saved. q again leaves without.")
    assert fingers.tone is Tone.TROUBLE
    fingers.press("b")
    assert not fingers.keys.may_leave()
    fingers.press("q")
    assert fingers.keys.may_leave()
    disk.free()


def test_what_is_not_saved_at_the_end_is_counted_and_nothing_after_it_is_written(
    fingers: Fingers, path: Path, clock: MovedClock
) -> None:
    FullDisk(fingers.desk)
    write_until_full(fingers)
    fingers.press("l mh")
    fingers.desk.close()
    assert fingers.desk.pending >= 2
    again = Fingers(open_desk(path, clock))
    assert again.situation.lead == "HC"
    again.desk.close()


def test_a_read_only_disk_is_told_of_with_what_to_do(path: Path, clock: MovedClock) -> None:
    def read_only() -> Opened:
        record = open_record(
            path, key=None, person="demo", entropy=lambda n: bytes(n), read_only=True
        )
        return opened(record, Settings(), clock, read_only=True)

    desk = Desk(read_only, clock, new_id)
    desk.open()
    desk.settle()
    fingers = Fingers(desk)
    fingers.press("l mh")
    until(desk, lambda: bool(desk.trouble))
    assert fingers.situation.lead == "MH"
    assert "read only" in desk.trouble
    desk.close()
    assert desk.pending == 1


def test_a_draft_that_cannot_be_written_ends_nothing(
    fingers: Fingers, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = threading.Event()
    full.set()
    save = Record.save_draft

    def saving(record: Record, about: str, text: str) -> None:
        if full.is_set():
            raise ReadOnlyDisk("The disk is read only. Make it writable.")
        save(record, about, text)  # type: ignore[arg-type]

    monkeypatch.setattr(Record, "save_draft", saving)
    fingers.press("e half q")
    fingers.keys.drafts.flush()
    fingers.press("Esc l mh")
    until(fingers.desk, lambda: bool(fingers.desk.trouble))
    full.clear()
    until(fingers.desk, lambda: fingers.desk.pending == 0 and not fingers.desk.trouble)


def test_bad_settings_of_the_vocabulary_are_told_in_their_sentence(
    path: Path, clock: MovedClock
) -> None:
    settings = Settings(vocabulary={"hide": ["zzz"]})
    desk = Desk(opening(path, clock, settings), clock, new_id)
    desk.open()
    until(desk, lambda: desk.failure is not None)
    assert isinstance(desk.failure, VocabularyError)
    assert str(desk.failure).startswith('The table\'s lists have no code "zzz".')
    desk.close()


def test_whatever_ends_the_writer_is_told_and_nothing_hangs(fingers: Fingers) -> None:
    desk = fingers.desk
    desk._writer.hand(lambda _: 1 // 0)
    fingers.press("l mh")
    until(desk, lambda: desk.failure is not None)
    assert isinstance(desk.failure, ZeroDivisionError)
    desk.settle()
    desk.close()
    assert desk.pending == 1
    assert desk.told[0].text == "lead HC → MH"


def test_forty_marks_struck_at_once_are_all_written_in_order(path: Path, clock: MovedClock) -> None:
    fingers = Fingers(open_desk(path, clock))
    fingers.press("r mst drr Esc i ho dv Esc m p y " * 10)
    shown, undoable = fingers.table, [a.verb for a in fingers.desk.done]
    fingers.desk.close()
    assert fingers.desk.pending == 0
    again = open_desk(path, clock)
    assert again.table == shown
    assert [a.verb for a in again.done] == undoable
    again.close()
