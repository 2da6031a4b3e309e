"""The desk of an invented table, whose record is a plain file that is thrown away."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from hub_console.settings import Settings

if TYPE_CHECKING:
    from hub_console.desk import Desk, Opened


def demo_desk(
    folder: Path, settings: Settings, wake: Callable[[], None] = lambda: None, *, begun: bool
) -> "Desk":
    """The demo's desk.

    Args:
        folder: Where its file is made.
        settings: How it looks.
        wake: Called from the desk's thread whenever it has something to say.
        begun: Whether its meeting is under way.
    """
    from hub_console.desk import Desk, SystemClock
    from hub_console.desk.board import Board
    from hub_console.desk.memory import demo_name
    from hub_console.desk.station import new_id, opened
    from hub_console.desk.wall_feed import WallFeed

    clock = SystemClock()

    def opening() -> "Opened":
        from hub_console.demo import ROSTER, make_demo

        record = make_demo(folder / "demo.hub", ROSTER, clock.now(), begun=begun)
        return opened(record, settings, clock)

    return Desk(opening, clock, new_id, wake, wall=WallFeed(Board(demo_name(), make=True)))
