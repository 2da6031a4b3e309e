"""``roster``: the agencies in and out."""

from dataclasses import asdict
from pathlib import Path

import click

from hub_console.cli.files import FILE, read_given, refused
from hub_console.cli.output import say, say_columns, say_json
from hub_console.cli.station import at_desk, reading

COLUMNS = ("tag", "name", "sector", "expected", "seats")


@click.group()
def roster() -> None:
    """The agencies of the table."""


@roster.command("import")
@click.argument("file", type=FILE)
def import_(file: Path) -> None:
    """Take in the agencies of FILE.

    FILE is TOML or CSV. Agencies with letters that are known are changed, the others added, in
    one act; nobody is removed. A bad line is refused with its number, and then nothing is taken
    in.
    """
    from hub_console.meeting.acts.room import set_roster
    from hub_console.meeting.files import FileRefused
    from hub_console.meeting.roster_file import read_roster

    data, form = read_given(file)
    with at_desk() as desk:
        assert desk.vocabulary is not None
        try:
            agencies = read_roster(data, form, desk.vocabulary)
        except FileRefused as error:
            raise refused(file, error) from error
        changed = desk.do(set_roster, agencies)
        told = desk.told[0].text if changed else "The roster was so already; nothing changed."
    say(told)
    say_columns([(agency.tag, agency.name, agency.sector) for agency in agencies])


@roster.command()
@click.option("--json", "as_json", is_flag=True, help="One object, for scripts.")
def show(as_json: bool) -> None:
    """Print the agencies in the roster's order."""
    with reading() as opened:
        agencies = opened.loaded.table.roster
    if as_json:
        rows = [{name: asdict(agency)[name] for name in COLUMNS} for agency in agencies]
        say_json({"agencies": rows})
    elif not agencies:
        say("No agency yet. Add some: hub-console roster import FILE.")
    else:
        say_columns(
            [
                (a.tag, a.name, a.sector, "expected" if a.expected else "", _seats(a.seats))
                for a in agencies
            ]
        )


def _seats(seats: int) -> str:
    return f"{seats} seats" if seats > 1 else ""
