"""The wall: it looks at the board many times a second, and shows what is up."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from hub_console.console.terminal import LastingApp
from hub_console.console.themes import install
from hub_console.desk import Clock
from hub_console.desk.board import Board
from hub_console.meeting.frame import BLANK, Frame
from hub_console.meeting.legibility import reads_to
from hub_console.settings import Count, Lost, Settings
from hub_console.wall.page import WallPage
from hub_console.wall.view import WallView

LOOK_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Room:
    """Where the wall hangs.

    Attributes:
        image_height_m: How high the picture is.
        farthest_m: How far away the farthest seat is.
    """

    image_height_m: float
    farthest_m: float


class WallApp(LastingApp):
    """The projector's program.

    Args:
        board: Where the console puts its frames up.
        settings: From settings.toml.
        room: Where it hangs.
        clock: Tells the time.
        view: The view that this wall always shows; empty for the console's.
        demo: Whether the table is invented.
    """

    TITLE = "HUB wall"
    ENABLE_COMMAND_PALETTE = False
    CSS = "Screen { overflow: hidden; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("q", "quit", id="quit", show=False)]

    def __init__(
        self,
        board: Board,
        settings: Settings,
        room: Room,
        clock: Clock,
        view: str = "",
        *,
        demo: bool = False,
    ) -> None:
        super().__init__()
        self._board = board
        self._settings = settings
        self._room = room
        self._clock = clock
        self._always = view
        self._demo = demo
        self._frame: Frame = BLANK
        self._mark = ""
        install(self, settings.theme)

    def compose(self) -> ComposeResult:
        """The one page."""
        yield WallPage()

    def on_mount(self) -> None:
        """Begin to look."""
        self.look()
        self.set_interval(LOOK_SECONDS, self.look)

    def on_unmount(self) -> None:
        """Leave nothing on a board that nobody feeds any more."""
        if self._board.feeder() is None:
            self._board.wipe()
        self._board.let_go()

    def look(self) -> None:
        """Look at the board, and show what is up; without a console, what was up last.

        A board that nobody feeds is let go after the look: the next console may hang up another.
        """
        found = self._board.frame()
        if found is not None:
            self._mark, self._frame = found
        if self._board.feeder() is None:
            self._board.let_go()
            if self._settings.wall.lost is Lost.BLANK:
                self._frame = BLANK
        self._paint(self._clock.now())
        reads = reads_to(self._room.image_height_m, self.size.height)
        self._board.tell(self._mark, reads, self._room.farthest_m)

    def _paint(self, now: datetime) -> None:
        settings = self._settings
        view = WallView(
            self._frame,
            self._always or self._frame.view,
            now.replace(microsecond=0),
            settings.count is Count.UP,
            settings.ascii,
            self._demo,
        )
        if view.frame.blank:  # between two minutes nothing on it changes
            view = replace(view, now=now.replace(second=0, microsecond=0))
        for page in self.query(WallPage):  # gone already while the wall is closing
            page.show(view, ascii=settings.ascii)
