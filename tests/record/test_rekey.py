"""Who is removed is shut out of everything; who remains opens everything, at every moment."""

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from random import Random
from threading import Timer

import pytest

from hub_console.meeting.values import Id
from hub_console.places import Places
from hub_console.record import (
    AlreadyThere,
    Busy,
    Damaged,
    DiskFull,
    Missing,
    RecordError,
    WrongPassphrase,
    check_keys,
    unlock,
)
from hub_console.record.keys import (
    add_passphrase,
    change_passphrase,
    finish,
    open_keys,
    remove_passphrase,
    renew_recovery,
    restore_keys,
)
from hub_console.record.keys.changing import copy_of
from hub_console.record.keys.file import key_file, write_keys
from hub_console.record.recovery import new_recovery_key
from hub_console.record.sqlite import File, opens
from tests.record.keeping import RULES, new_record, reopened
from tests.record.test_file import largest_file
from tests.record.test_keys import MONDAY, PHRASE, QUICK, RECOVERY, keys_of_ann

BOB, EVE = "bob's own words", "eve's own words"
REMAINING = (PHRASE, EVE, RECOVERY)
TEXT = "what was noted " * 20_000


def quietly(_: Path) -> None:
    """Nobody watches."""


def a_table(folder: Path, backups: int = 2) -> Places:
    """A station of Ann, Bob and Eve, with a record of some size and a few backups."""
    places = Places(folder, folder)
    key = keys_of_ann(places.keys)
    record = new_record(places.record, key)
    record.save_draft(Id("d" * 32), TEXT)
    record.close()
    places.backups.mkdir()
    for day in range(backups):
        a_backup(places, key, f"2026-11-{day + 1:02}T110000Z.hub")
    for person, passphrase in (("Bob", BOB), ("Eve", EVE)):
        added(places, person, passphrase)
    return places


def a_backup(places: Places, key: bytes, name: str) -> Path:
    path = places.backups / name
    path.touch()
    with closing(File(places.record, key, read_only=True)) as file:
        file.copy_to(path)
    return path


def added(places: Places, person: str, passphrase: str) -> None:
    add_passphrase(open_keys(places, PHRASE), person, passphrase, MONDAY, os.urandom, QUICK)


def files_of(places: Places) -> list[Path]:
    return [places.record, *sorted(places.backups.glob("*.hub"))]


def text_in(path: Path, key: bytes) -> str:
    record = reopened(path, key)
    try:
        return record.load(RULES).drafts[Id("d" * 32)]
    finally:
        record.close()


def all_open(places: Places, *secrets: str) -> None:
    """Every secret opens the record and every backup, by the keys and by their copy."""
    for keys in (places.keys, copy_of(places)):
        for secret in secrets:
            for path in files_of(places):
                assert opens(path, unlock(keys, secret, path).key), (keys, secret, path)
    assert text_in(places.record, unlock(places.keys, secrets[0], places.record).key) == TEXT


def test_who_is_removed_opens_nothing_even_with_an_old_copy_of_the_keys(tmp_path: Path) -> None:
    places = a_table(tmp_path)
    old_keys = tmp_path / "old.keys"
    old_keys.write_bytes(places.keys.read_bytes())
    old_key = unlock(old_keys, BOB).key
    told: list[Path] = []

    remove_passphrase(open_keys(places, EVE), "bob", os.urandom, told.append)

    assert told == files_of(places)
    assert not any(opens(path, old_key) for path in files_of(places))
    with pytest.raises(WrongPassphrase):
        unlock(places.keys, BOB)
    all_open(places, *REMAINING)
    assert check_keys(places.keys, unlock(places.keys, EVE).key) == ""
    beside = {path.name for path in places.backups.iterdir()} - {"station.keys"}
    assert beside == {path.name for path in files_of(places)[1:]}


def test_the_record_is_whole_with_its_new_key(tmp_path: Path) -> None:
    places = a_table(tmp_path)
    remove_passphrase(open_keys(places, PHRASE), "Bob", os.urandom, quietly)

    record = reopened(places.record, unlock(places.keys, PHRASE).key)
    assert all(finding.sound for finding in record.check(thorough=True))
    assert record.refold().equal
    assert record.load(RULES).table.home.name == "B-2"
    record.close()


def test_the_old_recovery_key_opens_nothing_even_with_an_old_copy_of_the_keys(
    tmp_path: Path,
) -> None:
    places = a_table(tmp_path)
    old_key = unlock(places.keys, RECOVERY).key
    new = new_recovery_key(os.urandom)

    renew_recovery(open_keys(places, RECOVERY), new, MONDAY, os.urandom, quietly)

    assert not any(opens(path, old_key) for path in files_of(places))
    with pytest.raises(WrongPassphrase):
        unlock(places.keys, RECOVERY)
    all_open(places, PHRASE, BOB, EVE, new)


def test_a_lost_passphrase_is_replaced_with_the_recovery_key(tmp_path: Path) -> None:
    places = a_table(tmp_path)
    change_passphrase(open_keys(places, RECOVERY), "Bob", "better kept", MONDAY, os.urandom, QUICK)

    assert unlock(places.keys, "better kept").person == "Bob"
    with pytest.raises(WrongPassphrase):
        unlock(places.keys, BOB)
    all_open(places, "better kept", *REMAINING)


def test_the_last_passphrase_is_never_removed(tmp_path: Path) -> None:
    places = a_table(tmp_path)
    for person in ("Bob", "Eve"):
        remove_passphrase(open_keys(places, PHRASE), person, os.urandom, quietly)
    before = places.keys.read_bytes()

    with pytest.raises(RecordError, match="Ann has the only passphrase"):
        remove_passphrase(open_keys(places, RECOVERY), "Ann", os.urandom, quietly)

    assert places.keys.read_bytes() == before


@pytest.mark.parametrize(
    ("person", "passphrase", "said"),
    [("ann", "new words", "Ann|ann has a passphrase here"), ("Dan", BOB, "Choose another one")],
)
def test_one_person_has_one_passphrase_of_their_own(
    tmp_path: Path, person: str, passphrase: str, said: str
) -> None:
    places = a_table(tmp_path)
    with pytest.raises(RecordError, match=said):
        added(places, person, passphrase)


def test_a_change_cut_off_before_the_record_had_its_new_key(tmp_path: Path) -> None:
    places = a_table(tmp_path)
    cut_off(places)
    all_open(places, *REMAINING)
    assert "cut off" in check_keys(places.keys, unlock(places.keys, EVE, places.record).key)

    finished = finish(open_keys(places, EVE), quietly)

    assert len(finished.keys) == 1
    assert unlock(places.keys, RECOVERY).key == finished.keys[0]
    all_open(places, *REMAINING)


def test_a_change_cut_off_between_the_record_and_its_backups(tmp_path: Path) -> None:
    places = a_table(tmp_path)
    newest, older = cut_off(places)
    with closing(File(places.record, older)) as file:
        file.rekey(newest)
    all_open(places, *REMAINING)

    remove_passphrase(open_keys(places, PHRASE), "Eve", os.urandom, quietly)

    all_open(places, PHRASE, RECOVERY)
    assert not any(opens(path, key) for path in files_of(places) for key in (newest, older))


def test_a_change_cut_off_between_the_keys_and_their_copy(tmp_path: Path) -> None:
    places = a_table(tmp_path)
    before = places.keys.read_bytes()
    cut_off(places)
    begun = places.keys.read_bytes()
    places.keys.write_bytes(before)
    all_open(places, *REMAINING)

    remove_passphrase(open_keys(places, PHRASE), "Bob", os.urandom, quietly)
    all_open(places, *REMAINING)

    places.keys.write_bytes(begun)
    with pytest.raises(Damaged, match="older than the other"):
        open_keys(places, PHRASE)
    restore_keys(places, PHRASE)
    all_open(places, *REMAINING)


def cut_off(places: Places) -> tuple[bytes, bytes]:
    """Begin to remove Bob, and end with the new key written down: it, and the one before."""
    keys = open_keys(places, PHRASE)
    slots = [slot for slot in keys.file.slots if slot.person != "Bob"]
    both = os.urandom(32), keys.keys[0]
    for path in (places.keys, copy_of(places)):
        write_keys(path, key_file(keys.file.station, slots, both))
    return both


def test_another_program_that_has_the_record_open_is_named_and_nothing_is_lost(
    tmp_path: Path,
) -> None:
    places = a_table(tmp_path)
    with closing(File(places.record, unlock(places.keys, PHRASE).key)) as wall:
        with wall.reading() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM entry").fetchone()
            with pytest.raises(Busy, match="not finished"):
                remove_passphrase(open_keys(places, PHRASE), "Bob", os.urandom, quietly)
        all_open(places, *REMAINING)

    finish(open_keys(places, PHRASE), quietly)
    all_open(places, *REMAINING)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_a_full_disk_leaves_everything_open_and_is_gone_on_from(tmp_path: Path) -> None:
    places = a_table(tmp_path)
    with largest_file(places.record.stat().st_size // 2), pytest.raises(DiskFull, match="as much"):
        remove_passphrase(open_keys(places, PHRASE), "Bob", os.urandom, quietly)
    all_open(places, *REMAINING)

    finish(open_keys(places, EVE), quietly)
    all_open(places, *REMAINING)


def test_a_damaged_backup_is_named_and_left(tmp_path: Path) -> None:
    places = a_table(tmp_path)
    damaged = files_of(places)[1]
    damaged.write_bytes(damaged.read_bytes()[:5000])
    empty = places.backups / "2026-11-03T110000Z.hub"
    empty.touch()

    left = remove_passphrase(open_keys(places, PHRASE), "Bob", os.urandom, quietly).left

    assert left == (damaged, empty)
    assert empty.read_bytes() == b""
    damaged.unlink()
    empty.unlink()
    all_open(places, *REMAINING)


def test_damaged_keys_are_brought_back_and_kept_aside(tmp_path: Path) -> None:
    places = a_table(tmp_path)
    for number in (1, 2):
        places.keys.write_bytes(b"not keys")
        assert restore_keys(places, EVE) == tmp_path / f"station.keys.damaged-{number}"
        assert (tmp_path / f"station.keys.damaged-{number}").read_bytes() == b"not keys"
        all_open(places, BOB, *REMAINING)
    places.keys.unlink()
    assert restore_keys(places, RECOVERY) is None
    all_open(places, BOB, *REMAINING)


def test_another_stations_keys_are_put_aside_for_our_own(tmp_path: Path) -> None:
    places = a_table(tmp_path)
    places.keys.unlink()
    keys_of_ann(places.keys, "their own words")

    assert restore_keys(places, PHRASE) is not None
    all_open(places, BOB, *REMAINING)


def test_sound_keys_are_left_alone(tmp_path: Path) -> None:
    places = a_table(tmp_path)
    before = places.keys.read_bytes()
    copy_of(places).write_bytes(before)
    change_passphrase(open_keys(places, BOB), "Bob", "better kept", MONDAY, os.urandom, QUICK)
    changed = places.keys.read_bytes()
    copy_of(places).write_bytes(before)

    for secret, refusal in ((PHRASE, AlreadyThere), (BOB, WrongPassphrase)):
        with pytest.raises(refusal):
            restore_keys(places, secret)
    assert places.keys.read_bytes() == changed


def test_a_copy_that_does_not_open_the_record_is_not_brought_back(tmp_path: Path) -> None:
    places = a_table(tmp_path)
    old = places.keys.read_bytes()
    remove_passphrase(open_keys(places, PHRASE), "Bob", os.urandom, quietly)
    places.keys.write_bytes(b"not keys")
    copy_of(places).write_bytes(old)

    with pytest.raises(Damaged, match="older"):
        restore_keys(places, PHRASE)
    with pytest.raises(WrongPassphrase):
        restore_keys(places, "nobody's words")
    copy_of(places).unlink()
    with pytest.raises(Missing, match="your own copy"):
        restore_keys(places, PHRASE)
    assert places.keys.read_bytes() == b"not keys"


CHANGER = """
import os, sys
from pathlib import Path
from hub_console.places import Places
from hub_console.record.keys import add_passphrase, finish, open_keys, remove_passphrase
from tests.record.test_keys import MONDAY, QUICK
from tests.record.test_rekey import BOB, PHRASE, quietly
places = Places(Path(sys.argv[1]), Path(sys.argv[1]))
print(flush=True)
while True:
    keys = finish(open_keys(places, PHRASE), quietly)
    if all(slot.person != "Bob" for slot in keys.file.slots):
        keys = add_passphrase(keys, "Bob", BOB, MONDAY, os.urandom, QUICK)
    remove_passphrase(keys, "Bob", os.urandom, quietly)
"""


def killed_while_changing(places: Places, seconds: float) -> None:
    """Kill a program that adds Bob and removes him again and again."""
    with subprocess.Popen(
        [sys.executable, "-c", CHANGER, str(places.data)],
        stdout=subprocess.PIPE,
        env=os.environ,
    ) as changer:
        assert changer.stdout is not None
        changer.stdout.readline()
        Timer(seconds, changer.kill).start()
        assert changer.wait(60) != 0


@pytest.mark.parametrize("kills", [10, pytest.param(1000, marks=pytest.mark.long)])
def test_who_remains_opens_everything_after_a_kill(tmp_path: Path, kills: int) -> None:
    places = a_table(tmp_path)
    random, unfinished = Random(1), 0
    for _ in range(kills):
        killed_while_changing(places, random.uniform(0, 0.2))

        keys = open_keys(places, PHRASE)
        unfinished += keys.file.unfinished
        all_open(places, *REMAINING)
        if random.random() < 0.5:
            finish(keys, quietly)
    finished = finish(open_keys(places, RECOVERY), quietly)
    assert unfinished > 0
    assert finished.left == ()
    record = reopened(places.record, finished.keys[0])
    assert all(finding.sound for finding in record.check(thorough=True))
    record.close()
    all_open(places, *REMAINING)
