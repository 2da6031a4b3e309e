"""Reading the meeting back before it is closed: choose a line to mend it, or close."""

from collections.abc import Callable, Mapping

from hub_console.console.modes.choosing import PAGE
from hub_console.console.modes.mode import Board
from hub_console.console.views import ReadBackLine, ReadBackView, Remark, Tone
from hub_console.meeting.rarity import Combination, rare_in
from hub_console.meeting.read_back import Line, ReadBack
from hub_console.meeting.values import Id

_HINTS = "y closes and seals · Enter mends the line · a number finds its item · Esc not yet"


class ReadingBack:
    """The mode of the read-back.

    Args:
        board: The keyboard.
        read: Reads back the meeting as it stands.
        rare: How many situations share each rare combination; None while they are counted.
        turn_to: Gives an item the floor, so that it can be mended.
        close: Closes.
        amending: Whether the meeting was closed before, and what was amended of it ends.
    """

    name = "CLOSE"

    def __init__(
        self,
        board: Board,
        read: Callable[[], ReadBack],
        rare: Callable[[], Mapping[Combination, int] | None],
        turn_to: Callable[[Id], object],
        close: Callable[[], object],
        *,
        amending: bool = False,
    ) -> None:
        self._board = board
        self._read = read
        self._rare = rare
        self._turn_to = turn_to
        self._close = close
        self._amending = amending
        self._cursor = 0
        self._typed = ""

    def press(self, key: str) -> None:
        """Take one key."""
        lines = self._lines()
        last = max(0, len(lines) - 1)
        if not key.isdecimal():
            self._typed = ""
        match key:
            case "escape" | "n":
                self._board.back()
            case "y":
                self._board.back()
                self._close()
            case "enter":
                self.pick(self._cursor)
            case "up" | "down" | "pageup" | "pagedown":
                step = {"up": -1, "down": 1, "pageup": -PAGE, "pagedown": PAGE}[key]
                self._cursor = min(max(0, self._cursor + step), last)
            case "home" | "end":
                self._cursor = last if key == "end" else 0
            case _ if key.isdecimal():
                self._digit(key, lines)
            case _:
                self._board.say("Press y to close, Enter to mend a line, or Esc.", Tone.REFUSED)

    def pick(self, index: int) -> None:
        """Go to the item of a line, from 0."""
        lines = self._lines()
        item = lines[index].item if index < len(lines) else None
        if item is None:
            self._board.say("That situation is on no item. <add> adds it.", Tone.REFUSED)
        else:
            self._board.back()
            self._turn_to(item)

    def view(self) -> ReadBackView:
        """What the screen shows of it."""
        said, rare = self._read(), self._rare()
        lines = said.lines
        return ReadBackView(
            f"READ BACK, THEN {'END AMENDING' if self._amending else 'CLOSE'}?",
            tuple(_line(line) for line in lines),
            tuple(Remark(_place(line), line.number, words) for line, words in _missing(said)),
            tuple(
                Remark(_place(line), line.number, words)
                for line in lines
                if (words := _rare_words(line, rare or {}))
            ),
            rare is None,
            said.erased,
            min(self._cursor, max(0, len(self._lines()) - 1)),
            _HINTS,
        )

    def _lines(self) -> list[Line]:
        """What the cursor can be on: the situations, what is missing, what is rare."""
        said, rare = self._read(), self._rare() or {}
        return [
            *said.lines,
            *(line for line, _ in _missing(said)),
            *(line for line in said.lines if _rare_words(line, rare)),
        ]

    def _digit(self, key: str, lines: list[Line]) -> None:
        """The line of the item whose number is being typed."""
        places = [str(line.position) for line in lines]
        for typed in (self._typed + key, key):
            if any(place.startswith(typed) for place in places):
                self._typed = typed
                self._cursor = places.index(typed) if typed in places else self._cursor
                return
        self._board.say(f"There is no situation on item {self._typed + key}.", Tone.REFUSED)
        self._typed = ""


def _line(line: Line) -> ReadBackLine:
    return ReadBackLine(
        _place(line),
        line.number,
        line.decision,
        line.lead,
        " ".join(line.assisting),
        line.due,
        bool(line.missing),
    )


def _place(line: Line) -> str:
    return str(line.position) if line.position else "–"


def _missing(said: ReadBack) -> list[tuple[Line, str]]:
    return [(line, words) for line in said.lines for words in line.missing]


def _rare_words(line: Line, shared: Mapping[Combination, int]) -> str:
    """``12-17 F with mrw (2 of the table)``; empty where nothing is rare."""
    rare = rare_in(line.situation, shared)
    if not rare:
        return ""
    (first, least), *more = rare.items()
    others = "".join(f", {one.code} ({count})" for one, count in more)
    return f"{first.age_band} {first.sex} with {first.code} ({least} of the table){others}"
