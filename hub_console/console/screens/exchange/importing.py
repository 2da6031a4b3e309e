"""Importing: a bundle is picked, looked at, and taken in once it was seen what it brings."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from hub_console.bundles.importing import read_file
from hub_console.bundles.sticks import SUFFIX
from hub_console.bundles.words import headline, sections
from hub_console.console.screens.exchange.errand import TROUBLE, Errand, sentence
from hub_console.console.screens.exchange.picking import PickScreen, Shelf, files_on_sticks
from hub_console.console.screens.exchange.telling import TellingScreen
from hub_console.desk.station import backups_of

if TYPE_CHECKING:
    from hub_console.meeting.table import Table
    from hub_console.record import Record
    from hub_console.record.exchange.arrived import Arrived

ASKS = "The bundles on the sticks that are plugged in and in the inbox folder, the newest first."
NOTHING = "no bundle yet: plug a stick in"


async def import_bundles(errand: Errand) -> None:
    """Import one bundle after another, until the person goes back."""
    known: dict[Path, str] = {}
    inbox = errand.courier.places.inbox
    found = partial(files_on_sticks, inbox, SUFFIX, lambda path: known.get(path, ""))
    shelf, trouble = Shelf(found, "bundle", NOTHING), ""
    while True:
        asking = PickScreen("Import", ASKS, shelf, "look into it", errand, trouble=trouble)
        if (path := await errand.ask(asking)) is None:
            return
        trouble = ""
        try:
            known[path] = await _import(errand, path)
        except TROUBLE as error:
            trouble = sentence(error)
            trouble = trouble if str(path) in trouble else f"{path.name}: {trouble}"


async def _import(errand: Errand, path: Path) -> str:
    """Import a bundle; returns what is known of it then.

    It is read once before the record is asked for it: a disk that answers late, or never, must
    not hold up what is being marked.
    """
    courier = errand.courier
    await errand.aside("Reading the bundle", partial(read_file, path))
    looked, table = await errand.do(
        "Looking into the bundle",
        lambda record: _with_table(errand, record, courier.look(record, path, errand.progress)),
    )
    if looked.again:
        await _tell(errand, looked, table, "Taken in before", "back to the list")
        return f"{looked.sender}, taken in"
    if not await _tell(errand, looked, table, "What it brings", "take it in", "leave it"):
        return looked.sender
    backups = None if errand.desk.in_meeting else backups_of(courier.places, errand.settings)
    taken, table = await errand.do(
        "Taking it in",
        lambda record: _with_table(
            errand, record, courier.take(record, path, backups, errand.progress)
        ),
    )
    errand.desk.look_again()
    await _tell(errand, taken, table, "Taken in", "back to the list")
    return f"{taken.sender}, taken in"


def _with_table(errand: Errand, record: "Record", arrived: "Arrived") -> "tuple[Arrived, Table]":
    """What came, and the table that it is about as it stands."""
    names = {name: home for home, name in record.exchange.tables().items()}
    rules = errand.settings.table
    return arrived, record.table_at(names.get(arrived.table, record.home), rules)


async def _tell(
    errand: Errand, arrived: "Arrived", table: "Table", title: str, enter: str, back: str = ""
) -> bool:
    desk = errand.desk
    assert desk.vocabulary is not None
    told = sections(arrived, table, desk.vocabulary, desk.clock.now())
    screen = TellingScreen(title, headline(arrived), told, enter, errand, back=back)
    agreed: bool | None = await errand.ask(screen)
    return bool(agreed)
