"""``report``: what people read afterwards."""

import os
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from hub_console.cli.failure import Failure
from hub_console.cli.files import FILE, refused
from hub_console.cli.output import say, say_columns
from hub_console.cli.passphrase import at_terminal
from hub_console.cli.station import at_desk, noting
from hub_console.harmless import harmless

if TYPE_CHECKING:
    from hub_console.desk import Opened
    from hub_console.meeting.situation import Situation
    from hub_console.meeting.table import Table
    from hub_console.meeting.values import Id
    from hub_console.record import HistoryLine
    from hub_console.reports.meeting_record import Amendments
    from hub_console.reports.report import Report
    from hub_console.reports.rows import ColumnMap
    from hub_console.reports.view import RollUps, View

FORMATS = ("md", "html", "csv", "json")
ALL_TABLES = "all tables of this file"

_DAY = click.DateTime(["%Y-%m-%d"])
_from = click.option(
    "--from", "first", type=_DAY, metavar="DAY", help="As in 2026-01-31; else the year's first."
)
_to = click.option("--to", "last", type=_DAY, metavar="DAY", help="The last day; else today.")
_groups = click.option("--groups", type=FILE, help="A TOML file with groups to count codes under.")
_columns = click.option("--columns", type=FILE, help="A TOML map of columns; else the RTD's shape.")
_format = click.option("--format", "form", type=click.Choice(FORMATS), default="md")
_out = click.option("--out", type=FILE, help="A file; else it is printed.")


@click.group()
def report() -> None:
    """What people read afterwards.

    Whatever is written or printed here leaves the room, and is kept in the log.
    """


@report.command()
@click.option("--on", type=_DAY, metavar="DAY", help="The day of the meeting; else the last one.")
@click.option("--public", is_flag=True, help="For the public: nothing of any situation.")
@_format
@_out
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
        hand_out(opened, home, words, _writers()[form](told), form, out, items)


@report.command()
@click.option("--agency", metavar="LETTERS", help="Only the slip of this agency.")
@click.option("--format", "form", type=click.Choice(("md", "html")), default="md")
@_out
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
        hand_out(opened, table.home.id, words, _writers()[form](*made), form, out, situations)


@report.command()
@click.option("--number", type=click.IntRange(1, 200), default=12, help="How many meetings.")
@click.option("--zone", metavar="NAME", help="The room's time zone; else this computer's.")
@_out
def calendar(number: int, zone: str | None, out: Path | None) -> None:
    """The next meetings as an .ics file, without any content."""
    from hub_console.reports.calendar import as_ics

    room = _zone(zone)
    with noting() as opened:
        table = opened.loaded.table
        text = as_ics(table, datetime.now(UTC), room, number)
        words = f"calendar of {number} meetings"
        hand_out(opened, table.home.id, words, text, "ics", out, 0)


@report.command()
@_from
@_to
@_columns
@_out
def rows(
    first: datetime | None,
    last: datetime | None,
    columns: Path | None,
    out: Path | None,
) -> None:
    """One row a situation, as CSV, for a provincial database.

    In rejected rows N/A stands for what the rejection redacted. The rows are of single
    situations: hand them to nobody but the database that they are for.
    """
    from hub_console.meeting.situation import SituationState
    from hub_console.reports.rows import as_rows

    begins, ends = _days(first, last)
    shape = _shape(columns)
    with noting() as opened:
        home = opened.record.home
        all_, agencies = opened.record.situations(begins, ends, home)
        situations = [s for s in all_ if s.state is not SituationState.IN_ERROR]
        text = as_rows(situations, agencies, opened.vocabulary, shape)
        words = f"{len(situations)} rows of single situations, {begins} to {ends}"
        hand_out(opened, home, words, text, "csv", out, len(situations))


@report.command("take-rows")
@click.argument("file", type=FILE)
@_columns
@click.option("--dry-run", is_flag=True, help="Only say what would be taken in.")
@click.option("--yes", is_flag=True, help="Take it in without being asked.")
def take_rows(file: Path, columns: Path | None, dry_run: bool, yes: bool) -> None:
    """Take in FILE, the situations of years gone by.

    FILE is CSV in the shape that rows writes. What would be taken in is shown first. A bad row is
    refused with its line, and then nothing is taken in.
    """
    from hub_console.meeting.acts.history import take_history
    from hub_console.meeting.files import FileRefused
    from hub_console.reports.rows_in import Context, read_rows

    shape = _shape(columns)
    data = file.read_bytes()
    with at_desk() as desk:
        assert desk.table is not None
        assert desk.vocabulary is not None
        home, known = desk.table.home.id, list[str]()
        desk.ask(
            lambda record: record.situations(date.min, date.max, home)[0],
            lambda found: known.extend(s.number for s in found if s.number),
            _raise,
        )
        desk.settle()
        context = Context(desk.vocabulary, desk.table.roster, frozenset(known))
        try:
            situations = read_rows(data, shape, context)
        except FileRefused as error:
            raise refused(file, error) from error
        _preview(situations)
        if dry_run:
            say("Nothing was taken in: this was only a look.")
            return
        if not yes and at_terminal() and not click.confirm("Take them in?", err=True):
            raise Failure("Nothing was taken in.")
        desk.do(take_history, situations)
    say(f"Taken in: {len(situations)} situations.")


def _preview(situations: "list[Situation]") -> None:
    """Say what would be taken in, year by year."""
    years = Counter(s.presented.year for s in situations if s.presented)
    states = Counter((s.presented.year, str(s.state)) for s in situations if s.presented)
    names = sorted({state for _, state in states})
    rows = [("Year", "Situations", *names)]
    for year, number in sorted(years.items()):
        rows.append((str(year), str(number), *(str(states[year, name]) for name in names)))
    say_columns(rows)


def _raise(error: Exception) -> None:
    raise error


def _shape(columns: Path | None) -> "ColumnMap":
    """The column map of a file, or the packaged one.

    Raises:
        Failure: It cannot be used.
    """
    from hub_console.reports.rows import MapRefused, read_map, rtd_map

    try:
        return read_map(columns.read_bytes()) if columns else rtd_map()
    except MapRefused as error:
        raise Failure(f"{columns}: {error}") from error


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


@report.command()
@_from
@_to
@click.option("--public", is_flag=True, help="For the public: a whole year, suppressed.")
@_groups
@_format
@_out
def period(
    first: datetime | None,
    last: datetime | None,
    public: bool,
    groups: Path | None,
    form: str,
    out: Path | None,
) -> None:
    """The table's statistics, from one day to another.

    On a coordinator's station they are of all its tables together, unless one is named.
    """
    from hub_console.reports.period import period_report
    from hub_console.reports.public import public_report

    begins, ends = _days(first, last)
    if public:
        _must_be_a_year(begins, ends)
    with noting(whole=not public) as opened:
        view = _view(opened, begins, ends, opened.record.home or None, groups)
        names = view.facts.tables.values()
        subject = next(iter(names)) if len(names) == 1 else ALL_TABLES
        told = public_report(view, subject) if public else period_report(view, subject)
        _hand_out(opened, opened.record.home, told, form, out, view.situations)


@report.command()
@_from
@_to
@_groups
@_format
@_out
def citywide(
    first: datetime | None,
    last: datetime | None,
    groups: Path | None,
    form: str,
    out: Path | None,
) -> None:
    """A year of all tables of a coordinator's file.

    They stand side by side and together. Counts under five are suppressed, and others by which
    one could be worked out.
    """
    from hub_console.reports.public import citywide_report

    begins, ends = _days(first, last)
    _must_be_a_year(begins, ends)
    with noting(whole=True) as opened:
        view = _view(opened, begins, ends, None, groups)
        told = citywide_report(view, ALL_TABLES)
        _hand_out(opened, opened.record.home, told, form, out, view.situations)


def _view(
    opened: "Opened", first: date, last: date, home: "Id | None", groups: Path | None
) -> "View":
    from hub_console.reports.view import View

    facts, exchange = opened.record.facts(first, last, home), opened.record.exchange
    of_others = [] if exchange.own_home() else exchange.overview()
    heard = {seen.home: seen.heard for seen in of_others}
    now = datetime.now(UTC)
    return View(facts, opened.vocabulary, now, _roll_ups(groups, opened), heard)


def _must_be_a_year(first: date, last: date) -> None:
    """Make sure that a period may be told outside the table.

    Raises:
        Failure: It is no year that is over.
    """
    from hub_console.reports.public import NotAYear, must_be_a_year

    try:
        must_be_a_year(first, last, datetime.now().astimezone().date())
    except NotAYear as error:
        raise Failure(str(error)) from error


def _days(first: datetime | None, last: datetime | None) -> tuple[date, date]:
    """The period that was asked for.

    Raises:
        Failure: It ends before it begins.
    """
    ends = (last or datetime.now().astimezone()).date()
    begins = first.date() if first else ends.replace(month=1, day=1)
    if ends < begins:
        raise Failure(f"{ends} is before {begins}. Give the earlier day with --from.")
    return begins, ends


def _roll_ups(path: Path | None, opened: "Opened") -> "RollUps":
    from hub_console.reports.roll_ups import RollUpsRefused, read_roll_ups

    if path is None:
        return {}
    try:
        return read_roll_ups(path.read_bytes(), opened.vocabulary)
    except RollUpsRefused as error:
        raise Failure(f"{path}: {error}") from error


def _writers() -> "dict[str, Callable[..., str]]":
    from hub_console.reports.as_csv import as_csv
    from hub_console.reports.as_html import as_html
    from hub_console.reports.as_json import as_json
    from hub_console.reports.as_markdown import as_markdown

    return {"md": as_markdown, "html": as_html, "csv": as_csv, "json": as_json}


def _hand_out(
    opened: "Opened",
    home: "Id",
    told: "Report | None",
    form: str,
    out: Path | None,
    situations: int,
) -> None:
    """Write a report, once it stands in the log that it leaves.

    Raises:
        Failure: There is too little to tell.
    """
    if told is None:
        raise Failure(
            "There are fewer than five situations in that year: nothing of them can be told"
            " outside the table."
        )
    words = f"{told.edition} report, {told.first} to {told.last}, {form}"
    hand_out(opened, home, words, _writers()[form](told), form, out, situations)


def hand_out(
    opened: "Opened",
    home: "Id",
    words: str,
    text: str,
    form: str,
    out: Path | None,
    situations: int,
) -> None:
    """Write a document to a file or print it, once it stands in the log that it leaves.

    Args:
        opened: The station.
        home: The table that it is of.
        words: What it is, for the log.
        text: The document.
        form: ``md``, ``csv`` and so on.
        out: The file; None prints it.
        situations: How many situations it rests on.
    """
    from hub_console.places import replace_file
    from hub_console.record.exchange.log import Exchanged

    name = out.name if out else "printed"
    now = datetime.now(UTC)
    left = Exchanged(os.urandom(16), now, True, home, "", name, situations, words)
    opened.record.exchange.note_sent(left)
    shown = text if form == "ics" else harmless(text, lines=True)
    if out is None:
        click.echo(shown, nl=False)
        return
    mark = "\ufeff" if form == "csv" else ""  # by which spreadsheets know UTF-8
    replace_file(out, (mark + shown).encode())
    click.echo(f"{out}: {words}.")
