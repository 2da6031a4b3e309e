"""From a command of the exchange to its screens."""

from typing import TYPE_CHECKING

from hub_console.bundles.courier import Courier
from hub_console.bundles.enrolling import keys_kept
from hub_console.bundles.logged import NOTHING, log_sections
from hub_console.console.screens.exchange.conflicts import solve_conflicts
from hub_console.console.screens.exchange.errand import TROUBLE, Errand, sentence
from hub_console.console.screens.exchange.exporting import export_bundles
from hub_console.console.screens.exchange.importing import import_bundles
from hub_console.console.screens.exchange.stations import tend_stations
from hub_console.console.screens.exchange.tables import look_over_tables
from hub_console.console.screens.exchange.telling import TellingScreen

if TYPE_CHECKING:
    from hub_console.desk import Desk
    from hub_console.places import Places
    from hub_console.settings import Settings


def courier_of(desk: "Desk", places: "Places", settings: "Settings") -> Courier:
    """The station's courier."""
    return Courier(places, keys_kept(settings.retention.details_months), desk.clock.now)


async def go_about(errand: Errand, command: str) -> None:
    """Do what a command of the exchange says; what goes wrong is told."""
    try:
        await _go_about(errand, command)
    except TROUBLE as error:
        await errand.ask(TellingScreen(command.title(), sentence(error), (), "back", errand))
    finally:
        errand.end()


async def _tell_log(errand: Errand) -> None:
    """Tell what left this laptop and what was taken in."""
    found = await errand.do("Reading the log", lambda record: record.exchange.log())
    headline = "Bundles, reports and backups, the newest first." if found else NOTHING
    await errand.ask(TellingScreen("Log", headline, log_sections(found), "back", errand))


async def _go_about(errand: Errand, command: str) -> None:
    desk = errand.desk
    assert desk.table is not None
    at = desk.table.home.id
    match command:
        case "import":
            await import_bundles(errand)
        case "export":
            await export_bundles(errand, [at])
        case "stations":
            await tend_stations(errand)
        case "conflicts":
            await solve_conflicts(errand)
        case "log":
            await _tell_log(errand)
        case _:
            home = await look_over_tables(errand, at)
            if home is None:
                errand.app.exit()
            elif home != at:
                desk.turn_to(home)
