import json
import os
import stat
import sys
from pathlib import Path

import pytest

from hub_console.record import (
    AlreadyThere,
    Damaged,
    Missing,
    NewerSchema,
    Unlocked,
    WrongPassphrase,
    create_keys,
    unlock,
)
from hub_console.record.keys import Argon2

QUICK = Argon2(memory=64, passes=1, lanes=1)


def keys_of_ann(path: Path, passphrase: str = "correct horse") -> bytes:
    return create_keys(path, passphrase, "Ann", os.urandom, QUICK)


def test_the_passphrase_opens_the_key(tmp_path: Path) -> None:
    key = keys_of_ann(tmp_path / "station.keys")

    assert unlock(tmp_path / "station.keys", "correct horse") == Unlocked(key, "Ann")
    with pytest.raises(WrongPassphrase):
        unlock(tmp_path / "station.keys", "correct hors")


def test_a_passphrase_is_the_same_however_its_accents_are_typed(tmp_path: Path) -> None:
    key = keys_of_ann(tmp_path / "station.keys", "caf\u00e9 au lait")

    assert unlock(tmp_path / "station.keys", "cafe\u0301 au lait").key == key


def test_the_key_itself_is_not_in_the_file(tmp_path: Path) -> None:
    key = keys_of_ann(tmp_path / "station.keys")
    data = (tmp_path / "station.keys").read_bytes()

    assert key not in data
    assert key.hex().encode() not in data
    assert b"correct horse" not in data
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / "station.keys").stat().st_mode) == 0o600


def test_keys_are_never_made_over_keys(tmp_path: Path) -> None:
    key = keys_of_ann(tmp_path / "station.keys")

    with pytest.raises(AlreadyThere):
        keys_of_ann(tmp_path / "station.keys", "another")

    assert unlock(tmp_path / "station.keys", "correct horse").key == key


def test_a_slot_whose_header_was_altered_opens_nothing(tmp_path: Path) -> None:
    path = tmp_path / "station.keys"
    keys_of_ann(path)
    path.write_text(path.read_text().replace('"Ann"', '"Eve"'))

    with pytest.raises(WrongPassphrase):
        unlock(path, "correct horse")


@pytest.mark.parametrize(
    "damage",
    [
        lambda file: file["slots"][0]["argon2"].update(memory=2**40),
        lambda file: file["slots"][0]["argon2"].update(passes=10_000),
        lambda file: file["slots"][0].update(salt=7),
        lambda file: file["slots"][0].update(salt=""),
        lambda file: file["slots"][0].update(nonce=""),
        lambda file: file["slots"][0].update(kind="telepathy"),
        lambda file: file.update(more=1),
        lambda file: file.pop("slots"),
    ],
)
def test_a_damaged_file_is_said_to_be_damaged(tmp_path: Path, damage: object) -> None:
    path = tmp_path / "station.keys"
    keys_of_ann(path)
    file = json.loads(path.read_text())
    damage(file)  # type: ignore[operator]
    path.write_text(json.dumps(file))

    with pytest.raises(Damaged, match="Bring back your copy"):
        unlock(path, "correct horse")


@pytest.mark.parametrize("text", ["", "{", "[" * 10_000, "null", "\x00"])
def test_what_is_no_file_of_keys_is_said_to_be_damaged(tmp_path: Path, text: str) -> None:
    path = tmp_path / "station.keys"
    path.write_text(text)

    with pytest.raises(Damaged):
        unlock(path, "correct horse")


def test_missing_and_newer_keys_are_named(tmp_path: Path) -> None:
    path = tmp_path / "station.keys"
    with pytest.raises(Missing):
        unlock(path, "correct horse")
    path.write_text('{"format": 2, "locks": []}')
    with pytest.raises(NewerSchema):
        unlock(path, "correct horse")
