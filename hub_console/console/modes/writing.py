"""Writing one line of text: a note, a title, a number."""

from collections.abc import Callable
from dataclasses import dataclass

from hub_console.console.modes.mode import Board, character
from hub_console.console.views import LineView, Tone

DIGITS = "0123456789"


@dataclass(frozen=True, slots=True)
class Form:
    """A line to be written.

    Attributes:
        name: In the mode line.
        title: Of the panel.
        limit: The most characters.
        written: What Enter does with the text.
        value: What stands there at first.
        hints: What can be pressed.
        keep: Called with the text after each key, so that it can be kept as a draft.
        only: Characters that are taken, as DIGITS; empty for all.
    """

    name: str
    title: str
    limit: int
    written: Callable[[str], object]
    value: str = ""
    hints: str = "Enter keeps it · Esc back"
    keep: Callable[[str], object] = lambda _: None
    only: str = ""


class Writing:
    """The mode of a line of text."""

    def __init__(self, board: Board, form: Form) -> None:
        self.name = form.name
        self._board = board
        self._form = form
        self._text = form.value
        self._place = len(form.value)

    def press(self, key: str) -> None:
        """Take one key."""
        text, place = self._text, self._place
        match key:
            case "escape":
                self._board.back()
            case "enter":
                self._board.back()
                self._form.written(text.strip())
            case "left" | "right":
                self._place = min(max(0, place + (1 if key == "right" else -1)), len(text))
            case "home" | "end":
                self._place = len(text) if key == "end" else 0
            case "backspace" if place:
                self._become(text[: place - 1] + text[place:], place - 1)
            case "delete":
                self._become(text[:place] + text[place + 1 :], place)
            case _:
                self._type(character(key))

    def view(self) -> LineView:
        """What the screen shows of it."""
        form = self._form
        return LineView(form.title, self._text, self._place, form.limit, form.hints)

    def _type(self, typed: str) -> None:
        text, place, form = self._text, self._place, self._form
        if not typed:
            return
        if form.only and typed not in form.only:
            self._board.say("Only digits go here.", Tone.REFUSED)
        elif len(text) >= form.limit:
            self._board.say(f"No more than {form.limit} characters fit here.", Tone.REFUSED)
        else:
            self._become(text[:place] + typed + text[place:], place + 1)

    def _become(self, text: str, place: int) -> None:
        self._text, self._place = text, place
        self._form.keep(text)
