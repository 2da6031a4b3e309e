"""Entries of stations that heard nothing of each other, taken in whatever order they come."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import permutations
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select

from hub_console.meeting.situation import Situation
from hub_console.meeting.table import table_id
from hub_console.meeting.values import Id
from hub_console.record import Record, schema
from hub_console.record.codec import Raw
from hub_console.record.entry import ERASE, NOTHING, Assertion, Entry, EntryId, Payload, packed
from hub_console.record.intake import BrokenChain, Intake
from tests.record.keeping import RULES, new_record

SITUATION = Id("5" * 32)
NOTE = Id("6" * 32)


@dataclass
class Station:
    """A station that writes entries by hand."""

    feed: bytes
    entries: list[Entry] = field(default_factory=list)

    def says(
        self,
        hlc: int,
        field_: str,
        value: Raw,
        *parents: EntryId,
        record: Id = SITUATION,
        kind: str = "situation",
        version: int = 1,
    ) -> EntryId:
        payload = packed(Payload(os.urandom(16), "say", 0, (Assertion(field_, value, parents),)))
        last = self.entries[-1].hash if self.entries else NOTHING
        hashed = sha256(payload).digest()
        seq = len(self.entries) + 1
        self.entries.append(
            Entry(self.feed, seq, hlc, last, hashed, record, kind, version, "Bo", payload)
        )
        return EntryId(self.feed, seq)


def taken(path: Path, entries: Sequence[Entry], *, together: bool = False) -> Record:
    """A record that took entries in, each in a transaction of its own or all in one."""
    record = new_record(path)
    file = record._file
    with file.writing() as connection:
        station = connection.scalar(select(schema.station.c.id))
        for feed in {entry.feed for entry in entries}:
            row = {"id": feed, "station": station, "role": "r", "started": "", "seq": 0}
            row |= {"hlc": 0, "tip": NOTHING, "home": table_id("B-2")}
            connection.execute(schema.feed.insert(), [row])
    for some in [entries] if together else [[entry] for entry in entries]:
        with file.writing() as connection:
            intake = Intake(connection)
            for entry in some:
                intake.take(entry)
            intake.flush()
    return record


def outcome(record: Record) -> tuple[object, ...]:
    """What a record shows and keeps, whatever the order in which it came."""
    with record._file.reading() as connection:
        folded = [
            sorted(tuple(row) for row in connection.execute(select(table)))
            for table in schema.FOLDED
        ]
    table = record.load(RULES).table
    assert record.refold().equal
    assert all(finding.sound for finding in record.check())
    return folded, table.situations, table.notes, record.conflicts()


def orders(*stations: Station) -> list[list[Entry]]:
    """Every order in which the stations' entries can come, each feed in its own order."""
    feeds = [station.feed for station in stations for _ in station.entries]
    return [
        [next(rest[feed]) for feed in order]
        for order in sorted(set(permutations(feeds)))
        for rest in [{station.feed: iter(station.entries) for station in stations}]
    ]


def the_one_outcome(path: Path, *stations: Station) -> Record:
    """A record with the stations' entries, whose order is shown not to matter."""
    all_orders = Random(1).sample(found := orders(*stations), min(len(found), 8))
    records = [
        taken(path / f"{n}-{together}.hub", order, together=together)
        for n, order in enumerate(all_orders)
        for together in (False, True)
    ]
    first, *others = [outcome(record) for record in records]
    assert all(other == first for other in others)
    for record in records[1:]:
        record.close()
    return records[0]


def shown(record: Record) -> Situation:
    return record.load(RULES).table.situations[SITUATION]


def test_concurrent_values_conflict_and_the_later_shows(tmp_path: Path) -> None:
    one, other = Station(b"1" * 16), Station(b"2" * 16)
    one.says(1, "exists", True)
    one.says(5, "type", "person")
    other.says(7, "type", "family")

    record = the_one_outcome(tmp_path, one, other)

    assert shown(record).type == "family"
    (conflict,) = record.conflicts()
    assert conflict.fields == ("type",)
    assert [voice.values for voice in conflict.voices] == [("family",), ("person",)]


def test_a_conflict_that_a_person_resolved_is_gone(tmp_path: Path) -> None:
    one, other = Station(b"1" * 16), Station(b"2" * 16)
    one.says(1, "exists", True)
    mine = one.says(5, "type", "person")
    theirs = other.says(7, "type", "family")
    one.says(9, "type", "person", mine, theirs)

    record = the_one_outcome(tmp_path, one, other)

    assert shown(record).type == "person"
    assert record.conflicts() == []


def test_the_same_said_twice_is_no_conflict(tmp_path: Path) -> None:
    one, other = Station(b"1" * 16), Station(b"2" * 16)
    one.says(1, "exists", True)
    one.says(5, "type", "person")
    other.says(5, "type", "person")

    assert the_one_outcome(tmp_path, one, other).conflicts() == []


def test_adding_to_a_set_wins_and_ranks_do_not_conflict(tmp_path: Path) -> None:
    one, other = Station(b"1" * 16), Station(b"2" * 16)
    one.says(1, "exists", True)
    base = one.says(2, "risk_factors.msa", 1, kind="detail")
    one.says(9, "risk_factors.msa", None, base, kind="detail")
    other.says(5, "risk_factors.msa", 3, base, kind="detail")
    one.says(10, "risk_factors.hna", 1, kind="detail")
    other.says(10, "risk_factors.hna", 2, kind="detail")

    record = the_one_outcome(tmp_path, one, other)

    assert shown(record).risk_factors == {"msa": 3, "hna": 2}
    assert record.conflicts() == []


def test_a_service_mobilized_two_ways_conflicts(tmp_path: Path) -> None:
    one, other = Station(b"1" * 16), Station(b"2" * 16)
    one.says(1, "exists", True)
    one.says(5, "services.housing", "informed", kind="detail")
    other.says(6, "services.housing", "refused", kind="detail")

    (conflict,) = the_one_outcome(tmp_path, one, other).conflicts()
    assert conflict.fields == ("services.housing",)


def test_an_erasure_wins_whenever_it_comes(tmp_path: Path) -> None:
    one, other = Station(b"1" * 16), Station(b"2" * 16)
    one.says(1, "exists", True)
    one.says(2, "lead", "HC", kind="detail")
    one.says(3, "detail", True, kind=ERASE)
    other.says(2, "text", "late", record=NOTE, kind="note")
    other.says(3, "situation", SITUATION, record=NOTE, kind="note")
    other.says(4, "exists", True, record=NOTE, kind="note")

    record = the_one_outcome(tmp_path, one, other)

    assert shown(record).lead is None
    assert record.load(RULES).table.notes == {}
    with record._file.reading() as connection:
        kept = schema.entry.c.payload.is_not(None) & schema.entry.c.kind.in_(("note", "detail"))
        assert connection.execute(select(schema.entry).where(kept)).all() == []


def test_two_erasures_do_not_undo_each_other(tmp_path: Path) -> None:
    one, other = Station(b"1" * 16), Station(b"2" * 16)
    one.says(1, "exists", True)
    one.says(3, "detail", True, kind=ERASE)
    other.says(3, "detail", True, kind=ERASE)
    other.says(5, "lead", "HC", kind="detail")

    assert shown(the_one_outcome(tmp_path, one, other)).lead is None


def test_what_a_newer_program_says_is_kept_and_not_shown(tmp_path: Path) -> None:
    one, other = Station(b"1" * 16), Station(b"2" * 16)
    one.says(1, "exists", True)
    one.says(2, "type", "person")
    other.says(5, "type", "swarm", version=2)
    other.says(6, "mood", "good", kind="weather")
    other.says(7, "mood", "good")
    other.says(8, "filter", "ninth")

    record = the_one_outcome(tmp_path, one, other)

    assert (shown(record).type, int(shown(record).filter)) == ("person", 1)
    assert len(record.history()) == 6


def test_a_chain_with_a_gap_is_not_taken_in(tmp_path: Path) -> None:
    one = Station(b"1" * 16)
    one.says(1, "exists", True)
    one.says(2, "type", "person")

    with pytest.raises(BrokenChain):
        taken(tmp_path / "table.hub", one.entries[1:])
