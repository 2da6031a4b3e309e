"""Going to an item by its number: at once when the digits can mean only one."""

from collections.abc import Callable, Mapping

from hub_console.console.modes.mode import Board
from hub_console.console.views import LineView, Tone


class Going:
    """The mode of an item's number.

    Args:
        board: The keyboard.
        numbers: What each number leads to.
        turn_to: Goes there.
    """

    name = "GO TO"

    def __init__(
        self, board: Board, numbers: Mapping[str, str], turn_to: Callable[[str], None]
    ) -> None:
        self._board = board
        self._numbers = numbers
        self._turn_to = turn_to
        self._typed = ""

    def press(self, key: str) -> None:
        """Take one key."""
        if key == "enter" and self._typed in self._numbers:
            self._go(self._typed)
        elif key in ("escape", "enter") or (key == "backspace" and not self._typed):
            self._board.back()
        elif key == "backspace":
            self._typed = self._typed[:-1]
        elif key.isdecimal():
            self._digit(self._typed + key)
        else:
            self._board.say("Type the number of an item, or Esc.", Tone.REFUSED)

    def view(self) -> LineView:
        """What the screen shows of it."""
        hints = "the number of an item · Enter · Esc back"
        return LineView("GO TO ITEM", self._typed, len(self._typed), 3, hints)

    def _digit(self, typed: str) -> None:
        begun = [number for number in self._numbers if number.startswith(typed)]
        if not begun:
            self._board.say(f"There is no item {typed}.", Tone.REFUSED)
        elif begun == [typed]:
            self._go(typed)
        else:
            self._typed = typed

    def _go(self, number: str) -> None:
        self._board.back()
        self._turn_to(self._numbers[number])
