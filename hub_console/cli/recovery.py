"""A new recovery key, handed over: printed once, and typed back by the person who wrote it down."""

import click

from hub_console.cli.failure import Failure
from hub_console.cli.output import say
from hub_console.cli.passphrase import TRIES, at_terminal

WHAT_FOR = (
    "It opens the table if every passphrase is forgotten. Write it on paper now and keep the paper"
    " in the safe, never with this laptop: it is not shown again."
)


def hand_over(key: str, otherwise: str) -> None:
    """Print a new recovery key; at a terminal a person types it back.

    Args:
        key: The recovery key.
        otherwise: What is said to who cannot type it back.

    Raises:
        Failure: It was typed back wrong to the last try.
    """
    from hub_console.record import MistypedRecoveryKey
    from hub_console.record.recovery import must_be_typed_back

    say(f"The recovery key: {key}")
    say(WHAT_FOR)
    if not at_terminal():
        say("There is no terminal to type it back at, so compare the paper with it twice.")
        return
    for _ in range(TRIES):
        try:
            return must_be_typed_back(click.prompt("Type it back from the paper", err=True), key)
        except MistypedRecoveryKey as fault:
            click.echo(str(fault), err=True)
    raise Failure(otherwise)
