"""Running the console: on this laptop's table, or on the demo's."""

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hub_console.console.app import ConsoleApp
from hub_console.console.entrance import Entrance, Hall, Station
from hub_console.console.look import Look
from hub_console.console.times import second
from hub_console.harmless import harmless
from hub_console.meeting.role import Role
from hub_console.places import Places
from hub_console.settings import Settings, SettingsError, save_settings

if TYPE_CHECKING:
    from hub_console.desk import Desk


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

    async def lead(self, hall: Hall, wake: Callable[[], None], locked: str = "") -> "Desk | None":
        """Lead straight to the desk."""
        from hub_console.console.invented import demo_desk

        return demo_desk(self.folder, self.settings, wake, begun=self.begun)

    def leave(self) -> None:
        """Nothing is held."""


def run_console(
    places: Places,
    settings: Settings,
    passphrase: str | None = None,
    role: Role = Role.RECORDER,
) -> int:
    """Open the console on this laptop's table.

    Args:
        places: Its files.
        settings: From settings.toml.
        passphrase: When it need not be asked for.
        role: Who sits here.

    Returns:
        The exit code.
    """

    def keep(name: str, value: object) -> None:
        try:
            save_settings(places.settings, {name: value})
        except SettingsError as error:
            raise OSError(0, str(error)) from error

    look = Look(settings, keep=keep, places=places)
    return _run(Station(places, settings, passphrase, role), look, None)


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
    told = [_plainly(app.failure)] if app.failure else []
    if app.desk is not None and app.desk.pending:
        told.append(app.desk.unsaved if app.locked else _unwritten(app.desk))
    for sentence in told:
        sys.stderr.write(f"hub-console: {harmless(sentence, lines=True)}\n")
    return app.return_code or int(bool(told))


def _plainly(error: Exception) -> str:
    """What went wrong; a fault of the program too leaves what was saved as it is."""
    from hub_console.record import RecordError
    from hub_console.vocabulary import VocabularyError

    if isinstance(error, RecordError | VocabularyError | OSError):
        return str(error)
    fault = f"{type(error).__name__}: {error}"
    return (
        f"A fault of the program ended the console ({fault}). What was saved is safe:"
        " start hub-console again, and if this comes back run hub-console doctor."
    )


def _unwritten(desk: "Desk") -> str:
    """The marks that could not be written, so that they can be made again."""
    lost = reversed(desk.told[: desk.pending])
    marks = [f"  {second(told.at)}  {told.text}" for told in lost]
    return "\n".join([f"Not saved, oldest first: {desk.trouble}".rstrip(), *marks])
