"""The terminal, for as long as it is there."""

from collections.abc import Callable
from functools import partial
from typing import Any, TextIO

from textual.driver import Driver
from textual.message import Message


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


def lasting(driver: type[Driver]) -> type[Driver]:
    """A driver as the one given, which outlives its terminal until the program has ended.

    Not every terminal that goes says so with a signal; the program is told with ``TerminalGone``.
    """

    class Lasting(driver):  # type: ignore[misc, valid-type]
        def __init__(self, *args: object, **kwargs: object) -> None:
            super().__init__(*args, **kwargs)
            gone = partial(self.send_message, TerminalGone())
            self._file: Any = UntilGone(self._file, gone)

    return Lasting
