"""``history``: who did what, when and where."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from hub_console.cli.failure import Failure
from hub_console.cli.output import say_columns, say_json
from hub_console.cli.station import reading

if TYPE_CHECKING:
    from hub_console.desk import Opened
    from hub_console.meeting.change import Change
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
        told = list(zip(lines, words_of(lines, number, opened), strict=True))
    if as_json:
        say_json([_plain(line, words) for line, words in told])
    elif told:
        say_columns(
            [
                (f"{line.at.astimezone():%Y-%m-%d %H:%M:%S}", line.person, line.station, words)
                for line, words in told
            ]
        )


def words_of(lines: "list[HistoryLine]", number: str | None, opened: "Opened") -> Iterator[str]:
    """What each act did; the trail of one situation is told with the table as it stands."""
    from hub_console.meeting.table import Home, Table
    from hub_console.meeting.telling import tell_trail

    known = opened.loaded.table
    before = known if number else Table(Home(known.home.id), rules=known.rules)
    steps = ((line.verb, _changes(line)) for line in lines)
    for line, words in zip(lines, tell_trail(steps, before, opened.vocabulary), strict=True):
        amended, sealed = "amended: " if line.amended else "", line.sealed
        gone = _gone(line)
        told = [] if gone and not _changes(line) else [words]
        yield f"{amended}{'; '.join(told + gone)}{f', sealed {sealed}' if sealed else ''}"


def _gone(line: "HistoryLine") -> list[str]:
    """How many records of each kind an act erased for good."""
    from hub_console.meeting.change import DETAIL
    from hub_console.record.entry import ERASE

    kinds = (change.field for change in line.changes if change.kind == ERASE)
    counts = Counter("situation's detail" if kind == DETAIL else kind for kind in kinds)
    erased = [f"{count} {kind}{'s' if count > 1 else ''}" for kind, count in counts.items()]
    return [f"erased for good: {', '.join(erased)}"] if erased else []


def _changes(line: "HistoryLine") -> "tuple[Change, ...]":
    from hub_console.meeting.change import KINDS, Change

    return tuple(
        Change(c.kind, c.record, c.field, c.before, c.after)
        for c in line.changes
        if c.kind in KINDS and not c.erased
    )


def _plain(line: "HistoryLine", words: str) -> dict[str, object]:
    return {
        "at": line.at,
        "person": line.person,
        "station": line.station,
        "verb": line.verb,
        "words": words,
        "amended": line.amended,
        "sealed": line.sealed or None,
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
