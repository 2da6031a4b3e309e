"""Asking for one more key, with a panel that lists what each would do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hub_console.console.modes.mode import Board
from hub_console.console.views import KeyChoice, Tone, WhichKeyView


@dataclass(frozen=True, slots=True)
class Answer:
    """One key that answers, and what it does; ``barred`` says why it cannot."""

    key: str
    label: str
    act: Callable[[], object]
    barred: str = ""


Group = tuple[str, Sequence[Answer]]


class Asking:
    """The mode of one more key.

    Args:
        board: The keyboard.
        name: In the mode line.
        title: Of the panel.
        groups: The keys that answer, under their headings.
        unanswered: What is done where Escape is the answer.
    """

    def __init__(
        self,
        board: Board,
        name: str,
        title: str,
        groups: Sequence[Group],
        unanswered: Callable[[], object] = lambda: None,
    ) -> None:
        self.name = name
        self._board = board
        self._title = title
        self._groups = groups
        self._unanswered = unanswered

    def press(self, key: str) -> None:
        """Take one key."""
        if key in ("escape", "backspace"):
            self._board.back()
            self._unanswered()
            return
        answer = next((a for _, answers in self._groups for a in answers if a.key == key), None)
        if answer is None:
            self._board.say("Press one of the keys shown, or Esc.", Tone.REFUSED)
        elif answer.barred:
            self._board.say(answer.barred, Tone.REFUSED)
        else:
            self._board.back()
            answer.act()

    def view(self) -> WhichKeyView:
        """What the screen shows of it."""
        groups = tuple(
            (heading, tuple(KeyChoice(a.key, a.label, a.barred) for a in answers))
            for heading, answers in self._groups
        )
        return WhichKeyView(self._title, groups)
