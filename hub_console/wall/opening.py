"""Running the wall, or the chart by which the farthest seat checks it."""

from hub_console.desk import SystemClock
from hub_console.desk.board import Board
from hub_console.settings import Settings
from hub_console.wall.app import Room, WallApp


def run_wall(name: str, settings: Settings, room: Room, view: str) -> int:
    """Show the wall.

    Args:
        name: Of the board's memory.
        settings: From settings.toml.
        room: Where it hangs.
        view: The view that this wall always shows; empty for the console's.

    Returns:
        The exit code.
    """
    app = WallApp(Board(name, make=False), settings, room, SystemClock(), view)
    app.run()
    return app.return_code or 0


def run_eye_chart(settings: Settings, room: Room) -> int:
    """Show the eye chart; returns the exit code."""
    from hub_console.wall.eye_chart import EyeChartApp

    app = EyeChartApp(settings, room)
    app.run()
    return app.return_code or 0
