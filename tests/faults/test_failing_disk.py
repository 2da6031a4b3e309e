"""Whatever the disk refuses, and whenever: it is said, the mark is kept, and written later."""

import os
from contextlib import suppress
from itertools import count
from pathlib import Path
from random import Random

import pytest

from hub_console.desk import writer
from hub_console.record import Action, DiskFull, Record, RecordError
from hub_console.record.keys import finish, open_keys, remove_passphrase
from tests.desk.test_writer import until
from tests.desks import DemoFiles, Fingers, MovedClock, open_desk
from tests.faults.failing import FULL, IOERR, FailingDisk
from tests.faults.marking import Hand, begun_record
from tests.faults.shim import Made, Sync, Truncate, Write, watching
from tests.faults.sound import Saved, differs, lost, tips
from tests.record.keeping import KEY, RULES, reopened
from tests.record.test_keys import PHRASE
from tests.record.test_rekey import BOB, REMAINING, a_table, added, all_open, quietly

SEED = 15
"""Of marks that go through rejecting a situation and closing the meeting."""

STEP = 150
"""Of all that a change of keys does to the disk, one thing in so many is refused."""

REFUSALS = {
    "full": ((Write,), FULL),
    "no sync": ((Sync,), IOERR),
    "no cut, nothing new": ((Truncate, Made), IOERR),
    "nothing any more": ((Write, Sync, Truncate), IOERR, None, True),
}


@pytest.fixture(params=REFUSALS)
def disk(request: pytest.FixtureRequest) -> FailingDisk:
    """A disk that is about to refuse."""
    return FailingDisk(*REFUSALS[request.param])  # type: ignore[arg-type]


def test_a_mark_is_written_whole_or_not_at_all(tmp_path: Path, disk: FailingDisk) -> None:
    path = tmp_path / "table.hub"
    with watching(disk):
        record = begun_record(path)
        record._file.pragma("wal_autocheckpoint=20")
        hand = Hand(record, Random(SEED))
        for _ in range(10):
            before = Saved(hand.table, tips(record))
            action = hand.intend()
            for allowed in count():
                if written_with(record, action, disk, allowed):
                    break
                assert tips(record) == before.tips
                assert differs(record, before.table) == ""
            assert differs(record, hand.table) == ""
        saved = Saved(hand.table, tips(record))
        record.close()
    assert disk.refused
    assert lost(path, KEY, saved, None) == ""


def written_with(record: Record, action: Action, disk: FailingDisk, allowed: int) -> bool:
    """Whether an action could be written to a disk that refuses what comes after so many."""
    disk.after = allowed
    try:
        record.write(action)
    except DiskFull:
        return False
    finally:
        disk.mend()
    return True


def test_a_record_that_cannot_be_opened_for_the_disk_opens_later(
    tmp_path: Path, disk: FailingDisk
) -> None:
    path = tmp_path / "table.hub"
    record = begun_record(path)
    shown, there = record.load(RULES).table, tips(record)
    left_behind = {file: file.read_bytes() for file in tmp_path.iterdir()}
    record.close()
    with watching(disk):
        for allowed in count():
            for file, data in left_behind.items():
                file.write_bytes(data)
            before, disk.after = disk.refused, allowed
            with suppress(DiskFull):
                reopened(path).close()
            disk.mend()
            record = reopened(path)
            assert tips(record) == there
            record.close()
            if disk.refused == before:
                break
    assert lost(path, KEY, Saved(shown, there), None) == ""


@pytest.mark.parametrize(
    ("kind", "code"), [(Write, FULL), (Write, IOERR), (Sync, IOERR)], ids=["full", "write", "sync"]
)
def test_the_desk_keeps_the_mark_on_screen_and_writes_it_when_it_can(
    demo_files: DemoFiles,
    tmp_path: Path,
    clock: MovedClock,
    monkeypatch: pytest.MonkeyPatch,
    kind: type,
    code: int,
) -> None:
    monkeypatch.setattr(writer, "RETRY_SECONDS", 0.005)
    path, disk = demo_files.copy(tmp_path), FailingDisk((kind,), code, lasting=True)
    with watching(disk):
        fingers = Fingers(open_desk(path, clock))
        for allowed in count():
            refused = disk.refused
            lead = "HC" if allowed % 2 else "MH"
            disk.after = allowed
            fingers.press(f"l {lead.lower()}")
            until(fingers.desk, lambda: bool(fingers.desk.trouble) or not fingers.desk.pending)
            assert fingers.situation.lead == lead
            if fingers.desk.pending:
                assert fingers.desk.trouble.startswith(f"The disk of {path} is full or refused")
                assert fingers.keys.scene().trouble == "not saved"
            disk.mend()
            until(fingers.desk, lambda: not fingers.desk.pending and not fingers.desk.trouble)
            if disk.refused == refused:
                break
        shown = fingers.table
        fingers.desk.close()
    assert disk.refused
    again = open_desk(path, clock)
    assert again.table == shown
    again.close()


def test_a_change_of_keys_that_the_disk_refuses_shuts_nobody_out(
    tmp_path: Path, disk: FailingDisk
) -> None:
    with watching(disk):
        places = a_table(tmp_path, backups=1)
        for allowed in count(step=STEP):
            keys = finish(open_keys(places, PHRASE), quietly)
            if all(slot.person != "Bob" for slot in keys.file.slots):
                added(places, "Bob", BOB)
            refused, disk.after = disk.refused, allowed
            with suppress(RecordError):
                remove_passphrase(open_keys(places, PHRASE), "Bob", os.urandom, quietly)
            disk.mend()
            all_open(places, *REMAINING)
            if disk.refused == refused:
                break
    assert disk.refused
