"""A station is set up as a whole, even if the laptop is switched off in the middle of it."""

from pathlib import Path
from random import Random

import pytest

from hub_console.desk.station import Setup, finish_set_up, must_be_free, open_station, set_up
from hub_console.meeting.rules import TableRules
from hub_console.places import Places
from hub_console.record import AlreadyThere, unlock
from hub_console.record.keys import Argon2
from hub_console.record.recovery import new_recovery_key
from hub_console.settings import Settings
from tests.builders import some_agencies
from tests.desks import MovedClock

QUICK = Argon2(memory=8, passes=1, lanes=1)
PASSPHRASE = "correct horse battery staple"
RECOVERY = new_recovery_key(Random(7).randbytes)
SETUP = Setup("B-2 Roxbury", "B-2 laptop", "Ann", PASSPHRASE, RECOVERY, some_agencies(4))


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "home", tmp_path / "home")


def made(places: Places, clock: MovedClock) -> None:
    set_up(places, SETUP, TableRules(), clock, parameters=QUICK)


def agencies_of(places: Places, secret: str, clock: MovedClock) -> int:
    """How many agencies the record holds that a secret opens."""
    unlocked = unlock(places.keys, secret, places.record)
    opened = open_station(places, unlocked, Settings(), clock, read_only=True)
    opened.record.close()
    return len(opened.loaded.table.roster)


@pytest.mark.parametrize("secret", [PASSPHRASE, RECOVERY, RECOVERY.lower().replace("-", " ")])
def test_the_passphrase_and_the_recovery_key_open_the_table(
    places: Places, clock: MovedClock, secret: str
) -> None:
    made(places, clock)

    assert sorted(path.name for path in places.data.iterdir()) == ["station.keys", "table.hub"]
    assert agencies_of(places, secret, clock) == 4


def test_neither_is_kept_in_a_file(places: Places, clock: MovedClock) -> None:
    made(places, clock)

    files = b"".join(path.read_bytes() for path in places.data.iterdir())
    for secret in (PASSPHRASE, RECOVERY, RECOVERY.replace("-", "")):
        assert secret.encode() not in files


def test_a_set_up_that_is_cut_off_between_its_two_names_is_finished_by_the_next_start(
    places: Places, clock: MovedClock
) -> None:
    made(places, clock)
    places.record.rename(places.data / "table.hub.new")

    finish_set_up(places)

    assert agencies_of(places, PASSPHRASE, clock) == 4
    with pytest.raises(AlreadyThere):
        must_be_free(places)


def test_a_set_up_that_is_cut_off_before_its_names_begins_again(
    places: Places, clock: MovedClock
) -> None:
    made(places, clock)
    for path in (places.record, places.keys):
        path.rename(path.with_name(f"{path.name}.new"))

    finish_set_up(places)
    assert not places.record.exists()
    made(places, clock)

    assert agencies_of(places, PASSPHRASE, clock) == 4


def test_a_record_is_never_replaced_by_what_lies_beside_it(
    places: Places, clock: MovedClock
) -> None:
    made(places, clock)
    (places.data / "table.hub.new").write_bytes(b"another")

    finish_set_up(places)

    assert agencies_of(places, PASSPHRASE, clock) == 4
