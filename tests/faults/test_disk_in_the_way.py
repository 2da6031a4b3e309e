"""The disk is full, read-only or taken out: it is said, and nothing that was marked is lost."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from hub_console.desk import writer
from hub_console.record import ReadOnlyDisk
from tests.desk.test_writer import until
from tests.desks import DemoFiles, Fingers, MovedClock, open_desk
from tests.faults.marking import begun_record
from tests.faults.sound import unsound
from tests.record.keeping import RULES, reopened

Mount = Callable[[Path, str], None]


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "RETRY_SECONDS", 0.005)
    monkeypatch.setattr(writer, "LOOK_SECONDS", 0.005)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A directory that can be taken away."""
    stick = tmp_path / "stick"
    stick.mkdir()
    return stick


@pytest.fixture
def fingers(demo_files: DemoFiles, stick: Path, clock: MovedClock) -> Iterator[Fingers]:
    path = demo_files.copy(stick)
    desk = open_desk(path, clock)
    yield Fingers(desk)
    desk.close()


@pytest.fixture
def mount() -> Iterator[Mount]:
    """Mounts a small disk of its own, where the system lets us."""
    with ExitStack() as mounted:

        def mount_at(place: Path, options: str) -> None:
            place.mkdir(exist_ok=True)
            command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
            if not shutil.which("mount") or subprocess.run(command, capture_output=True).returncode:
                pytest.skip("nothing can be mounted here")
            mounted.callback(subprocess.run, ["umount", "--lazy", str(place)], check=True)

        yield mount_at


def record_in(folder: Path) -> Path:
    return next(folder.glob("*.hub"))


def test_a_stick_that_is_pulled_out_and_put_back(
    fingers: Fingers, stick: Path, clock: MovedClock
) -> None:
    path = record_in(stick)
    fingers.press("l mh")
    fingers.desk.settle()
    pulled = stick.rename(stick.with_name("pulled"))
    fingers.press("a ad Esc")
    until(fingers.desk, lambda: bool(fingers.desk.trouble))
    assert fingers.desk.trouble == (
        f"{path} is no longer where it was: its disk was taken out, or it was moved. Put it back."
    )
    assert fingers.keys.scene().pending == 1
    assert fingers.situation.lead == "MH"
    fingers.keys.tick()
    pulled.rename(stick)
    until(fingers.desk, lambda: not fingers.desk.pending and not fingers.desk.trouble)
    fingers.keys.tick()
    assert fingers.said == "Everything is saved again."
    shown = fingers.table
    fingers.desk.close()
    again = open_desk(path, clock)
    assert again.table == shown
    again.close()


@pytest.mark.parametrize("instead", [None, b"", b"something else"])
def test_a_record_that_was_deleted_is_not_made_anew(
    fingers: Fingers, stick: Path, instead: bytes | None
) -> None:
    path = record_in(stick)
    shutil.rmtree(stick)
    if instead is not None:
        stick.mkdir()
        path.write_bytes(instead)
    fingers.press("l mh")
    until(fingers.desk, lambda: bool(fingers.desk.trouble))
    assert "is no longer where it was" in fingers.desk.trouble
    fingers.desk.close()
    assert fingers.desk.pending == 1
    assert (path.read_bytes() if path.exists() else None) == instead


def test_a_full_disk_that_is_cleared(
    demo_files: DemoFiles, stick: Path, clock: MovedClock, mount: Mount
) -> None:
    mount(stick, "size=4m")
    path = demo_files.copy(stick)
    fingers = Fingers(open_desk(path, clock))
    fingers.press("l mh")
    fingers.desk.settle()
    filler = stick / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(4096)):
            pass
    for number in range(100):
        fingers.press(f"e End Bksp Bksp {number:02} Enter")
        fingers.desk.receive()
        if fingers.desk.trouble:
            break
    until(fingers.desk, lambda: bool(fingers.desk.trouble))
    assert fingers.desk.trouble.startswith(f"The disk of {path} is full or refused a write")
    filler.unlink()
    until(fingers.desk, lambda: not fingers.desk.pending and not fingers.desk.trouble)
    shown = fingers.table
    fingers.desk.close()
    again = open_desk(path, clock)
    assert again.table == shown
    again.close()


@pytest.mark.parametrize("log_too", [False, True])
def test_a_record_on_a_read_only_disk_can_be_read(
    tmp_path: Path, stick: Path, mount: Mount, log_too: bool
) -> None:
    record = begun_record(tmp_path / "table.hub")
    shown = record.load(RULES).table
    if not log_too:
        record.close()
    mount(stick, "size=4m")
    for file in tmp_path.glob("table.hub*"):
        shutil.copyfile(file, stick / file.name)
    subprocess.run(["mount", "-o", "remount,ro", str(stick)], check=True)
    with pytest.raises(ReadOnlyDisk, match="writable"):
        reopened(stick / "table.hub")
    record = reopened(stick / "table.hub", read_only=True)
    assert record.load(RULES).table == shown
    assert unsound(record) == []
    record.close()
