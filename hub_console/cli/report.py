"""``report``: what people read afterwards."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hub_console.cli.failure import Failure
from hub_console.cli.files import FILE
from hub_console.cli.leaving import (
    days_of,
    from_day,
    hand_out,
    in_form,
    to_day,
    to_file,
    written,
)
from hub_console.cli.report_meeting import calendar, meeting, slips
from hub_console.cli.report_rows import rows, take_rows
from hub_console.cli.station import noting

if TYPE_CHECKING:
    from hub_console.desk import Opened
    from hub_console.meeting.values import Id
    from hub_console.reports.report import Report
    from hub_console.reports.view import RollUps, View

ALL_TABLES = "all tables of this file"

_groups = click.option("--groups", type=FILE, help="A TOML file with groups to count codes under.")


@click.group()
def report() -> None:
    """What people read afterwards.

    Whatever is written or printed here leaves the room, and is kept in the log.
    """


for command in (meeting, slips, calendar, rows, take_rows):
    report.add_command(command)


@report.command()
@from_day
@to_day
@click.option("--public", is_flag=True, help="For the public: a whole year, suppressed.")
@_groups
@in_form
@to_file
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

    begins, ends = days_of(first, last)
    if public:
        _must_be_a_year(begins, ends)
    with noting(whole=not public) as opened:
        view = _view(opened, begins, ends, opened.record.home or None, groups)
        names = view.facts.tables.values()
        subject = next(iter(names)) if len(names) == 1 else ALL_TABLES
        told = public_report(view, subject) if public else period_report(view, subject)
        _hand_out_statistics(opened, opened.record.home, told, form, out, view.situations)


@report.command()
@from_day
@to_day
@_groups
@in_form
@to_file
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

    begins, ends = days_of(first, last)
    _must_be_a_year(begins, ends)
    with noting(whole=True) as opened:
        view = _view(opened, begins, ends, None, groups)
        told = citywide_report(view, ALL_TABLES)
        _hand_out_statistics(opened, opened.record.home, told, form, out, view.situations)


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


def _roll_ups(path: Path | None, opened: "Opened") -> "RollUps":
    from hub_console.reports.roll_ups import RollUpsRefused, read_roll_ups

    if path is None:
        return {}
    try:
        return read_roll_ups(path.read_bytes(), opened.vocabulary)
    except RollUpsRefused as error:
        raise Failure(f"{path}: {error}") from error


def _hand_out_statistics(
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
    hand_out(opened, home, words, written(form, told), form, out, situations)
