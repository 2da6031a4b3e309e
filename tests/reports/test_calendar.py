"""The calendar: the table's rhythm, in the room's own hours, without any content."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from hub_console.meeting.acts import planning
from hub_console.meeting.acts.planning import Draft
from hub_console.meeting.agenda import ItemKind
from hub_console.meeting.rules import TableRules
from hub_console.reports.calendar import as_ics
from tests.builders import Room, a_table

BOSTON = ZoneInfo("America/New_York")
EVE = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
FIRST = datetime(2026, 3, 2, 10, 0, tzinfo=BOSTON)


def planned(**rules: int | str) -> Room:
    room = Room(TableRules(**rules), EVE)  # type: ignore[arg-type]
    return room.with_meeting(FIRST.astimezone(UTC))


def events(text: str) -> list[Event]:
    return list(Calendar.from_ical(text).events)


def starts(room: Room, number: int = 4, now: datetime = EVE) -> list[str]:
    told = events(as_ics(room.table, now, BOSTON, number))
    return [f"{event.start:%m-%d %H:%M %z}" for event in told]


def test_weekly_meetings_keep_their_hour_when_clocks_change() -> None:
    assert starts(planned()) == [
        "03-02 10:00 -0500",
        "03-09 10:00 -0400",
        "03-16 10:00 -0400",
        "03-23 10:00 -0400",
    ]


def test_another_rhythm_is_the_tables_own() -> None:
    assert starts(planned(days_between=14), 3)[1:] == ["03-16 10:00 -0400", "03-30 10:00 -0400"]


def test_weeks_after_the_last_meeting_the_rhythm_goes_on() -> None:
    room = planned().do(planning.add_item, Draft(ItemKind.STANDING, title="x"))
    room.begun().do(planning.close_meeting)
    assert starts(room, 1, EVE + timedelta(days=1)) == ["03-09 10:00 -0400"]
    assert starts(room, 1, EVE + timedelta(days=30)) == ["04-06 10:00 -0400"]


def test_a_meeting_has_one_identity_in_every_file() -> None:
    room = planned()
    first = events(as_ics(room.table, EVE, BOSTON, 3))
    later = events(as_ics(room.table, EVE + timedelta(hours=1), BOSTON, 5))
    uids = [event["uid"] for event in later]
    assert [event["uid"] for event in first] == uids[:3]
    assert len(set(uids)) == 5


def test_a_meeting_that_is_moved_within_its_week_keeps_its_identity() -> None:
    room = planned()
    before = events(as_ics(room.table, EVE, BOSTON, 2))
    room.with_meeting((FIRST + timedelta(days=1, hours=2)).astimezone(UTC))
    after = events(as_ics(room.table, EVE, BOSTON, 2))
    assert f"{after[0].start:%m-%d %H:%M}" == "03-03 12:00"
    assert [event["uid"] for event in before] == [event["uid"] for event in after]


def test_it_names_the_time_zone_and_nothing_that_is_discussed() -> None:
    room = a_table(now=EVE).with_new_situation("SD", type="person", sex="F", age_band="12-17")
    text = as_ics(room.table, EVE, BOSTON, 2)
    assert "BEGIN:VTIMEZONE\r\nTZID:America/New_York" in text
    assert "DTSTART;TZID=America/New_York:" in text
    named = {
        line.split(":")[0].split(";")[0] for line in text.split("BEGIN:VEVENT")[1].split("\r\n")
    }
    assert named - {"", "END"} == {"SUMMARY", "DTSTART", "DTEND", "DTSTAMP", "UID"}
    assert "SUMMARY:Meeting: B-2 Roxbury" in text
    assert "12-17" not in text
