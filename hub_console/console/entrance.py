"""How the console gets to its table: set up, unlock, wait for another console, open."""

import asyncio
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, TypeVar

from textual.events import Key
from textual.screen import Screen

from hub_console.meeting.role import Role
from hub_console.places import Places
from hub_console.settings import Settings

if TYPE_CHECKING:
    from hub_console.desk import Desk, Opened
    from hub_console.desk.station import Setup
    from hub_console.record import ConsoleLock, Unlocked

T = TypeVar("T")


class Hall(Protocol):
    """Where screens are shown one after the other; the app is one."""

    async def ask(self, screen: Screen[T]) -> T | None:
        """Show a screen and wait for its answer; None when the person leaves."""

    def show(self, screen: Screen[T]) -> None:
        """Show a screen that has no answer."""

    def typed_ahead(self) -> Sequence[Key]:
        """What was typed before anything asked for it; once, then it is forgotten."""


class Entrance(Protocol):
    """A way to a table."""

    async def lead(self, hall: Hall, wake: Callable[[], None], locked: str = "") -> "Desk | None":
        """Lead to the desk; None when the person left on the way.

        Args:
            hall: Where screens are shown.
            wake: Called from the desk's thread whenever it has something to say.
            locked: What is said to who comes back to a table that was locked.

        Raises:
            RecordError: The table cannot be opened.
        """

    def leave(self) -> None:
        """Let go of what was held, once the desk is closed."""


@dataclass
class Station:
    """The way to this laptop's own table.

    Attributes:
        places: Its files.
        settings: From settings.toml.
        passphrase: When it need not be asked for, the first time.
        role: Who sits here.
    """

    places: Places
    settings: Settings
    passphrase: str | None = None
    role: Role = Role.RECORDER
    _lock: "ConsoleLock | None" = None

    async def lead(self, hall: Hall, wake: Callable[[], None], locked: str = "") -> "Desk | None":
        """Lead through set-up or unlocking to the desk."""
        from hub_console.desk import Desk, SystemClock
        from hub_console.desk.board import Board
        from hub_console.desk.memory import name_for
        from hub_console.desk.station import new_id, open_station
        from hub_console.desk.wall_feed import WallFeed

        unlocked = await self._unlocked(hall, locked)
        if unlocked is None:
            return None
        watching = await self._watching(hall)
        if watching is None:
            return None
        clock = SystemClock()

        def opening() -> "Opened":
            return open_station(
                self.places, unlocked, self.settings, clock, read_only=watching, role=self.role
            )

        board = Board(name_for(self.places.record), make=True)
        wall = None if watching else WallFeed(board, self.role)
        return Desk(opening, clock, new_id, wake, watching, unlocked.person, wall, self.role)

    def leave(self) -> None:
        """Let another console have the table."""
        if self._lock is not None:
            self._lock.release()

    async def _unlocked(self, hall: Hall, locked: str) -> "Unlocked | None":
        from hub_console.desk.station import finish_set_up

        finish_set_up(self.places)
        if not (self.places.record.exists() or self.places.keys.exists()):
            return await self._set_up(hall)
        asyncio.get_running_loop().run_in_executor(
            None, import_module, "hub_console.record.opening"
        )
        passphrase, self.passphrase = self.passphrase, None
        if passphrase is not None:
            return await asyncio.to_thread(self._unlock, passphrase)
        if not locked and (silently := await asyncio.to_thread(self._unlock_with_keyring)):
            hall.typed_ahead()  # by who did not know that it would not be asked for
            return silently
        from hub_console.console.screens.unlock import UnlockScreen
        from hub_console.record import RecordError

        shown = self.settings.ascii
        asking = UnlockScreen(locked, self._try, RecordError, wait=self._wait, ascii=shown)
        asking.take(hall.typed_ahead())
        return await hall.ask(asking)

    def _wait(self) -> float:
        """Seconds until a passphrase may be tried."""
        from hub_console.desk import SystemClock
        from hub_console.record import Attempts

        return Attempts(self.places.attempts).wait(SystemClock().now())

    def _try(self, typed: str) -> "Unlocked":
        """Open with what a person typed; wrong ones are counted."""
        from hub_console.desk import SystemClock
        from hub_console.record import Attempts, WrongPassphrase

        attempts = Attempts(self.places.attempts)
        try:
            unlocked = self._unlock(typed)
        except WrongPassphrase:
            attempts.failed(SystemClock().now())
            raise
        attempts.succeeded()
        return unlocked

    def _unlock(self, passphrase: str) -> "Unlocked":
        from hub_console.record import unlock

        return unlock(self.places.keys, passphrase, self.places.record)

    def _unlock_with_keyring(self) -> "Unlocked | None":
        from hub_console.record import unlock_with_keyring

        return unlock_with_keyring(self.places.keys, self.places.record)

    async def _set_up(self, hall: Hall) -> "Unlocked | None":
        from hub_console.console.screens.setup import SetUpScreen
        from hub_console.console.screens.working import WorkingScreen
        from hub_console.record import RecordError
        from hub_console.record.recovery import new_recovery_key

        recovery = new_recovery_key(os.urandom)
        answers: Setup | None = None
        trouble = ""
        while True:
            shown = self.settings.ascii
            asking = SetUpScreen(
                self.places, recovery, ascii=shown, answers=answers, trouble=trouble
            )
            answers = await hall.ask(asking)
            if answers is None:
                return None
            hall.show(WorkingScreen("Making the keys and the table …", ascii=shown))
            try:
                return await asyncio.to_thread(self._made, answers)
            except (RecordError, OSError) as error:
                trouble = str(error)

    def _made(self, answers: "Setup") -> "Unlocked":
        from hub_console.desk import SystemClock
        from hub_console.desk.station import set_up

        set_up(self.places, answers, self.settings.table, SystemClock(), os.urandom)
        return self._unlock(answers.passphrase)

    async def _watching(self, hall: Hall) -> bool | None:
        """Whether another console has this seat, so that this one watches; None to leave."""
        from hub_console.record import ConsoleLock

        seat = self.places.lock if self.role is Role.RECORDER else self.places.chair_lock
        self._lock = self._lock or ConsoleLock(seat)
        while not self._lock.take():
            from hub_console.console.screens.busy import BusyChoice, BusyScreen

            match await hall.ask(BusyScreen(ascii=self.settings.ascii)):
                case BusyChoice.WATCH:
                    return True
                case BusyChoice.RETRY:
                    continue
                case _:
                    return None
        return False
