"""What is past its time goes for good; what the programme counts by stays."""

from datetime import date
from pathlib import Path

from sqlalchemy import func, select

from hub_console.desk.erasing import purge, remove
from hub_console.meeting.acts import discussion, planning, room
from hub_console.meeting.retention import Limits, Retention, all_before
from hub_console.record import schema
from tests.record.keeping import KeptRoom, a_kept_table
from tests.record.test_erase import rows_with

PLANTED = "zebrafinch"
TODAY = date(2026, 11, 23)
TOMORROW = all_before(date(2026, 11, 24))
NOTES, DETAILS, ATTENDANCE = "notes", "details of concluded situations", "attendances"


def a_year_of_one_meeting(path: Path) -> KeptRoom:
    """One situation concluded, one left open, one rejected, and who was there."""
    kept = a_kept_table(path)
    kept.with_opening()
    for agency in ("SD", "PD", "HC"):
        kept.with_new_situation(agency, risk_factors=(PLANTED,), age_band="12-17")
    kept.do(room.arrive, "SD").do(room.arrive, "PD")
    kept.begun().begun().at_filter_three()
    kept.do(discussion.set_lead, "HC").do(discussion.write_note, f"{PLANTED} was said")
    kept.do(discussion.open_situation, "intervention").do(discussion.report_back, "done")
    kept.do(discussion.conclude, "lowered", "connected-to-services")
    kept.begun().at_filter_three().do(discussion.set_lead, "CF")
    kept.do(discussion.open_situation, "intervention")
    kept.begun().do(discussion.reject, "originator")
    kept.do(planning.close_meeting)
    return kept


def past(kept: KeptRoom, limits: Limits) -> dict[str, int]:
    return {kind: len(keys) for kind, keys in kept.record.past(limits).items()}


def purged(kept: KeptRoom, limits: Limits) -> None:
    purge(kept.record, kept.record.past(limits), kept.now)


def counts(kept: KeptRoom) -> list[tuple[object, ...]]:
    """What an annual report counts: conclusions by grouping, reason and month."""
    situation = schema.TABLES["situation"].c
    month = func.substr(situation.concluded, 1, 7)
    query = select(situation.grouping, situation.reason, month, func.count())
    with kept.record._file.reading() as connection:
        rows = connection.execute(query.group_by(situation.grouping, situation.reason, month))
        return [tuple(row) for row in rows]


def is_whole(kept: KeptRoom) -> bool:
    sound = all(finding.sound for finding in kept.record.check(thorough=True))
    return sound and kept.record.refold().equal


def test_what_is_within_its_time_is_kept(tmp_path: Path) -> None:
    kept = a_year_of_one_meeting(tmp_path / "table.hub")
    assert past(kept, Retention().limits(TODAY)) == {}


def test_each_kind_is_past_its_time_by_its_own_limit(tmp_path: Path) -> None:
    kept = a_year_of_one_meeting(tmp_path / "table.hub")
    retention = Retention(notes_months=6, details_months=24, attendance_months=12)

    assert past(kept, retention.limits(date(2027, 5, 23))) == {}
    assert past(kept, retention.limits(date(2027, 5, 24))) == {NOTES: 1}
    assert past(kept, retention.limits(date(2027, 11, 24))) == {NOTES: 1, ATTENDANCE: 2}
    assert past(kept, retention.limits(date(2028, 11, 24))) == {
        NOTES: 1,
        DETAILS: 1,
        ATTENDANCE: 2,
    }


def test_purging_erases_for_good_and_once(tmp_path: Path) -> None:
    kept = a_year_of_one_meeting(tmp_path / "table.hub")
    (concluded,) = (
        s for s in kept.table.situations.values() if s.reason == "connected-to-services"
    )

    purged(kept, TOMORROW)

    assert past(kept, TOMORROW) == {}
    again = kept.record.situation(concluded.number or "")
    assert again == concluded.redacted()
    assert is_whole(kept)


def test_an_open_situation_keeps_its_detail_however_old(tmp_path: Path) -> None:
    kept = a_year_of_one_meeting(tmp_path / "table.hub")
    (still_open,) = (s for s in kept.table.situations.values() if s.grouping is None)

    purged(kept, TOMORROW)

    assert kept.record.situation(still_open.number or "") == still_open


def test_the_counts_of_the_programme_survive(tmp_path: Path) -> None:
    kept = a_year_of_one_meeting(tmp_path / "table.hub")
    before = counts(kept)
    assert ("rejected", "originator", "2026-11", 1) in before

    purged(kept, TOMORROW)

    assert counts(kept) == before


def test_a_note_that_was_taken_away_is_gone_from_the_journal_too(tmp_path: Path) -> None:
    kept = a_kept_table(tmp_path / "table.hub").with_new_situation("SD")
    assert isinstance(kept, KeptRoom)
    kept.begun()
    kept.do(discussion.write_note, f"{PLANTED} was said").do(discussion.write_note, "")
    assert rows_with(kept, PLANTED) == ["entry"]

    purged(kept, TOMORROW)

    assert rows_with(kept, PLANTED) == []
    assert is_whole(kept)


def test_purging_is_nothing_that_undo_takes_back(tmp_path: Path) -> None:
    kept = a_kept_table(tmp_path / "table.hub").with_new_situation("SD")
    assert isinstance(kept, KeptRoom)
    kept.begun().do(discussion.write_note, "a word")
    purged(kept, TOMORROW)

    assert kept.reloaded().done == ()


def test_a_situation_entered_in_error_long_ago_loses_its_detail(tmp_path: Path) -> None:
    kept = a_year_of_one_meeting(tmp_path / "table.hub")
    (still_open,) = (s for s in kept.table.situations.values() if s.grouping is None)

    remove(kept.record, kept.table, still_open, "entered-twice", kept.now)

    found = kept.record.situation(still_open.number or "")
    assert found is not None
    assert (found.grouping, found.reason) == ("error", "entered-twice")
    assert found == found.redacted()
    assert is_whole(kept)
