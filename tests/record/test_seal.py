from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import select, text

from hub_console.meeting.acts import amending, discussion, planning
from hub_console.meeting.change import DETAIL, Key, differences
from hub_console.meeting.table import table_id
from hub_console.meeting.values import Id
from hub_console.record import Action, schema
from hub_console.record.entry import NOTHING, SALT_BYTES, Assertion, Entry, Payload, packed
from hub_console.record.intake import Intake
from hub_console.record.seal import SEAL
from tests.record.keeping import RULES, KeptRoom, a_kept_table

FIRST, SECOND = "2026-11-23", "2026-11-30"


def two_sealed_meetings(path: Path) -> KeptRoom:
    """A meeting at which one is opened and one rejected, and the next with the report-back."""
    kept = a_kept_table(path)
    kept.with_opening().with_new_situation("SD", risk_factors=("msa",), age_band="12-17")
    kept.with_new_situation("PD", risk_factors=("drp",))
    kept.begun().begun().opened("HC", "MH")
    kept.begun().do(discussion.reject, "single-agency").do(planning.close_meeting)
    kept.after(minutes=7 * 24 * 60).do(planning.plan_next_meeting)
    kept.begun().begun().do(discussion.report_back, "done")
    kept.do(discussion.conclude, "lowered", "connected-to-services").do(planning.close_meeting)
    return kept


def tampered(kept: KeptRoom, *statements: str) -> tuple[str, ...]:
    """What is wrong with the seals after statements were run on the open file."""
    kept.record._file.pragma("foreign_keys=OFF")
    with kept.record._file.writing() as connection:
        for statement in statements:
            connection.execute(text(statement))
    verified = kept.record.verify()
    return verified.broken + verified.lost


def entries(kept: KeptRoom) -> list[Entry]:
    with kept.record._file.reading() as connection:
        order = schema.entry.c.hlc, schema.entry.c.seq
        return [Entry(*row) for row in connection.execute(select(schema.entry).order_by(*order))]


def places_of(kept: KeptRoom, kind: str) -> list[int]:
    """The places in the feed of the entries of a kind."""
    return [entry.seq for entry in entries(kept) if entry.kind == kind]


def test_closing_gives_the_code_that_the_record_then_tells(tmp_path: Path) -> None:
    kept = a_kept_table(tmp_path / "table.hub")
    kept.with_new_situation("SD").begun()
    closed = planning.close_meeting(kept.table, kept.moment)

    code = kept.record.write(Action("close_meeting", kept.now, differences(kept.table, closed)))

    assert len(code) == 19
    assert kept.reloaded().sealed == code
    verified = kept.record.verify()
    assert (verified.seals, verified.broken) == (1, ())
    assert verified.last == f"{FIRST}: sealed {code}"
    assert kept.record.history()[-1].sealed == code


def test_an_open_meeting_has_no_seal(tmp_path: Path) -> None:
    kept = a_kept_table(tmp_path / "table.hub")
    kept.with_new_situation("SD").begun()

    assert kept.reloaded().sealed == ""
    assert kept.record.verify().seals == 0


@pytest.mark.parametrize(
    ("tampering", "day"),
    [
        ("UPDATE entry SET person = 'Eve' WHERE seq = 5", FIRST),
        ("UPDATE entry SET hlc = hlc + 1 WHERE seq = 5", FIRST),
        ("UPDATE entry SET payload = x'00' WHERE seq = 5", FIRST),
        ("UPDATE entry SET payload_hash = x'00' WHERE seq = 5", FIRST),
        ("UPDATE entry SET record = 'another' WHERE seq = 5", FIRST),
        ("UPDATE entry SET kind = 'note', version = 9 WHERE seq = 5", FIRST),
        ("DELETE FROM entry WHERE seq = 5", FIRST),
        ("DELETE FROM entry WHERE seq <= 5", FIRST),
        ("UPDATE entry SET person = 'Eve' WHERE seq = {last}", SECOND),
        ("DELETE FROM entry WHERE seq BETWEEN {last} - 2 AND {last}", SECOND),
        ("DELETE FROM entry WHERE seq = {last}", SECOND),
    ],
)
def test_what_was_changed_or_removed_is_named_with_the_date_of_its_meeting(
    tmp_path: Path, tampering: str, day: str
) -> None:
    kept = two_sealed_meetings(tmp_path / "table.hub")
    last = places_of(kept, SEAL)[-1] - 1

    broken = tampered(kept, tampering.format(last=last))

    assert [said[:10] for said in broken] == [day]


def test_entries_that_changed_places_are_found(tmp_path: Path) -> None:
    kept = two_sealed_meetings(tmp_path / "table.hub")

    broken = tampered(
        kept,
        "UPDATE entry SET seq = -5 WHERE seq = 5",
        "UPDATE entry SET seq = 5 WHERE seq = 6",
        "UPDATE entry SET seq = 6 WHERE seq = -5",
    )

    assert len(broken) == 1
    assert broken[0].startswith(f"{FIRST}: entry ")


def test_a_journal_written_anew_from_end_to_end_is_found(tmp_path: Path) -> None:
    kept = two_sealed_meetings(tmp_path / "table.hub")
    forged, previous = [], NOTHING
    for entry in entries(kept):
        person = "Eve" if entry.seq == 5 else entry.person
        forged.append(entry._replace(person=person, previous=previous))
        previous = forged[-1].hash
    with kept.record._file.writing() as connection:
        for entry in forged:
            place = schema.entry.c.seq == entry.seq
            changed = {"person": entry.person, "previous": entry.previous}
            connection.execute(schema.entry.update().where(place).values(changed))
        connection.execute(schema.feed.update().values(tip=previous))
    assert all(finding.sound for finding in kept.record.check() if finding.what == "chains")

    broken = kept.record.verify().broken

    assert any(said.startswith(f"{FIRST}: feed ") for said in broken)


def test_a_seal_that_is_gone_or_says_something_else_is_found(tmp_path: Path) -> None:
    for number, (tampering, day) in enumerate(
        (
            ("DELETE FROM entry WHERE seq = {last}", SECOND),
            ("DELETE FROM entry WHERE seq = {first}", FIRST),
            ("UPDATE entry SET payload = x'00' WHERE seq = {last}", SECOND),
            ("UPDATE entry SET person = 'Eve' WHERE seq = {last}", SECOND),
            ("UPDATE entry SET payload = NULL WHERE seq = {first}", FIRST),
        )
    ):
        kept = two_sealed_meetings(tmp_path / f"{number}.hub")
        first, last = places_of(kept, SEAL)

        broken = tampered(kept, tampering.format(first=first, last=last))

        assert day in {said[:10] for said in broken}, tampering


def test_what_is_erased_later_breaks_no_seal(tmp_path: Path) -> None:
    kept = two_sealed_meetings(tmp_path / "table.hub")
    (opened,) = (s for s in kept.table.situations.values() if s.grouping == "lowered")

    kept.record.write(Action("purge", kept.now, (), (Key(opened.id, DETAIL),)))

    assert kept.record.verify().broken == ()


def test_tables_made_anew_break_no_seal(tmp_path: Path) -> None:
    kept = two_sealed_meetings(tmp_path / "table.hub")
    with kept.record._file.writing() as connection:
        connection.execute(text("DELETE FROM item"))

    assert "item" in kept.record.refold().differing

    assert kept.record.verify().broken == ()
    assert kept.record.refold().equal


def test_a_later_run_of_the_program_goes_on_under_the_same_seals(tmp_path: Path) -> None:
    kept = two_sealed_meetings(tmp_path / "table.hub")
    code = kept.reloaded().sealed
    kept.do(planning.plan_next_meeting).begun()

    verified = kept.record.verify()

    assert (verified.seals, verified.broken) == (2, ())
    assert verified.last == f"{SECOND}: sealed {code}"
    kept.do(planning.close_meeting)
    assert kept.record.verify().broken == ()
    assert len(kept.record.verify().last) == len(verified.last)


def arrived(kept: KeptRoom, clocks: Mapping[bytes, int]) -> None:
    """Take in an entry of each of some feeds of another station, as an import does."""
    payload = packed(Payload(bytes(SALT_BYTES), "set_roster", 0, (Assertion("name", "X"),)))
    hash_ = sha256(payload).digest()
    record = Id("ab" * 16)
    with kept.record._file.writing() as connection:
        station = connection.scalar(select(schema.station.c.id))
        bare = {"station": station, "role": "recorder", "started": "2026-11-20"}
        bare |= {"home": table_id("B-2"), "seq": 0, "hlc": 0, "tip": NOTHING}
        connection.execute(schema.feed.insert(), [{**bare, "id": feed} for feed in clocks])
        intake = Intake(connection)
        for feed, hlc in clocks.items():
            intake.take(Entry(feed, 1, hlc, NOTHING, hash_, record, "agency", 1, "Bea", payload))
        intake.flush()


def test_older_entries_that_arrive_from_another_station_break_no_seal(tmp_path: Path) -> None:
    kept = two_sealed_meetings(tmp_path / "table.hub")

    arrived(kept, {b"\x01" * 16: 5})

    assert kept.record.verify().broken == ()
    kept.do(planning.plan_next_meeting).begun().do(planning.close_meeting)
    assert kept.record.verify().broken == ()
    broken = tampered(kept, "UPDATE entry SET person = 'Eve' WHERE feed = x'" + "01" * 16 + "'")
    assert [said[:10] for said in broken] == ["2026-12-07"]


def test_a_seal_of_very_many_feeds_takes_several_entries(tmp_path: Path) -> None:
    kept = a_kept_table(tmp_path / "table.hub")
    kept.with_new_situation("SD").begun()
    arrived(kept, {number.to_bytes(16, "big"): number + 1 for number in range(1_005)})

    kept.do(planning.close_meeting)

    assert len(places_of(kept, SEAL)) == 2
    assert (kept.record.verify().seals, kept.record.verify().broken) == (1, ())
    broken = tampered(kept, "DELETE FROM entry WHERE feed = x'" + f"{1_000:032x}" + "'")
    assert broken == (f"{FIRST}: entries 1 to 1 of feed 00000000 are missing",)


def test_amending_seals_anew_and_history_tells_what_came_after_the_first_seal(
    tmp_path: Path,
) -> None:
    kept = two_sealed_meetings(tmp_path / "table.hub")
    sealed = kept.reloaded().sealed
    kept.do(amending.amend, kept.item(2).id)
    kept.do(discussion.pick_code, "risk_factors", "hna").undo().redo()
    assert kept.reloaded().sealed == sealed

    kept.do(amending.end_amending)

    assert kept.reloaded().sealed not in ("", sealed)
    assert (kept.record.verify().seals, kept.record.verify().broken) == (3, ())
    lines = [(line.verb, line.amended, bool(line.sealed)) for line in kept.record.history()]
    assert lines[-6:] == [
        ("close_meeting", False, True),
        ("amend", False, False),
        ("pick_code", True, False),
        ("undo", True, False),
        ("redo", True, False),
        ("end_amending", False, True),
    ]
    assert not any(amended for _, amended, _ in lines[:-6])
    assert kept.record.refold().equal
    assert kept.record.load(RULES).done == ()
