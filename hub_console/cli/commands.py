"""The commands by name, each loaded when it is used, and what goes wrong told in a sentence."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from keyword import iskeyword
from typing import Any

import click

from hub_console.cli.failure import Failure, foreseen, sentence
from hub_console.harmless import harmless

HOME_OF = {
    "demo": "screens",
    "init": "init",
    "agenda": "agenda",
    "roster": "roster",
    "wall": "wall",
    "status": "status",
    "history": "history",
    "log": "log",
    "station": "stations",
    "export": "exporting",
    "import": "importing",
    "inspect": "inspect",
    "conflicts": "conflicts",
    "report": "report",
    "purge": "purge",
    "keys": "keys",
    "paths": "paths",
    "backup": "backup",
    "restore": "restore",
    "rescue": "rescue",
    "doctor": "doctor",
    "guide": "guide",
}
"""The module of each command, in the order in which help lists them."""


class Commands(click.Group):
    """The commands of hub-console; none of them is imported before it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands."""
        return [*HOME_OF]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command of a name."""
        if cmd_name not in HOME_OF:
            return None
        home = import_module(f"hub_console.cli.{HOME_OF[cmd_name]}")
        command: click.Command = getattr(home, f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments."""
        with _told_plainly():
            return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Do what the arguments say."""
        with _told_plainly():
            return super().invoke(ctx)


@contextmanager
def _told_plainly() -> Iterator[None]:
    """Turn whatever a user can cause into an error that click prints: one sentence, no trace."""
    try:
        yield
    except click.UsageError as error:
        said = error.format_message()
        if harmless(said, lines=True) == said:
            raise
        raise click.UsageError(harmless(said, lines=True), error.ctx) from None
    except click.ClickException as error:
        raise Failure(harmless(error.format_message(), lines=True)) from error.__cause__
    except (KeyboardInterrupt, click.Abort):
        raise Failure("Stopped.") from None
    except (click.exceptions.Exit, BrokenPipeError):
        raise
    except foreseen() as error:
        raise Failure(harmless(sentence(error), lines=True)) from error
