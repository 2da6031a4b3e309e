"""The one thread that touches the record: it writes acts in order, and is drained at the end."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from hub_console.meeting.rules import TableRules
from hub_console.record import Action, Busy, DiskFull, Loaded, ReadOnlyDisk, RecordError
from hub_console.record.action import CLOSING
from hub_console.vocabulary import Vocabulary

if TYPE_CHECKING:
    from hub_console.record import Backups, Record

T = TypeVar("T")

LOOK_SECONDS = 0.05
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
    backups: "Backups | None" = None


@dataclass(frozen=True, slots=True)
class Ready:
    """The record is open and read; also said when another process changed it."""

    loaded: Loaded
    vocabulary: Vocabulary
    written: int


@dataclass(frozen=True, slots=True)
class Saved:
    """The oldest act that waited is durable; where it closed a meeting, with the seal's code."""

    action: Action
    sealed: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """What was asked of the record is known, or why it cannot be; ``say`` tells who asked."""

    say: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of the backups, in words."""

    words: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """What waits cannot be written, and is tried again; an empty sentence: it can again."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Ended:
    """The record could not be opened, or the thread broke: nothing more is written."""

    error: Exception


Notice: TypeAlias = Ready | Saved | Answered | Kept | Trouble | Ended
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
        self._written = 0
        self._stale = False
        self._trouble = ""

    def hand(self, task: "Action | Task") -> None:
        """Queue an act to write, or a function to call with the record."""
        self._tasks.put(task)

    def ask(
        self,
        task: "Callable[[Record], T]",
        tell: Callable[[T], None],
        refuse: Callable[[Exception], None] | None = None,
    ) -> None:
        """Queue a question; what is to be done with the answer is said as a notice.

        Args:
            task: Asks the record.
            tell: Given the answer.
            refuse: Given what went wrong; None to ask until there is an answer.
        """

        def run(record: "Record") -> None:
            try:
                answer = task(record)
            except Exception as error:
                if refuse is None:
                    raise
                self._tell(Answered(partial(refuse, error)))
            else:
                self._tell(Answered(partial(tell, answer)))

        self._tasks.put(run)

    def settle(self) -> None:
        """Wait until all that was handed is done, or the thread has ended."""
        reached = Event()
        self._tasks.put(lambda _: reached.set())
        while not reached.wait(LOOK_SECONDS) and self.is_alive():
            pass

    def look_again(self) -> None:
        """Read the record again, once all that was handed is written.

        It waits its turn like a task: a flag set from here could be seen before the task that it
        was set after.
        """
        self._tasks.put(self._grow_stale)

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
            del self._opening  # it knows the key
            self._tell(Ready(opened.loaded, opened.vocabulary, 0))
            try:
                meeting = opened.loaded.table.meeting
                if meeting is None or not meeting.under_way:  # no mark of a meeting waits for it
                    self._care_for_backups(opened)
                self._work(opened)
            finally:
                opened.record.close()
        except Exception as error:  # noqa: BLE001 - nobody else hears of what ends a thread
            self._tell(Ended(error))

    def _work(self, opened: Opened) -> None:
        while (task := self._next(opened)) is not None:
            if not self._done(opened, task):
                return

    def _next(self, opened: Opened) -> "Action | Task | None":
        while True:
            try:
                at_once = self._stale and not self._trouble
                return self._tasks.get(timeout=0 if at_once else LOOK_SECONDS)
            except Empty:
                self._look(opened)

    def _look(self, opened: Opened) -> None:
        """Read the record again when another process has written to it."""
        try:
            if opened.record.changed_elsewhere():
                self._stale = True
            if self._stale:
                loaded = opened.record.load(opened.rules)
                self._stale = False
                self._tell(Ready(loaded, opened.vocabulary, self._written))
            self._say_trouble("")
        except RecordError as error:
            self._say_trouble(str(error))

    def _grow_stale(self, _: "Record") -> None:
        self._stale = True

    def _done(self, opened: Opened, task: "Action | Task") -> bool:
        """Do one thing, again and again while it fails; False when it failed at the very end.

        Nothing that comes after it is written then, since it may build on it.
        """
        while True:
            last_try = self._closing.is_set()
            try:
                sealed = ""
                if isinstance(task, Action):
                    sealed = opened.record.write(task)
                else:
                    task(opened.record)
            except RecordError as error:
                self._say_trouble(str(error))
                if last_try:
                    return False
                self._closing.wait(RETRY_SECONDS)
            else:
                if isinstance(task, Action):
                    self._written += 1
                    self._tell(Saved(task, sealed))
                    self._care_for_backups(opened, task)
                self._say_trouble("")
                return True

    def _care_for_backups(self, opened: Opened, action: Action | None = None) -> None:
        """Back up what an action closed, and let the backups forget what it erased.

        Without an action, catch up on what could not be done at the time.
        """
        record, backups = opened.record, opened.backups
        if backups is None:
            return
        try:
            if record.backup_is_due(backups) if action is None else action.verb in CLOSING:
                record.back_up(backups)
                self._tell(Kept("backed up"))
        except (RecordError, OSError) as error:
            self._tell(Kept(f"not backed up: {_plainly(error)}. The meeting itself is safe."))
        try:
            if action is None or action.erase or action.verb in CLOSING:
                record.forget(backups)
        except (RecordError, OSError) as error:
            self._tell(Kept(f"a backup holds what was erased: {_plainly(error)}. Run doctor."))

    def _say_trouble(self, sentence: str) -> None:
        if sentence != self._trouble:
            self._trouble = sentence
            self._tell(Trouble(sentence))


def _plainly(error: RecordError | OSError) -> str:
    """What went wrong, in as few words as an event has; a doctor says more."""
    match error:
        case DiskFull():
            return "the disk is full"
        case ReadOnlyDisk() | OSError():
            return "its folder cannot be written"
        case Busy():
            return "another program holds the file"
        case _:
            return "it did not read back whole"
