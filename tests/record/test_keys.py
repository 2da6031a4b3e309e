import json
import os
import stat
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from hub_console.places import Places
from hub_console.record import (
    AlreadyThere,
    Damaged,
    Missing,
    MistypedRecoveryKey,
    NewerSchema,
    RecordError,
    Unlocked,
    WrongPassphrase,
    check_keys,
    create_keys,
    unlock,
)
from hub_console.record.keys import Argon2, add_passphrase, open_keys
from hub_console.record.keys.file import key_file, read_keys, write_keys
from hub_console.record.recovery import new_recovery_key
from tests.record.keeping import new_record

QUICK = Argon2(memory=8, passes=1, lanes=1)
RECOVERY = new_recovery_key(lambda size: bytes(range(size)))
MONDAY = date(2026, 11, 23)
PHRASE = "correct horse"


def keys_of_ann(path: Path, passphrase: str = PHRASE, recovery: str = RECOVERY) -> bytes:
    return create_keys(
        path,
        passphrase,
        "Ann",
        os.urandom,
        since=MONDAY,
        recovery=recovery,
        parameters=QUICK,
    )


def a_station(folder: Path, passphrase: str = PHRASE) -> Places:
    """A station with its keys and a record."""
    folder.mkdir(exist_ok=True)
    places = Places(folder, folder)
    new_record(places.record, keys_of_ann(places.keys, passphrase)).close()
    return places


def test_the_passphrase_opens_the_key(tmp_path: Path) -> None:
    key = keys_of_ann(tmp_path / "station.keys")

    assert unlock(tmp_path / "station.keys", PHRASE) == Unlocked(key, "Ann")
    with pytest.raises(WrongPassphrase, match="capital letters count"):
        unlock(tmp_path / "station.keys", "correct hors")


@pytest.mark.parametrize("typed", [RECOVERY, RECOVERY.lower().replace("-", " ")])
def test_the_recovery_key_opens_it_when_the_passphrase_is_lost(tmp_path: Path, typed: str) -> None:
    key = keys_of_ann(tmp_path / "station.keys")

    assert unlock(tmp_path / "station.keys", typed) == Unlocked(key, "recovery key")


def test_a_mistyped_recovery_key_is_told_from_a_wrong_passphrase(tmp_path: Path) -> None:
    keys_of_ann(tmp_path / "station.keys")
    mistyped = RECOVERY[:6] + ("7" if RECOVERY[6] != "7" else "8") + RECOVERY[7:]

    with pytest.raises(MistypedRecoveryKey, match="Group 2"):
        unlock(tmp_path / "station.keys", mistyped)


def test_another_tables_recovery_key_opens_nothing(tmp_path: Path) -> None:
    keys_of_ann(tmp_path / "station.keys")

    with pytest.raises(WrongPassphrase, match="another table's, or a newer one was made"):
        unlock(tmp_path / "station.keys", new_recovery_key(os.urandom))


def test_a_passphrase_is_the_same_however_its_accents_are_typed(tmp_path: Path) -> None:
    key = keys_of_ann(tmp_path / "station.keys", "caf\u00e9 au lait")

    assert unlock(tmp_path / "station.keys", "cafe\u0301 au lait").key == key


def test_no_secret_is_in_the_file(tmp_path: Path) -> None:
    key = keys_of_ann(tmp_path / "station.keys")
    data = (tmp_path / "station.keys").read_bytes()

    for secret in (key, key.hex().encode(), PHRASE.encode(), RECOVERY.encode(), bytes(range(16))):
        assert secret not in data
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / "station.keys").stat().st_mode) == 0o600


def test_keys_are_never_made_over_keys(tmp_path: Path) -> None:
    key = keys_of_ann(tmp_path / "station.keys")

    with pytest.raises(AlreadyThere):
        keys_of_ann(tmp_path / "station.keys", "another")

    assert unlock(tmp_path / "station.keys", PHRASE).key == key


def test_a_slot_whose_header_was_altered_opens_nothing(tmp_path: Path) -> None:
    path = tmp_path / "station.keys"
    keys_of_ann(path)
    path.write_text(path.read_text().replace('"Ann"', '"Eve"'))

    with pytest.raises(Damaged, match="keys restore"):
        unlock(path, PHRASE)


def test_what_is_left_of_damaged_keys_still_opens(tmp_path: Path) -> None:
    path = tmp_path / "station.keys"
    key = keys_of_ann(path)
    path.write_text(path.read_text().replace('"Ann"', '"Eve"'))

    assert unlock(path, RECOVERY) == Unlocked(key, "recovery key")
    assert "damaged or altered" in check_keys(path, key)


def test_a_slot_of_another_station_opens_nothing_here(tmp_path: Path) -> None:
    ours = a_station(tmp_path / "ours")
    theirs = a_station(tmp_path / "theirs", "their own words")
    file, foreign = read_keys(ours.keys), read_keys(theirs.keys)
    mixed = msgspec.structs.replace(file, slots=(*file.slots, foreign.slots[0]))
    forged = key_file(file.station, mixed.slots, [unlock(theirs.keys, "their own words").key])

    for keys in (mixed, msgspec.structs.replace(forged, slots=mixed.slots)):
        write_keys(ours.keys, keys)
        with pytest.raises((Damaged, WrongPassphrase)):
            unlock(ours.keys, "their own words", ours.record)
        assert unlock(ours.keys, PHRASE, ours.record).person == "Ann"
        with pytest.raises(Damaged, match="keys restore"):
            open_keys(ours, PHRASE)


def test_nobody_slips_a_slot_in_who_has_not_opened_one(tmp_path: Path) -> None:
    places = a_station(tmp_path)
    with_eve = add_passphrase(
        open_keys(places, PHRASE), "Eve", "eve's own words", MONDAY, os.urandom, QUICK
    ).file
    forged = key_file(with_eve.station, with_eve.slots, [bytes(32)])
    write_keys(places.keys, forged)

    with pytest.raises(RecordError, match="keys restore"):
        open_keys(places, PHRASE)


def test_another_stations_keys_do_not_open_this_record(tmp_path: Path) -> None:
    ours, theirs = a_station(tmp_path / "ours"), a_station(tmp_path / "theirs")
    ours.keys.write_bytes(theirs.keys.read_bytes())

    with pytest.raises(Damaged, match="another station's, or older"):
        open_keys(ours, PHRASE)


@pytest.mark.parametrize(
    "damage",
    [
        lambda file: file["slots"][0]["argon2"].update(memory=2**40),
        lambda file: file["slots"][0]["argon2"].update(passes=10_000),
        lambda file: file["slots"][0].update(salt=7),
        lambda file: file["slots"][0].update(salt=""),
        lambda file: file["slots"][0].update(nonce=""),
        lambda file: file["slots"][0].update(public=""),
        lambda file: file["slots"][0].update(sealed=[]),
        lambda file: file["slots"][0].update(sealed=3 * file["slots"][0]["sealed"]),
        lambda file: file["slots"][0].update(kind="telepathy"),
        lambda file: file["slots"][0].update(person="Ann" * 1000),
        lambda file: file["slots"][0].update(since="yesterday"),
        lambda file: file.update(more=1),
        lambda file: file.update(slots=[]),
        lambda file: file.update(slots=100 * file["slots"]),
        lambda file: file.update(seal="x" * 2**20),
        lambda file: file.pop("slots"),
        lambda file: file.pop("station"),
    ],
)
def test_a_damaged_file_is_said_to_be_damaged(
    tmp_path: Path, damage: Callable[[dict[str, Any]], object]
) -> None:
    path = tmp_path / "station.keys"
    keys_of_ann(path)
    file = json.loads(path.read_text())
    damage(file)
    path.write_text(json.dumps(file))

    with pytest.raises(Damaged, match="keys restore"):
        unlock(path, PHRASE)


def test_a_flipped_bit_opens_with_the_same_key_or_is_said_to_be_damage(tmp_path: Path) -> None:
    path = tmp_path / "station.keys"
    key = keys_of_ann(path)
    whole = path.read_bytes()
    said = set()
    for place in range(0, len(whole), 3):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        try:
            assert unlock(path, PHRASE).key == key
        except RecordError as error:
            said.add(type(error))
    assert said <= {Damaged, NewerSchema}
    assert Damaged in said


def test_a_file_that_is_cut_off_is_said_to_be_damaged(tmp_path: Path) -> None:
    path = tmp_path / "station.keys"
    keys_of_ann(path)
    whole = path.read_bytes()
    for length in range(0, len(whole) - 2, 50):
        path.write_bytes(whole[:length])
        with pytest.raises(Damaged, match="keys restore"):
            unlock(path, PHRASE)


@pytest.mark.parametrize("text", ["", "{", "[" * 10_000, "null", "\x00", " " * 2**20])
def test_what_is_no_file_of_keys_is_said_to_be_damaged(tmp_path: Path, text: str) -> None:
    path = tmp_path / "station.keys"
    path.write_text(text)

    with pytest.raises(Damaged):
        unlock(path, PHRASE)


def test_missing_and_newer_keys_are_named(tmp_path: Path) -> None:
    path = tmp_path / "station.keys"
    with pytest.raises(Missing, match="keys restore"):
        unlock(path, PHRASE)
    path.write_text('{"format": 2, "locks": []}')
    with pytest.raises(NewerSchema):
        unlock(path, PHRASE)


def test_a_doctor_hears_of_keys_without_a_recovery_key(tmp_path: Path) -> None:
    path = tmp_path / "station.keys"
    key = create_keys(path, PHRASE, "Ann", os.urandom, since=MONDAY, parameters=QUICK)
    assert "keys recovery" in check_keys(path, key)
    path.unlink()
    assert "There are no keys" in check_keys(path, key)
    key = keys_of_ann(path)
    assert check_keys(path, key) == ""
