"""Importing: a bundle is picked, looked at, and taken in once it was seen what it brings."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hub_console.bundles.errors import BundleError
from hub_console.bundles.sticks import bundles_in, sticks
from hub_console.bundles.words import headline, sections
from hub_console.console.screens.exchange.errand import Errand
from hub_console.console.screens.exchange.picking import PickScreen, Row
from hub_console.console.screens.exchange.telling import TellingScreen
from hub_console.desk.station import backups_of
from hub_console.record import RecordError

if TYPE_CHECKING:
    from hub_console.record.exchange.arrived import Arrived

SAID = "Bundles on the sticks that are plugged in, and in the inbox folder. Pick the one to import."


async def import_bundles(errand: Errand) -> None:
    """Import one bundle after another, until the person goes back."""
    trouble = ""
    while (path := await errand.ask(_pick(errand, trouble))) is not None:
        try:
            trouble = ""
            await _import(errand, path)
        except (BundleError, RecordError) as error:
            trouble = f"{path.name}: {error}"
        except OSError as error:
            trouble = f"{path.name}: {error.strerror}. Check that the stick is in."


async def _import(errand: Errand, path: Path) -> None:
    courier = errand.courier
    looked = await errand.do(
        "Reading the bundle …", lambda record: courier.look(record, path, errand.progress)
    )
    if not looked.entries:
        await errand.ask(_told(errand, looked, "Nothing to import", "another", "another"))
        return
    if not await errand.ask(_told(errand, looked, "What it brings", "take it in", "leave it")):
        return
    backups = None if errand.desk.in_meeting else backups_of(courier.places, errand.settings)
    taken = await errand.do(
        "Taking it in …", lambda record: courier.take(record, path, backups, errand.progress)
    )
    errand.desk.look_again()
    await errand.ask(_told(errand, taken, "Taken in", "another", "another"))


def _told(errand: Errand, arrived: "Arrived", title: str, enter: str, back: str) -> TellingScreen:
    desk = errand.desk
    assert desk.table is not None
    assert desk.vocabulary is not None
    return TellingScreen(
        title,
        headline(arrived),
        sections(arrived, desk.table, desk.vocabulary, desk.clock.now()),
        enter,
        errand,
        back=back,
    )


def _pick(errand: Errand, trouble: str) -> PickScreen:
    places = errand.courier.places

    def found() -> Sequence[Row]:
        return [
            Row(each.path, f"{each.modified.astimezone():%a %d %b %H:%M}  {each.path.parent}")
            for each in bundles_in([places.inbox, *sticks()])
        ]

    example = "/media/stick/hubb-Chair-laptop-20261124-1.hubb"
    return PickScreen("Import", SAID, found, example, errand, trouble=trouble)
