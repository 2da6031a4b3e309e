"""Lists, which-key panels and lines of text, painted over the middle of the screen."""

from textual import events
from textual.geometry import Region, Size
from textual.message import Message

from hub_console.console.views import (
    LineView,
    ListView,
    ModeView,
    ReadBackView,
    Scene,
    WhichKeyView,
)
from hub_console.console.widgets import (
    overlay_line,
    overlay_list,
    overlay_read_back,
    overlay_which,
)
from hub_console.console.widgets.overlay_place import (
    CROWDED,
    above_keys,
    below_panels,
    below_timer,
    span,
)
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
        self._crowded = False
        self._placed: Region | None = None

    @property
    def covers_events(self) -> bool:
        """Whether it reaches over the event lines."""
        if self._placed is None or not self.display:
            return False
        return self._placed.bottom > below_panels(self._screen_size)

    def view_of(self, scene: Scene) -> ModeView:
        """The mode itself is what is shown."""
        return scene.mode

    def paint(self, scene: Scene) -> None:
        """Show a scene's mode, where it asks something."""
        super().paint(scene)
        self._crowded = scene.table is not None and len(scene.table.agencies) > CROWDED
        self.place(self._screen_size)

    def place(self, screen: Size) -> None:
        """Take whole panels of a screen of a size, so that nothing beside it is half covered."""
        self._screen_size = screen
        fits = screen.width >= NEEDED.width and screen.height >= NEEDED.height
        view = self._view
        cells = _cells(view) if view is not None and fits else None
        self.display = cells is not None
        if view is None or cells is None:
            return
        left, width = span(cells, screen, crowded=self._crowded)
        height = _rows(view, width, screen)
        top = min(below_timer(screen), max(0, above_keys(screen) - height))
        place = Region(left, top, width, height)
        if place != self._placed:
            self._placed = place
            self.styles.width, self.styles.height = place.size
            self.styles.offset = place.offset

    def on_show(self) -> None:
        """Paint all of it: what was painted while it was hidden did not reach the screen."""
        self._painted_for = Size(-1, -1)
        self.refresh()

    def page_of(self, view: ModeView, width: int, height: int) -> Page:
        """The page of the mode."""
        return _page(view, width, height)

    def on_click(self, event: events.Click) -> None:
        """Choose the line or key under the mouse."""
        value = self._page.value_at(event.x, event.y)
        if value is not None:
            choice = int(value) if isinstance(self._view, ListView | ReadBackView) else value
            self.post_message(self.Chosen(choice))


def _cells(view: ModeView) -> int | None:
    match view:
        case ListView():
            return overlay_list.cells(view)
        case WhichKeyView():
            return overlay_which.cells(view)
        case LineView():
            return overlay_line.CELLS
        case ReadBackView():
            return overlay_read_back.CELLS
        case _:
            return None


def _rows(view: ModeView, width: int, screen: Size) -> int:
    match view:
        case ListView():
            return overlay_list.rows(view, screen)
        case WhichKeyView():
            return overlay_which.rows(view, width, screen)
        case LineView():
            return overlay_line.rows(view, width, screen)
        case ReadBackView():
            return overlay_read_back.rows(screen)
        case _:
            return 0


def _page(view: ModeView, width: int, height: int) -> Page:
    match view:
        case ListView():
            return overlay_list.page(view, width, height)
        case WhichKeyView():
            return overlay_which.page(view, width, height)
        case LineView():
            return overlay_line.page(view, width, height)
        case ReadBackView():
            return overlay_read_back.page(view, width, height)
        case _:
            return Page()
