"""The screen that tells, section by section: what a bundle brings or brought, what was written."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget

from hub_console.bundles.words import Section
from hub_console.console.screens.exchange.asking import AskingScreen
from hub_console.console.screens.exchange.errand import Errand
from hub_console.console.screens.exchange.question import COLUMN_CELLS
from hub_console.console.screens.forms.hints import Hint
from hub_console.console.screens.forms.words import Words
from hub_console.console.shapes import URGENT, WAITING
from hub_console.console.text import line, literal, wrapped

_AROUND = 10
"""Cells beside a line: the mark, the air on both sides, the scroll bar."""

_MOST_ROWS = 6


class TellingScreen(AskingScreen[bool]):
    """Tells; the answer is whether Enter was pressed.

    Args:
        title: Beside the program's name.
        headline: In a sentence.
        sections: The rest.
        enter: What Enter does.
        errand: What it is for.
        back: What Esc does; empty where Enter does the same.
    """

    DEFAULT_CSS = """
    TellingScreen {
        & .question--asks { color: $bright; text-style: bold; }
        & .telling--lines { margin-bottom: 1; }
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
        back: str = "",
    ) -> None:
        super().__init__(title, headline, errand)
        self._sections = [(section, Words(classes="telling--lines")) for section in sections]
        self._enter = enter
        self._back = back

    def shown(self) -> Iterable[Widget]:
        """The sections."""
        with VerticalScroll():
            for section, lines in self._sections:
                yield Words(_title(section))
                yield lines

    def hints(self) -> Iterable[Hint]:
        """On, and back."""
        yield Hint("Enter", self._enter, "enter", main=True)
        if self._back:
            yield Hint("Esc", self._back, "leave")
        if self._sections:
            yield Hint("↑ ↓ PgUp PgDn", "scroll", "page_down")

    def on_resize(self, event: events.Resize) -> None:
        """Break the lines anew."""
        width = min(event.size.width, COLUMN_CELLS) - _AROUND
        for section, lines in self._sections:
            lines.say(_lines(section, width))

    def action_enter(self) -> None:
        """Go on."""
        self.reply(True)

    def action_page_down(self) -> None:
        """A page further."""
        self.query_one(VerticalScroll).scroll_page_down(animate=False)


def _title(section: Section) -> Content:
    if section.grave:
        return line((f"{URGENT} {section.title}", "bold $wrap-up"))
    return line((f"  {section.title}", "bold $accent"))


def _lines(section: Section, width: int) -> Content:
    """The lines, each with what does not fit in it set in below."""
    rows = []
    for each in section.lines:
        mark = line((f"  {WAITING} ", "$dim"))
        for part in wrapped(each, width, _MOST_ROWS):
            rows.append(line(mark, part))
            mark = literal("    ")
    return Content("\n").join(rows)
