"""The guides, read inside the console; the meeting goes on behind them."""

from collections.abc import Iterable
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget

from hub_console.console.guides import Guide, Paragraph, guides, paragraphs
from hub_console.console.screens.forms.hints import Hint, Hints
from hub_console.console.screens.forms.stage import Stage
from hub_console.console.screens.forms.words import Words
from hub_console.console.text import line, literal

FIRST = "recorder"
"""The topic that is open at first."""

MARGIN = 6
"""The cells beside a guide, with those of the scroll bar."""

WIDEST = 90
"""Cells of a line that is still read with ease."""


class GuideScreen(Stage[None]):
    """Shows one guide at a time.

    Args:
        ascii: Whether only ASCII may be shown.
    """

    DEFAULT_CSS = """
    GuideScreen {
        #topics { height: 1; padding: 0 2; }
        VerticalScroll {
            height: 1fr;
            padding: 1 2 0 2;
            background: $background;
            scrollbar-size-vertical: 1;
            scrollbar-color: $rule;
            scrollbar-background: $background;
        }
        &.-ascii VerticalScroll { scrollbar-size-vertical: 0; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,q", "leave", "Back"),
        ("tab,right", "turn(1)", "Next"),
        ("shift+tab,left", "turn(-1)", "Before"),
    ]
    AUTO_FOCUS = "VerticalScroll"

    def __init__(self, *, ascii: bool = False) -> None:
        super().__init__("Guide", ascii=ascii)
        self._guides = guides()
        self._place = [guide.topic for guide in self._guides].index(FIRST)

    def body(self) -> Iterable[Widget]:
        """The guides by name, the one that is read, the keys."""
        yield Words(id="topics")
        with VerticalScroll():
            yield Words(id="guide")
        yield Hints(
            Hint("Esc", "back to the meeting", "leave", main=True),
            Hint("Tab", "the next guide", "turn(1)"),
            Hint("↑ ↓ PgUp PgDn", "scroll", "page_down"),
        )

    def on_mount(self) -> None:
        """Open the recorder's guide."""
        super().on_mount()
        self.action_turn(0)

    def action_turn(self, by: int) -> None:
        """Read another guide, from its beginning."""
        self._place = (self._place + by) % len(self._guides)
        self._write()
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def on_resize(self, _: events.Resize) -> None:
        """Break the lines anew."""
        self._write()

    def _write(self) -> None:
        shown, width = self._guides[self._place], max(1, self.size.width - MARGIN)
        names = [_named(guide, guide is shown) for guide in self._guides]
        topics = literal("  ").join(names)
        if topics.cell_length > width:
            topics = literal(" ").join(_named(guide, guide is shown, "") for guide in self._guides)
        self.query_one("#topics", Words).say(topics)
        self.query_one("#guide", Words).say(_written(shown, min(width, WIDEST)))

    def action_page_down(self) -> None:
        """A page further."""
        self.query_one(VerticalScroll).scroll_page_down(animate=False)


def _named(guide: Guide, shown: bool, beside: str = " ") -> Content:
    if shown:
        return literal(f" {guide.topic} ", "bold $on-accent on $accent")
    return literal(f"{beside}{guide.topic}{beside}", "$dim")


def _written(guide: Guide, width: int) -> Content:
    lines = (one for paragraph in paragraphs(guide.text) for one in _lines(paragraph, width))
    return Content("\n").join(lines)


def _lines(paragraph: Paragraph, width: int) -> Iterable[Content]:
    """A paragraph in lines of so many cells, all but the first further in where it hangs."""
    said = line(*paragraph.pieces)
    if not paragraph.broken or said.cell_length <= width:
        return [said]
    first, *others = said[paragraph.hang :].wrap(max(1, width - paragraph.hang))
    return [
        line(said[: paragraph.hang], first),
        *(line(" " * paragraph.hang, one) for one in others),
    ]
