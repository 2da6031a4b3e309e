"""Backups on a stick, brought back; and a damaged table, which no command makes anew."""

import os
import re
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from hub_console.desk import SystemClock
from hub_console.desk.station import backups_of, open_station
from hub_console.meeting.acts import floor, planning
from hub_console.record import ConsoleLock, unlock
from hub_console.record.keys import change_passphrase, open_keys, renew_recovery
from hub_console.record.recovery import new_recovery_key
from hub_console.record.sqlite import File, opens
from hub_console.settings import Settings
from tests.cli.station import PASSPHRASE, QUICK, Station
from tests.terminal import TMUX, Terminal

ANOTHER = "another horse altogether"
AGENCY = "tag,name,sector\nZZ,Zoo,other\n"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def backed_up(station: Station, stick: Path) -> Path:
    station.done("backup", stick)
    return max(stick.glob("*.hub"), key=lambda path: path.stat().st_mtime)


def with_the_zoo(station: Station) -> Station:
    station.done("roster", "import", station.file("zoo.csv", AGENCY))
    return station


def spoil(path: Path, at: int, length: int = 16) -> None:
    content = bytearray(path.read_bytes())
    content[at : at + length] = bytes(length)
    path.write_bytes(content)


def files(station: Station) -> list[str]:
    return sorted(p.name for p in station.places.data.iterdir() if not p.name.endswith("-shm"))


def test_a_backup_goes_to_a_stick_with_its_keys(station: Station, stick: Path) -> None:
    said = station.done("backup", stick)

    hub, keys = sorted(stick.iterdir())
    assert re.fullmatch(r"hub-backup-B-2-Roxbury-\d{4}-\d\d-\d\d-\d{4}\.hub", hub.name)
    assert keys.name == hub.with_suffix(".keys").name
    assert keys.read_bytes() == station.places.keys.read_bytes()
    assert "It was read back and is whole. It is safe to remove." in said
    assert not hub.read_bytes().startswith(b"SQLite")


def test_a_backup_that_cannot_be_noted_is_had_all_the_same(station: Station, stick: Path) -> None:
    key = unlock(station.places.keys, PASSPHRASE).key
    with closing(File(station.places.record, key)) as held, held.writing():
        ran = station.run("backup", stick)

    assert ran.exit_code == 0
    assert "It was read back and is whole." in ran.stdout
    assert "That it left could not be noted in the log." in ran.stderr
    assert "backup" not in station.done("log")
    (copy,) = stick.glob("*.hub")
    assert station.done("restore", copy).startswith("Restored: ")


def test_a_backup_is_never_written_over_a_file(station: Station, stick: Path) -> None:
    station.done("backup", stick / "mine")
    before = (stick / "mine.hub").read_bytes()

    assert "is there already" in station.refused("backup", stick / "mine.hub")
    assert (stick / "mine.hub").read_bytes() == before


def test_a_stick_that_is_not_there(station: Station, stick: Path) -> None:
    assert station.refused("backup", stick / "gone" / "mine.hub").startswith(
        f"{stick / 'gone'} is not there. Put the stick in"
    )


def test_a_backup_replaces_an_older_table_never_a_newer_one(station: Station, stick: Path) -> None:
    old = backed_up(station, stick)
    with_the_zoo(station)
    said = station.refused("restore", old)

    assert "holds 1 act that the backup does not" in said
    assert "Zoo" in station.done("roster", "show")


def test_a_table_that_is_gone_is_brought_back(station: Station, stick: Path) -> None:
    with_the_zoo(station)
    backup = backed_up(station, stick)
    station.places.record.unlink()
    assert "is gone, though its keys are here" in station.refused("status")

    said = station.done("restore", backup)

    assert said.startswith("Restored: ")
    assert "Zoo" in station.done("roster", "show")
    assert "The journal: whole" in station.done("doctor", "--refold")


def test_the_keys_are_brought_back_too(station: Station, stick: Path) -> None:
    backup = backed_up(with_the_zoo(station), stick)
    station.places.record.unlink()
    station.places.keys.unlink()

    station.done("restore", backup)

    assert "Zoo" in station.done("roster", "show")


def test_a_damaged_table_is_kept_when_it_is_replaced(station: Station, stick: Path) -> None:
    backup = backed_up(with_the_zoo(station), stick)
    spoil(station.places.record, 0, 4096)
    damaged = station.places.record.read_bytes()

    said = station.done("restore", backup)

    (kept,) = station.places.data.glob("table.hub.before-restore-*Z")
    assert kept.read_bytes() == damaged
    assert str(kept) in said
    assert "Zoo" in station.done("roster", "show")


def test_restoring_what_is_there_already_is_no_loss(station: Station, stick: Path) -> None:
    backup = backed_up(with_the_zoo(station), stick)

    station.done("restore", backup)

    assert "Zoo" in station.done("roster", "show")


def test_nothing_is_restored_while_a_console_has_the_table(station: Station, stick: Path) -> None:
    backup = backed_up(station, stick)
    lock = ConsoleLock(station.places.lock)
    assert lock.take()
    try:
        assert "A console has the table open" in station.refused("restore", backup)
        assert "A console has the table open" in station.refused("rescue")
    finally:
        lock.release()


def test_a_damaged_backup_changes_nothing(station: Station, stick: Path) -> None:
    backup = backed_up(station, stick)
    spoil(backup, 4 * 4096, 4096)

    station.refused("restore", backup)


def test_a_file_that_is_no_backup(station: Station, stick: Path) -> None:
    assert "is no backup" in station.refused("restore", stick / "nothing.hub")
    assert "is no backup" in station.refused("restore", station.places.record)


def test_a_backup_that_the_console_made_is_brought_back(station: Station) -> None:
    station.act(floor.begin_next)
    station.act(planning.close_meeting)
    (made,) = station.places.backups.glob("*.hub")
    assert (station.places.backups / "station.keys").exists()
    station.places.record.unlink()
    station.places.keys.unlink()

    station.done("restore", made)

    assert ", closed" in station.done("status")


def with_another_passphrase(station: Station) -> None:
    keys = open_keys(station.places, PASSPHRASE)
    change_passphrase(keys, "Ann", ANOTHER, SystemClock().now().date(), os.urandom, QUICK)


def test_an_older_passphrase_opens_an_older_backup(station: Station, stick: Path) -> None:
    backup = backed_up(with_the_zoo(station), stick)
    with_another_passphrase(station)
    assert "opens the backup and not the table as it is now" in station.refused("restore", backup)
    station.places.record.unlink()

    station.done("restore", backup)

    assert "Zoo" in station.done("roster", "show")
    assert len(list(station.places.data.glob("station.keys.before-restore-*"))) == 1


def test_a_backup_from_before_a_change_of_keys_gets_the_keys_of_now(
    station: Station, stick: Path
) -> None:
    backup = backed_up(with_the_zoo(station), stick)
    keys = open_keys(station.places, PASSPHRASE)
    today = SystemClock().now().date()
    renew_recovery(keys, new_recovery_key(os.urandom), today, os.urandom, lambda _: None)
    now = station.places.keys.read_bytes()

    station.done("restore", backup)

    assert "Zoo" in station.done("roster", "show")
    assert station.places.keys.read_bytes() == now
    assert not opens(station.places.record, unlock(backup.with_suffix(".keys"), PASSPHRASE).key)


@pytest.mark.parametrize("damage", ["empty", "zeroed", "cut off", "foreign"])
def test_no_command_makes_a_new_table_over_a_damaged_one(station: Station, damage: str) -> None:
    record = station.places.record
    content = record.read_bytes()
    damaged = {
        "empty": b"",
        "zeroed": bytes(4096) + content[4096:],
        "cut off": content[: len(content) // 3],
        "foreign": b"not a table" * 999,
    }[damage]
    record.write_bytes(damaged)

    for command in (["status"], ["agenda", "next"], ["roster", "show"]):
        said = station.refused(*command)
        assert "hub-console rescue" in said
        assert "hub-console restore FILE" in said
    assert "is there already" in station.refused("init", "--table", "B-2", "--station", "B-2")
    assert record.read_bytes() == damaged


def test_a_damaged_table_is_rescued_into_a_file_beside_it(station: Station) -> None:
    with_the_zoo(station)
    station.act(floor.begin_next)
    station.act(planning.close_meeting)
    spoil(station.places.record, 0, 4096)
    damaged = station.places.record.read_bytes()

    said = station.done("rescue")

    assert "Nothing of the damaged file itself can be read" in said
    assert "run hub-console\nrescue at a terminal" in said
    assert station.places.record.read_bytes() == damaged
    station.places.record.with_name("table.hub.rescued").replace(station.places.record)
    assert "Zoo" in station.done("roster", "show")


def test_a_whole_table_needs_no_rescue(station: Station) -> None:
    before = station.content()

    assert "there is nothing to rescue" in station.done("rescue")
    assert station.content() == before


@pytest.mark.skipif(TMUX is None, reason="needs tmux")
def test_at_a_terminal_the_console_says_so_and_rescue_asks(station: Station) -> None:
    with_the_zoo(station)
    station.act(floor.begin_next)
    station.act(planning.close_meeting)
    spoil(station.places.record, 0, 4096)
    damaged = station.places.record.read_bytes()
    terminal = Terminal(station.folder, station.environ)
    try:
        terminal.run()
        terminal.wait_for("hub-console rescue", "ended 1")
        assert station.places.record.read_bytes() == damaged
        terminal.run("rescue")
        terminal.wait_for("Go on with it?")
        terminal.press("Enter")
        terminal.wait_for("The damaged file is kept", "ended 0")
    finally:
        terminal.close()

    (kept,) = station.places.data.glob("table.hub.damaged-*Z")
    assert kept.read_bytes() == damaged
    assert "Zoo" in station.done("roster", "show")


PLAIN = """
import sqlite3, sys, types
package = types.ModuleType("sqlcipher3")
package.dbapi2 = sqlite3
sys.modules |= {"sqlcipher3": package, "sqlcipher3.dbapi2": sqlite3}
from hub_console.cli import main
sys.argv = ["hub-console", *sys.argv[1:]]
main()
"""


@pytest.mark.parametrize(
    "command", [["status"], ["backup", "."], ["init", "--table", "B-3", "--station", "B-3"]]
)
def test_the_plain_driver_in_place_of_sqlcipher_is_caught_at_start(
    station: Station, command: list[str], tmp_path: Path
) -> None:
    environ = dict(station.environ)
    if command[0] == "init":
        environ["HUB_CONSOLE_HOME"] = str(tmp_path / "another")
    before = station.content()
    done = subprocess.run(
        [sys.executable, "-c", PLAIN, *command],
        env=os.environ | environ,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert done.returncode == 1
    assert done.stderr == (
        "Error: This build has no SQLCipher. Install the sqlcipher3 package again.\n"
    )
    assert station.content() == before
    another = tmp_path / "another"
    assert not another.exists() or not any(another.iterdir())
    assert PASSPHRASE not in done.stderr


def test_a_good_copy_of_the_keys_outlives_damaged_ones(station: Station) -> None:
    key = unlock(station.places.keys, PASSPHRASE)
    copy = station.places.backups / "station.keys"
    with closing(open_station(station.places, key, Settings(), SystemClock()).record) as record:
        backups = backups_of(station.places, Settings())
        record.back_up(backups)
        good = copy.read_bytes()
        station.places.keys.write_bytes(good[:-40])
        record.back_up(backups)
    assert copy.read_bytes() == good


def test_without_its_keys_a_table_under_newer_ones_is_not_replaced(
    station: Station, stick: Path
) -> None:
    station.done("backup", stick)
    (backup,) = stick.glob("*.hub")
    new = station.file("new", "another four words here\n")
    environ = station.environ | {"HUB_CONSOLE_NEW_PASSPHRASE_FILE": str(new)}
    Station(station.folder, environ).done("keys", "add", "Bob")
    station.done("keys", "remove", "Bob")
    station.places.keys.unlink()
    before = station.places.record.read_bytes()
    said = station.run("restore", backup).stderr
    assert "does not open with the keys of the backup" in said
    assert station.places.record.read_bytes() == before
