"""From a command of the exchange to its screens."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.app import App

from hub_console.bundles.courier import Courier
from hub_console.bundles.enrolling import keys_kept
from hub_console.console.screens.exchange.conflicts import solve_conflicts
from hub_console.console.screens.exchange.errand import Errand
from hub_console.console.screens.exchange.exporting import export_bundle
from hub_console.console.screens.exchange.importing import import_bundles
from hub_console.console.screens.exchange.stations import tend_stations
from hub_console.console.screens.exchange.tables import look_over_tables

if TYPE_CHECKING:
    from hub_console.desk import Desk
    from hub_console.places import Places
    from hub_console.settings import Settings


def errand_of(
    app: App[Any],
    desk: "Desk",
    places: "Places",
    settings: "Settings",
    lock: Callable[[], object],
) -> Errand:
    """What the screens of the exchange need."""
    kept = keys_kept(settings.retention.details_months)
    courier = Courier(places, kept, desk.clock.now)
    return Errand(app, desk, courier, settings, lock, ascii=settings.ascii)


async def go_about(errand: Errand, command: str) -> None:
    """Do what a command of the exchange says."""
    match command:
        case "import":
            await import_bundles(errand)
        case "export":
            assert errand.desk.table is not None
            await export_bundle(errand, errand.desk.table.home.id)
        case "stations":
            await tend_stations(errand)
        case "conflicts":
            await solve_conflicts(errand)
        case _:
            if not await look_over_tables(errand):
                errand.app.exit()
