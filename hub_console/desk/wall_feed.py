"""What feeds the wall: each frame goes up on the board as soon as the table is another."""

from dataclasses import dataclass
from datetime import datetime

from hub_console.desk.board import Board
from hub_console.meeting.frame import Frame, frame_of
from hub_console.meeting.legibility import short_of
from hub_console.meeting.role import Role
from hub_console.meeting.table import Table
from hub_console.vocabulary import Vocabulary

LAG_SECONDS = 0.25
"""A wall that has not painted a frame by then lags."""


@dataclass(frozen=True, slots=True)
class WallSeen:
    """How it stands with the wall itself, as far as the console can tell.

    Attributes:
        running: Whether there is one.
        lags: Whether it does not show yet what it should.
        short_of: ``6 m of 8`` where it is too small for the farthest seat; else empty.
    """

    running: bool = False
    lags: bool = False
    short_of: str = ""


class WallFeed:
    """Puts up what the room may see. Where two consoles share a table, the recorder's does.

    Args:
        board: Where the wall looks.
        role: Of this console; another than the recorder's feeds while no recorder's console does.
    """

    def __init__(self, board: Board, role: Role = Role.RECORDER) -> None:
        self._board = board
        self._role = role
        self._table: Table | None = None
        self._second: datetime | None = None
        self._frame: Frame | None = None
        self._mark = ""
        self._since = 0.0

    def show(self, table: Table | None, vocabulary: Vocabulary | None, now: datetime) -> None:
        """Put up what the room may see of a table now."""
        second = now.replace(microsecond=0)
        if table is self._table and second == self._second:
            return
        self._table, self._second = table, second
        self._put_up(frame_of(table, vocabulary, now))

    def beat(self) -> None:
        """Say that this console is there; where another program took the board away, hang it anew.

        A wall that ends while nobody seems to feed it does so, and so does another console that
        ends or locks; of a board on which no wall is heard nobody can tell whether it still hangs.
        """
        if self._board.wall() is None:
            self._board.let_go()
        if not self._feeds:
            return
        if self._frame is not None and self._board.mark != self._mark:
            self._board.let_go()
            self._frame = self._second = None
        self._board.feed(self._role)

    def end(self) -> None:
        """The console ends, or locks: leave nothing up."""
        if self._feeds:
            self._board.wipe()
        self._board.let_go()
        self._frame = None

    @property
    def left_blank(self) -> bool:
        """Whether a console that crashed had blanked the wall."""
        return self._feeds and self._frame is None and self._board.left_blank

    @property
    def seen(self) -> WallSeen:
        """How it stands with the wall."""
        wall = self._board.wall()
        if wall is None:
            return WallSeen()
        late = self._board.ticks() - self._since > LAG_SECONDS
        lags = self._feeds and late and wall.painted != self._mark
        return WallSeen(True, lags, short_of(wall.reads_m, wall.farthest_m))

    @property
    def _feeds(self) -> bool:
        if self._role is Role.RECORDER:
            return True
        feeder = self._board.feeder()
        return feeder is None or feeder.role == self._role

    def _put_up(self, frame: Frame) -> None:
        if not self._feeds:
            self._frame = None
        elif frame != self._frame:
            self._mark, self._since = self._board.put_up(frame), self._board.ticks()
            self._frame = frame if self._mark else None
            self._board.feed(self._role)
