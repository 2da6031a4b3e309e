"""``doctor``: what is wrong is named in words, with what to do, and the exit code says so."""

import json
from pathlib import Path

from sqlalchemy import text

from hub_console.record import unlock
from hub_console.record.sqlite import File
from tests.cli.station import PASSPHRASE, Station


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
