"""The command line: the console, and a twin of all in it that a script could want."""

import os
import sys

import click

from hub_console import __version__
from hub_console.cli.commands import Commands


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="hub-console")
@click.option("--table", metavar="NAME", help="Which table, on a coordinator's station.")
@click.option(
    "--role",
    type=click.Choice(["recorder", "chair"]),
    default="recorder",
    help="Who sits here; the chair has the keys that run the room, beside the recorder.",
)
@click.option("--plain", is_flag=True, help="The table as lines, for a screen reader or a script.")
@click.pass_context
def hub_console(context: click.Context, table: str | None, role: str, plain: bool) -> None:
    """Run a Hub or Situation Table meeting from one laptop, in one encrypted file.

    Without a command the console opens on this station's table; the first time, it leads
    through the set-up. HUB_CONSOLE_HOME=DIR keeps everything under DIR.
    HUB_CONSOLE_PASSPHRASE_FILE=FILE unlocks with the first line of FILE.
    """
    if context.invoked_subcommand is None:
        from hub_console.cli.screens import open_console, open_plain

        context.exit(open_plain(role) if plain else open_console(role))


def main() -> None:
    """Run the command that the arguments name, and end the process with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="backslashreplace")
    try:
        hub_console(prog_name="hub-console")
    finally:
        _forget_what_cannot_be_written()


def _forget_what_cannot_be_written() -> None:
    """Drop output whose reader or disk is gone, which Python would complain of at its end."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except (OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
