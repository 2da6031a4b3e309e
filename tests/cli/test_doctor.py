"""``doctor``: what is wrong is named in words, with what to do, and the exit code says so."""

import json
import re
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from hub_console.desk import Desk, SystemClock
from hub_console.desk.station import new_id, open_station
from hub_console.meeting.acts import discussion, floor, planning
from hub_console.meeting.acts.planning import Draft
from hub_console.meeting.agenda import ItemKind
from hub_console.record import unlock
from hub_console.record.sqlite import File
from hub_console.settings import Settings
from tests.cli.station import PASSPHRASE, Station
from tests.desks import MovedClock


def wrong(station: Station, *options: str) -> list[tuple[str, str]]:
    """What a doctor finds wrong, each thing with what is said of it."""
    result = station.run("doctor", "--json", *options)
    found = json.loads(result.stdout)
    bad = [(finding["what"], finding["said"]) for finding in found if not finding["sound"]]
    assert result.exit_code == (1 if bad else 0)
    assert result.stderr == ""
    return bad


def test_a_sound_station(station: Station) -> None:
    before = station.content()
    said = station.done("doctor")

    assert {line[:5] for line in said.splitlines()} == {"ok   "}
    assert "The journal: whole" in said
    assert station.content() == before


def test_what_is_wrong_stands_out(bare: Station) -> None:
    result = bare.run("doctor")

    assert result.exit_code == 1
    assert result.stdout.splitlines()[-1].startswith("WRONG  The record: There is no table here")


def test_no_passphrase_is_a_finding(station: Station) -> None:
    station.environ["HUB_CONSOLE_PASSPHRASE_FILE"] = ""
    [(what, said)] = wrong(station)

    assert what == "The record"
    assert "HUB_CONSOLE_PASSPHRASE_FILE" in said


def test_a_wrong_passphrase_is_a_finding(station: Station) -> None:
    Path(station.environ["HUB_CONSOLE_PASSPHRASE_FILE"]).write_text("wrong", encoding="utf-8")

    [(what, said)] = wrong(station)

    assert what == "The record"
    assert said.startswith("This passphrase opens nothing here.")


def test_everything_wrong_with_the_settings_is_found(station: Station) -> None:
    station.places.settings.write_text(
        '[keys]\nrisk = "tab"\nrisky = "r"\n[vocabulary]\nhide = ["zzz"]\n', encoding="utf-8"
    )
    found = wrong(station)

    assert [what for what, _ in found] == ["The settings"] * 3
    assert all(said.endswith(f"Correct {station.places.settings}.") for _, said in found)


def test_settings_that_cannot_be_read_are_found(station: Station) -> None:
    station.places.settings.write_text("theme =\n", encoding="utf-8")
    [(what, said)] = wrong(station)
    assert "The journal: whole" in station.run("doctor").stdout

    assert what == "The settings"
    assert said.startswith(f"{station.places.settings}, line 1: not TOML")


def test_a_synced_folder_is_found(station: Station) -> None:
    moved = station.folder / "Dropbox"
    station.places.data.rename(moved)
    station.environ["HUB_CONSOLE_HOME"] = str(moved)
    [(what, said)] = wrong(station)

    assert what == "The place"
    assert said.startswith(f"{moved} is in a Dropbox folder")


def test_a_flipped_bit_anywhere_is_found(station: Station) -> None:
    content = station.places.record.read_bytes()
    for place in range(3000, len(content), len(content) // 8):
        flipped = bytearray(content)
        flipped[place] ^= 1
        station.places.record.write_bytes(flipped)
        assert wrong(station) != [], place


def test_tables_that_differ_from_the_journal_are_made_anew(station: Station) -> None:
    file = File(station.places.record, unlock(station.places.keys, PASSPHRASE).key)
    with file.writing() as connection:
        connection.execute(text("UPDATE agency SET name = 'another' WHERE tag = 'PD'"))
    file.close()
    assert "another" in station.done("roster", "show")

    [(what, said)] = wrong(station, "--refold")
    assert what == "The tables, made from the journal again"
    assert said.startswith("not equal: ")
    assert "another" not in station.done("roster", "show")
    assert wrong(station, "--refold") == []


def closed(station: Station) -> Station:
    station.act(floor.begin_next)
    station.act(planning.close_meeting)
    return station


def test_keys_clock_room_and_backups_are_told_in_words(station: Station) -> None:
    assert "The last backup: none yet; one is made after each meeting" in station.done("doctor")
    said = closed(station).done("doctor")

    assert "The keys: 1 person opens the table; there is a recovery key" in said
    assert re.search(r"Room on the disk: \d+ MB free", said)
    assert re.search(r"The clock: \d{4}-\d\d-\d\d \d\d:\d\d", said)
    assert re.search(r"The last backup: \d{4}-\d\d-\d\d \d\d:\d\d; 1 kept", said)
    assert "What backups hold: nothing that was erased since" in said
    assert "without its key it is unreadable" in said


def test_a_meeting_without_a_backup_is_found(station: Station) -> None:
    closed(station)
    shutil.rmtree(station.places.backups)

    [(what, said)] = wrong(station)

    assert what == "The last backup"
    assert said.startswith("none, and a meeting was closed since. Start the console once")


def test_a_backup_that_holds_what_was_erased_is_named_until_the_console_starts(
    station: Station,
) -> None:
    station.act(planning.add_item, Draft(ItemKind.NEW, originating="PD"))
    station.act(floor.begin_next)
    station.act(floor.begin_next)
    station.act(discussion.write_note, "a note that goes with the rejection")
    station.done("backup", station.folder / "before.hub")
    station.act(discussion.reject, "originator")
    station.act(planning.close_meeting)
    old = station.places.backups / "2026-01-05T100000Z.hub"
    (station.folder / "before.hub").rename(old)

    [(what, said)] = wrong(station)
    assert what == "What backups hold"
    assert said.startswith(f"{old}: still holds what was erased since. Start the console once")

    with station.at_desk():
        pass
    assert wrong(station) == []
    assert old.exists()


def test_a_backup_that_cannot_be_read_is_named(station: Station) -> None:
    closed(station)
    (made,) = station.places.backups.glob("*.hub")
    made.write_bytes(made.read_bytes()[:5000])

    (last, due), (what, said) = wrong(station)

    assert (last, what) == ("The last backup", "What backups hold")
    assert "a meeting was closed since" in due
    assert said == f"{made}: cannot be read, so it would not help. Delete it."


def test_what_was_left_over_is_named(station: Station) -> None:
    left = [station.places.data / "table.hub.new", station.places.data / "table.hub.rescuing"]
    former = station.places.data / "table.hub.before-restore-2026-11-23T100000Z"
    for path in (*left, former):
        path.write_bytes(b"")

    (first, said), (second, kept) = wrong(station)

    assert (first, second) == ("Left over", "Former tables")
    assert said.startswith(", ".join(map(str, left)))
    assert kept.startswith(f"{former}: kept by a restore or a rescue")


def test_a_clock_behind_the_last_act_is_found(station: Station) -> None:
    ahead = MovedClock(SystemClock().now() + timedelta(hours=3))
    unlocked = unlock(station.places.keys, PASSPHRASE)
    desk = Desk(lambda: open_station(station.places, unlocked, Settings(), ahead), ahead, new_id)
    desk.open()
    desk.settle()
    desk.do(planning.add_item, Draft(ItemKind.STANDING, title="From the future"))
    desk.close()

    [(what, said)] = wrong(station)

    assert what == "The clock"
    assert said.endswith("Nothing is lost: acts keep their order, whatever the clock says.")


def test_a_disk_that_is_nearly_full_is_found(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(station.folder)._replace(free=5_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)

    [(what, said)] = wrong(station)

    assert what == "Room on the disk"
    assert said.startswith("only 5 MB free, and backups need some. Free up to 200 MB")
