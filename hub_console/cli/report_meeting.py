"""``report meeting``, ``slips`` and ``calendar``: what is handed out after a meeting."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from hub_console.cli.failure import Failure
from hub_console.cli.leaving import DAY, hand_out, in_form, to_file, written
from hub_console.cli.station import noting

if TYPE_CHECKING:
    from hub_console.desk import Opened
    from hub_console.meeting.table import Table
    from hub_console.record import HistoryLine
    from hub_console.reports.meeting_record import Amendments


@click.command()
@click.option("--on", type=DAY, metavar="DAY", help="The day of the meeting; else the last one.")
@click.option("--public", is_flag=True, help="For the public: nothing of any situation.")
@in_form
@to_file
def meeting(on: datetime | None, public: bool, form: str, out: Path | None) -> None:
    """The record of a meeting that is closed."""
    from hub_console.reports.meeting_record import meeting_record

    now = datetime.now(UTC)
    with noting() as opened:
        home = opened.record.home
        since = on.astimezone() if on else datetime(1970, 1, 2, tzinfo=UTC)
        until = since + timedelta(days=1) if on else now
        held = opened.record.meeting(opened.rules, since, until, home)
        if held is None or held.meeting is None:
            raise Failure(_no_meeting(on))
        told = meeting_record(
            held,
            opened.vocabulary,
            now,
            seal=opened.record.seal_of(held.meeting.id),
            amendments=() if public else _amendments(opened, held),
            public=public,
        )
        words = f"{told.edition} record of the meeting of {told.first}, {form}"
        items = len(held.agenda)
        hand_out(opened, home, words, written(form, told), form, out, items)


@click.command()
@click.option("--agency", metavar="LETTERS", help="Only the slip of this agency.")
@click.option("--format", "form", type=click.Choice(("md", "html")), default="md")
@to_file
def slips(agency: str | None, form: str, out: Path | None) -> None:
    """A page for each agency: what it leads or assists, by when."""
    from hub_console.reports import slips as reports

    with noting() as opened:
        table = opened.loaded.table
        made = reports.slips(table, datetime.now(UTC))
        if agency is not None:
            made = [slip for slip in made if slip.subject.split()[0] == agency.upper()]
        if not made:
            raise Failure("No open situation is led or assisted; there is no slip to print.")
        words = f"slips of {len(made)} agencies, {form}"
        situations = len(table.open_situations())
        hand_out(opened, table.home.id, words, written(form, *made), form, out, situations)


@click.command()
@click.option("--number", type=click.IntRange(1, 200), default=12, help="How many meetings.")
@click.option("--zone", metavar="NAME", help="The room's time zone; else this computer's.")
@to_file
def calendar(number: int, zone: str | None, out: Path | None) -> None:
    """The next meetings as an .ics file, without any content."""
    from hub_console.reports.calendar import as_ics

    room = _zone(zone)
    with noting() as opened:
        table = opened.loaded.table
        text = as_ics(table, datetime.now(UTC), room, number)
        words = f"calendar of {number} meetings"
        hand_out(opened, table.home.id, words, text, "ics", out, 0)


def _zone(name: str | None) -> ZoneInfo:
    """A time zone by its name, or this computer's.

    Raises:
        Failure: There is none of that name, or this computer's has no name.
    """
    from tzlocal import get_localzone

    try:
        return ZoneInfo(name) if name else get_localzone()
    except (ValueError, OSError, KeyError) as error:
        what = f"There is no time zone {name}." if name else "This computer's zone has no name."
        raise Failure(f"{what} Name one, as in --zone America/New_York.") from error


def _no_meeting(on: datetime | None) -> str:
    if on is None:
        return "No meeting was closed yet. Close one in the console first."
    return f"No meeting of {on.date()} was closed. Leave --on out for the last one."


def _amendments(opened: "Opened", held: "Table") -> "Amendments":
    """What was put right of the meeting's situations after its seal, in words."""
    from hub_console.cli.history import words_of

    told: list[tuple[HistoryLine, str]] = []
    for item in held.agenda:
        situation = held.situation_of(item)
        if item.amended is None or situation is None or situation.number is None:
            continue
        lines = opened.record.history(situation.number)
        words = words_of(lines, situation.number, opened)
        told += [
            (line, f"{situation.number}: {said.removeprefix('amended: ')}")
            for line, said in zip(lines, words, strict=True)
            if line.amended
        ]
    return tuple(told)
