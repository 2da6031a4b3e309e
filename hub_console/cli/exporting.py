"""``export``: what the other stations have not seen yet, sealed to them in a file."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from hub_console.cli.failure import Failure
from hub_console.cli.output import say
from hub_console.cli.progress import progress
from hub_console.cli.station import at_exchange, chosen_table, table_named
from hub_console.meeting.values import Id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hub_console.record import Record
    from hub_console.record.exchange.peers import Peer


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--to", "to", multiple=True, metavar="STATION", help="Only for these stations.")
@click.option("--full", is_flag=True, help="Everything, though they have most of it.")
def export(out: Path, to: tuple[str, ...], full: bool) -> None:
    """Write a bundle to OUT for the other stations.

    OUT is a directory, a stick for example, or the name of a file that is not there yet. The bundle
    holds what the others may not have yet, sealed so that only they can open it. It is read back
    before it is said to be safe. A coordinator's station writes one for each table.
    """
    from hub_console.bundles.errors import NobodyToSendTo
    from hub_console.bundles.words import exported_words

    with at_exchange() as (record, courier, _):
        homes = _tables(record)
        if len(homes) > 1 and not out.expanduser().is_dir():
            raise Failure(f"{out} is no directory, and there is a bundle for each table. Name one.")
        exported = []
        for home in homes:
            peers = _recipients(record, home, to)
            if len(homes) > 1 and not peers:
                continue
            with progress("Exporting") as told:
                exported.append(courier.export(record, home, peers, out, full=full, progress=told))
    said = ""
    for each in exported:
        said, lines = exported_words(each)
        say(lines[0])
        for line in lines[1:]:
            say(f"  {line}")
    if not exported:
        raise NobodyToSendTo
    say(said)


def _tables(record: "Record") -> list[Id]:
    """The tables to write of: the station's own or the one that is named, else all."""
    if record.home or table_named() is not None or len(record.exchange.tables()) < 2:
        return [chosen_table(record)]
    return list(record.exchange.tables())


def _recipients(record: "Record", home: Id, names: "Sequence[str]") -> "list[Peer]":
    from hub_console.bundles.exporting import recipients

    all_ = recipients(record, home)
    return [named_station(all_, name) for name in dict.fromkeys(names)] if names else all_


def named_station(stations: "Sequence[Peer]", name: str) -> "Peer":
    """The station of a name, or of the beginning of an id.

    Raises:
        Failure: There is none, or more than one.
    """
    wanted = name.strip().casefold()
    found = [p for p in stations if p.name.casefold() == wanted]
    found = found or [p for p in stations if len(wanted) >= 4 and p.station.startswith(wanted)]
    if len(found) == 1:
        return found[0]
    known = ", ".join(peer.name for peer in stations) or "none"
    raise Failure(f"No station here is called {name}. Enrolled and trusted: {known}.")
