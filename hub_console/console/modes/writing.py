"""Writing one line of text: a note, a title, a number."""

from collections.abc import Callable
from dataclasses import dataclass

from hub_console.console.modes.asking import Answer, Asking
from hub_console.console.modes.mode import Board, character
from hub_console.console.views import LineView, Tone
from hub_console.meeting.identifiers import Suspicion, without

DIGITS = "0123456789"
TAKE_OUT = "ctrl+x"


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
        keep: Called after each key with what may be kept as a draft: no suspect is in it.
        only: Characters that are taken, as DIGITS; empty for all.
        suspected: What in a text looks like an identifier of a person.
        despite: What is done with a text that a person wants to keep though it does.
    """

    name: str
    title: str
    limit: int
    written: Callable[[str], object]
    value: str = ""
    hints: str = "Enter keeps it · Esc back"
    keep: Callable[[str], object] = lambda _: None
    only: str = ""
    suspected: Callable[[str], tuple[Suspicion, ...]] = lambda _: ()
    despite: Callable[[str], object] = lambda _: None


class Writing:
    """The mode of a line of text."""

    def __init__(self, board: Board, form: Form) -> None:
        self.name = form.name
        self._board = board
        self._form = form
        self._text = form.value
        self._place = len(form.value)
        self._looked_at = ""
        self._found: tuple[Suspicion, ...] = ()

    def press(self, key: str) -> None:
        """Take one key."""
        text, place = self._text, self._place
        match key:
            case "escape":
                self._board.back()
            case "enter":
                self._enter()
            case "left" | "right":
                self._place = min(max(0, place + (1 if key == "right" else -1)), len(text))
            case "home" | "end":
                self._place = len(text) if key == "end" else 0
            case "backspace" if place:
                self._become(text[: place - 1] + text[place:], place - 1)
            case "delete":
                self._become(text[:place] + text[place + 1 :], place)
            case _ if key == TAKE_OUT:
                self._take_out_nearest()
            case _:
                self._type(character(key))

    def view(self) -> LineView:
        """What the screen shows of it."""
        form, suspects = self._form, self._suspects
        hints = (
            "Ctrl+X takes it out · Enter asks · Esc back, without it" if suspects else form.hints
        )
        return LineView(form.title, self._text, self._place, form.limit, hints, suspects)

    @property
    def _suspects(self) -> tuple[Suspicion, ...]:
        """What in the text looks like an identifier; looked for once in each text."""
        if self._looked_at != self._text:
            self._looked_at, self._found = self._text, self._form.suspected(self._text)
        return self._found

    def _enter(self) -> None:
        self._board.back()
        if self._suspects:
            self._ask()
        else:
            self._form.written(self._text.strip())

    def _ask(self) -> None:
        """Ask what is to become of a text that looks like an identifier."""
        looks_like = " and ".join(dict.fromkeys(one.kind for one in self._suspects))
        answers = [
            Answer("r", "take it out and keep the rest", self._keep_the_rest),
            Answer("k", "keep it, it is no identifier (this is logged)", self._keep_all),
            Answer("e", "go on editing", self._go_on),
        ]
        heading = f"It looks like {looks_like}"
        title = f"KEEP THIS {self.name}?"
        groups = [(heading, answers)]
        self._board.enter(Asking(self._board, self.name, title, groups, self._go_on))

    @property
    def _rest(self) -> str:
        """The text without anything that looks like an identifier."""
        rest = self._text
        while found := self._form.suspected(rest):
            rest, _ = without(rest, found[0])
        return rest

    def _keep_the_rest(self) -> None:
        rest = self._rest
        self._become(rest, len(rest))
        if rest.strip():
            self._form.written(rest.strip())
        else:
            self._go_on()
            self._board.say("Nothing is left to keep. Write it in other words, or press Esc.")

    def _keep_all(self) -> None:
        self._form.despite(self._text.strip())

    def _go_on(self) -> None:
        self._board.enter(self)

    def _take_out_nearest(self) -> None:
        def distance(one: Suspicion) -> int:
            return max(one.start - self._place, self._place - one.end, 0)

        if self._suspects:
            self._take_out(min(self._suspects, key=distance))

    def _take_out(self, suspect: Suspicion) -> None:
        self._become(*without(self._text, suspect))

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
        self._form.keep(self._rest if self._suspects else text)
