"""A screen before the table: its name above, what it asks below."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.screen import Screen
from textual.widget import Widget

from hub_console.console.screens.forms.words import ASCII_CLASS, Words
from hub_console.console.text import line
from hub_console.console.views import Scene
from hub_console.console.widgets.too_small import NEEDED, TooSmall

_WIDTHS = [(0, "-small-width"), (NEEDED.width, "-wide-enough")]
_HEIGHTS = [(0, "-small-height"), (NEEDED.height, "-high-enough"), (30, "-high")]

T = TypeVar("T")


class Stage(Screen[T]):
    """A screen of its own, made of what ``body`` yields.

    Args:
        title: Beside the program's name.
        ascii: Whether only ASCII may be shown.
    """

    DEFAULT_CSS = """
    Stage {
        layers: below above;
        & > TooSmall { layer: above; display: none; width: 100%; height: 100%; }
        background: $background;
        color: $foreground;
        & > .stage--title { height: 1; }
        & > .stage--body { height: 1fr; }
        &.-small-width TooSmall, &.-small-height TooSmall { display: block; }
    }
    """
    HORIZONTAL_BREAKPOINTS = _WIDTHS
    VERTICAL_BREAKPOINTS = _HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave", "Leave", priority=True, id="leave"),
    ]

    def __init__(self, title: str, *, ascii: bool = False) -> None:
        super().__init__(classes=ASCII_CLASS if ascii else None)
        self._title = title
        self._ascii = ascii

    def compose(self) -> ComposeResult:
        """The title, the body, and what covers them when there is no room."""
        name = line((" HUB", "bold $accent"), (f"  {self._title}", "bold $bright"))
        yield Words(name, classes="stage--title")
        with Container(classes="stage--body"):
            yield from self.body()
        yield TooSmall()

    def body(self) -> Iterable[Widget]:
        """What is below the title."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Make ready what is shown when there is no room."""
        nothing = Scene(None, None, datetime.min.replace(tzinfo=UTC), ascii=self._ascii)
        self.query_one(TooSmall).paint(nothing)

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)
