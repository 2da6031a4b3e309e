"""What every screen of the exchange has besides: the keys of the wall, of locking, of leaving."""

from typing import ClassVar, TypeVar

from textual import events
from textual.binding import BindingType
from textual.content import Content

from hub_console.console.screens.exchange.errand import Errand
from hub_console.console.screens.exchange.question import Question
from hub_console.console.typed import typed

T = TypeVar("T")

AT_EVERY_SCREEN = frozenset({"blank", "show", "lock"})
"""Commands of the table whose keys work here too: a stranger at the door does not wait."""


class AskingScreen(Question[T]):
    """A screen of the exchange, at which a stranger at the door does not wait.

    Args:
        title: Beside the program's name.
        asks: What it is about, in a sentence or two.
        errand: What it is for.
        trouble: Why the last thing could not be done.
    """

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "leave", "Back")]

    def __init__(self, title: str, asks: str | Content, errand: Errand, *, trouble: str = ""):
        super().__init__(title, asks, trouble=trouble, ascii=errand.settings.ascii)
        self._errand = errand

    def on_key(self, event: events.Key) -> None:
        """The keys of the wall, of locking and of leaving are those of the table."""
        for key in typed(event):
            command = self._errand.keys.command.get(key)
            if command is None:
                continue
            if command.id in AT_EVERY_SCREEN:
                event.stop()
                said = self._errand.run(command.id)
                self.say(f"{command.help}: {said.text if said else 'done'}", "bold $bright")
            elif command.id == "quit":
                event.stop()
                self.action_leave()

    def action_leave(self) -> None:
        """Go back."""
        self.reply(None)
