"""The page of names: the table's, the laptop's, the recorder's."""

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from hub_console.console.screens.forms.entry import Entry
from hub_console.console.screens.forms.field import Field
from hub_console.console.screens.setup.checks import name_fault
from hub_console.console.screens.setup.page import GO_ON, LEAVE, FormPage
from hub_console.desk.station import Setup


class NamesPage(FormPage):
    """Asks for three names.

    Args:
        setup: What was answered before.
    """

    ASKS: ClassVar[str] = "Three names to begin with"
    HINTS = (GO_ON, LEAVE)

    def __init__(self, setup: Setup) -> None:
        super().__init__()
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

    @on(Entry.Changed)
    def suggest_station(self, message: Entry.Changed) -> None:
        """While nobody named the laptop, name it after the table."""
        if message.input is not self.table.entry:
            return
        if self.station.entry.value == self._suggested:
            words = self.table.answer.split()
            self._suggested = f"{words[0]} laptop" if words else ""
            self.station.entry.value = self._suggested
