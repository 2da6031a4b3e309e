"""``doctor``: everything that can be looked at, each finding in a sentence with what to do."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from hub_console.cli import others, upkeep
from hub_console.cli.failure import Failure, sentence
from hub_console.cli.finding import Finding
from hub_console.cli.output import say, say_json
from hub_console.cli.station import our_places, unlocked
from hub_console.places import Places, unsafe_place
from hub_console.record.errors import BRING_BACK
from hub_console.settings import Settings, SettingsError, load_settings

if TYPE_CHECKING:
    from hub_console.record import Refolded
    from hub_console.record.seal import Verified

LOOKED_AT = {
    "pragmas": "How the record is written to the disk",
    "encryption": "The record's encryption",
    "foreign keys": "What the record's tables say of each other",
    "quick_check": "The record's structure",
    "integrity_check": "The record's structure, in full",
    "cipher_integrity_check": "Every encrypted page",
    "chains": "The journal",
}
"""What the record's own check looks at, in words."""

LOST = (
    "These marks were lost when an older copy of a table was put back. Ask each other station for"
    " all that it has: hub-console export --full. If no copy was put back, somebody removed them."
)


@click.command()
@click.option("--refold", is_flag=True, help="Make the tables from the journal again and compare.")
@click.option("--verify", is_flag=True, help="Check the seal of every closed meeting.")
@click.option("--json", "as_json", is_flag=True, help="A list of findings, for scripts.")
@click.pass_context
def doctor(context: click.Context, refold: bool, verify: bool, as_json: bool) -> None:
    """Look at everything and say what is wrong, and what to do.

    Exits with 1 when something is wrong.
    """
    found = []
    for finding in _findings(refold=refold, verify=verify):
        found.append(finding)
        if not as_json:
            say(f"{'ok   ' if finding.sound else 'WRONG'}  {finding.what}: {finding.said}")
    if as_json:
        say_json([{"what": f.what, "sound": f.sound, "said": f.said} for f in found])
    if not all(finding.sound for finding in found):
        context.exit(1)


def _findings(*, refold: bool, verify: bool) -> Iterator[Finding]:
    places = our_places()
    danger = unsafe_place(places.data)
    yield Finding("The place", not danger, danger or f"{places.data}")
    yield from upkeep.around(places)
    yield from _settings(places)
    yield from _record(places, refold=refold, verify=verify)


def _settings(places: Places) -> Iterator[Finding]:
    """Whether the settings can be read, and the key map and the lists be made of them."""
    from hub_console.console.commands import key_map
    from hub_console.vocabulary import Amendments, VocabularyError, amend, load_vocabulary

    try:
        settings = load_settings(places.settings)
    except SettingsError as error:
        yield Finding("The settings", False, str(error))
        return
    problems = list(key_map(settings.keys).problems)
    try:
        amend(load_vocabulary(), Amendments.from_settings(settings.vocabulary))
    except VocabularyError as error:
        problems.append(str(error))
    for problem in problems:
        yield Finding("The settings", False, f"{problem} Correct {places.settings}.")
    if not problems:
        there = places.settings.exists()
        said = f"{places.settings}" if there else "no file of them, so the defaults hold"
        yield Finding("The settings", True, said)


def _record(places: Places, *, refold: bool, verify: bool) -> Iterator[Finding]:
    """Whether the record opens and is sound; the settings, which may be wrong, play no part."""
    from hub_console.desk import SystemClock
    from hub_console.desk.station import open_station
    from hub_console.record import RecordError

    try:
        key = unlocked(places)
        opened = open_station(places, key, Settings(), SystemClock(), read_only=not refold)
    except Failure as error:
        yield Finding("The record", False, error.message)
    except (RecordError, OSError, MemoryError) as error:
        yield Finding("The record", False, sentence(error))
    else:
        try:
            yield Finding("The record", True, f"{places.record}")
            for each in opened.record.check(thorough=True):
                said = each.said if each.sound else f"{each.said}. {BRING_BACK}"
                yield Finding(LOOKED_AT.get(each.what, each.what), each.sound, said)
            now = SystemClock().now()
            yield from upkeep.of_record(places, opened.record, key.key, now)
            yield from others.of_exchange(places, opened.record, now)
            if refold:
                yield _refolded(opened.record.refold())
            if verify:
                yield _verified(opened.record.verify())
        except RecordError as error:
            yield Finding("The record", False, sentence(error))
        finally:
            opened.record.close()


def _verified(outcome: "Verified") -> Finding:
    what = "The seals of the meetings"
    wrong = []
    if outcome.broken:
        broken = "; ".join(outcome.broken)
        wrong.append(f"{broken}. The journal was changed after it was sealed.")
    if outcome.lost:
        wrong.append(f"{'; '.join(outcome.lost)}. {LOST}")
    if wrong:
        return Finding(what, False, " ".join(wrong))
    if not outcome.seals:
        return Finding(what, True, "no meeting is closed yet")
    hold = "1 seal holds" if outcome.seals == 1 else f"{outcome.seals} seals hold"
    later = f"; not all here yet to check {'; '.join(outcome.waiting)}" if outcome.waiting else ""
    return Finding(what, True, f"{hold}; {outcome.last}{later}")


def _refolded(outcome: "Refolded") -> Finding:
    what = "The tables, made from the journal again"
    if outcome.equal:
        of = f"{outcome.entries} entries about {outcome.records} records"
        return Finding(what, True, f"equal, from {of}")
    differing = ", ".join(outcome.differing)
    return Finding(what, False, f"not equal: {differing}. They were replaced; run doctor again.")
