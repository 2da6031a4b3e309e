"""The console, and the demo: the only commands that open a screen."""

import re
import sys

import click

from hub_console.cli.failure import Failure
from hub_console.cli.passphrase import at_terminal, named_passphrase
from hub_console.cli.station import our_places, safe_places, unlocked
from hub_console.console import haste
from hub_console.meeting.role import Role
from hub_console.settings import load_settings

SIZE = re.compile(r"([1-9][0-9]{1,2})x([1-9][0-9]{0,2})")


def open_console(role: str) -> int:
    """Open the console on this station's table, for a role; returns the exit code."""
    must_be_on_screen()
    places = safe_places()
    settings = load_settings(places.settings)
    passphrase = named_passphrase()
    haste.begin()
    from hub_console.console.opening import run_console

    return run_console(places, settings, passphrase, Role(role))


def open_plain(role: str) -> int:
    """Run the same table as lines; returns the exit code."""
    places = safe_places()
    settings = load_settings(places.settings)
    from hub_console.console.plain import run_plain

    return run_plain(places, settings, unlocked(places), Role(role))


def _size(
    _context: click.Context, _option: click.Parameter, text: str | None
) -> tuple[int, int] | None:
    """Columns and rows, as in 120x35."""
    if text is None:
        return None
    found = SIZE.fullmatch(text)
    if found is None:
        raise click.BadParameter("write columns and rows, as in 120x35.")
    return int(found[1]), int(found[2])


@click.command()
@click.option("--empty", is_flag=True, help="Just before the meeting begins.")
@click.option("--tour", is_flag=True, help="It plays itself, until a key is pressed.")
@click.option("--at", metavar="WxH", callback=_size, help="In so many columns and rows.")
@click.option("--plain", is_flag=True, help="As lines, for a screen reader or a script.")
@click.pass_context
def demo(
    context: click.Context, empty: bool, tour: bool, at: tuple[int, int] | None, plain: bool
) -> None:
    """Open an invented table in mid-meeting.

    It is temporary and marked DEMO; nothing of it is kept.
    """
    if plain or context.find_root().params["plain"]:
        if tour or at:
            raise click.UsageError("--tour and --at are about the screen; here are lines.")
        from hub_console.console.plain import run_plain_demo

        settings = load_settings(our_places().settings)
        context.exit(run_plain_demo(settings, begun=not empty))
    must_be_on_screen()
    settings = load_settings(our_places().settings)
    haste.begin()
    from hub_console.console.opening import run_demo

    context.exit(run_demo(settings, empty=empty, tour=tour, size=at))


def must_be_on_screen() -> None:
    """Make sure that there is a terminal.

    Raises:
        Failure: There is none.
    """
    if not (at_terminal() and sys.stdout is not None and sys.stdout.isatty()):
        raise Failure(
            "The console needs a terminal to be shown on and to be typed at. Start it in one, or"
            " use a command: hub-console --help."
        )
