"""``keys``: who opens the table; what is changed for one holds for all, and at once."""

import json
import os
import re
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hub_console.record import Attempts, ConsoleLock, unlock
from hub_console.record.keys import open_keys
from hub_console.record.keys.file import key_file, write_keys
from tests.cli.station import PASSPHRASE, RECOVERY, Station
from tests.cli.test_unlocking import answer, needs_pty, shown_until, terminal

NAMED, NEW = "HUB_CONSOLE_PASSPHRASE_FILE", "HUB_CONSOLE_NEW_PASSPHRASE_FILE"
BOBS = "what bob alone would think of"
WRONG = "This passphrase opens nothing here."


def typing(station: Station, secret: str, new: str = "") -> Station:
    """The same station, somebody else at its keyboard."""
    environ = {**station.environ, NAMED: str(station.file("typed", secret))}
    if new:
        environ[NEW] = str(station.file("new", new))
    return Station(station.folder, environ)


@pytest.fixture
def shared(station: Station) -> Station:
    """A station that Ann and Bob open."""
    typing(station, PASSPHRASE, BOBS).done("keys", "add", "Bob")
    return station


def holders(station: Station) -> dict[str, str]:
    listed = json.loads(station.done("keys", "list", "--json"))["keys"]
    return {each["person"]: each["kind"] for each in listed}


def test_two_people_open_the_table_each_with_their_own(shared: Station) -> None:
    roster = shared.file("roster.csv", "tag,name,sector\nZZ,Zebra House,other\n")
    typing(shared, BOBS).done("roster", "import", roster)

    assert json.loads(shared.done("history", "--json"))[-1]["person"] == "Bob"
    assert holders(shared) == {"Ann": "passphrase", "Bob": "passphrase", "recovery key": "recovery"}
    (line,) = (line for line in shared.done("keys", "list").splitlines() if "Bob" in line)
    assert re.fullmatch(r"Bob +passphrase +since \d{4}-\d\d-\d\d", line)
    assert unlock(shared.places.keys, BOBS).person == "Bob"


def test_who_is_removed_is_shut_out_and_nobody_else(shared: Station) -> None:
    old_keys = shared.places.keys.read_bytes()
    shared.places.backups.mkdir()
    said = typing(shared, RECOVERY).done("keys", "remove", "bob")

    assert said.startswith("bob opens the table no more")
    assert typing(shared, BOBS).refused("status").startswith(WRONG)
    assert "B-2 Roxbury" in shared.done("status")
    assert "B-2 Roxbury" in typing(shared, RECOVERY).done("status")
    copy = shared.places.backups / "station.keys"
    assert copy.read_bytes() == shared.places.keys.read_bytes()
    shared.places.keys.write_bytes(old_keys)
    assert "does not open with this station's key" in typing(shared, BOBS).refused("status")


def test_the_last_passphrase_stays(station: Station) -> None:
    said = typing(station, RECOVERY).refused("keys", "remove", "Ann")

    assert said == "Ann has the only passphrase. Add another person first: hub-console keys add."


def test_a_passphrase_is_changed_by_who_has_it(shared: Station) -> None:
    said = typing(shared, BOBS, "another four good words").done("keys", "change")

    assert said.startswith("The passphrase of Bob is changed.")
    assert typing(shared, BOBS).refused("status").startswith(WRONG)
    assert "B-2 Roxbury" in typing(shared, "another four good words").done("status")
    assert typing(shared, PASSPHRASE, "x" * 12).refused("keys", "change", "--person", "Bob") == (
        "You opened as Ann. The passphrase of Bob is changed with that passphrase or the recovery"
        " key; if both are lost, remove Bob and add them anew."
    )


def test_a_lost_passphrase_is_replaced_with_the_recovery_key(shared: Station) -> None:
    with_paper = typing(shared, RECOVERY.lower(), "another four good words")
    assert with_paper.refused("keys", "change") == (
        "Whose passphrase? Say it with --person: Ann, Bob."
    )
    with_paper.done("keys", "change", "--person", "Ann")

    assert typing(shared, PASSPHRASE).refused("status").startswith(WRONG)
    assert unlock(shared.places.keys, "another four good words").person == "Ann"


def test_a_new_recovery_key_is_printed_and_the_old_opens_nothing(station: Station) -> None:
    said = station.done("keys", "recovery")
    new = said.splitlines()[0].removeprefix("The recovery key: ")

    assert unlock(station.places.keys, new).person == "recovery key"
    assert "a newer one was made" in typing(station, RECOVERY).refused("status")
    assert "B-2 Roxbury" in typing(station, new).done("status")


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("short", "The passphrase is guessed too easily."),
        (PASSPHRASE, "Somebody opens the table with this passphrase already."),
        ("", "The new passphrase is needed, and there is no terminal to ask for it."),
    ],
)
def test_a_new_passphrase_must_be_a_good_one(station: Station, new: str, said: str) -> None:
    assert typing(station, PASSPHRASE, new).refused("keys", "add", "Bob").startswith(said)


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["add", "Ann"], "Ann has a passphrase here. For another one: hub-console keys change."),
        (["add", "Recovery Key"], "That is what the recovery key is called. Choose another name."),
        (["remove", "Dan"], "Dan has no passphrase here. There are: Ann."),
        (["change", "--person", "Dan"], "Dan has no passphrase here. There are: Ann."),
        (["remove", "--keyring"], "No keyring opens the table; there is nothing to take away."),
        (["restore"], "There is no copy of the keys at "),
    ],
)
def test_what_cannot_be_changes_nothing(station: Station, command: list[str], said: str) -> None:
    assert typing(station, PASSPHRASE, BOBS).refused("keys", *command).startswith(said)


@pytest.mark.parametrize("command", [["add"], ["remove"], ["add", "Bob", "--keyring"]])
def test_it_must_be_said_who(station: Station, command: list[str]) -> None:
    result = station.run("keys", *command)

    assert result.exit_code == 2
    assert "Say who: a name, or --keyring." in result.stderr


@pytest.mark.parametrize(
    "command",
    ["list", "add Bob", "change", "remove Ann", "recovery", "restore", "add --keyring"],
)
def test_every_command_asks_first(station: Station, command: str) -> None:
    wrong = typing(station, "not the words", BOBS)
    if command == "restore":
        station.places.backups.mkdir()
        (station.places.backups / "station.keys").write_bytes(station.places.keys.read_bytes())

    assert wrong.refused("keys", *command.split()).startswith(WRONG)


@pytest.mark.parametrize("command", ["add Bob", "change", "remove Ann", "recovery", "restore"])
def test_while_a_console_has_the_table_keys_stay_as_they_are(
    station: Station, command: str
) -> None:
    console = ConsoleLock(station.places.lock)
    assert console.take()
    try:
        assert typing(station, PASSPHRASE, BOBS).refused("keys", *command.split()) == (
            "A console has the table open. Leave it first (q), then try again."
        )
        assert "Ann" in station.done("keys", "list")
    finally:
        console.release()


def test_a_change_that_was_cut_off_is_finished_by_the_next(shared: Station) -> None:
    keys = open_keys(shared.places, PASSPHRASE)
    slots = [slot for slot in keys.file.slots if slot.person != "Bob"]
    both = os.urandom(32), keys.keys[0]
    write_keys(shared.places.keys, key_file(keys.file.station, slots, both))
    assert "B-2 Roxbury" in shared.done("status")

    result = shared.run("keys", "remove", "Bob")

    assert result.stdout == "A change of keys that was cut off is finished now.\n"
    assert result.stderr == "Error: Bob has no passphrase here. There are: Ann.\n"
    assert unlock(shared.places.keys, PASSPHRASE).key == both[0]
    assert "B-2 Roxbury" in shared.done("status")


def test_damaged_keys_are_brought_back(shared: Station) -> None:
    shared.places.backups.mkdir()
    typing(shared, PASSPHRASE, "another four good words").done("keys", "change")
    shared.places.keys.write_bytes(shared.places.keys.read_bytes()[:300])
    changed = typing(shared, "another four good words")
    assert "Run hub-console keys restore" in changed.refused("status")

    said = changed.done("keys", "restore")

    assert "station.keys.damaged-1" in said
    assert "B-2 Roxbury" in changed.done("status")
    assert changed.refused("keys", "restore").endswith("Nothing was brought back.")


def test_guessing_becomes_slow_until_the_right_one_is_typed(station: Station) -> None:
    wrong = typing(station, "not the words")
    for _ in range(3):
        assert wrong.refused("status").startswith(WRONG)
    said = "The passphrase was wrong too often in a row. Try again in a second, with the right one."
    assert wrong.refused("status") == said
    assert typing(station, PASSPHRASE).refused("keys", "list") == said

    a_minute_ago = datetime.now(UTC) - timedelta(minutes=1)
    attempts = Attempts(station.places.attempts)
    attempts.failed(a_minute_ago)
    typing(station, PASSPHRASE).done("status")

    assert not station.places.attempts.exists()


@needs_pty
def test_at_a_terminal_the_new_passphrase_is_typed_twice(station: Station) -> None:
    unnamed = Station(station.folder, {**station.environ, NAMED: ""})
    with terminal(unnamed, "keys", "add", "Bob") as process:
        answer(process, "Passphrase or recovery key: ", f"{RECOVERY}\n")
        for again in ("something else", BOBS):
            answer(process, "Passphrase for Bob: ", f"{BOBS}\n")
            answer(process, "confirmation: ", f"{again}\n")
        shown_until(process, "Bob opens the table now.\r\n")
        assert process.wait(20) == 0
    assert unlock(station.places.keys, BOBS).person == "Bob"


@needs_pty
def test_at_a_terminal_the_new_recovery_key_is_typed_back(station: Station) -> None:
    with terminal(station, "keys", "recovery") as process:
        shown_until(process, "The recovery key: ")
        new = shown_until(process, "\r\n").strip()
        answer(process, "Type it back from the paper: ", f"{RECOVERY}\n")
        answer(process, "Type it back from the paper: ", f"{new}\n")
        shown_until(process, "The old recovery key opens nothing any more.\r\n")
        assert process.wait(20) == 0
    assert unlock(station.places.keys, new).person == "recovery key"


@needs_pty
def test_a_recovery_key_that_nobody_has_on_paper_replaces_none(station: Station) -> None:
    with terminal(station, "keys", "recovery") as process:
        for _ in range(3):
            answer(process, "Type it back from the paper: ", f"{RECOVERY}\n")
        shown_until(process, "The old one still opens the table.\r\n")
        assert process.wait(20) == 1
    assert unlock(station.places.keys, RECOVERY).person == "recovery key"


@needs_pty
def test_at_a_terminal_it_waits_and_says_how_long(station: Station) -> None:
    for _ in range(3):
        Attempts(station.places.attempts).failed(datetime.now(UTC))
    unnamed = Station(station.folder, {**station.environ, NAMED: ""})
    with terminal(unnamed, "status") as process:
        shown_until(process, "Wrong too often in a row. Wait a second.\r\n")
        answer(process, "Passphrase: ", f"{PASSPHRASE}\n")
        shown_until(process, "Saved")
        assert process.wait(20) == 0


def test_nothing_that_is_typed_is_written_down(shared: Station) -> None:
    shared.places.backups.mkdir()
    new = shared.done("keys", "recovery").splitlines()[0].removeprefix("The recovery key: ")
    kept = b"".join(shared.content().values())

    for secret in (PASSPHRASE, BOBS, RECOVERY, new):
        assert secret.encode() not in kept
    if sys.platform != "win32":
        for path in (shared.places.keys, shared.places.backups / "station.keys"):
            assert path.stat().st_mode & 0o77 == 0


def test_help_names_the_files_that_scripts_use(station: Station) -> None:
    said = station.done("keys", "--help")

    assert NAMED in said
    assert NEW in said
    for command in ("list", "add", "change", "remove", "recovery", "restore"):
        assert station.done("keys", command, "--help").startswith("Usage: hub-console keys")


def test_a_record_that_is_not_there_has_no_keys_to_change(bare: Station) -> None:
    assert bare.refused("keys", "list").startswith("There is no table here yet ")
    assert not Path(bare.places.keys).exists()
