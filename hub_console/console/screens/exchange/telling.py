"""The screen that tells what a bundle brings, before it is taken in and after."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget

from hub_console.bundles.words import Section
from hub_console.console.screens.exchange.asking import AskingScreen
from hub_console.console.screens.exchange.errand import Errand
from hub_console.console.screens.forms.hints import Hint, Hints
from hub_console.console.screens.forms.words import Words
from hub_console.console.text import line, literal


class TellingScreen(AskingScreen[bool]):
    """Tells, section by section; the answer is whether Enter was pressed.

    Args:
        title: Beside the program's name.
        headline: In a sentence.
        sections: The rest.
        enter: What Enter does.
        errand: What it is about.
    """

    DEFAULT_CSS = """
    TellingScreen {
        & VerticalScroll > Words { margin-bottom: 1; }
        & .telling--lines { padding-left: 2; }
        & .telling--title { margin-bottom: 0; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [("enter", "enter", "Go on")]
    AUTO_FOCUS = "VerticalScroll"

    def __init__(
        self,
        title: str,
        headline: str,
        sections: Sequence[Section],
        enter: str,
        errand: Errand,
        *,
        back: str = "back",
    ) -> None:
        super().__init__(title, errand)
        self._headline = headline
        self._sections = sections
        self._enter = enter
        self._back = back

    def body(self) -> Iterable[Widget]:
        """The headline, the sections, the keys."""
        yield self.said(self._headline, "bold $bright")
        with VerticalScroll():
            for section in self._sections:
                ink = "bold $wrap-up" if section.grave else "bold $accent"
                mark = ("! ", ink) if section.grave else ""
                title = line(mark, (section.title, ink), (f"  {len(section.lines)}", "$dim"))
                yield Words(title, classes="telling--title")
                lines = Content("\n").join(literal(each) for each in section.lines)
                yield Words(lines, classes="telling--lines")
        yield Hints(
            Hint("Enter", self._enter, "enter", main=True),
            Hint("Esc", self._back, "leave"),
        )

    def action_enter(self) -> None:
        """Go on."""
        self.dismiss(True)
