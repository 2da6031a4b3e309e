"""A line to type in: framed, literal, and without a secret that could be copied."""

from rich.segment import Segment
from textual import events
from textual.content import Content
from textual.strip import Strip
from textual.widgets import Input

from hub_console.console.screens.forms.words import ascii_only
from hub_console.console.shapes import POINTER, in_ascii
from hub_console.console.text import harmless, line, literal

_DOT = "•"


class Entry(Input):
    """An input whose frame bears its title and shows the focus.

    Only what can be seen is taken in, pasted or typed.

    Args:
        title: In the frame.
        example: Shown while it is empty.
        value: To begin with.
        secret: Whether it shows dots, and is never copied.
        capitals: Whether small letters are taken as capitals.
    """

    DEFAULT_CSS = """
    Entry {
        height: 3;
        padding: 0 1;
        background: $background;
        color: $bright;
        border: solid $rule;
        border-title-color: $dim;
        & > .input--placeholder { color: $dim; text-style: italic; }
        & > .input--cursor { background: $bright; color: $background; text-style: none; }
        & > .input--selection { background: $accent; color: $on-accent; }
        &:focus {
            border: heavy $accent;
            background-tint: transparent;
            border-title-color: $accent;
            border-title-style: bold;
        }
        &.-refused, &.-refused:focus { border-title-color: $foreground; }
        &.-refused { border: solid $over; }
        &.-refused:focus { border: heavy $over; }
        &.-ascii { border: ascii $rule; }
        &.-ascii:focus { border: ascii $accent; }
        &.-ascii.-refused { border: ascii $over; }
    }
    """

    def __init__(
        self,
        title: str,
        example: str = "",
        *,
        value: str = "",
        secret: bool = False,
        capitals: bool = False,
    ) -> None:
        super().__init__(placeholder=example, password=secret)
        self.border_title = title
        self._title = title
        self._begun = harmless(value)
        self._secret = secret
        self._capitals = capitals
        self.cursor_blink = False

    def on_mount(self) -> None:
        """Take a frame that the screen may show, and the value to begin with."""
        self.set_class(ascii_only(self), "-ascii")
        if not self.value:
            self.value = self._begun

    def replace(self, text: str, start: int, end: int) -> None:
        """Put text in the place of other text, without what cannot be seen."""
        seen = "".join(filter(str.isprintable, text))
        super().replace(seen.upper() if self._capitals else seen, start, end)

    def action_copy(self) -> None:
        """Copy what is selected, unless it is secret."""
        if not self._secret:
            super().action_copy()

    def action_cut(self) -> None:
        """Cut what is selected, unless it is secret."""
        if not self._secret:
            super().action_cut()

    def render_line(self, y: int) -> Strip:
        """One row, in ASCII where nothing else may be shown."""
        strip = super().render_line(y)
        if not ascii_only(self):
            return strip
        return Strip(
            Segment(in_ascii(text.replace(_DOT, "*")), style, control)
            for text, style, control in strip
        )

    def on_focus(self, _: events.Focus) -> None:
        """Where frames have one weight alone, the title points to itself."""
        if ascii_only(self):
            self._entitle(line(in_ascii(POINTER), " ", self._title))

    def on_blur(self, _: events.Blur) -> None:
        """The focus went elsewhere."""
        self._entitle(literal(self._title))

    def _entitle(self, title: Content) -> None:
        self.border_title = title
