"""What an import says in a shell when something is off, and what the doctor says of it again."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copyfile

import pytest
from sqlalchemy import select, text

from hub_console.bundles.courier import Courier
from hub_console.desk.station import open_station
from hub_console.meeting.acts import discussion, floor, planning
from hub_console.meeting.acts.planning import Draft
from hub_console.meeting.agenda import ItemKind
from hub_console.record import Record, schema, unlock
from hub_console.record.sqlite import File
from hub_console.settings import Settings
from tests.cli.station import PASSPHRASE, Station
from tests.cli.town import Town
from tests.desks import MovedClock


@pytest.fixture
def met(town: Town) -> Town:
    """Everybody is enrolled, a situation has the floor, and all three hold the same."""
    town.enrolled()
    town.recorder.act(planning.add_item, Draft(ItemKind.NEW, originating="SD"))
    town.recorder.act(floor.begin_next)
    town.recorder.act(floor.begin_next)
    town.carry(town.recorder, town.chair, town.coordinator)
    town.carry(town.chair, town.recorder)
    return town


def finding(station: Station, what: str, *options: str) -> str:
    """The line of the doctor about something."""
    lines = station.run("doctor", *options).stdout.splitlines()
    return next(line for line in lines if line[7:].startswith(what))


@contextmanager
def opened(station: Station) -> Iterator[Record]:
    """A station's record, opened as a command opens it."""
    key = unlock(station.places.keys, PASSPHRASE)
    record = open_station(station.places, key, Settings(), station.clock).record
    try:
        yield record
    finally:
        record.close()


def newest_feed(record: Record) -> bytes:
    """The feed into which the station wrote last."""
    with record._file.reading() as connection:
        ours = select(schema.about.c.value).where(schema.about.c.name == "station_id")
        query = (
            select(schema.entry.c.feed)
            .join(schema.feed, schema.feed.c.id == schema.entry.c.feed)
            .where(schema.feed.c.station == ours.scalar_subquery())
            .order_by(schema.entry.c.hlc.desc())
        )
        found = connection.scalar(query)
    assert isinstance(found, bytes)
    return found


def goes_on(station: Station, feed: bytes, age_band: str) -> None:
    """Mark something under a feed that was begun before."""

    def under_it(record: Record) -> None:
        record._writer.author = replace(record._writer.author, feed=feed)

    with station.at_desk() as desk:
        desk.ask(under_it, lambda _: None, lambda _: None)
        desk.settle()
        desk.do(discussion.set_field, "age_band", age_band)


def put_back(station: Station, copy: Path) -> None:
    """Put an old copy of the record in its place, by hand."""
    for end in ("-wal", "-shm"):
        Path(f"{station.places.record}{end}").unlink(missing_ok=True)
    copyfile(copy, station.places.record)


def copied(station: Station) -> Path:
    """A copy of the record as it is now, made by hand."""
    with opened(station):
        pass  # what is in the log goes into the file when it is closed
    copy = station.folder / f"{station.places.data.name}.copy"
    copyfile(station.places.record, copy)
    return copy


def test_a_clock_that_is_ahead_is_told_and_nothing_is_lost(met: Town) -> None:
    met.chair.clock = MovedClock(datetime.now(UTC) + timedelta(hours=3, minutes=1))
    met.chair.act(discussion.set_field, "sex", "F")
    with opened(met.chair) as record:
        peers = [peer for peer in record.exchange.peers() if peer.name == "Recorder"]
        courier = Courier(met.chair.places, 9, met.chair.clock.now)
        path = courier.export(record, record.home, peers, met.stick).path

    said = met.recorder.done("import", path)

    assert "  Warnings\n    The clock of Chair is 3 hours ahead of this one." in said
    assert "sex" in met.recorder.done("history").splitlines()[-1]


def test_marks_of_a_station_that_is_not_enrolled_here_are_left_out_and_said(met: Town) -> None:
    spare = met.stranger()
    for one, other in ((spare, met.recorder), (met.recorder, spare)):
        met.enrol(one, other)
    met.carry(met.recorder, spare)
    spare.act(discussion.set_field, "sex", "F")
    met.carry(spare, met.recorder)

    (said,) = met.carry(met.recorder, met.chair)

    assert "  Left out\n    9 marks of Stranger, which is not enrolled here. Enrol its card" in said
    assert "then import the next bundle of Recorder." in said


def test_what_waits_for_a_mark_that_is_missing_names_whom_to_ask(met: Town) -> None:
    before = copied(met.chair)
    with met.recorder.at_desk() as desk:
        desk.do(discussion.set_field, "sex", "F")
        desk.settle()
        met.carry(met.recorder, met.chair)
        met.carry(met.chair, met.recorder)
        put_back(met.chair, before)
        desk.do(discussion.set_field, "age_band", "12-17")
    missed = met.bundle(met.recorder, "--to", "Chair")

    said = met.chair.done("import", missed)

    assert "  Waiting\n    " in said
    assert "Recorder: " in said
    assert "Ask for its latest bundle." in said
    assert finding(met.chair, "What waits").startswith("WRONG  What waits: Recorder: ")
    met.chair.done("import", met.bundle(met.recorder, "--full"))
    assert finding(met.chair, "What waits") == "ok     What waits: nothing"


def test_two_stations_that_show_different_things_are_told_until_both_are_made_anew(
    met: Town,
) -> None:
    file = File(met.chair.places.record, unlock(met.chair.places.keys, PASSPHRASE).key)
    with file.writing() as connection:
        connection.execute(text("UPDATE digest SET value = zeroblob(16)"))
    file.close()

    (said,) = met.carry(met.chair, met.recorder)

    assert "Chair holds the same marks as this laptop and shows something else." in said
    assert finding(met.recorder, "What others show") == (
        "WRONG  What others show: Chair had the same marks and showed something else. On both"
        " laptops, run hub-console doctor --refold; then exchange once more."
    )
    met.chair.run("doctor", "--refold")
    met.carry(met.chair, met.recorder)
    assert finding(met.recorder, "What others show").startswith("ok ")


def test_two_copies_of_one_laptop_are_found_out(met: Town) -> None:
    """No honest program goes on with a feed that it did not begin, so it is made to."""
    met.chair.act(discussion.set_field, "sex", "F")
    with opened(met.chair) as record:
        feed = newest_feed(record)
    twin = copied(met.chair)
    goes_on(met.chair, feed, "12-17")
    met.carry(met.chair, met.recorder)
    put_back(met.chair, twin)
    goes_on(met.chair, feed, "18-24")

    (said,) = met.carry(met.chair, met.recorder)

    assert "  Warnings\n    Chair signed two histories under one name: a copy of its files" in said
    assert "age band 12-17" in met.recorder.done("history")
    assert "age band 18-24" not in met.recorder.done("history")


def test_marks_that_went_with_an_old_copy_are_not_called_changed(town: Town) -> None:
    """The seal comes back from the coordinator, who took nothing of the chair that it covers."""
    recorder, chair, coordinator = town.all
    for at, of in ((recorder, chair), (chair, recorder), (coordinator, recorder)):
        town.enrol(at, of)
    town.enrol(recorder, coordinator)
    recorder.act(planning.add_item, Draft(ItemKind.NEW, originating="SD"))
    recorder.act(floor.begin_next)
    recorder.act(floor.begin_next)
    town.carry(recorder, chair)
    old = copied(recorder)
    chair.act(discussion.set_field, "sex", "F")
    town.carry(chair, recorder)
    recorder.act(planning.close_meeting)
    town.carry(recorder, coordinator)
    put_back(recorder, old)
    recorder.done("import", town.bundle(coordinator, "--full"))

    said = finding(recorder, "The seals", "--verify")

    assert said.startswith("WRONG  The seals of the meetings: 20")
    assert " are missing. These marks were lost when an older copy of a table was put back." in said
    assert "The journal was changed" not in said


@pytest.mark.parametrize(
    "command",
    [
        ("station", "enroll", "{card}", "--fingerprint", "one two three four five six"),
        ("export", "{gone}/b.hubb"),
        ("import", "{bad}"),
        ("import", "--dry-run", "{bad}"),
    ],
    ids=" ".join,
)
def test_what_is_refused_changes_nothing_in_a_new_quarter_either(
    met: Town, command: tuple[str, ...]
) -> None:
    a_quarter_ago(met.recorder)
    bad = met.bundle(met.chair)
    bad.write_bytes(bad.read_bytes()[:-1] + b"x")
    card = met.card(met.stranger())
    before = own_keys(met.recorder)

    named = {"card": card, "gone": met.stick / "no", "bad": bad}
    result = met.recorder.run(*(word.format(**named) for word in command))

    assert result.exit_code == 1
    assert own_keys(met.recorder) == before


def a_quarter_ago(station: Station) -> None:
    """Let the newest key that others seal to be of a year ago."""
    file = File(station.places.record, unlock(station.places.keys, PASSPHRASE).key)
    with file.writing() as connection:
        connection.execute(text("UPDATE own_key SET made = '2025-01-01' WHERE epoch > 0"))
    file.close()


def own_keys(station: Station) -> list[tuple[object, ...]]:
    file = File(station.places.record, unlock(station.places.keys, PASSPHRASE).key)
    try:
        with file.reading() as connection:
            return [tuple(row) for row in connection.execute(text("SELECT * FROM own_key"))]
    finally:
        file.close()
