"""What is said when a file, a disk or another program is in the way, and that nothing is lost."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hub_console.record import unlock
from hub_console.record.sqlite import File
from tests.cli.station import PASSPHRASE, Station

ROSTER = "tag,name,sector\n" + "".join(f"{n:02},Provider {n},other\n" for n in range(60))
on_posix = pytest.mark.skipif(sys.platform == "win32", reason="needs a system that has it")


@pytest.fixture
def roster(station: Station) -> Path:
    """Sixty agencies to take in."""
    return station.file("roster.csv", ROSTER)


def agencies(station: Station) -> str:
    return station.done("roster", "show")


@pytest.mark.parametrize("command", ["status", "history", "agenda show", "roster show"])
def test_no_table_here_yet(bare: Station, command: str) -> None:
    assert bare.refused(*command.split()) == (
        f"There is no table here yet ({bare.places.record}). Set one up: start hub-console, or"
        " run hub-console init."
    )
    assert not bare.places.data.exists()


def test_the_keys_are_gone(station: Station) -> None:
    station.places.keys.unlink()

    assert station.refused("status").startswith(f"There are no keys at {station.places.keys}. ")


def test_the_keys_are_damaged(station: Station) -> None:
    station.places.keys.write_bytes(station.places.keys.read_bytes()[:100])

    assert f"{station.places.keys} is damaged" in station.refused("status")


@pytest.mark.parametrize("place", [0, 20, 5000])
def test_the_record_is_damaged(station: Station, place: int) -> None:
    content = bytearray(station.places.record.read_bytes())
    content[place : place + 16] = bytes(16)
    station.places.record.write_bytes(content)

    said = station.refused("history")
    assert "hub-console rescue" in said
    assert "hub-console restore FILE" in said


def test_the_record_is_cut_off(station: Station, roster: Path) -> None:
    content = station.places.record.read_bytes()
    station.places.record.write_bytes(content[: len(content) // 2])

    station.refused("roster", "import", roster)


def test_the_record_is_a_plain_file(station: Station) -> None:
    import sqlite3

    station.places.record.unlink()
    with contextlib.closing(sqlite3.connect(station.places.record)) as plain:
        plain.execute("CREATE TABLE mine (a)")

    assert station.refused("status") == (
        f"{station.places.record} is not encrypted, so it is no station's record. Move it away."
    )


def test_the_record_is_empty(station: Station) -> None:
    station.places.record.write_bytes(b"")

    station.refused("status")


def test_the_settings_are_bad(station: Station, roster: Path) -> None:
    settings = station.places.settings
    settings.write_text("\n[table]\nstarts = 5\n", encoding="utf-8")

    for command in (
        ["status"],
        ["roster", "import", roster],
        ["agenda", "next"],
        ["guide", "keys"],
    ):
        assert station.refused(*command).startswith(f"{settings}, line 3: starts must be text")


def test_the_settings_amend_what_cannot_be(station: Station, roster: Path) -> None:
    station.places.settings.write_text('[vocabulary]\nhide = ["zzz"]\n', encoding="utf-8")

    for command in (["status"], ["roster", "import", roster]):
        assert station.refused(*command).startswith('The table\'s lists have no code "zzz".')


@on_posix
def test_a_home_of_nobody(bare: Station) -> None:
    bare.environ["HUB_CONSOLE_HOME"] = "~nobody-of-this-name/hub"

    assert bare.refused("paths").endswith("Name a directory by its full path.")


def test_another_program_holds_the_record(station: Station, roster: Path) -> None:
    before = agencies(station)
    key = unlock(station.places.keys, PASSPHRASE).key
    file = File(station.places.record, key)
    try:
        with file.writing():
            said = station.refused("roster", "import", roster)
            assert agencies(station) == before
    finally:
        file.close()

    assert said.startswith("Nothing was changed. Another program is writing ")
    assert said.endswith("Try again in a moment.")
    assert agencies(station) == before


@on_posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device")
def test_the_output_is_full(station: Station) -> None:
    with Path("/dev/full").open("w") as full:
        done = station.shell("history", capture_output=False, stdout=full, stderr=subprocess.PIPE)

    assert done.returncode == 1
    assert done.stderr == (
        "Error: The output cannot be written: the disk is full. Free some room and try again.\n"
    )


@on_posix
def test_nobody_reads_the_output(station: Station) -> None:
    with subprocess.Popen(["true"], stdin=subprocess.PIPE) as reader:
        reader.wait()
        done = station.shell(
            "history", capture_output=False, stdout=reader.stdin, stderr=subprocess.PIPE
        )

    assert (done.returncode, done.stderr) == (1, "")


@on_posix
def test_a_full_disk_takes_nothing_in(
    station: Station, roster: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from resource import RLIMIT_FSIZE, setrlimit

    for measured in ("COVERAGE_PROCESS_START", "COVERAGE_PROCESS_CONFIG"):
        monkeypatch.delenv(measured, raising=False)
    before = agencies(station)
    limit = len(station.places.record.read_bytes()) // 4
    done = station.shell(
        "roster", "import", roster, preexec_fn=lambda: setrlimit(RLIMIT_FSIZE, (limit, limit))
    )

    assert (done.returncode, done.stdout) == (1, "")
    assert "The disk of " in done.stderr
    assert "Traceback" not in done.stderr
    assert agencies(station) == before
    assert all(f["sound"] for f in json.loads(station.done("doctor", "--json")))


@on_posix
def test_a_record_that_cannot_be_written_can_be_read(station: Station, roster: Path) -> None:
    before = agencies(station)
    station.places.data.chmod(0o500)
    station.places.record.chmod(0o400)
    if os.access(station.places.record, os.W_OK):
        pytest.skip("no file refuses this user")
    try:
        assert agencies(station) == before
        assert "cannot be written" in station.refused("roster", "import", roster)
    finally:
        station.places.data.chmod(0o700)
        station.places.record.chmod(0o600)
    assert agencies(station) == before


@on_posix
@pytest.mark.parametrize("after", [0.3, 0.6, 0.8, 1.0])
def test_ctrl_c_leaves_all_or_nothing(station: Station, roster: Path, after: float) -> None:
    before = agencies(station)
    process = subprocess.Popen(
        [sys.executable, "-m", "hub_console", "roster", "import", str(roster)],
        env=os.environ | station.environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    time.sleep(after)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)

    there = agencies(station)
    assert there == before or len(there.splitlines()) == len(before.splitlines()) + 60
    assert station.done("doctor", "--refold")
