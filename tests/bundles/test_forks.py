"""A feed that its author signed with two histories: told, and what was here first is kept.

A record was copied, and the program went on twice under one feed; no honest program does that, for
each run of it begins a feed of its own.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from shutil import copyfile
from typing import NamedTuple

import pytest

from hub_console.meeting.acts import discussion, planning
from hub_console.meeting.agenda import ItemKind
from hub_console.meeting.change import differences
from hub_console.record import open_record
from tests.bundles.carried import bundle_of, taken
from tests.record.exchange.laptops import Laptop, laptops
from tests.record.exchange.test_holding import held
from tests.record.exchange.test_taking import a_meeting_on
from tests.record.keeping import KEY


class Parted(NamedTuple):
    """Laptops of which one goes on twice.

    Attributes:
        chair: Goes on as one history of its feed.
        twin: Goes on as the other one.
        recorder: Hears of both.
        deputy: Wrote something too, which both have.
        common: What all of them hold of each feed.
    """

    chair: Laptop
    twin: Laptop
    recorder: Laptop
    deputy: Laptop
    common: dict[bytes, int]


@pytest.fixture
def parted(tmp_path: Path) -> Iterator[Parted]:
    chair, recorder, deputy = laptops(tmp_path, "chair", "recorder", "deputy")
    a_meeting_on(chair)
    for laptop in (recorder, deputy):
        taken(laptop, bundle_of(chair, laptop))
    common = dict(chair.holds)
    feed = chair.record._writer.author.feed
    chair.record.close()
    path = tmp_path / "twin.hub"
    copyfile(chair.path, path)
    twin = Laptop(tmp_path / "blank.hub", "chair", random=Random(7))
    twin.record.close()
    twin.path = path
    twin.now = chair.now
    for laptop in (chair, twin):
        laptop.record = open_record(
            laptop.path, key=KEY, person="of chair", entropy=laptop.random.randbytes
        )
        writer = laptop.record._writer
        writer.author = replace(writer.author, feed=feed)
    yield Parted(chair, twin, recorder, deputy, common)
    for laptop in (chair, twin, recorder, deputy):
        laptop.record.close()


def sound(laptop: Laptop) -> bool:
    """Whether nothing is wrong with a laptop's record."""
    return (
        all(finding.sound for finding in laptop.record.check())
        and laptop.record.refold().equal
        and held(laptop) == 0
    )


def test_the_history_that_came_first_is_kept_and_the_other_told(parted: Parted) -> None:
    chair, twin, recorder, deputy, _ = parted
    taken(twin, bundle_of(deputy.do(discussion.pick_code, "risk_factors", "hna"), chair))
    taken(recorder, bundle_of(chair.do(discussion.write_note, "ours"), recorder))
    twin.do(discussion.write_note, "another").do(discussion.pick_code, "risk_factors", "msa")

    arrived = taken(recorder, bundle_of(twin, recorder))

    assert arrived.forked == ("chair",)
    assert not arrived.disagrees
    assert {note.text for note in recorder.seen.notes.values()} == {"ours"}
    (situation,) = recorder.seen.situations.values()
    assert set(situation.risk_factors) == {"hna"}
    assert sound(recorder)


def test_bundles_of_the_history_that_is_kept_go_on(parted: Parted) -> None:
    chair, twin, recorder, deputy, _ = parted
    taken(recorder, bundle_of(chair.do(discussion.write_note, "ours"), recorder))
    taken(recorder, bundle_of(twin.do(discussion.write_note, "another"), recorder))

    chair.do(discussion.write_note, "ours still")
    deputy.do(discussion.pick_code, "risk_factors", "hna")
    arrived = taken(recorder, bundle_of(chair, recorder, beyond=recorder.holds))

    assert (arrived.forked, arrived.entries) == ((), 1)
    assert {note.text for note in recorder.seen.notes.values()} == {"ours still"}
    taken(recorder, bundle_of(deputy, recorder))
    assert set(next(iter(recorder.seen.situations.values())).risk_factors) == {"hna"}
    assert sound(recorder)
    told = taken(recorder, bundle_of(twin.do(discussion.write_note, "again"), recorder))
    assert told.forked == ("chair",)


def test_who_went_on_twice_goes_on_well_once_the_program_is_started_again(parted: Parted) -> None:
    chair, twin, recorder, _, _ = parted
    taken(recorder, bundle_of(chair.do(discussion.write_note, "ours"), recorder))
    twin.do(discussion.write_note, "another").started_again()
    twin.do(discussion.pick_code, "risk_factors", "hna")

    arrived = taken(recorder, bundle_of(twin, recorder))

    assert arrived.forked == ("chair",)
    assert set(next(iter(recorder.seen.situations.values())).risk_factors) == {"hna"}
    assert {note.text for note in recorder.seen.notes.values()} == {"ours"}
    assert sound(recorder)


def test_what_waits_of_the_other_history_is_let_go_when_ours_comes(parted: Parted) -> None:
    chair, twin, recorder, _, common = parted
    (feed,) = common
    chair.do(discussion.write_note, "ours")
    twin.do(discussion.write_note, "another").do(discussion.write_note, "and more")
    early = taken(recorder, bundle_of(twin, recorder, beyond={feed: common[feed] + 1}))
    assert [waits.gap.waiting for waits in early.waits] == [1]

    arrived = taken(recorder, bundle_of(chair, recorder))

    assert arrived.forked == ("chair",)
    assert arrived.waits == ()
    assert {note.text for note in recorder.seen.notes.values()} == {"ours"}
    assert sound(recorder)


@pytest.mark.parametrize("ours_first", [True, False])
def test_two_histories_that_wait_are_not_mixed(parted: Parted, ours_first: bool) -> None:
    chair, twin, recorder, _, common = parted
    (feed,) = common
    chair.do(discussion.write_note, "ours one")
    twin.do(discussion.write_note, "another one")
    gap = bundle_of(chair, recorder)
    for text in ("two", "three"):
        chair.do(discussion.write_note, f"ours {text}")
        twin.do(discussion.write_note, f"another {text}")
    twin.do(discussion.write_note, "another four")
    beyond = {feed: common[feed] + 1}
    waiting = [bundle_of(each, recorder, beyond=beyond) for each in (chair, twin)]
    told = [taken(recorder, data) for data in (waiting if ours_first else waiting[::-1])]

    arrived = taken(recorder, gap)

    assert any(each.forked for each in [*told, arrived])
    assert arrived.waits == ()
    (note,) = recorder.seen.notes.values()
    assert note.text.startswith("ours")
    assert sound(recorder)
    taken(recorder, bundle_of(chair.do(discussion.write_note, "ours four"), recorder))
    assert differences(recorder.seen, chair.seen) == ()


def test_a_third_station_passes_on_what_it_holds_and_hears_the_rest(parted: Parted) -> None:
    chair, twin, recorder, deputy, _ = parted
    taken(recorder, bundle_of(chair.do(discussion.write_note, "ours"), recorder))
    taken(deputy, bundle_of(twin.do(discussion.write_note, "another"), deputy))
    recorder.do(discussion.pick_code, "risk_factors", "msa")
    deputy.do(planning.add_item, planning.Draft(ItemKind.NEW, originating="PD"))

    there = taken(recorder, bundle_of(deputy, recorder))
    back = taken(deputy, bundle_of(recorder, deputy))

    assert there.forked == back.forked == ("chair",)
    for laptop in (recorder, deputy):
        assert len(laptop.seen.situations) == 2
        assert {len(each.risk_factors) for each in laptop.seen.situations.values()} == {0, 1}
        assert sound(laptop)
