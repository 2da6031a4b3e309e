"""The page of names: the table's, the laptop's, the recorder's."""

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from hub_console.console.screens.forms.entry import Entry
from hub_console.console.screens.forms.field import Field
from hub_console.console.screens.forms.hints import Hint
from hub_console.console.screens.forms.words import Words
from hub_console.console.screens.setup.checks import name_fault
from hub_console.console.screens.setup.page import GO_ON, LEAVE, FormPage
from hub_console.desk.station import Setup

OF_A_COORDINATOR = "A coordinator's station: it holds the tables of others"


class NamesPage(FormPage):
    """Asks for three names; a coordinator's station has no table to be named.

    Args:
        setup: What was answered before.

    Attributes:
        coordinator: Whether a coordinator's station is set up.
    """

    ASKS: ClassVar[str] = "Three names to begin with"
    HINTS = (GO_ON, Hint("Ctrl+T", "table, or coordinator", "page('turn')"), LEAVE)
    BINDINGS: ClassVar[list[BindingType]] = [("ctrl+t", "turn", "Table, or coordinator")]

    def __init__(self, setup: Setup) -> None:
        super().__init__()
        self.coordinator = bool(setup.station and not setup.table)
        self.table = Field(
            "Table",
            "for example B-2 Roxbury",
            "What the meeting is called. Stands above every screen and report.",
            check=partial(name_fault, what="the table's name, such as B-2 Roxbury"),
            value=setup.table,
        )
        self.station = Field(
            "This laptop",
            "for example B-2 laptop",
            "Tells this laptop from the others that the table may have.",
            check=partial(name_fault, what="a name for this laptop, such as B-2 laptop"),
            value=setup.station,
        )
        self.person = Field(
            "Your name",
            "for example Dana Reyes",
            "Stands on every entry you make. No other person's name is ever kept.",
            check=partial(name_fault, what="your name"),
            value=setup.person,
        )
        self._suggested = ""

    def compose(self) -> ComposeResult:
        """The three questions."""
        yield from super().compose()
        yield self.table
        yield self.station
        yield self.person

    def on_mount(self) -> None:
        """Ask what was asked before."""
        self._ask()

    @property
    def fields(self) -> list[Field]:
        """The questions that are asked."""
        return [field for field in super().fields if field.display]

    def action_turn(self) -> None:
        """Set up a coordinator's station, or a table after all."""
        self.coordinator = not self.coordinator
        self._ask()
        self._suggest()
        self.enter()

    @on(Entry.Changed)
    def suggest_station(self, message: Entry.Changed) -> None:
        """While nobody named the laptop, name it after the table."""
        if message.input is self.table.entry:
            self._suggest()

    def _ask(self) -> None:
        self.table.display = not self.coordinator
        asks = OF_A_COORDINATOR if self.coordinator else self.ASKS
        self.query_one(".page--asks", Words).say(asks)

    def _suggest(self) -> None:
        if self.station.entry.value == self._suggested:
            words = ["Coordinator's"] if self.coordinator else self.table.answer.split()
            self._suggested = f"{words[0]} laptop" if words else ""
            self.station.entry.value = self._suggested
