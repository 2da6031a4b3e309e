"""A list to choose from: Enter goes on, a click only chooses."""

from collections.abc import Iterable
from typing import ClassVar

from rich.segment import Segment
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.strip import Strip
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from hub_console.console.screens.forms.words import ascii_only, drawn
from hub_console.console.shapes import in_ascii
from hub_console.console.widgets.frame import hidden


class Choices(OptionList):
    """A framed list with a line under the cursor.

    Args:
        title: In the frame.
        can_focus: Whether it takes the keys itself.
        id: For queries and styles.
    """

    DEFAULT_CSS = """
    Choices {
        background: $background;
        border: solid $rule;
        border-title-color: $dim;
        border-subtitle-color: $dim;
        scrollbar-size-vertical: 0;
        padding: 0;
        text-wrap: nowrap;
        text-overflow: ellipsis;
        & > .option-list--option { padding: 0 1; }
        & > .option-list--option-hover { background: $row; }
        & > .option-list--option-highlighted {
            background: $accent;
            color: $on-accent;
            text-style: bold;
        }
        &:focus {
            border: heavy $accent;
            border-title-color: $accent;
            border-title-style: bold;
            background-tint: transparent;
            & > .option-list--option-highlighted {
                background: $accent;
                color: $on-accent;
                text-style: bold;
            }
        }
        &.-ascii { border: ascii $rule; }
        &.-ascii:focus { border: ascii $accent; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [("enter", "enter", "Go on")]

    class Entered(Message):
        """Enter was pressed on a line."""

    def __init__(self, title: str = "", *, can_focus: bool = True, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self.border_title = title
        self.can_focus = can_focus

    def on_mount(self) -> None:
        """Take a frame that the screen may show."""
        self.set_class(ascii_only(self), "-ascii")

    def fill(self, lines: Iterable[tuple[str, Content]], cursor: int | None = None) -> None:
        """Show other lines, each with the id that it stands for.

        A line has no colour of its own, so that it can be read under the cursor.
        """
        top = self.scroll_y
        self.set_options(Option(drawn(self, shown), id=id_) for id_, shown in lines)
        self.scroll_to(y=top, animate=False, immediate=True)
        self.highlighted = cursor
        self._say_hidden()

    @property
    def chosen(self) -> str | None:
        """The id of the line under the cursor."""
        option = self.highlighted_option
        return option.id if option else None

    def action_enter(self) -> None:
        """Enter was pressed."""
        self.post_message(self.Entered())

    def action_cursor_up(self) -> None:
        """One line up; the first line is the end."""
        self.highlighted = max(0, (self.highlighted or 0) - 1) if self.option_count else None

    def action_cursor_down(self) -> None:
        """One line down; the last line is the end."""
        at = self.highlighted
        self.highlighted = 0 if at is None else min(self.option_count - 1, at + 1)

    def render_line(self, y: int) -> Strip:
        """One row; where nothing but ASCII may be shown, what is cut says so in ASCII too."""
        strip = super().render_line(y)
        if not ascii_only(self):
            return strip
        return Strip(Segment(in_ascii(text), style, control) for text, style, control in strip)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Say how much is above and below."""
        super().watch_scroll_y(old_value, new_value)
        self._say_hidden()

    def on_resize(self) -> None:
        """Say how much is above and below, and keep the cursor in sight."""
        self.scroll_to_highlight()
        self._say_hidden()

    def _say_hidden(self) -> None:
        total, room = self.virtual_size.height, self.scrollable_content_region.height
        if room > 0:
            more = hidden(total, room, min(round(self.scroll_y), max(0, total - room)))
            self.border_subtitle = drawn(self, more)
