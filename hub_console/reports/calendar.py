"""The next meetings as an iCalendar file: when they are, and nothing of what they are about."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from hub_console.harmless import harmless
from hub_console.meeting.rules import TableRules
from hub_console.meeting.table import Table
from hub_console.meeting.values import derived_id

PRODUCT = "-//hub-console//meetings//EN"


def as_ics(table: Table, now: datetime, zone: ZoneInfo, number: int) -> str:
    """Write so many meetings, from the next one on, in the table's rhythm.

    The meeting of a week, or of another round, has one identity in every file, so that a calendar
    which takes in a later one moves it and does not double it.

    Args:
        table: With the meeting in hand.
        now: UTC.
        zone: The time zone of the room: meetings keep their hour when clocks change.
        number: How many.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for starts, ends in _meetings(table, now, zone, number):
        calendar.add_component(_event(table, starts, ends, now))
    calendar.add_missing_timezones()
    written: bytes = calendar.to_ical()
    return written.decode()


def _meetings(
    table: Table, now: datetime, zone: ZoneInfo, number: int
) -> Iterator[tuple[datetime, datetime]]:
    rules, planned = table.rules, table.meeting
    day = now.astimezone(zone).date()
    length = timedelta(minutes=rules.minutes_meeting)
    if planned is not None and planned.starts is not None:
        starts = planned.starts.astimezone(zone)
        if planned.closed is None and planned.ends is not None and planned.ends > now and number:
            yield starts, planned.ends.astimezone(zone)
            number -= 1
        day = _next(starts.date(), day, rules)
    for each in range(number):
        starts = _at(day + each * timedelta(days=rules.days_between), rules, zone)
        yield starts, starts + length


def _next(last: date, today: date, rules: TableRules) -> date:
    """The first day of the rhythm after a meeting that is not over today."""
    rounds = max(1, -((last - today).days // rules.days_between))
    return last + timedelta(days=rules.days_between * rounds)


def _at(day: date, rules: TableRules, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.fromisoformat(rules.starts), zone)


def _event(table: Table, starts: datetime, ends: datetime, now: datetime) -> Event:
    event, home = Event(), table.home
    round_ = (starts.toordinal() - 1) // table.rules.days_between
    event.add("uid", f"{derived_id(home.id, 'round', str(round_))}@hub-console")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", starts)
    event.add("dtend", ends)
    event.add("summary", f"Meeting: {harmless(home.name)}")
    return event
