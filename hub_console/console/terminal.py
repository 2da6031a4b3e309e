"""The terminal, for as long as it is there."""

from collections.abc import Callable
from functools import partial
from typing import Any, TextIO

from textual.app import App
from textual.driver import Driver
from textual.message import Message

from hub_console.console.signals import HANGUP, when_told_to_end


class TerminalGone(Message):
    """The window was closed, or the line cut: nobody sees the program any more."""


class UntilGone:
    """Writes to a terminal; when that is gone, what is written goes nowhere.

    Textual's thread that writes would end there, and the program then stand still for ever at a
    full queue, marks unwritten and the table held.

    Args:
        file: The terminal.
        gone: Called once, from the thread that writes, when it is gone.
    """

    def __init__(self, file: TextIO, gone: Callable[[], object]) -> None:
        self._file: TextIO | None = file
        self._gone = gone
        self.fileno, self.isatty = file.fileno, file.isatty

    def write(self, text: str) -> None:
        """Write a text, as long as anybody can read it."""
        self._do(lambda file: file.write(text))

    def flush(self) -> None:
        """Let what was written be seen."""
        self._do(lambda file: file.flush())

    def _do(self, what: Callable[[TextIO], object]) -> None:
        if self._file is None:
            return
        try:
            what(self._file)
        except OSError:
            self._file = None
            self._gone()


class LastingApp(App[None]):
    """Ends clean when it is told to from outside, or its terminal is gone, and not before."""

    def get_driver_class(self) -> type[Driver]:
        """A driver that outlives its terminal."""
        return _lasting(super().get_driver_class())

    def on_mount(self) -> None:
        """Listen to what asks it to end."""
        when_told_to_end(self.told_to_end)

    def on_terminal_gone(self) -> None:
        """End as where a signal had said so; not every terminal that goes sends one."""
        self.told_to_end(HANGUP)

    def told_to_end(self, number: int) -> None:
        """End as the signal of a number asks."""
        self.exit(return_code=128 + number)


def _lasting(driver: type[Driver]) -> type[Driver]:
    class Lasting(driver):  # type: ignore[misc, valid-type]
        def __init__(self, *args: object, **kwargs: object) -> None:
            super().__init__(*args, **kwargs)
            gone = partial(self.send_message, TerminalGone())
            self._file: Any = UntilGone(self._file, gone)

    return Lasting
