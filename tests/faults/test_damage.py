"""A file that was damaged on the disk: said plainly, touched by nothing, replaced by nothing."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from hub_console.record import AlreadyThere, RecordError, unlock
from tests.cli.station import PASSPHRASE, Station
from tests.faults.marking import Hand, begun_record
from tests.faults.sound import unsound
from tests.record.keeping import RULES, reopened

PAGE = 4096


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A small record that was closed in peace."""
    path = tmp_path / "table.hub"
    record = begun_record(path)
    hand = Hand(record, Random(1))
    for _ in range(20):
        hand.mark()
    record.close()
    return path


def found_wrong(path: Path) -> str:
    """What is said of a record by whoever opens it, or by a doctor who reads all of it."""
    try:
        record = reopened(path)
    except RecordError as error:
        return str(error)
    try:
        record.load(RULES)
        return "; ".join(unsound(record))
    except RecordError as error:
        return str(error)
    finally:
        record.close()


def cuts(size: int) -> Iterator[int]:
    """Every length at which something begins or ends, and one before and after it."""
    for edge in (0, 16, 100, *range(PAGE, size, PAGE)):
        yield from {max(0, edge - 1), edge, edge + 1}
    yield size - 1


def test_a_record_cut_off_anywhere_is_found(path: Path) -> None:
    whole = path.read_bytes()
    for length in cuts(len(whole)):
        path.write_bytes(whole[:length])
        assert found_wrong(path), length
        assert path.read_bytes() == whole[:length]


def test_a_byte_flipped_in_any_page_is_found(path: Path) -> None:
    whole, random = path.read_bytes(), Random(1)
    for page in range(0, len(whole), PAGE):
        flipped = bytearray(whole)
        flipped[page + random.randrange(PAGE)] ^= 1 << random.randrange(8)
        path.write_bytes(flipped)
        assert found_wrong(path), page
        assert path.read_bytes() == flipped


@pytest.fixture
def station(tmp_path: Path) -> Station:
    environ = {"HUB_CONSOLE_HOME": str(tmp_path / "home")}
    return Station(tmp_path, environ).set_up()


def test_keys_damaged_anywhere_open_all_or_nothing(station: Station) -> None:
    keys, random = station.places.keys, Random(1)
    whole, key = keys.read_bytes(), unlock(keys, PASSPHRASE).key
    for place in random.sample(range(len(whole)), 60):
        damaged = bytearray(whole)
        damaged[place] ^= 1 << random.randrange(7)
        for data in (bytes(damaged), whole[:place]):
            keys.write_bytes(data)
            with suppress(RecordError):
                assert unlock(keys, PASSPHRASE).key == key
            assert keys.read_bytes() == data


@pytest.mark.parametrize("left", ["table.hub", "station.keys"])
@pytest.mark.parametrize("size", [0, 1000])
def test_nothing_new_is_set_up_over_what_is_damaged(station: Station, left: str, size: int) -> None:
    for path in (station.places.record, station.places.keys):
        if path.name == left:
            path.write_bytes(path.read_bytes()[:size])
        else:
            path.unlink()
    before = station.content()
    with pytest.raises(AlreadyThere):
        station.set_up()
    assert station.content() == before
