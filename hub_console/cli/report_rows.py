"""``report rows`` and ``report take-rows``: single situations, out and in as CSV."""

from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hub_console.cli.failure import Failure
from hub_console.cli.files import FILE, refused
from hub_console.cli.leaving import (
    days_of,
    from_day,
    hand_out,
    to_day,
    to_file,
)
from hub_console.cli.output import say, say_columns
from hub_console.cli.passphrase import at_terminal
from hub_console.cli.station import at_desk, noting

if TYPE_CHECKING:
    from hub_console.meeting.situation import Situation
    from hub_console.reports.rows import ColumnMap


_columns = click.option("--columns", type=FILE, help="A TOML map of columns; else the RTD's shape.")


@click.command()
@from_day
@to_day
@_columns
@to_file
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

    begins, ends = days_of(first, last)
    shape = _shape(columns)
    with noting() as opened:
        home = opened.record.home
        all_, agencies = opened.record.situations(begins, ends, home)
        situations = [s for s in all_ if s.state is not SituationState.IN_ERROR]
        text = as_rows(situations, agencies, opened.vocabulary, shape)
        words = f"{len(situations)} rows of single situations, {begins} to {ends}"
        hand_out(opened, home, words, text, "csv", out, len(situations))


@click.command("take-rows")
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
