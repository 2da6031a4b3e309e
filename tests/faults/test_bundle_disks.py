"""The disk or the stick refuses while bundles come and go: it is said, and nothing has changed."""

import errno
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from hub_console.bundles import exporting, importing
from hub_console.bundles.errors import BundleError
from hub_console.record import AlreadyThere, DiskFull, Missing, ReadOnlyDisk, Record, RecordError
from tests.builders import TEN
from tests.faults.exchanging import BUNDLES, KEPT_KEYS, export, the_post
from tests.faults.failing import FULL, IOERR, FailingDisk
from tests.faults.shim import Made, Sync, Truncate, Write, watching
from tests.faults.test_disk_in_the_way import Mount, mount
from tests.record.exchange.laptops import B2
from tests.record.keeping import reopened
from tests.simulation import agreed

__all__ = ["mount"]

REFUSALS = {
    "full": ((Write,), FULL),
    "no sync": ((Sync,), IOERR),
    "no cut, nothing new": ((Truncate, Made), IOERR),
    "nothing any more": ((Write, Sync, Truncate), IOERR, None, True),
}
LARGEST = BUNDLES - 2
"""The bundle that closes a meeting and erases."""

STEP = 3


@pytest.fixture(params=REFUSALS)
def disk(request: pytest.FixtureRequest) -> FailingDisk:
    """A disk that is about to refuse."""
    return FailingDisk(*REFUSALS[request.param])  # type: ignore[arg-type]


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    stick = tmp_path / "stick"
    stick.mkdir()
    return stick


@pytest.fixture
def sender(tmp_path: Path) -> Iterator[Record]:
    path = tmp_path / "sender.hub"
    path.write_bytes(the_post().sender)
    with closing(reopened(path)) as record:
        yield record


@pytest.fixture
def receiver(tmp_path: Path) -> Iterator[Record]:
    """A record that is about to take in what erases something."""
    path = tmp_path / "receiver.hub"
    path.write_bytes(the_post().receiver[LARGEST])
    with closing(reopened(path)) as record:
        yield record


def take(record: Record, path: Path, quarantine: Path) -> None:
    identity = record.exchange.identity(TEN.date(), KEPT_KEYS)
    importing.take_file(record, identity, path, quarantine, TEN)


def on(stick: Path, number: int = LARGEST) -> Path:
    """A stick with a bundle."""
    path = stick / "stick.hubb"
    path.write_bytes(the_post().bundles[number])
    return path


def test_a_bundle_is_taken_in_whole_or_not_at_all(
    tmp_path: Path, stick: Path, disk: FailingDisk
) -> None:
    path, post, bundle = tmp_path / "table.hub", the_post(), on(stick)
    path.write_bytes(post.receiver[LARGEST])
    with watching(disk):
        record = reopened(path)
        record._file.pragma("wal_autocheckpoint=20")
        for allowed in count(step=STEP):
            disk.after = allowed
            try:
                take(record, bundle, tmp_path / "quarantine")
            except DiskFull:
                disk.mend()
            else:
                break
            assert agreed.everything(record) == post.shown[LARGEST]
        assert agreed.everything(record) == post.shown[LARGEST + 1]
        record.close()
    assert disk.refused
    with closing(reopened(path)) as record:
        assert agreed.everything(record) == post.shown[LARGEST + 1]
        assert record.refold().equal
        assert all(finding.sound for finding in record.check(thorough=True))
    assert not (tmp_path / "quarantine").exists()


def test_a_bundle_that_the_record_cannot_log_is_not_left_on_the_stick(
    tmp_path: Path, stick: Path, disk: FailingDisk
) -> None:
    path = tmp_path / "table.hub"
    path.write_bytes(the_post().sender)
    with watching(disk), closing(reopened(path)) as record:
        for allowed in count():
            disk.after = allowed
            try:
                written = export(record, stick)
            except RecordError:
                assert list(stick.iterdir()) == []
            else:
                break
            finally:
                disk.mend()
        assert list(stick.iterdir()) == [written]
        assert [each.name for each in record.exchange.log()] == [written.name]
    assert disk.refused or Made in disk.kinds


class Refusing:
    """A call to the system that is refused once, after so many.

    Args:
        usual: The call.
        allowed: So many pass first.
        code: Of the refusal.
    """

    def __init__(self, usual: Callable[..., Any], allowed: int, code: int) -> None:
        self.refused = False
        self._usual, self._left, self._code = usual, allowed, code

    def __call__(self, *told: Any, **more: Any) -> Any:
        self._left -= 1
        if self._left == -1:
            self.refused = True
            raise OSError(self._code, os.strerror(self._code))
        return self._usual(*told, **more)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.ENODEV])
@pytest.mark.parametrize("call", ["fsync", "replace", "open"])
def test_whatever_the_stick_refuses_no_half_bundle_has_its_name(
    sender: Record, receiver: Record, stick: Path, call: str, code: int
) -> None:
    identity = receiver.exchange.identity(TEN.date(), KEPT_KEYS)
    for allowed in count():
        refusing = Refusing(getattr(os, call), allowed, code)
        with pytest.MonkeyPatch.context() as patch, suppress(DiskFull, ReadOnlyDisk):
            patch.setattr(os, call, refusing)
            export(sender, stick)
        for path in stick.glob("*.hubb"):
            bundle = importing.verified(receiver, identity, path.read_bytes())
            assert importing.manifest_of(identity, bundle).entries > 0
            path.unlink()
        assert list(stick.iterdir()) == []
        if not refusing.refused:
            break
    assert allowed > 0


def test_a_full_stick_is_said_and_left_as_it_was(sender: Record, stick: Path, mount: Mount) -> None:
    mount(stick, "size=64k")
    filler = stick / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(4096)):
            pass

    with pytest.raises(DiskFull, match="full"):
        export(sender, stick)

    assert list(stick.iterdir()) == [filler]
    assert sender.exchange.log() == []
    filler.unlink()
    assert export(sender, stick).is_file()


def test_a_stick_that_is_read_only_is_said(sender: Record, stick: Path, mount: Mount) -> None:
    mount(stick, "size=64k,ro")

    with pytest.raises(ReadOnlyDisk, match="cannot be written"):
        export(sender, stick)

    assert list(stick.iterdir()) == []
    assert sender.exchange.log() == []


def test_a_stick_that_is_gone_is_said(sender: Record, stick: Path) -> None:
    stick.rmdir()

    with pytest.raises(Missing, match="Put the stick in"):
        export(sender, stick / "table.hubb")

    assert sender.exchange.log() == []


def test_a_stick_that_is_pulled_while_a_bundle_is_written_is_said(
    sender: Record, stick: Path
) -> None:
    identity = sender.exchange.identity(TEN.date(), KEPT_KEYS)
    peers = exporting.recipients(sender, B2)

    def pull(done: int, about: int) -> None:
        shutil.rmtree(stick, ignore_errors=True)

    with pytest.raises(RecordError, match="Check that its disk is there"):
        exporting.export(sender, identity, B2, peers, stick, TEN, progress=pull)

    assert sender.exchange.log() == []


def test_a_file_that_is_in_the_way_stays_as_it_is(sender: Record, stick: Path) -> None:
    there = stick / "mine.hubb"
    there.write_bytes(b"mine")

    with pytest.raises(AlreadyThere, match="left as it is"):
        export(sender, there)
    with pytest.raises(AlreadyThere, match="left as it is"):
        export(sender, stick / "mine")

    assert there.read_bytes() == b"mine"
    assert [each.name for each in stick.iterdir()] == ["mine.hubb"]


def test_a_directory_where_the_unfinished_file_would_be_is_said(
    sender: Record, stick: Path
) -> None:
    (stick / "mine.hubb.part").mkdir()

    with pytest.raises(RecordError, match="cannot be written"):
        export(sender, stick / "mine")

    assert [each.name for each in stick.iterdir()] == ["mine.hubb.part"]
    assert sender.exchange.log() == []


def test_what_an_earlier_export_left_unfinished_is_written_over(
    sender: Record, stick: Path
) -> None:
    (stick / "mine.hubb.part").write_bytes(b"half")

    export(sender, stick / "mine")

    assert [each.name for each in stick.iterdir()] == ["mine.hubb"]


def test_a_stick_that_is_pulled_before_a_bundle_is_read_changes_nothing(
    receiver: Record, stick: Path, tmp_path: Path
) -> None:
    before, bundle = agreed.everything(receiver), on(stick)
    shutil.rmtree(stick)

    with pytest.raises(FileNotFoundError):
        take(receiver, bundle, tmp_path / "quarantine")

    assert agreed.everything(receiver) == before


def test_a_directory_that_is_called_like_a_bundle_is_none(
    receiver: Record, stick: Path, tmp_path: Path
) -> None:
    (stick / "folder.hubb").mkdir()

    with pytest.raises(OSError, match="directory"):
        take(receiver, stick / "folder.hubb", tmp_path / "quarantine")


def test_a_record_that_was_taken_away_takes_nothing_in(
    receiver: Record, stick: Path, tmp_path: Path
) -> None:
    away = receiver._file.path.rename(tmp_path / "away.hub")

    with pytest.raises(Missing, match="no longer where it was"):
        take(receiver, on(stick), tmp_path / "quarantine")

    away.rename(receiver._file.path)
    take(receiver, on(stick), tmp_path / "quarantine")
    assert agreed.everything(receiver) == the_post().shown[LARGEST + 1]


def test_a_bad_bundle_that_cannot_be_laid_aside_is_refused_all_the_same(
    receiver: Record, stick: Path, tmp_path: Path
) -> None:
    bundle, quarantine = on(stick), tmp_path / "quarantine"
    bundle.write_bytes(bundle.read_bytes()[:-1])
    quarantine.write_bytes(b"in the way")

    with pytest.raises(BundleError, match="cut off"):
        take(receiver, bundle, quarantine)

    assert quarantine.read_bytes() == b"in the way"


def test_a_record_that_may_only_be_read_takes_nothing_in(
    receiver: Record, stick: Path, tmp_path: Path
) -> None:
    path = receiver._file.path
    receiver.close()
    path.chmod(stat.S_IRUSR)

    with closing(reopened(path, read_only=True)) as record, pytest.raises(RecordError):
        take(record, on(stick), tmp_path / "quarantine")

    path.chmod(stat.S_IRUSR | stat.S_IWUSR)
    with closing(reopened(path)) as record:
        assert agreed.everything(record) == the_post().shown[LARGEST]
