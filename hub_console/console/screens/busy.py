"""The screen when another console holds the table."""

from collections.abc import Iterable
from enum import StrEnum
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Center, Middle, VerticalGroup
from textual.widget import Widget

from hub_console.console.screens.forms.choices import Choices
from hub_console.console.screens.forms.hints import Hint, Hints
from hub_console.console.screens.forms.stage import Stage
from hub_console.console.screens.forms.words import Words
from hub_console.console.text import line


class BusyChoice(StrEnum):
    """What to do while another console holds the table."""

    WATCH = "w"
    RETRY = "r"
    LEAVE = "q"


_OFFERED = {
    BusyChoice.WATCH: ("Watch it here", "see the meeting as it goes; nothing can be marked"),
    BusyChoice.RETRY: ("Try again", "after the other console was closed"),
    BusyChoice.LEAVE: ("Leave", "the other console goes on"),
}


class BusyScreen(Stage[BusyChoice]):
    """Offers to watch, to try again, or to leave.

    Args:
        table: The table's name, as far as it is known.
        ascii: Whether only ASCII may be shown.
    """

    DEFAULT_CSS = """
    BusyScreen .card { width: 72; }
    BusyScreen Choices { margin-bottom: 1; }
    BusyScreen .card > Words { padding: 0 2; margin-bottom: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        ("w", "choose('w')", "Watch"),
        ("r", "choose('r')", "Try again"),
        ("q,escape", "choose('q')", "Leave"),
    ]

    def __init__(self, table: str = "", *, ascii: bool = False) -> None:
        super().__init__(table, ascii=ascii)

    def body(self) -> Iterable[Widget]:
        """What is the matter, and what can be done."""
        said = Words("Another console on this computer has the table open.", "bold $bright")
        hint = Hints(Hint("Enter", "choose", "enter", main=True))
        yield Middle(Center(VerticalGroup(said, Choices(), hint, classes="card")))

    def on_mount(self) -> None:
        """List what can be done."""
        rows = [
            (
                choice.value,
                line((f"{choice}  {title:<15}", "bold"), about),
            )
            for choice, (title, about) in _OFFERED.items()
        ]
        self.query_one(Choices).fill(rows, 0)

    @on(Choices.OptionSelected)
    @on(Choices.Entered)
    def action_enter(self) -> None:
        """The line under the cursor."""
        if chosen := self.query_one(Choices).chosen:
            self.action_choose(chosen)

    def action_choose(self, choice: str) -> None:
        """One of the three."""
        self.dismiss(BusyChoice(choice))

    def action_leave(self) -> None:
        """Leave."""
        self.action_choose(BusyChoice.LEAVE)
