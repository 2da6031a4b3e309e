"""What leaves the room: reports, printed or written once the log says that they leave."""

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hub_console.cli.failure import Failure
from hub_console.cli.files import FILE
from hub_console.harmless import harmless

if TYPE_CHECKING:
    from hub_console.desk import Opened
    from hub_console.meeting.values import Id

FORMATS = ("md", "html", "csv", "json")

DAY = click.DateTime(["%Y-%m-%d"])
from_day = click.option(
    "--from", "first", type=DAY, metavar="DAY", help="As in 2026-01-31; else the year's first."
)
to_day = click.option("--to", "last", type=DAY, metavar="DAY", help="The last day; else today.")
in_form = click.option("--format", "form", type=click.Choice(FORMATS), default="md")
to_file = click.option("--out", type=FILE, help="A file; else it is printed.")


def days_of(first: datetime | None, last: datetime | None) -> tuple[date, date]:
    """The period that was asked for.

    Raises:
        Failure: It ends before it begins.
    """
    ends = (last or datetime.now().astimezone()).date()
    begins = first.date() if first else ends.replace(month=1, day=1)
    if ends < begins:
        raise Failure(f"{ends} is before {begins}. Give the earlier day with --from.")
    return begins, ends


def written(form: str, *reports: object) -> str:
    """Reports as text of a form, one after the other."""
    from hub_console.reports.as_csv import as_csv
    from hub_console.reports.as_html import as_html
    from hub_console.reports.as_json import as_json
    from hub_console.reports.as_markdown import as_markdown

    writers: dict[str, Callable[..., str]]
    writers = {"md": as_markdown, "html": as_html, "csv": as_csv, "json": as_json}
    return writers[form](*reports)


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
