import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlcipher3 import dbapi2

from hub_console.meeting.acts import discussion
from hub_console.record import (
    Damaged,
    DiskFull,
    NewerSchema,
    NotEncrypted,
    ReadOnlyDisk,
    RecordError,
    WrongKey,
)
from hub_console.record.sqlite import File, set_version
from tests.record.keeping import KEY, RULES, a_kept_table, loaded, reopened


def test_nothing_of_the_record_can_be_read_on_the_disk(tmp_path: Path) -> None:
    kept = a_kept_table(tmp_path / "table.hub")
    kept.with_opening().with_new_situation("SD").begun()
    kept.do(discussion.write_note, "an oddly memorable sentence")

    for open_or_closed in range(2):
        files = [path.read_bytes() for path in tmp_path.iterdir()]
        assert len(files) == 3 - 2 * open_or_closed
        for words in (b"SQLite format 3", b"memorable", b"situation", b"B-2", b"CREATE TABLE"):
            assert not any(words in data for data in files), words
        kept.record.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights otherwise")
def test_only_its_owner_may_read_the_record(tmp_path: Path) -> None:
    a_kept_table(tmp_path / "table.hub")

    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600}


def test_another_key_does_not_open_it(tmp_path: Path) -> None:
    a_kept_table(tmp_path / "table.hub").record.close()

    with pytest.raises(WrongKey, match="last backup"):
        reopened(tmp_path / "table.hub", bytes(32))
    with pytest.raises(WrongKey):
        reopened(tmp_path / "table.hub", None)


def test_a_plain_file_in_the_records_place_is_refused(tmp_path: Path) -> None:
    a_kept_table(tmp_path / "demo.hub", key=None).record.close()

    with pytest.raises(NotEncrypted):
        reopened(tmp_path / "demo.hub")

    assert (tmp_path / "demo.hub").read_bytes().startswith(b"SQLite format 3")


def test_a_plain_file_that_is_no_demo_is_refused(tmp_path: Path) -> None:
    a_kept_table(tmp_path / "table.hub", key=None).record.close()
    plain = dbapi2.connect(str(tmp_path / "table.hub"))
    plain.execute("DELETE FROM about WHERE name = 'demo'")
    plain.commit()
    plain.close()

    with pytest.raises(NotEncrypted):
        reopened(tmp_path / "table.hub", None)


def test_a_newer_programs_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "table.hub"
    a_kept_table(path).record.close()
    file = File(path, KEY)
    with file.writing() as connection:
        set_version(connection, 99)
    file.close()

    with pytest.raises(NewerSchema, match="newer"):
        reopened(path)


def test_a_truncated_file_is_said_to_be_damaged(tmp_path: Path) -> None:
    path = tmp_path / "table.hub"
    a_kept_table(path).record.close()
    path.write_bytes(path.read_bytes()[:6000])

    with pytest.raises(RecordError, match="last backup"):
        reopened(path).load(RULES)


def test_an_emptied_file_is_no_new_record(tmp_path: Path) -> None:
    path = tmp_path / "table.hub"
    a_kept_table(path).record.close()
    path.write_bytes(b"")

    with pytest.raises(Damaged, match="last backup"):
        reopened(path)

    assert path.read_bytes() == b""


def test_an_entry_that_cannot_be_read_is_said_to_be_damaged(tmp_path: Path) -> None:
    kept = a_kept_table(tmp_path / "table.hub")
    kept.with_opening()
    with kept.record._file.writing() as connection:
        connection.exec_driver_sql("UPDATE entry SET payload = x'00'")

    with pytest.raises(Damaged, match="rescue"):
        kept.record.load(RULES)


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """No file grows beyond a size while the block runs."""
    import resource

    before, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (before, most))


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_an_act_that_the_disk_refused_is_written_again(tmp_path: Path) -> None:
    kept = a_kept_table(tmp_path / "table.hub")
    kept.with_opening().with_new_situation("SD")
    kept.begun().begun()
    log = tmp_path / "table.hub-wal"
    refused = 0
    for more in range(0, 40_000, 2_500):
        before = kept.record.load(RULES)
        try:
            with largest_file(log.stat().st_size + more):
                kept.do(discussion.pick_code, "risk_factors", f"c{more}")
        except DiskFull:
            refused += 1
            assert kept.record.load(RULES) == before
            kept.record.write(kept.last)

        assert kept.record.load(RULES).table == kept.table
    assert 0 < refused < 16
    assert kept.reloaded().table == kept.table
    assert kept.record.refold().equal
    assert all(finding.sound for finding in kept.record.check(thorough=True))


def test_a_file_that_may_not_grow_says_that_the_disk_is_full(tmp_path: Path) -> None:
    kept = a_kept_table(tmp_path / "table.hub")
    kept.with_opening().with_new_situation("SD")
    kept.begun().begun()
    kept.reloaded()
    file = kept.record._file
    file.pragma("max_page_count=1")
    notes = count()

    def until_it_is_full() -> None:
        for number in notes:
            kept.do(discussion.write_note, f"{number:0200}")

    with pytest.raises(DiskFull, match="room"):
        until_it_is_full()

    file.pragma("max_page_count=1000000")
    kept.record.write(kept.last)

    assert kept.reloaded().table == kept.table


@contextmanager
def without_rights() -> Iterator[None]:
    """The administrator may write anything; act as nobody while the block runs."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights otherwise")
def test_a_record_on_a_read_only_disk_can_be_read_but_not_written() -> None:
    with TemporaryDirectory() as folder:
        directory = Path(folder)
        kept = a_kept_table(directory / "table.hub")
        kept.record.close()
        kept.path.chmod(0o444)
        directory.chmod(0o555)
        try:
            with without_rights():
                with pytest.raises(ReadOnlyDisk, match="writable"):
                    reopened(kept.path)
                record = reopened(kept.path, read_only=True)
                assert record.load(RULES).table == kept.table
                record.close()
        finally:
            directory.chmod(0o700)


def test_the_demo_is_opened_without_a_key(tmp_path: Path) -> None:
    demo = a_kept_table(tmp_path / "demo.hub", key=None)
    demo.record.close()
    assert loaded(demo.path, None).table == demo.table
