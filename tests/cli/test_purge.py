"""``purge`` at the command line: a dry run, a second look, a receipt of counts."""

from datetime import UTC, datetime, timedelta

import pytest

from hub_console.desk import SystemClock
from hub_console.meeting.acts import discussion, floor, planning
from hub_console.meeting.acts.planning import Draft
from hub_console.meeting.agenda import ItemKind
from hub_console.record import ConsoleLock
from tests.cli.station import Station

PLANTED = "zebrafinch"
NEXT_YEAR = "2099-01-01"


@pytest.fixture
def after_a_meeting(station: Station) -> Station:
    """A station that noted something on a situation, and left that open."""
    station.act(planning.add_item, Draft(ItemKind.NEW, originating="SD"))
    with station.at_desk() as desk:
        assert desk.table is not None
        (item,) = (i for i in desk.table.agenda if i.situation)
        desk.do(floor.turn_to, item.id)
        desk.do(discussion.write_note, f"{PLANTED} was said")
        desk.do(discussion.pick_code, "risk_factors", "msa")
    return station


def number(station: Station) -> str:
    with station.at_desk() as desk:
        assert desk.table is not None
        (situation,) = desk.table.situations.values()
        assert situation.number is not None
        return situation.number


def test_nothing_is_past_its_time_at_a_new_table(station: Station) -> None:
    assert station.done("purge") == "Nothing is past its time.\n"


def test_a_dry_run_says_what_would_go_and_changes_nothing(after_a_meeting: Station) -> None:
    before = after_a_meeting.content()
    told = after_a_meeting.done("purge", "--before", NEXT_YEAR, "--dry-run")
    assert told.split("\n")[0].split() == ["1", "notes"]
    assert "dry run" in told
    assert PLANTED not in told
    assert after_a_meeting.content() == before


def test_without_a_terminal_nothing_goes_until_it_is_said(after_a_meeting: Station) -> None:
    result = after_a_meeting.run("purge", "--before", NEXT_YEAR)
    assert result.exit_code == 1
    assert "Say --yes to erase" in result.stderr
    assert "notes" in after_a_meeting.done("purge", "--before", NEXT_YEAR, "--dry-run")


def test_the_receipt_and_the_history_name_counts_alone(after_a_meeting: Station) -> None:
    receipt = after_a_meeting.done("purge", "--before", NEXT_YEAR, "--yes")
    assert "Erased for good: 1 record of B-2 Roxbury, on B-2 laptop, " in receipt
    history = after_a_meeting.done("history")
    assert "erased for good: 1 note" in history
    assert PLANTED not in receipt + history
    assert after_a_meeting.done("purge", "--before", NEXT_YEAR) == "Nothing is past its time.\n"
    assert "WRONG" not in after_a_meeting.done("doctor", "--refold")


def test_one_situation_that_was_entered_in_error_goes(after_a_meeting: Station) -> None:
    this = number(after_a_meeting)
    told = after_a_meeting.done(
        "purge", "--situation", this, "--reason", "identity-written", "--yes"
    )
    assert told.startswith(f"{this}, presented ")
    assert "Erased for good: 1 record" in told
    history = after_a_meeting.done("history", this)
    assert "entered in error: Identity written" in history
    assert PLANTED not in history
    assert "msa" not in history
    again = after_a_meeting.refused("purge", "--situation", this, "--reason", "entered-twice")
    assert again == (
        f"{this} is entered in error: its detail is gone, for good once its meeting is closed."
        f" Nothing was erased. See when: hub-console history {this}."
    )


def test_a_reason_is_one_of_the_list(after_a_meeting: Station) -> None:
    said = after_a_meeting.refused("purge", "--situation", number(after_a_meeting))
    assert said.startswith("--situation needs a --reason, one of:")
    assert "identity-written" in said


def test_an_unknown_number_is_told(station: Station) -> None:
    said = station.refused("purge", "--situation", "2026-999", "--reason", "entered-twice")
    assert said == "No situation has the number 2026-999. Write a number like 2026-123."


def test_a_console_at_the_table_is_left_first(after_a_meeting: Station) -> None:
    console = ConsoleLock(after_a_meeting.places.lock)
    assert console.take()
    try:
        said = after_a_meeting.run("purge", "--before", NEXT_YEAR, "--yes").stderr
    finally:
        console.release()
    assert said == "Error: A console has the table open. Leave it first (q), then try again.\n"


def test_a_day_and_a_situation_do_not_go_together(station: Station) -> None:
    result = station.run("purge", "--situation", "2026-001", "--before", "2026-01-01")
    assert result.exit_code == 2


def test_a_clock_that_cannot_be_believed_erases_nothing(
    after_a_meeting: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    far = datetime.now(UTC) + timedelta(days=30 * 365)
    monkeypatch.setattr(SystemClock, "now", lambda _: far)
    said = after_a_meeting.run("purge", "--yes").stderr
    assert "The laptop's clock says" in said
    assert "Nothing was erased." in said


def test_what_may_still_be_amended_keeps_its_detail(after_a_meeting: Station) -> None:
    with after_a_meeting.at_desk() as desk:
        desk.do(discussion.pass_filter)
        desk.do(discussion.conclude, "lowered", "connected-to-services")
        desk.do(planning.close_meeting)
    told = after_a_meeting.done("purge", "--before", NEXT_YEAR, "--dry-run")
    assert "details" not in told
    after_a_meeting.act(planning.plan_next_meeting)
    told = after_a_meeting.done("purge", "--before", NEXT_YEAR, "--dry-run")
    assert "1  details of concluded situations" in told
