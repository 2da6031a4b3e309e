"""``log``: what left this laptop, and what was taken in."""

from typing import TYPE_CHECKING

import click

from hub_console.cli.output import say, say_columns, say_json
from hub_console.cli.station import reading

if TYPE_CHECKING:
    from hub_console.record.exchange.log import Exchanged


@click.command()
@click.option("--json", "as_json", is_flag=True, help="A list, for scripts.")
def log(as_json: bool) -> None:
    """Print what left this laptop, and what was taken in.

    Bundles, reports and backups, oldest first: when, by whom, what it was and in which
    file. A report that was printed on the screen has left as well.
    """
    from hub_console.bundles.logged import NOTHING

    with reading(whole=True) as opened:
        lines = opened.record.exchange.log()[::-1]
        tables = opened.record.exchange.tables()
    if as_json:
        say_json([_plain(line, tables.get(line.home)) for line in lines])
    elif not lines:
        say(NOTHING)
    else:
        several = len(tables) > 1
        say_columns([_row(line, tables.get(line.home, "all") if several else "") for line in lines])


def _row(line: "Exchanged", table: str) -> list[str]:
    """What stands in the columns; the table's name where the file holds several."""
    from hub_console.bundles.logged import logged_words

    words = logged_words(line)
    named = [table] if table else []
    return [words.when, words.who, words.way, *named, words.what, words.file]


def _plain(line: "Exchanged", table: str | None) -> dict[str, object]:
    return {
        "at": line.at,
        "person": line.person or None,
        "left": line.went_out,
        "table": table,
        "stations": line.stations or None,
        "file": line.name,
        "number": line.entries,
        "what": line.said,
    }
