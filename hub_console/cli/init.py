"""``init``: a station set up without questions."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hub_console.cli.failure import Failure
from hub_console.cli.files import FILE, read_given, refused
from hub_console.cli.output import say
from hub_console.cli.passphrase import at_terminal, new_passphrase
from hub_console.cli.recovery import hand_over
from hub_console.cli.station import safe_places
from hub_console.places import replace_file
from hub_console.settings import Settings, load_settings

if TYPE_CHECKING:
    from hub_console.meeting.roster import Agency

NAME_LENGTH = 40
PERSON = "recorder"
NOTHING_SET_UP = (
    "The recovery key was not typed back as it is printed, so nothing was set up. Run hub-console"
    " init again; it makes another one."
)


@click.command()
@click.option("--table", help="The table's name, as in “B-2 Roxbury”.")
@click.option("--coordinator", is_flag=True, help="No table: it takes in what the tables send.")
@click.option("--station", required=True, help="This laptop's name, as in “B-2 laptop”.")
@click.option("--roster", type=FILE, help="The agencies, in a TOML or CSV file.")
@click.option("--settings", type=FILE, help="The table's settings, in a TOML file.")
@click.option("--person", default=PERSON, show_default=True, help="Who holds the passphrase.")
def init(
    table: str | None,
    coordinator: bool,
    station: str,
    roster: Path | None,
    settings: Path | None,
    person: str,
) -> None:
    """Set up this station, without questions.

    A second laptop of a table is set up under the same name of the table. A coordinator's station
    has no table of its own: give --coordinator in place of --table.

    It makes the keys, the encrypted record and a first meeting. The passphrase is asked for
    twice, or read from the file that HUB_CONSOLE_PASSPHRASE_FILE names. The recovery key is
    printed once; at a terminal it is typed back from the paper.
    """
    from hub_console.desk import SystemClock
    from hub_console.desk.station import Setup, must_be_free, set_up
    from hub_console.record.recovery import new_recovery_key

    if coordinator == (table is not None):
        raise click.UsageError("Give --table NAME, or --coordinator.")
    if coordinator and roster:
        raise click.UsageError("A coordinator's station has no roster: leave --roster out.")
    places = safe_places()
    must_be_free(places)
    table = name_given("--table", table) if table is not None else ""
    station = name_given("--station", station)
    person = name_given("--person", person)
    chosen = load_settings(_there(settings) if settings else places.settings)
    agencies = _agencies(roster, chosen)
    if settings and places.settings.exists():
        raise Failure(
            f"{places.settings} is there already. Move it away, or leave --settings out to keep it."
        )
    passphrase, recovery = new_passphrase(), new_recovery_key(os.urandom)
    if at_terminal():
        hand_over(recovery, NOTHING_SET_UP)
    setup = Setup(table, station, person, passphrase, recovery, agencies)
    if settings:
        places.config.mkdir(parents=True, exist_ok=True)
        replace_file(places.settings, settings.read_bytes())
    try:
        set_up(places, setup, chosen.table, SystemClock())
    except BaseException:
        if settings:
            places.settings.unlink(missing_ok=True)
        raise
    what = setup.table or "A coordinator's station"
    say(f"{what} is set up on {setup.station}, for {setup.person}: {places.record}")
    if not at_terminal():
        hand_over(recovery, NOTHING_SET_UP)
    if coordinator:
        say("Give its card to the tables (hub-console station card OUT), and enrol theirs.")
    else:
        say(f"{len(agencies)} agencies in the roster. Start the console with: hub-console")


def name_given(what: str, text: str) -> str:
    """A name as it goes into the record."""
    name = " ".join(text.split())
    if not name or not name.isprintable() or len(name) > NAME_LENGTH:
        raise click.BadParameter(
            f"a name has 1 to {NAME_LENGTH} characters that can be seen.", param_hint=what
        )
    return name


def _there(settings: Path) -> Path:
    """A settings file that must be there, other than the station's own."""
    if not settings.exists():
        raise Failure(f"{settings} is not there. Name a settings file that you may read.")
    return settings


def _agencies(roster: Path | None, settings: Settings) -> "tuple[Agency, ...]":
    from hub_console.meeting.files import FileRefused
    from hub_console.meeting.roster_file import read_roster
    from hub_console.vocabulary import Amendments, amend, load_vocabulary

    vocabulary = amend(load_vocabulary(), Amendments.from_settings(settings.vocabulary))
    if roster is None:
        return ()
    data, form = read_given(roster)
    try:
        return read_roster(data, form, vocabulary)
    except FileRefused as error:
        raise refused(roster, error) from error
