"""What the screens of the exchange go about: the desk, the courier, and a way to wait for both."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from textual.app import App
from textual.screen import Screen

from hub_console.console.screens.exchange.waiting import Done, WaitingScreen
from hub_console.meeting.acts.wall import blank_wall
from hub_console.meeting.values import Refused

if TYPE_CHECKING:
    from hub_console.bundles.courier import Courier
    from hub_console.desk import Desk
    from hub_console.record import Record
    from hub_console.settings import Settings

AT_ONCE_SECONDS = 0.3
"""What is done sooner needs no screen to wait at."""

T = TypeVar("T")


@dataclass
class Errand:
    """Something to do with bundles, from the console.

    Attributes:
        app: Where screens are shown.
        desk: Where the recorder sits; its writer does what is asked of the record.
        courier: Carries bundles between record and files.
        settings: From settings.toml.
        lock: Locks the console.
        ascii: Whether only ASCII may be shown.
        done: How far the last thing asked for is.
    """

    app: App[Any]
    desk: "Desk"
    courier: "Courier"
    settings: "Settings"
    lock: Callable[[], object]
    ascii: bool = False
    done: Done = field(default_factory=Done)

    async def ask(self, screen: Screen[T]) -> T | None:
        """Show a screen and wait for its answer."""
        return await self.app.push_screen_wait(screen)

    async def do(self, said: str, task: "Callable[[Record], T]") -> T:
        """Have the writer do something, and wait for it; what takes a moment says so.

        Raises:
            Exception: What went wrong.
        """
        self.done = Done()
        answer: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self.desk.ask(
            task,
            lambda result: None if answer.done() else answer.set_result(result),
            lambda error: None if answer.done() else answer.set_exception(error),
        )  # it is done already when the console was locked meanwhile
        await asyncio.wait({answer}, timeout=AT_ONCE_SECONDS)
        if answer.done():
            return answer.result()
        waiting = WaitingScreen(said, lambda: self.done, ascii=self.ascii)
        await self.app.push_screen(waiting)
        try:
            return await answer
        finally:
            if self.app.screen is waiting:
                self.app.pop_screen()

    def progress(self, done: int, about: int) -> None:
        """Be told how far it is; from any thread."""
        self.done = Done(done, about)

    def blank(self) -> None:
        """Blank the wall, which a stranger at the door makes urgent on any screen."""
        try:
            self.desk.do(blank_wall)
        except Refused:
            return  # no meeting is open, so nothing is on the wall
