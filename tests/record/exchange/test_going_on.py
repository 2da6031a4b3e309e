"""What a station goes on with, after it has heard from others."""

from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select

from hub_console.desk.erasing import purge
from hub_console.meeting.acts import discussion, planning, room
from hub_console.meeting.change import differences
from hub_console.meeting.retention import all_before
from hub_console.meeting.values import Id
from hub_console.record import open_record, schema
from hub_console.record.entry import VERSION, Assertion, Entry, EntryId, Payload, packed
from hub_console.record.intake import Intake
from hub_console.record.writer import read_clock
from tests.builders import some_agencies
from tests.record.exchange.laptops import Laptop, laptops
from tests.record.exchange.test_taking import a_meeting_on
from tests.record.keeping import KEY


def clock_of(laptop: Laptop) -> int:
    """The clock of what was marked last at a laptop."""
    own = laptop.record._writer.author.feed
    with laptop.record._file.reading() as connection:
        return int(connection.scalar(select(schema.feed.c.hlc).where(schema.feed.c.id == own)) or 0)


def test_a_station_that_was_heard_can_be_revoked_and_enrolled_again(tmp_path: Path) -> None:
    recorder, chair = laptops(tmp_path, "recorder", "chair")
    chair.takes(a_meeting_on(recorder).parcel())

    chair.record.exchange.revoke(chair.peer(recorder), chair.now)

    assert chair.peer(recorder).revoked == chair.now
    chair.knows(recorder)
    assert chair.peer(recorder).revoked is None
    home, them = chair.home, recorder.identity.id
    assert chair.record.exchange.seen(home, [them], chair.now) == recorder.holds


@pytest.mark.parametrize("ahead", [timedelta(minutes=5), timedelta(days=365 * 30)])
def test_what_is_marked_after_an_import_comes_after_all_of_it(
    tmp_path: Path, ahead: timedelta
) -> None:
    recorder, chair = laptops(tmp_path, "recorder", "chair")
    chair.takes(a_meeting_on(recorder).parcel())
    chair.do(discussion.pick_code, "risk_factors", "msa")
    recorder.now += ahead

    recorder.do(discussion.pick_code, "risk_factors", "hna")

    chair.takes(recorder.parcel())
    with chair.record._file.reading() as connection:
        latest = read_clock(connection)
    chair.do(discussion.drop_code, "risk_factors", "hna")

    assert clock_of(chair) > latest


def test_what_a_newer_program_said_here_does_not_keep_the_console_from_starting(
    tmp_path: Path,
) -> None:
    laptop = a_meeting_on(Laptop(tmp_path / "table.hub", "recorder", random=Random(1)))
    (situation,) = laptop.seen.situations
    before = laptop.seen
    for version, said in (
        (VERSION, Assertion("weather", "rain")),
        (VERSION, Assertion("risk_factors", "many")),
        (VERSION + 1, Assertion("lead", "XX")),
    ):
        _say(laptop, Payload(bytes(16), "feel", 0, (said,)), situation, version)

    laptop.started_again()

    assert laptop.seen == before
    assert laptop.record.refold().equal
    assert len(laptop.record.history()) > 0


def test_what_is_erased_waits_for_nothing_any_more(tmp_path: Path) -> None:
    recorder, chair, third = laptops(tmp_path, "recorder", "chair", "third")
    for laptop in (chair, third):
        laptop.takes(a_meeting_on(recorder).parcel() if laptop is chair else recorder.parcel())
    chair.takes(recorder.do(discussion.pick_code, "risk_factors", "msa").parcel())
    chair.do(discussion.drop_code, "risk_factors", "msa")
    third.takes(chair.parcel(recorder.holds))
    chair.do(discussion.reject, "originator").do(planning.close_meeting)

    third.takes(chair.parcel(recorder.holds))

    assert third.record.refold().equal
    third.takes(chair.parcel())
    assert third.record.refold().equal
    assert third.holds == chair.holds


def test_what_only_a_newer_program_reads_is_not_waited_for_once_it_is_there(tmp_path: Path) -> None:
    recorder, chair, third = laptops(tmp_path, "recorder", "chair", "third")
    a_meeting_on(recorder)
    for laptop in (chair, third):
        laptop.takes(recorder.parcel())
    (situation,) = recorder.seen.situations
    newer = Assertion("lead", "swarm")
    last = _say(recorder, Payload(bytes(16), "feel", 0, (newer,)), situation, VERSION + 1)
    chair.takes(recorder.parcel())
    chair.do(discussion.pick_code, "risk_factors", "msa")
    over = Assertion("lead", "HC", (last,))
    _say(chair, Payload(bytes(16), "feel", 0, (over,)), situation, VERSION)

    third.takes(chair.parcel(recorder.holds))

    assert third.record.refold().equal
    third.takes(recorder.parcel())
    assert third.record.refold().equal
    third.takes(chair.parcel())
    assert differences(third.seen, chair.seen) == ()


def test_a_coordinator_that_marks_first_speaks_of_the_table_that_it_opened(tmp_path: Path) -> None:
    recorder = Laptop(tmp_path / "recorder.hub", "recorder", random=Random(1))
    city = Laptop(tmp_path / "city.hub", "city", "", random=Random(2)).knows(recorder)
    recorder.knows(city)
    city.record.close()
    city.record = open_record(
        city.path, key=KEY, person="x", entropy=city.random.randbytes, home=recorder.home
    )
    city.do(room.set_roster, some_agencies(2))

    recorder.takes(city.parcel())
    city.takes(a_meeting_on(recorder).parcel())

    assert differences(recorder.seen, city.seen) == ()
    assert recorder.seen.home.name == "B-2 Roxbury"
    assert recorder.record.conflicts() == []
    assert list(city.record.exchange.tables().values()) == ["B-2 Roxbury"]


def test_a_coordinator_purges_the_table_that_it_opened_and_no_other(tmp_path: Path) -> None:
    one = Laptop(tmp_path / "one.hub", "one", "B-2 Roxbury", random=Random(1))
    other = Laptop(tmp_path / "other.hub", "other", "C-11 Dorchester", random=Random(2))
    city = Laptop(tmp_path / "city.hub", "city", "", random=Random(3)).knows(one, other)
    for laptop in (one, other):
        a_meeting_on(laptop.knows(city)).do(discussion.write_note, "said")
        laptop.do(discussion.reject, "originator").do(room.arrive, "PD")
        city.takes(laptop.parcel())
    city.record.close()
    city.record = open_record(
        city.path, key=KEY, person="x", entropy=city.random.randbytes, home=one.home
    )
    tomorrow = all_before((city.now + timedelta(days=1)).date())

    past = city.record.past(tomorrow)
    purge(city.record, past, city.now)

    assert {kind: len(keys) for kind, keys in past.items()} == {
        "notes": 1,
        "details of concluded situations": 1,
        "attendances": 1,
    }
    assert city.record.past(tomorrow) == {}
    assert one.takes(city.parcel()).erased == 3
    assert len(other.record.past(tomorrow)) == 3
    assert not other.takes(city.parcel(home=other.home)).disagrees


def _say(laptop: Laptop, payload: Payload, record: Id, version: int) -> EntryId:
    feed, data = laptop.record._writer.author.feed, packed(payload)
    with laptop.record._file.writing() as connection:
        intake = Intake(connection)
        tip = intake.tip(feed)
        assert tip is not None
        said = sha256(data).digest()
        intake.take(
            Entry(
                feed, tip.seq + 1, tip.hlc + 1, tip.hash, said, record, "detail", version, "", data
            )
        )
        intake.flush()
        return EntryId(feed, tip.seq + 1)
