"""What every screen of the exchange has: a list or a text, the keys below, and the blank key."""

from typing import ClassVar, TypeVar

from textual.binding import BindingType

from hub_console.console.screens.exchange.errand import Errand
from hub_console.console.screens.forms.stage import Stage
from hub_console.console.screens.forms.words import Words

T = TypeVar("T")


class AskingScreen(Stage[T]):
    """A screen of the exchange.

    Args:
        title: Beside the program's name.
        errand: What it is about.
    """

    DEFAULT_CSS = """
    AskingScreen {
        & .asking--said { height: auto; padding: 0 2; margin: 1 0; }
        & .stage--body > Hints { dock: bottom; margin-bottom: 0; }
        & .stage--body > Choices { height: 1fr; }
        & .stage--body > VerticalScroll {
            height: 1fr;
            padding: 0 2;
            background: $background;
            scrollbar-size-vertical: 1;
            scrollbar-color: $rule;
            scrollbar-background: $background;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,q", "leave", "Back"),
        ("b", "blank", "Blank the wall"),
        ("Q", "lock", "Lock"),
    ]

    def __init__(self, title: str, errand: Errand) -> None:
        super().__init__(title, ascii=errand.ascii)
        self._errand = errand

    def said(self, sentence: str, ink: str = "$dim") -> Words:
        """A sentence above what is asked."""
        return Words(sentence, ink, classes="asking--said")

    def action_blank(self) -> None:
        """Blank the wall."""
        self._errand.blank()

    def action_lock(self) -> None:
        """Lock the console."""
        self._errand.lock()
