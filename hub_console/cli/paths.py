"""``paths``: where this station keeps its files."""

import click

from hub_console.cli.output import say_columns, say_json
from hub_console.cli.station import our_places

NAMES = (
    *("data", "config", "settings", "record", "keys", "lock"),
    *("backups", "inbox", "outbox", "quarantine"),
)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One object, for scripts.")
def paths(as_json: bool) -> None:
    """Print where this station keeps its files.

    They need not exist yet.
    """
    places = our_places()
    found = {name: str(getattr(places, name)) for name in NAMES}
    if as_json:
        say_json(found)
    else:
        say_columns(list(found.items()))
