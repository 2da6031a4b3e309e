"""``guide``: the guides and the key card, in the terminal."""

from itertools import groupby

import click

from hub_console.cli.failure import Failure
from hub_console.cli.output import say
from hub_console.cli.station import our_places

KEYS = "keys"


@click.command()
@click.argument("topic", required=False)
def guide(topic: str | None) -> None:
    """Print the guide to TOPIC; without it, the topics."""
    from hub_console.console.guides import guides

    topics = {guide.topic: guide for guide in guides()}
    if topic is None:
        for guide in topics.values():
            click.echo(f"hub-console guide {guide.topic:10}{guide.title}")
        click.echo(f"hub-console guide {KEYS:10}The keys of the console")
    elif topic == KEYS:
        _say_key_card()
    elif topic in topics:
        click.echo(topics[topic].text.rstrip())
    else:
        known = ", ".join(sorted([*topics, KEYS]))
        raise Failure(f"There is no guide to {topic}. There are: {known}.")


def _say_key_card() -> None:
    """Print every command with its key, as this station has set it."""
    from hub_console.console.commands import COMMANDS, key_map
    from hub_console.settings import load_settings

    keys = key_map(load_settings(our_places().settings).keys)
    say("# The keys of the console")
    for problem in keys.problems:
        say(problem)
    rows = {command: (keys.struck(command), command.label, command.help) for command in COMMANDS}
    widths = [max(len(row[column]) for row in rows.values()) for column in (0, 1)]
    for group, commands in groupby(COMMANDS, key=lambda command: command.group):
        say()
        say(group)
        for command in commands:
            pressed, label, told = rows[command]
            say(f"  {pressed:{widths[0]}}  {label:{widths[1]}}  {told}")
