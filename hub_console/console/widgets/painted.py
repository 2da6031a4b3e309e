"""A widget that paints lines of a small frozen view, and only those lines that changed."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from rich.segment import Segment
from textual.content import Content
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from hub_console.console.shapes import in_ascii
from hub_console.console.text import fit
from hub_console.console.views import Scene

View = TypeVar("View")


@dataclass(frozen=True, slots=True)
class Spot:
    """Cells of one row that the mouse can press, and what they stand for."""

    row: int
    left: int
    right: int
    value: str


@dataclass(frozen=True, slots=True)
class Page:
    """What a widget shows: its lines from the top, and where they can be pressed."""

    lines: tuple[Content, ...] = ()
    spots: tuple[Spot, ...] = ()

    def value_at(self, column: int, row: int) -> str | None:
        """What the cell stands for."""
        return next(
            (s.value for s in self.spots if s.row == row and s.left <= column < s.right), None
        )


class Painted(Widget, Generic[View]):
    """A widget that shows one part of a scene.

    A scene is made into the widget's own view; only when that view differs from the last is a
    page made of it, and only the rows that differ from the last page are painted again.
    """

    DEFAULT_CSS = "Painted { background: $background; color: $foreground; }"
    ALLOW_SELECT = False
    can_focus = False
    BARE_WHILE_PAUSED = False
    """Whether nothing of it is to be seen while the room sees this screen and is not to."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._view: View | None = None
        self._ascii = False
        self._page = Page()
        self._strips: list[Strip] = []
        self._painted_for = Size(-1, -1)

    def view_of(self, scene: Scene) -> View:
        """The part of the scene that this widget shows."""
        raise NotImplementedError

    def page_of(self, view: View, width: int, height: int) -> Page:
        """The page that shows a view in so many cells."""
        raise NotImplementedError

    def paint(self, scene: Scene) -> None:
        """Show a scene; nothing is painted when this widget's part of it did not change."""
        bare = self.BARE_WHILE_PAUSED and scene.paused
        self.show(None if bare else self.view_of(scene), ascii=scene.ascii)

    def show(self, view: View | None, *, ascii: bool) -> None:
        """Show a view; nothing is painted when it did not change."""
        if view == self._view and ascii == self._ascii:
            return
        self._view, self._ascii = view, ascii
        self._turn_page()

    def repaint(self) -> None:
        """Make the page anew, after something other than the scene changed."""
        self._turn_page()

    def notify_style_update(self) -> None:
        """Paint everything again: the theme changed."""
        super().notify_style_update()
        self._painted_for = Size(-1, -1)

    def render_line(self, y: int) -> Strip:
        """One row of the page."""
        if self._painted_for != self.size:
            self._make_strips()
        width = self.size.width
        return self._strips[y] if y < len(self._strips) else self._strip(Content(""), width)

    def _turn_page(self) -> None:
        if self._painted_for != self.size:
            self.refresh()
            return
        before = self._page.lines
        self._make_strips()
        after = self._page.lines
        width = self.size.width
        changed = [
            Region(0, row, width, 1)
            for row in range(max(len(before), len(after)))
            if row >= min(len(before), len(after)) or not before[row].is_same(after[row])
        ]
        if changed:
            self.refresh(*changed)

    def _make_strips(self) -> None:
        width, height = self.size
        known = {} if self._painted_for != self.size else dict(self._kept())
        self._painted_for = self.size
        if self._view is None or width < 1 or height < 1:
            self._page, self._strips = Page(), []
            return
        page = self.page_of(self._view, width, height)
        lines = tuple(self._written(line, width) for line in page.lines[:height])
        self._page = Page(lines, page.spots)
        self._strips = [
            kept[1]
            if (kept := known.get(row)) is not None and kept[0].is_same(line)
            else self._strip(line, width)
            for row, line in enumerate(lines)
        ]

    def _kept(self) -> list[tuple[int, tuple[Content, Strip]]]:
        return list(enumerate(zip(self._page.lines, self._strips, strict=True)))

    def _written(self, line: Content, width: int) -> Content:
        line = fit(line, width)
        if self._ascii:
            line = Content(in_ascii(line.plain), list(line.spans), strip_control_codes=False)
        return line

    def _strip(self, line: Content, width: int) -> Strip:
        base = self.visual_style
        segments = [
            Segment(text, (base + style).rich_style)
            for text, style in line.render(base, "", self._get_style)
        ]
        return Strip(segments).adjust_cell_length(width, base.rich_style)
