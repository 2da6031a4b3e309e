"""What is said in a terminal too small for the console."""

from textual.geometry import Size

from hub_console.console.text import line, literal, wrapped
from hub_console.console.views import Scene
from hub_console.console.widgets.painted import Page, Painted

NEEDED = Size(80, 24)
"""The smallest terminal that the console is laid out for."""


class TooSmall(Painted[bool]):
    """A sentence in place of the console."""

    def view_of(self, scene: Scene) -> bool:
        """It shows nothing of the scene."""
        return True

    def page_of(self, view: bool, width: int, height: int) -> Page:
        """What the terminal has, and what it needs."""
        said = (
            f"This terminal has {width}×{height} cells and the console needs "
            f"{NEEDED.width}×{NEEDED.height}. Enlarge the window, or make the letters smaller; "
            "nothing is lost meanwhile."
        )
        rows = wrapped(said, max(1, min(width - 2, 60)), height, "bold")
        above = max(0, (height - len(rows)) // 2)
        left = max(0, (width - max((r.cell_length for r in rows), default=0)) // 2)
        return Page((*[literal("")] * above, *(line(" " * left, row) for row in rows)))
