"""``rescue``: what a damaged table still gives up, in a new file."""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hub_console.cli.output import say
from hub_console.cli.passphrase import at_terminal
from hub_console.cli.station import no_console, safe_places, unlocked
from hub_console.places import Places
from hub_console.settings import Settings

if TYPE_CHECKING:
    from hub_console.record.rescue import Lost, Rescued


@click.command()
def rescue() -> None:
    """Save what can be read of a damaged table.

    It makes a new file beside the damaged one, from the newest backup and every mark that can
    still be read, and says what is lost. At a terminal it then asks whether to go on with the new
    file; the damaged one is always kept.
    """
    from hub_console.desk import SystemClock
    from hub_console.desk.station import backups_of
    from hub_console.record.rescue import rescue
    from hub_console.record.restore import replace_record

    places, now = safe_places(), SystemClock().now()
    with no_console():
        key = unlocked(places).key
        if _is_sound(places, key):
            say(f"{places.record} is whole; there is nothing to rescue. Look further with")
            say("hub-console doctor.")
            return
        backups = backups_of(places, Settings()).files
        found = rescue(places.record, key, backups, now, os.urandom)
        for line in _told(found, places.record):
            say(line)
        if not at_terminal():
            say(f"Nothing was put in place. To go on with {found.path.name}, run hub-console")
            say("rescue at a terminal, which asks.")
        elif click.confirm("Go on with it? The damaged file is kept.", default=True, err=True):
            kept = replace_record(places.record, found.path, "damaged", now)
            say(f"The damaged file is kept: {kept}. Start the console: hub-console.")
        else:
            say(f"Nothing was put in place. The new file is {found.path}.")


def _is_sound(places: Places, key: bytes) -> bool:
    """Whether every page and every chain of the record is whole."""
    from hub_console.record import RecordError, open_record

    try:
        record = open_record(places.record, key=key, person="", entropy=os.urandom, read_only=True)
    except RecordError:
        return False
    try:
        return all(finding.sound for finding in record.check(thorough=True))
    finally:
        record.close()


def _told(found: "Rescued", record: Path) -> Iterator[str]:
    """What was saved and what was lost."""
    yield f"Saved what can be read of {record} in {found.path}."
    if found.backup:
        yield f"It begins with the backup {found.backup.name}."
    if not found.opened:
        yield "Nothing of the damaged file itself can be read: what was marked after that backup"
        yield "is lost."
        return
    yield f"From the damaged file came {_marks(found.marks)}."
    if not found.lost:
        yield "No mark is lost."
    for lost in found.lost:
        where = lost.station or "this station"
        yield f"Lost: up to {_marks(lost.marks)}, made on {where} {_when(lost)}."
    if found.drafts_lost:
        yield "Lost: text that was being typed."


def _marks(number: int) -> str:
    return "1 mark" if number == 1 else f"{number} marks"


def _when(lost: "Lost") -> str:
    if lost.after and lost.before:
        return f"between {_minute(lost.after)} and {_minute(lost.before)}"
    if lost.after:
        return f"after {_minute(lost.after)}"
    return f"before {_minute(lost.before)}" if lost.before else "at a time that is not known"


def _minute(at: datetime) -> str:
    return f"{at.astimezone():%Y-%m-%d %H:%M:%S}"
