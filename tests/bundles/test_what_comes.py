"""Whatever is on the stick: what is no bundle for us is told, and what is one finds its place."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from hub_console.bundles.errors import (
    Altered,
    BundleError,
    NewerFormat,
    NotABundle,
    NotForUs,
    OtherTable,
    OwnBundle,
    RevokedSender,
    TooLarge,
    UnknownSender,
)
from hub_console.bundles.header import LARGEST
from hub_console.bundles.importing import take_file
from hub_console.meeting.acts import discussion
from hub_console.meeting.change import differences
from hub_console.record.exchange.arrived import Arrived
from tests.bundles.carried import bundle_of, taken
from tests.record.exchange.laptops import Laptop, laptops
from tests.record.exchange.test_holding import held
from tests.record.exchange.test_taking import a_meeting_on
from tests.simulation.agreed import everything

YEARS = timedelta(days=365 * 30)


@pytest.fixture
def three(tmp_path: Path) -> Iterator[tuple[Laptop, Laptop, Laptop]]:
    recorder, chair, deputy = laptops(tmp_path, "recorder", "chair", "deputy")
    a_meeting_on(recorder)
    for laptop in (chair, deputy):
        taken(laptop, bundle_of(recorder, laptop))
    yield recorder, chair, deputy
    for laptop in (recorder, chair, deputy):
        laptop.record.close()


def refused(laptop: Laptop, data: bytes, folder: Path) -> BundleError:
    """How a laptop refuses a file, which changes nothing."""
    before, path = everything(laptop.record), folder / "stick.hubb"
    path.write_bytes(data)
    with pytest.raises(BundleError) as told:
        take_file(laptop.record, laptop.identity, path, folder / "quarantine", laptop.now)
    assert everything(laptop.record) == before
    assert (folder / "quarantine").exists() is told.value.quarantined
    return told.value


@pytest.mark.parametrize(
    "data",
    [b"", b"H", b"HUBBNDL", b"HUBBNDL\0", b"PK\3\4" + bytes(5000), "Minutes".encode("utf-16")],
    ids=["empty", "a letter", "cut off at once", "no format", "an archive", "a text"],
)
def test_another_file_is_no_bundle(
    three: tuple[Laptop, Laptop, Laptop], tmp_path: Path, data: bytes
) -> None:
    assert isinstance(refused(three[0], data, tmp_path), NotABundle)


def test_a_record_is_no_bundle(three: tuple[Laptop, Laptop, Laptop], tmp_path: Path) -> None:
    recorder, chair, _ = three
    assert isinstance(refused(chair, recorder.path.read_bytes(), tmp_path), NotABundle)


def test_a_file_that_is_far_too_large_is_not_even_read(
    three: tuple[Laptop, Laptop, Laptop], tmp_path: Path
) -> None:
    recorder, chair, _ = three
    path = tmp_path / "large.hubb"
    path.write_bytes(bundle_of(recorder, chair))
    os.truncate(path, LARGEST * 1000)
    with pytest.raises(TooLarge):
        take_file(chair.record, chair.identity, path, tmp_path / "quarantine", chair.now)


def test_a_bundle_of_a_newer_format_says_so(
    three: tuple[Laptop, Laptop, Laptop], tmp_path: Path
) -> None:
    recorder, chair, _ = three
    data = bytearray(bundle_of(recorder, chair))
    data[7] = 2
    assert isinstance(refused(chair, bytes(data), tmp_path), NewerFormat)


def test_a_bundle_of_another_table_is_told(tmp_path: Path) -> None:
    ours = Laptop(tmp_path / "ours.hub", "ours", "B-2 Roxbury", random=Random(1))
    theirs = Laptop(tmp_path / "theirs.hub", "theirs", "C-11 Dorchester", random=Random(2))
    city = Laptop(tmp_path / "city.hub", "city", "", random=Random(3)).knows(ours, theirs)
    ours.knows(theirs, city)
    a_meeting_on(theirs.knows(ours, city))
    data = bundle_of(theirs, ours, city)

    told = refused(ours, data, tmp_path)

    assert isinstance(told, OtherTable)
    assert "C-11 Dorchester" in str(told)
    assert taken(city, data).entries > 0


def test_a_stranger_and_one_who_was_revoked_are_told_apart(
    three: tuple[Laptop, Laptop, Laptop], tmp_path: Path
) -> None:
    recorder, chair, deputy = three
    stranger = Laptop(tmp_path / "stranger.hub", "stranger", random=Random(9)).knows(recorder)
    data = bundle_of(stranger, recorder)
    assert isinstance(refused(recorder, data, tmp_path), UnknownSender)

    before = bundle_of(deputy.do(discussion.pick_code, "risk_factors", "msa"), recorder, chair)
    recorder.record.exchange.revoke(recorder.peer(deputy), recorder.now)

    told = refused(recorder, before, tmp_path)
    assert isinstance(told, RevokedSender)
    assert "deputy" in str(told)
    taken(chair, before)
    passed_on = taken(recorder, bundle_of(chair, recorder))
    assert passed_on.entries == 1
    assert recorder.holds == chair.holds
    taken(recorder.knows(deputy), before)


def test_our_own_bundle_and_one_for_others_are_told_apart(
    three: tuple[Laptop, Laptop, Laptop], tmp_path: Path
) -> None:
    recorder, chair, deputy = three
    data = bundle_of(recorder, chair)
    assert isinstance(refused(recorder, data, tmp_path), OwnBundle)
    assert isinstance(refused(deputy, data, tmp_path), NotForUs)


def test_a_bundle_under_another_senders_name_is_altered(
    three: tuple[Laptop, Laptop, Laptop], tmp_path: Path
) -> None:
    recorder, chair, deputy = three
    data = bundle_of(recorder, chair)
    renamed = data[:8] + bytes.fromhex(deputy.identity.id) + data[24:]
    assert isinstance(refused(chair, renamed, tmp_path), Altered)


def test_a_bundle_that_is_older_than_what_is_held_changes_nothing_that_shows(
    three: tuple[Laptop, Laptop, Laptop],
) -> None:
    recorder, chair, _ = three
    old = bundle_of(recorder.do(discussion.write_note, "old"), chair)
    taken(chair, bundle_of(recorder.do(discussion.write_note, "new"), chair))
    shown, holds = chair.seen, chair.holds

    arrived = taken(chair, old)

    assert (arrived.entries, arrived.touched, arrived.waits) == (0, (), ())
    assert (chair.seen, chair.holds) == (shown, holds)
    assert chair.record.refold().equal


@pytest.mark.parametrize("ahead", [timedelta(minutes=3), timedelta(hours=1), YEARS])
def test_a_bundle_from_the_future_is_taken_and_the_clock_told(
    three: tuple[Laptop, Laptop, Laptop], ahead: timedelta
) -> None:
    recorder, chair, _ = three
    recorder.now = chair.now + ahead
    arrived = taken(chair, bundle_of(recorder, chair))

    assert arrived.ahead(chair.now) == ahead
    assert differences(recorder.seen, chair.seen) == ()
    back = taken(recorder, bundle_of(chair.do(discussion.write_note, "a note"), recorder))
    assert back.ahead(recorder.now) == timedelta()
    assert [note.text for note in recorder.seen.notes.values()] == ["a note"]


@pytest.mark.parametrize("seed", [1])
def test_two_hundred_bundles_at_once_in_any_order(
    three: tuple[Laptop, Laptop, Laptop], seed: int
) -> None:
    recorder, chair, deputy = three
    bundles, seen = [], {each.name: each.holds for each in (recorder, chair)}
    for number in range(100):
        for laptop in (recorder, chair):
            laptop.do(discussion.write_note, f"{number} of {laptop.name}")
            bundles.append(bundle_of(laptop, deputy, beyond=seen[laptop.name]))
            seen[laptop.name] = laptop.holds
    Random(seed).shuffle(bundles)

    arrived: list[Arrived] = [taken(deputy, data) for data in bundles]

    assert sum(each.entries for each in arrived) == 200
    assert not any(each.disagrees or each.forked for each in arrived)
    assert (arrived[-1].waits, held(deputy)) == ((), 0)
    assert deputy.record.refold().equal
    taken(recorder, bundle_of(chair, recorder))
    assert differences(recorder.seen, deputy.seen) == ()
    assert not taken(recorder, bundle_of(deputy, recorder)).disagrees
