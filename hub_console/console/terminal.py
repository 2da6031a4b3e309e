"""The terminal, for as long as it is there."""

from contextlib import suppress
from typing import Any, TextIO

from textual.driver import Driver


class UntilGone:
    """Writes to a terminal; when that is gone, what is written goes nowhere.

    Textual's thread that writes would end there, and the program then stand still for ever at a
    full queue, marks unwritten and the table held.
    """

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self.fileno, self.isatty = file.fileno, file.isatty

    def write(self, text: str) -> None:
        """Write a text, as long as anybody can read it."""
        with suppress(OSError):
            self._file.write(text)

    def flush(self) -> None:
        """Let what was written be seen."""
        with suppress(OSError):
            self._file.flush()


def lasting(driver: type[Driver]) -> type[Driver]:
    """A driver as the one given, which outlives its terminal until the program has ended."""

    class Lasting(driver):  # type: ignore[misc, valid-type]
        def __init__(self, *args: object, **kwargs: object) -> None:
            super().__init__(*args, **kwargs)
            self._file: Any = UntilGone(self._file)

    return Lasting
