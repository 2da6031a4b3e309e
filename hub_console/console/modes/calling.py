"""Calling agencies by their two letters: involved, lead, assisting, roll."""

from collections.abc import Callable
from dataclasses import dataclass

from hub_console.console.modes.mode import HELP, WHERE_THE_KEYS_ARE, Board, character
from hub_console.console.views import TagsView, Tone

SIGNS = "-_"


@dataclass(frozen=True, slots=True)
class Call:
    """What calling an agency does.

    Attributes:
        name: In the mode line.
        tags: The tags that can be called.
        called: What a tag does, with the sign before it: empty, ``-`` or ``_``.
        hints: What can be pressed.
        stays: Whether one can call again and again, until Escape.
        signs: Whether ``-`` and ``_`` may stand before a tag.
        everyone: What ``*`` does; None where it does nothing.
    """

    name: str
    tags: Callable[[], frozenset[str]]
    called: Callable[[str, str], object]
    hints: str
    stays: bool = True
    signs: bool = False
    everyone: Callable[[], object] | None = None


class Calling:
    """The mode of agency letters."""

    def __init__(self, board: Board, call: Call) -> None:
        self.name = call.name
        self._board = board
        self._call = call
        self._sign = ""
        self._letters = ""

    def press(self, key: str) -> None:
        """Take one key."""
        typed = character(key).upper()
        if key in ("escape", "enter"):
            self._board.back()
        elif key == "backspace":
            self._letters, self._sign = self._letters[:-1], self._sign if self._letters else ""
        elif typed and typed in SIGNS and self._call.signs and not self._letters:
            self._sign = typed
        elif typed == "*" and self._call.everyone is not None and not self._sign:
            self._call.everyone()
        elif typed == HELP:
            self._board.say(f"The letters stand in the roster, or {WHERE_THE_KEYS_ARE}")
        elif typed.strip():
            self._letter(typed)

    def call(self, tag: str) -> None:
        """Call an agency: a click on it."""
        sign, self._sign, self._letters = self._sign, "", ""
        if not self._call.stays:
            self._board.back()
        self._call.called(sign, tag)

    def view(self) -> TagsView:
        """What the screen shows of it."""
        matching = frozenset(t for t in self._call.tags() if t.startswith(self._letters))
        return TagsView(self.name, self._sign + self._letters, matching, self._call.hints)

    def _letter(self, typed: str) -> None:
        letters = self._letters + typed
        tags = self._call.tags()
        if not any(tag.startswith(letters) for tag in tags):
            self._letters = ""
            self._board.say(f"No agency has the letters {letters}.", Tone.REFUSED)
        elif letters not in tags:
            self._letters = letters
        else:
            self.call(letters)
