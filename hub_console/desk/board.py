"""The board between the console and the wall: the console puts frames up, the wall looks at it.

It lies in shared memory. So the wall needs no passphrase and holds no key of the record: what is
not on the board it cannot read. What is left of it after a crash is the last frame, in memory
that a restart clears; whichever program ends in order wipes it.
"""

import struct
import time
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from mmap import mmap
from typing import TypeVar

import msgspec

from hub_console.desk import memory
from hub_console.meeting.frame import BLANK, Frame

T = TypeVar("T")

_HEAD = struct.Struct("<I8s")
_SLOT = 2048
_FRAME = 256 * 1024
_SIZE = 2 * _SLOT + _FRAME

FRESH_SECONDS = 2.0
"""A program that has not been heard of for so long is not running."""


@dataclass(frozen=True, slots=True)
class Feeder:
    """Who puts the frames up.

    Attributes:
        role: Of the console.
        beat: When it was last alive, by the laptop's monotonic clock.
    """

    role: str
    beat: float


@dataclass(frozen=True, slots=True)
class Wall:
    """What the wall says of itself.

    Attributes:
        beat: When it was last alive, by the laptop's monotonic clock.
        painted: The mark of the frame that it shows.
        reads_m: To so many metres its text is read.
        farthest_m: So far away is the farthest seat.
    """

    beat: float
    painted: str
    reads_m: float
    farthest_m: float


class Board:
    """One board; each slot of it is written by one side and read by the other.

    A slot carries a digest of what is in it. One that is being written just then does not match
    its digest, and is read as it was at the look before; its writer may be held up there, and is
    alive all the same. An empty one, as a board has that is new or wiped, is a blank frame.

    Args:
        name: Of its memory.
        make: Whether to make it where it is not there; the console does, the wall does not.
        ticks: The laptop's monotonic clock, which all its programs read alike.
    """

    def __init__(
        self, name: str, *, make: bool, ticks: Callable[[], float] = time.monotonic
    ) -> None:
        self.ticks = ticks
        self._name = name
        self._make = make
        self._memory: mmap | None = None
        self._before: dict[int, tuple[str, bytes]] = {}

    def put_up(self, frame: Frame) -> str:
        """Put a frame up; returns its mark, empty where there is no board to be had."""
        content = b"" if frame == BLANK else msgspec.json.encode(frame)
        return self._write(2 * _SLOT, content if len(content) < _FRAME - _HEAD.size else b"")

    def frame(self) -> tuple[str, Frame] | None:
        """The frame that is up, with its mark; None where none can be read at the moment."""
        found = self._read(2 * _SLOT, _FRAME)
        if found is None:
            return None
        mark, content = found
        try:
            return mark, msgspec.json.decode(content, type=Frame) if content else BLANK
        except msgspec.MsgspecError:  # of another version of this program
            return None

    @property
    def mark(self) -> str:
        """The mark of the frame that is up; empty where there is no board."""
        found = self._read(2 * _SLOT, _FRAME)
        return found[0] if found else ""

    @property
    def left_blank(self) -> bool:
        """Whether a blank frame was put up; a board that is new or wiped has none."""
        found = self.frame()
        return found is not None and found[1] == BLANK and found[0] == _digest(b"").hex()

    def feed(self, role: str) -> None:
        """Say that a console is there."""
        self._write(0, msgspec.json.encode(Feeder(role, self.ticks())))

    def feeder(self) -> Feeder | None:
        """The console that is there; None where none is."""
        found = self._told(0, Feeder)
        return found if found and self._fresh(found.beat) else None

    def tell(self, painted: str, reads_m: float, farthest_m: float) -> None:
        """Say that a wall is there."""
        told = Wall(self.ticks(), painted, reads_m, farthest_m)
        self._write(_SLOT, msgspec.json.encode(told))

    def wall(self) -> Wall | None:
        """The wall that is there; None where none is."""
        found = self._told(_SLOT, Wall)
        return found if found and self._fresh(found.beat) else None

    def wipe(self) -> None:
        """Leave nothing on the board, and let it go."""
        if self._memory is not None:
            self._memory[:] = bytes(_SIZE)
            memory.take_away(self._name)
        self.let_go()

    def let_go(self) -> None:
        """Look away, and for the board anew at the next look: another may hang there by then."""
        if self._memory is not None:
            self._memory.close()
            self._memory = None
            self._before.clear()

    def _told(self, at: int, kind: type[T]) -> T | None:
        found = self._read(at, _SLOT)
        try:
            return msgspec.json.decode(found[1], type=kind) if found and found[1] else None
        except msgspec.MsgspecError:
            return None

    def _write(self, at: int, content: bytes) -> str:
        board = self._board()
        if board is None:
            return ""
        digest = _digest(content)
        board[at + _HEAD.size : at + _HEAD.size + len(content)] = content
        board[at : at + _HEAD.size] = _HEAD.pack(len(content), digest)
        return digest.hex()

    def _read(self, at: int, room: int) -> tuple[str, bytes] | None:
        board = self._board()
        if board is None:
            return None
        length, digest = _HEAD.unpack(board[at : at + _HEAD.size])
        content = board[at + _HEAD.size : at + _HEAD.size + min(length, room - _HEAD.size)]
        if not content or _digest(content) == digest:
            self._before[at] = digest.hex(), content
        return self._before.get(at)

    def _fresh(self, beat: float) -> bool:
        return abs(self.ticks() - beat) < FRESH_SECONDS

    def _board(self) -> mmap | None:
        if self._memory is None:
            try:
                self._memory = memory.share(self._name, _SIZE, make=self._make)
            except OSError:
                return None
        return self._memory


def _digest(content: bytes) -> bytes:
    return blake2b(content, digest_size=8).digest()
