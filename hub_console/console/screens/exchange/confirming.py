"""Asking for a yes, with a key of its own; or only showing something large."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import Center, Middle
from textual.content import Content
from textual.widget import Widget

from hub_console.console.screens.exchange.asking import AskingScreen
from hub_console.console.screens.exchange.errand import Errand
from hub_console.console.screens.forms.hints import Hint
from hub_console.console.screens.forms.words import Words
from hub_console.console.text import line


class ConfirmingScreen(AskingScreen[bool]):
    """Shows what it is about; ``y`` says yes, where there is something to say yes to.

    Args:
        title: Beside the program's name.
        asks: What to do, or what yes means.
        large: What is shown in the middle.
        yes: What ``y`` does; empty where nothing is asked.
        errand: What it is for.
    """

    DEFAULT_CSS = """
    ConfirmingScreen .confirming--large { width: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [("y", "yes", "Yes"), ("enter", "enter", "Enter")]

    def __init__(
        self, title: str, asks: str | Content, large: Content, yes: str, errand: Errand
    ) -> None:
        super().__init__(title, asks, errand)
        self._large = large
        self._yes = yes

    def shown(self) -> Iterable[Widget]:
        """What it is about."""
        yield Middle(Center(Words(self._large, classes="confirming--large")))

    def hints(self) -> Iterable[Hint]:
        """Yes, and back."""
        if self._yes:
            yield Hint("y", self._yes, "yes", main=True)
            yield Hint("Esc", "no, go back", "leave")
        else:
            yield Hint("Enter", "back", "enter", main=True)

    def action_yes(self) -> None:
        """Yes."""
        if self._yes:
            self.reply(True)

    def action_enter(self) -> None:
        """Enter alone trusts nobody."""
        if self._yes:
            self.refuse(f"Press y to {self._yes}, or Esc.")
        else:
            self.reply(False)


def six_words(words: str) -> Content:
    """Six words, each large in a row of its own, to be read aloud in their order."""
    rows = (
        line((f"{place}   ", "$dim"), (" ".join(word.upper()), "bold $bright"))
        for place, word in enumerate(words.split(), 1)
    )
    return Content("\n\n").join(list(rows))
