"""The eye chart: letters as large as the wall's text, for the farthest seat to read aloud."""

from itertools import cycle, islice

from textual.app import ComposeResult
from textual.content import Content

from hub_console.console.terminal import LastingApp
from hub_console.console.text import fit, line, literal, wrapped
from hub_console.console.themes import install
from hub_console.console.widgets.painted import Page, Painted
from hub_console.meeting.legibility import metres, reads_to, short_of
from hub_console.settings import Settings
from hub_console.wall.app import Room
from hub_console.wall.view import DECIDED_BY, LABEL, rule

LETTERS = "C H Z N V D K S R O"
"""Sloan's letters, which are about as hard to read as each other."""


class EyeChart(Painted[Room]):
    """Three lines of letters, and how far they are read."""

    DEFAULT_CSS = "EyeChart { width: 100%; height: 100%; }"

    def page_of(self, view: Room, width: int, height: int) -> Page:
        """The chart, in so many cells."""
        reads = reads_to(view.image_height_m, height)
        size = f"{width}×{height}"
        top = [line((" EYE CHART", "bold"), (f"   {size} letters", LABEL)), rule(width)]
        said = _advice(view, reads)
        rows = [line(" ", row) for text in said for row in wrapped(text, width - 2, 3, DECIDED_BY)]
        bottom = [rule(width), *rows]
        room = max(1, height - len(top) - len(bottom))
        lines = [_letters(width, turn) if turn % 2 else Content("") for turn in range(room)]
        return Page(tuple(fit(row, width) for row in [*top, *lines, *bottom][:height]))


class EyeChartApp(LastingApp):
    """Shows the chart until a key is pressed.

    Args:
        settings: From settings.toml.
        room: Where it hangs.
    """

    ENABLE_COMMAND_PALETTE = False
    CSS = "Screen { overflow: hidden; }"

    def __init__(self, settings: Settings, room: Room) -> None:
        super().__init__()
        self._settings = settings
        self._room = room
        install(self, settings.theme)

    def compose(self) -> ComposeResult:
        """The chart."""
        yield EyeChart()

    def on_mount(self) -> None:
        """Paint it."""
        self.query_one(EyeChart).show(self._room, ascii=self._settings.ascii)

    def on_key(self) -> None:
        """Any key leaves."""
        self.exit()


def _letters(width: int, turn: int) -> Content:
    """A line of letters, another one for each turn."""
    letters = LETTERS.split()
    count = max(1, (width - 4) // 4)
    return literal(
        "  " + "   ".join(islice(cycle(letters), turn * 3, turn * 3 + count)), DECIDED_BY
    )


def _advice(room: Room, reads: float) -> tuple[str, ...]:
    """What to do about it, in words."""
    if short := short_of(reads, room.farthest_m):
        return (
            f"Reads to {short}.",
            "Zoom in (Ctrl and +), move closer, or use the timer-only view.",
        )
    farthest = f"Let the farthest seat, at {metres(room.farthest_m)} m, read a line aloud."
    return (
        f"Reads to {metres(reads)} m.",
        f"{farthest} Any key leaves.",
    )
