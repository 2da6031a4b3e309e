"""What the screens of the exchange go about: the desk, the courier, and a way to wait for both."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar

from textual.app import App

from hub_console.bundles.errors import BundleError
from hub_console.console.commands import KeyMap
from hub_console.console.screens.exchange.question import Question
from hub_console.console.views import Said
from hub_console.meeting.values import Refused
from hub_console.record import RecordError

if TYPE_CHECKING:
    from hub_console.bundles.courier import Courier
    from hub_console.desk import Desk
    from hub_console.record import Record
    from hub_console.settings import Settings

AFTER_SECONDS = 1.0
"""What is done sooner needs no bar."""

LOOK_SECONDS = 0.2

TROUBLE = (BundleError, RecordError, Refused, OSError, MemoryError)
"""What can go wrong though the program is sound."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Done:
    """How much is done, of about how much."""

    parts: int = 0
    about: int = 1


@dataclass
class Errand:
    """Something to do with bundles, from the console.

    Attributes:
        app: Where screens are shown.
        desk: Where the recorder sits; its writer does what is asked of the record.
        courier: Carries bundles between record and files.
        settings: From settings.toml, as they are now.
        keys: Which key does what at the table.
        run: Runs a command of the table, such as the one that blanks the wall; returns what was
            said of it.
    """

    app: App[Any]
    desk: "Desk"
    courier: "Courier"
    settings: "Settings"
    keys: KeyMap
    run: Callable[[str], Said | None]
    _shown: Question[Any] | None = None
    _done: Done = field(default_factory=Done)

    async def ask(self, screen: Question[T]) -> T | None:
        """Show a screen and wait for its answer; it stays there until the next one is asked."""
        if self._shown is None:
            await self.app.push_screen(screen)
        else:
            await self.app.switch_screen(screen)
        self._shown = screen
        return await screen.answer

    def end(self) -> None:
        """Leave the last screen, if it is still there: locking takes all of them away."""
        if self._shown is not None and self.app.screen is self._shown:
            self.app.pop_screen()
        self._shown = None

    async def do(self, doing: str, task: "Callable[[Record], T]") -> T:
        """Have the writer do something, and wait for it; what lasts says how far it is.

        Raises:
            Exception: What went wrong.
        """
        answer: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self.desk.ask(task, *_settling(answer))
        return await self._answered(doing, answer)

    async def aside(self, doing: str, function: Callable[[], T]) -> T:
        """Do something that a dead disk can hold up for ever, in a thread that nobody waits for.

        Raises:
            Exception: What went wrong.
        """
        return await self._answered(doing, aside(function))

    def progress(self, done: int, about: int) -> None:
        """Be told how far it is; from any thread."""
        self._done = Done(done, about)

    async def _answered(self, doing: str, answer: "asyncio.Future[T]") -> T:
        self._done = Done()
        waited = 0.0
        while not answer.done():
            await asyncio.wait({answer}, timeout=LOOK_SECONDS)
            waited += LOOK_SECONDS
            if self._shown is not None and waited >= AFTER_SECONDS and not answer.done():
                self._shown.tell_progress(doing, self._done.parts / max(1, self._done.about))
        return answer.result()


def aside(function: Callable[[], T]) -> "asyncio.Future[T]":
    """Begin something in a thread that does not keep the program from ending."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[T] = loop.create_future()
    tell, refuse = _settling(answer)

    def run() -> None:
        with suppress(RuntimeError):  # the console has ended meanwhile
            try:
                found = function()
            except Exception as error:  # noqa: BLE001 - who asked has to hear of it
                loop.call_soon_threadsafe(refuse, error)
            else:
                loop.call_soon_threadsafe(tell, found)

    Thread(target=run, name="aside", daemon=True).start()
    return answer


def _settling(
    answer: "asyncio.Future[T]",
) -> tuple[Callable[[T], None], Callable[[Exception], None]]:
    """What gives an answer, and what refuses it; nobody may wait for it any more."""

    def tell(found: T) -> None:
        if not answer.done():
            answer.set_result(found)

    def refuse(error: Exception) -> None:
        if not answer.done():
            answer.set_exception(error)

    return tell, refuse


def sentence(error: BaseException) -> str:
    """What went wrong, and what to do."""
    if isinstance(error, MemoryError):
        return "There is not enough memory. Close other programs and try again."
    if not isinstance(error, OSError):
        return str(error)
    what = str(error.filename) if error.filename is not None else "The file"
    return f"{what}: {error.strerror}. Check that the stick is in and that you may use it."
