"""``conflicts``: what two stations said differently, and the choice of what was meant."""

from typing import TYPE_CHECKING

import click

from hub_console.cli.failure import Failure
from hub_console.cli.output import say, say_json
from hub_console.cli.station import reading

if TYPE_CHECKING:
    from hub_console.bundles.words import ConflictWords
    from hub_console.desk import Opened


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="A list, for scripts.")
@click.pass_context
def conflicts(context: click.Context, as_json: bool) -> None:
    """What two stations said differently, and nobody has chosen yet.

    The first value of each is the one that shows meanwhile. Choose in the console, or with
    conflicts choose; who chose what is in the history.
    """
    if context.invoked_subcommand is not None:
        return
    with reading() as opened:
        found = opened.record.conflicts()
        words = _words(opened)
    if as_json:
        say_json(
            [
                {
                    "number": conflict.number,
                    "kind": conflict.kind,
                    "record": conflict.record,
                    "fields": list(conflict.fields),
                    "where": told.where,
                    "about": told.field,
                    "voices": [
                        {
                            "values": list(voice.values),
                            "words": said.value,
                            "person": voice.person,
                            "station": voice.station,
                            "at": voice.at,
                        }
                        for voice, said in zip(conflict.voices, told.voices, strict=True)
                    ],
                }
                for conflict, told in zip(found, words, strict=True)
            ]
        )
        return
    if not words:
        say("The stations agree.")
    for place, told in enumerate(words, 1):
        say(f"{place}  {told.where}, {told.field}")
        for number, voice in enumerate(told.voices, 1):
            say(f"     {number}  {voice.value}  ({voice.who}, {voice.when})")
    if words:
        say("Choose with: hub-console conflicts choose CONFLICT VALUE")


@conflicts.command()
@click.argument("conflict", type=click.IntRange(1))
@click.argument("value", type=click.IntRange(1))
def choose(conflict: int, value: int) -> None:
    """Choose VALUE in CONFLICT, by the numbers that conflicts prints.

    The choice is an act like any other: it travels with the next bundle.
    """
    from hub_console.desk import SystemClock
    from hub_console.record import Action

    with reading(read_only=False) as opened:
        found, words = opened.record.conflicts(), _words(opened)
        if conflict > len(found) or value > len(found[conflict - 1].voices):
            raise Failure("There is no such conflict or value. Run hub-console conflicts again.")
        chosen = found[conflict - 1]
        changes = chosen.chosen(chosen.voices[value - 1])
        opened.record.write(Action("choose", SystemClock().now(), changes))
    told = words[conflict - 1]
    say(f"{told.where}, {told.field}: {told.voices[value - 1].value}.")


def _words(opened: "Opened") -> "list[ConflictWords]":
    from hub_console.bundles.words import conflict_words

    return [
        conflict_words(each, opened.loaded.table, opened.vocabulary)
        for each in opened.record.conflicts()
    ]
