"""``init``: everything at once, or nothing at all."""

import os
import sys
from pathlib import Path

import pytest

from tests.cli.station import PASSPHRASE, Station

INIT = ("init", "--table", "B-2 Roxbury", "--station", "B-2 laptop")


def test_a_roster_with_a_bad_line_sets_nothing_up(bare: Station) -> None:
    roster = bare.file("roster.csv", "tag,name,sector\nPD,Police,police\nSDX,Schools,education\n")

    assert bare.refused(*INIT, "--roster", roster) == (
        f"{roster}, line 3: tag “SDX” is not two letters or digits; write one like PD.\n"
        "Nothing of it was taken in."
    )
    assert not bare.places.data.exists()


def test_bad_settings_set_nothing_up(bare: Station) -> None:
    settings = bare.file("settings.toml", 'theme = "pink"\n')

    assert bare.refused(*INIT, "--settings", settings).startswith(f"{settings}, line 1: theme")
    assert not bare.places.data.exists()


def test_lists_that_cannot_be_amended_so_set_nothing_up(bare: Station) -> None:
    settings = bare.file("settings.toml", '[vocabulary]\nhide = ["zzz"]\n')

    assert bare.refused(*INIT, "--settings", settings).startswith(
        'The table\'s lists have no code "zzz".'
    )
    assert not bare.places.data.exists()


@pytest.mark.parametrize("option", ["--settings", "--roster"])
def test_a_file_that_is_not_there_sets_nothing_up(bare: Station, option: str) -> None:
    missing = bare.folder / "missing.toml"

    assert bare.refused(*INIT, option, missing).startswith(f"{missing} ")
    assert not bare.places.data.exists()


def test_settings_are_taken_along(bare: Station) -> None:
    settings = bare.file("mine.toml", '# ours\n[table]\nstarts = "09:15"\n')
    said = bare.done(*INIT, "--settings", settings)

    assert "B-2 Roxbury is set up on B-2 laptop, for recorder" in said
    assert bare.places.settings.read_bytes() == settings.read_bytes()
    assert " 09:15 to 10:15, scheduled" in bare.done("agenda", "show")


def test_the_recovery_key_is_printed_once_and_opens_the_table(bare: Station) -> None:
    said = bare.done(*INIT)
    key = said.split("The recovery key: ")[1].splitlines()[0]
    Path(bare.environ["HUB_CONSOLE_PASSPHRASE_FILE"]).write_text(key, encoding="utf-8")

    assert said.count(key) == 1
    assert "keep the paper in the safe, never with this laptop: it is not shown again." in said
    assert "There is no terminal to type it back at, so compare the paper with it twice." in said
    assert "scheduled" in bare.done("status")
    assert key.encode() not in b"".join(bare.content().values())


def test_a_set_up_cut_off_before_the_record_had_its_name_is_finished(station: Station) -> None:
    station.places.record.rename(station.places.data / "table.hub.new")

    assert "scheduled" in station.done("status")
    assert sorted(station.content()) == ["station.keys", "table.hub"]


def test_settings_that_are_there_are_not_replaced(bare: Station) -> None:
    bare.places.config.mkdir()
    bare.places.settings.write_text("bell = true\n", encoding="utf-8")
    settings = bare.file("mine.toml", "bell = false\n")

    assert bare.refused(*INIT, "--settings", settings) == (
        f"{bare.places.settings} is there already. Move it away, or leave --settings out to keep"
        " it."
    )


def test_a_table_is_set_up_only_once(station: Station) -> None:
    assert station.refused(*INIT) == (
        f"{station.places.record} is there already; a table is set up only once. To set up"
        " another one, keep it elsewhere with HUB_CONSOLE_HOME=DIR."
    )


def test_keys_without_a_record_are_never_replaced(station: Station) -> None:
    station.places.record.unlink()

    assert station.refused(*INIT).startswith(f"{station.places.keys} is there already; ")


def test_without_a_passphrase_nothing_is_set_up(bare: Station) -> None:
    bare.environ["HUB_CONSOLE_PASSPHRASE_FILE"] = ""

    assert bare.refused(*INIT).startswith("The passphrase is needed, and there is no terminal")
    assert not bare.places.data.exists()


def test_a_passphrase_that_is_guessed_easily_sets_nothing_up(bare: Station) -> None:
    Path(bare.environ["HUB_CONSOLE_PASSPHRASE_FILE"]).write_text("secret", encoding="utf-8")

    assert bare.refused(*INIT) == (
        "The passphrase is guessed too easily. Make it longer: 12 characters, or 4 words."
    )
    assert not bare.places.data.exists()


def test_a_synced_folder_is_refused(bare: Station) -> None:
    bare.environ["HUB_CONSOLE_HOME"] = str(bare.folder / "Dropbox" / "hub")

    for command in (INIT, ("status",), ("agenda", "next")):
        assert bare.refused(*command) == (
            f"{bare.places.data} is in a Dropbox folder, which copies the record away in"
            " mid-write; keep it on this computer's own disk, for example with"
            " HUB_CONSOLE_HOME=DIR."
        )


def test_a_place_that_is_a_file_is_refused(bare: Station) -> None:
    bare.environ["HUB_CONSOLE_HOME"] = bare.environ["HUB_CONSOLE_PASSPHRASE_FILE"]

    assert bare.refused(*INIT).endswith("check that it is a file you may read.")


def test_a_directory_that_cannot_be_written_is_refused(bare: Station) -> None:
    bare.places.data.mkdir()
    bare.places.data.chmod(0o500)
    if os.access(bare.places.data, os.W_OK):
        pytest.skip("no directory refuses this user")
    try:
        said = bare.refused(*INIT)
    finally:
        bare.places.data.chmod(0o700)
    assert said.endswith("Check that you may write there.")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no limits to set")
def test_a_full_disk_leaves_nothing_half_made(bare: Station) -> None:
    from resource import RLIMIT_FSIZE, setrlimit

    settings = bare.file("mine.toml", "bell = false\n")
    done = bare.shell(
        *INIT,
        "--settings",
        settings,
        preexec_fn=lambda: setrlimit(RLIMIT_FSIZE, (60_000, 60_000)),
    )

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Error: The disk of ")
    assert bare.content() == {}


def test_what_is_set_up_does_not_hold_the_passphrase(bare: Station) -> None:
    bare.done(*INIT)

    assert PASSPHRASE.encode() not in b"".join(bare.content().values())
    assert sorted(bare.content()) == ["station.keys", "table.hub"]
    if sys.platform != "win32":
        assert {Path(bare.places.data, name).stat().st_mode & 0o77 for name in bare.content()} == {
            0
        }
