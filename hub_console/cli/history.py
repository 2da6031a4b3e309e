"""``history``: who did what, when and where."""

from typing import TYPE_CHECKING

import click

from hub_console.cli.failure import Failure
from hub_console.cli.output import say_columns, say_json
from hub_console.cli.station import reading

if TYPE_CHECKING:
    from hub_console.desk import Opened
    from hub_console.record import HistoryLine


@click.command()
@click.argument("number", required=False)
@click.option("--json", "as_json", is_flag=True, help="A list of acts, for scripts.")
def history(number: str | None, as_json: bool) -> None:
    """Print who did what, oldest first.

    With NUMBER, as in 2026-123, only what was done to that situation.
    """
    with reading() as opened:
        lines = opened.record.history(number)
        if number and not lines:
            raise Failure(f"Nothing is on record about {number}. Write a number like 2026-123.")
        told = [(line, _words(line, opened)) for line in lines]
    if as_json:
        say_json([_plain(line, words) for line, words in told])
    elif told:
        say_columns(
            [
                (f"{line.at.astimezone():%Y-%m-%d %H:%M:%S}", line.person, line.station, words)
                for line, words in told
            ]
        )


def _words(line: "HistoryLine", opened: "Opened") -> str:
    """What an act did; ``erased`` where only the fact is left."""
    from hub_console.meeting.change import KINDS, Change
    from hub_console.meeting.telling import tell

    changes = [
        Change(c.kind, c.record, c.field, c.before, c.after)
        for c in line.changes
        if c.kind in KINDS and not c.erased
    ]
    if not changes:
        return "erased"
    if line.verb == "undo":
        changes = [change.reversed() for change in reversed(changes)]
    words = tell(line.verb, changes, opened.loaded.table, opened.vocabulary)
    again = f"{line.verb}: " if line.verb in ("undo", "redo") else ""
    return again + words


def _plain(line: "HistoryLine", words: str) -> dict[str, object]:
    return {
        "at": line.at,
        "person": line.person,
        "station": line.station,
        "verb": line.verb,
        "words": words,
        "changes": [
            {
                "kind": change.kind,
                "record": change.record,
                "number": change.number,
                "field": change.field,
                "before": change.before,
                "after": change.after,
                "erased": change.erased,
            }
            for change in line.changes
        ],
    }
