"""Lists, which-key panels and lines of text, painted over the middle of the screen."""

from dataclasses import replace

from textual import events
from textual.geometry import Size
from textual.message import Message

from hub_console.console.text import line
from hub_console.console.views import LineView, ListView, ModeView, Scene, WhichKeyView
from hub_console.console.widgets import overlay_line, overlay_list, overlay_which
from hub_console.console.widgets.overlay_place import ROWS_BELOW, below_timer
from hub_console.console.widgets.painted import Page, Painted
from hub_console.console.widgets.too_small import NEEDED


class Overlay(Painted[ModeView]):
    """What a mode asks, above everything else."""

    DEFAULT_CSS = "Overlay { layer: overlay; position: absolute; display: none; }"

    class Chosen(Message):
        """A line or a key was pressed with the mouse.

        Attributes:
            choice: The line's place in a list, from 0; the key of a which-key panel.
        """

        def __init__(self, choice: int | str) -> None:
            super().__init__()
            self.choice = choice

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._screen_size = Size(0, 0)
        self._placed = Size(0, 0)

    def view_of(self, scene: Scene) -> ModeView:
        """The mode itself is what is shown."""
        return scene.mode

    def paint(self, scene: Scene) -> None:
        """Show a scene's mode, where it asks something."""
        super().paint(scene)
        self.place(self._screen_size)

    def place(self, screen: Size) -> None:
        """Take the middle of a screen of a size."""
        self._screen_size = screen
        fits = screen.width >= NEEDED.width and screen.height >= NEEDED.height
        size = _size(self._view, screen) if fits else None
        self.display = size is not None
        if size is None:
            return
        size = Size(size.width + 2, size.height)
        if size != self._placed:
            self._placed = size
            self.styles.width, self.styles.height = size.width, size.height
        lowest = max(0, screen.height - size.height - ROWS_BELOW)
        self.styles.offset = ((screen.width - size.width) // 2, min(below_timer(screen), lowest))

    def page_of(self, view: ModeView, width: int, height: int) -> Page:
        """The page of the mode, with a free cell on each side of it."""
        page = _page(view, width - 2, height)
        return Page(
            tuple(line(" ", row, " ") for row in page.lines),
            tuple(replace(spot, left=spot.left + 1, right=spot.right + 1) for spot in page.spots),
        )

    def on_click(self, event: events.Click) -> None:
        """Choose the line or key under the mouse."""
        value = self._page.value_at(event.x, event.y)
        if value is not None:
            choice = int(value) if isinstance(self._view, ListView) else value
            self.post_message(self.Chosen(choice))


def _page(view: ModeView, width: int, height: int) -> Page:
    match view:
        case ListView():
            return overlay_list.page(view, width, height)
        case WhichKeyView():
            return overlay_which.page(view, width, height)
        case LineView():
            return overlay_line.page(view, width, height)
        case _:
            return Page()


def _size(view: ModeView | None, screen: Size) -> Size | None:
    match view:
        case ListView():
            return overlay_list.size(view, screen)
        case WhichKeyView():
            return overlay_which.size(view, screen)
        case LineView():
            return overlay_line.size(view, screen)
        case _:
            return None
