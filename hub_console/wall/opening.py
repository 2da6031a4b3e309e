"""Running the wall, or the chart by which the farthest seat checks it."""

from hub_console.desk import SystemClock
from hub_console.desk.board import Board
from hub_console.desk.memory import demo_name, name_for
from hub_console.places import Places
from hub_console.settings import Settings
from hub_console.wall.app import Room, WallApp


def run_wall(places: Places | None, settings: Settings, room: Room, view: str) -> int:
    """Show the wall.

    Args:
        places: Of the table that it shows; None for the demo's.
        settings: From settings.toml.
        room: Where it hangs.
        view: The view that this wall always shows; empty for the console's.

    Returns:
        The exit code.
    """
    board = Board(name_for(places.record) if places else demo_name(), make=False)
    app = WallApp(board, settings, room, SystemClock(), view, demo=places is None)
    app.run()
    return app.return_code or 0


def run_eye_chart(settings: Settings, room: Room) -> int:
    """Show the eye chart; returns the exit code."""
    from hub_console.wall.eye_chart import EyeChartApp

    app = EyeChartApp(settings, room)
    app.run()
    return app.return_code or 0
