"""Choosing from a list that typing narrows: codes, services, find, palette, help."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from hub_console.console.modes.mode import HELP, WHERE_THE_KEYS_ARE, Board, character
from hub_console.console.views import Choice, ListView, Tone

PAGE = 9
QUERY_LENGTH = 60

Offer: TypeAlias = Callable[[str], Sequence[Choice]]


@dataclass(frozen=True, slots=True)
class Offering:
    """A list to choose from.

    Attributes:
        name: In the mode line.
        title: Of the panel.
        offer: What matches a query, best first.
        choose: What choosing does.
        hints: What can be pressed.
        stays: Whether one can choose again and again, until Escape.
        digits: Whether a digit picks; otherwise it is typed.
        exact: Whether a query is a code, which is chosen at once.
        drop: What Backspace does when nothing is typed; it drops the last pick.
        picked: What was picked, in order.
        about: More on a choice.
        wide: Whether the list wants the whole width.
    """

    name: str
    title: str
    offer: Offer
    choose: Callable[[Choice], object]
    hints: str = "type to narrow · digit or Enter chooses · Esc back"
    stays: bool = False
    digits: bool = True
    exact: Callable[[str], Choice | None] = lambda _: None
    drop: Callable[[], object] = lambda: None
    picked: Callable[[], tuple[str, ...]] = lambda: ()
    about: Callable[[Choice], str] = lambda _: ""
    wide: bool = False


class Choosing:
    """The mode of a list."""

    def __init__(self, board: Board, offering: Offering) -> None:
        self.name = offering.name
        self._board = board
        self._offering = offering
        self._query = ""
        self._cursor = 0
        self._total = len(offering.offer(""))

    def press(self, key: str) -> None:
        """Take one key."""
        match key:
            case "escape":
                self._board.back()
            case "backspace":
                self._erase()
            case "enter":
                self._enter()
            case "up" | "down" | "pageup" | "pagedown":
                step = {"up": -1, "down": 1, "pageup": -PAGE, "pagedown": PAGE}[key]
                self._cursor = min(max(0, self._cursor + step), self._last())
            case "home" | "end":
                self._cursor = self._last() if key == "end" else 0
            case _:
                self._type(character(key))

    def pick(self, index: int) -> None:
        """Choose the line at an index, from 0: a click."""
        choices = self._offered()
        if index < len(choices):
            self._choose(choices[index])

    def view(self) -> ListView:
        """What the screen shows of it."""
        choices = tuple(self._offered())
        cursor = min(self._cursor, max(0, len(choices) - 1))
        about = self._offering.about(choices[cursor]) if choices else ""
        return ListView(
            self._offering.title,
            self._query,
            choices,
            cursor,
            self._total,
            self._offering.picked(),
            about,
            self._offering.hints,
            self._offering.wide,
            self._offering.digits,
        )

    def _offered(self) -> Sequence[Choice]:
        return self._offering.offer(self._query)

    def _last(self) -> int:
        return max(0, len(self._offered()) - 1)

    def _erase(self) -> None:
        if self._query:
            self._query, self._cursor = self._query[:-1], 0
        else:
            self._offering.drop()

    def _enter(self) -> None:
        choices = self._offered()
        untouched = not self._query and self._cursor == 0
        if self._offering.stays and untouched:
            self._board.back()
        elif choices:
            self._choose(choices[min(self._cursor, len(choices) - 1)])
        else:
            self._board.say(f"Nothing matches “{self._query}”.", Tone.REFUSED)

    def _type(self, typed: str) -> None:
        if not typed or len(self._query) >= QUERY_LENGTH:
            return
        if typed.isdecimal() and self._offering.digits:
            if 0 < int(typed) <= PAGE:
                self.pick(int(typed) - 1)
            return
        if typed == HELP and self._narrows_nothing():
            self._board.say(f"Type a part of any word, or {WHERE_THE_KEYS_ARE}", Tone.PLAIN)
            return
        self._query, self._cursor = self._query + typed.lower(), 0
        chosen = self._offering.exact(self._query)
        if chosen is not None:
            self._choose(chosen)
        elif not self._offered():
            self._board.say(f"Nothing matches “{self._query}”.", Tone.REFUSED)

    def _narrows_nothing(self) -> bool:
        """Whether asking for help is no word of the list itself."""
        return list(self._offering.offer(self._query + HELP)) in ([], list(self._offered()))

    def _choose(self, choice: Choice) -> None:
        self._query, self._cursor = "", 0
        if not self._offering.stays:
            self._board.back()
        self._offering.choose(choice)


def choose_from(board: Board, offering: Offering) -> None:
    """Let the keys choose from a list."""
    board.enter(Choosing(board, offering))
