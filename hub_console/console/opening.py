"""Running the console: on this laptop's table, or on the demo's."""

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hub_console.console.app import ConsoleApp, Look
from hub_console.console.entrance import Entrance, Hall, Station
from hub_console.demo import ROSTER, make_demo
from hub_console.desk import Desk, Opened, SystemClock
from hub_console.desk.station import new_id, opened
from hub_console.places import Places
from hub_console.settings import Settings, SettingsError, save_settings


@dataclass
class Demo:
    """The way to an invented table, in a plain file that is thrown away.

    Attributes:
        settings: How it looks.
        folder: Where the file is made.
        begun: Whether its meeting is under way.
    """

    settings: Settings
    folder: Path
    begun: bool

    async def lead(self, hall: Hall, wake: Callable[[], None]) -> Desk | None:
        """Lead straight to the desk."""
        clock = SystemClock()

        def opening() -> Opened:
            path = self.folder / "demo.hub"
            record = make_demo(path, ROSTER, clock.now(), begun=self.begun)
            return opened(record, self.settings, clock)

        return Desk(opening, clock, new_id, wake)

    def leave(self) -> None:
        """Nothing is held."""


def run_console(places: Places, settings: Settings, passphrase: str | None = None) -> int:
    """Open the console on this laptop's table.

    Args:
        places: Its files.
        settings: From settings.toml.
        passphrase: When it need not be asked for.

    Returns:
        The exit code.
    """

    def keep(name: str, value: object) -> None:
        try:
            save_settings(places.settings, {name: value})
        except SettingsError as error:
            raise OSError(0, str(error)) from error

    look = Look(settings, pictures=places.data / "pictures", keep=keep)
    return _run(Station(places, settings, passphrase), look, None)


def run_demo(
    settings: Settings,
    *,
    empty: bool = False,
    tour: bool = False,
    size: tuple[int, int] | None = None,
) -> int:
    """Open the demo.

    Args:
        settings: From settings.toml.
        empty: Just before the meeting begins.
        tour: It plays itself.
        size: Columns and rows; None for the terminal's own.

    Returns:
        The exit code.
    """
    with tempfile.TemporaryDirectory(prefix="hub-console-demo-") as folder:
        entrance = Demo(settings, Path(folder), begun=not empty)
        look = Look(settings, demo=True, tour=tour, pictures=Path.cwd())
        return _run(entrance, look, size)


def _run(entrance: Entrance, look: Look, size: tuple[int, int] | None) -> int:
    app = ConsoleApp(entrance, look)
    try:
        app.run(size=size)
    finally:
        if app.desk is not None:
            app.desk.close()
        entrance.leave()
    for sentence in (app.failure, _unwritten(app.desk)):
        if sentence:
            sys.stderr.write(f"hub-console: {sentence}\n")
    return app.return_code or 0


def _unwritten(desk: Desk | None) -> str:
    if desk is None or not desk.unwritten:
        return ""
    return f"{desk.unwritten} marks were not written: {desk.trouble}"
