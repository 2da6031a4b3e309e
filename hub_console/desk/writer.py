"""The one thread that touches the record: it writes acts in order, and is drained at the end."""

from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import TYPE_CHECKING, TypeAlias

from hub_console.meeting.rules import TableRules
from hub_console.record import Action, Loaded, RecordError
from hub_console.vocabulary import Vocabulary

if TYPE_CHECKING:
    from hub_console.record import Record

LOOK_SECONDS = 0.25
"""How often the thread looks whether another process wrote."""

RETRY_SECONDS = 1.0
"""How long a write that failed waits before it is tried again."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A record that was opened, and what belongs to it."""

    record: "Record"
    loaded: Loaded
    vocabulary: Vocabulary
    rules: TableRules


@dataclass(frozen=True, slots=True)
class Ready:
    """The record is open and read; also said when another process changed it."""

    loaded: Loaded
    vocabulary: Vocabulary
    written: int


@dataclass(frozen=True, slots=True)
class Saved:
    """The oldest act that waited is durable."""

    action: Action


@dataclass(frozen=True, slots=True)
class Trouble:
    """The oldest act that waits cannot be written; it is tried again."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Unopened:
    """The record could not be opened."""

    error: Exception


Notice: TypeAlias = Ready | Saved | Trouble | Unopened
Task: TypeAlias = "Callable[[Record], object]"


class Writer(Thread):
    """Opens the record, then writes what it is handed, one act at a time and in order.

    Args:
        opening: Opens the record; run in this thread, so that its imports cost no frame.
        tell: Called from this thread with every notice.
    """

    def __init__(self, opening: Callable[[], Opened], tell: Callable[[Notice], None]) -> None:
        super().__init__(name="record-writer", daemon=True)
        self._opening = opening
        self._tell = tell
        self._tasks: SimpleQueue[Action | Task | None] = SimpleQueue()
        self._closing = Event()
        self.written = 0
        self.unwritten = 0

    def hand(self, task: "Action | Task") -> None:
        """Queue an act to write, or a function to call with the record."""
        self._tasks.put(task)

    def finish(self) -> None:
        """Write all that was handed, close the record, and end."""
        self._tasks.put(None)
        self._closing.set()
        if self.is_alive():
            self.join()

    def run(self) -> None:
        """The thread: open, write until told to finish, close."""
        try:
            opened = self._opening()
            self._tell(Ready(opened.loaded, opened.vocabulary, 0))
        except (RecordError, OSError, ValueError) as error:
            self._tell(Unopened(error))
            return
        try:
            while (task := self._next(opened)) is not None:
                if isinstance(task, Action):
                    self._write(opened.record, task)
                else:
                    task(opened.record)
        finally:
            opened.record.close()

    def _next(self, opened: Opened) -> "Action | Task | None":
        while True:
            try:
                return self._tasks.get(timeout=LOOK_SECONDS)
            except Empty:
                if opened.record.changed_elsewhere():
                    loaded = opened.record.load(opened.rules)
                    self._tell(Ready(loaded, opened.vocabulary, self.written))

    def _write(self, record: "Record", action: Action) -> None:
        """Write an act, again and again while it fails, once more when told to finish."""
        while True:
            last_try = self._closing.is_set()
            try:
                record.write(action)
            except RecordError as error:
                self._tell(Trouble(str(error)))
                if last_try:
                    self.unwritten += 1
                    return
                self._closing.wait(RETRY_SECONDS)
            else:
                self.written += 1
                self._tell(Saved(action))
                return
