"""The screen from which a meeting is run."""

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.screen import Screen

from hub_console.console.typed import typed
from hub_console.console.views import LineView, ListView, Scene
from hub_console.console.widgets.agenda import AgendaPanel
from hub_console.console.widgets.event_lines import EventLines
from hub_console.console.widgets.header import Header
from hub_console.console.widgets.keys import KeyHints
from hub_console.console.widgets.mode_line import ModeLine
from hub_console.console.widgets.overlay import Overlay
from hub_console.console.widgets.overlay_place import CROWDED, SHARED_COLUMN, THREE_COLUMNS
from hub_console.console.widgets.pace_bar import PaceBar
from hub_console.console.widgets.painted import Painted
from hub_console.console.widgets.roster import RosterPanel, rows_needed
from hub_console.console.widgets.situation import SituationPanel
from hub_console.console.widgets.too_small import TooSmall

_WIDTHS = [
    (0, "-small-width"),
    (80, "-narrow"),
    (THREE_COLUMNS, "-regular"),
    (140, "-wide"),
    (180, "-vast"),
]
_HEIGHTS = [(0, "-small-height"), (24, "-short"), (30, "-medium"), (40, "-tall")]

_LEAST_AGENDA = 6
_OTHER_ROWS = 7
"""The rows of a small screen that are no panel's."""


class MainScreen(Screen[None]):
    """Paints scenes, and hands every key on.

    Args:
        pressed: Is given each key, at once: a printable one as the character itself, the others
            as Textual names them.
    """

    CSS_PATH = Path(__file__).parent.parent / "styles.tcss"
    HORIZONTAL_BREAKPOINTS = _WIDTHS
    VERTICAL_BREAKPOINTS = _HEIGHTS
    ALLOW_SELECT = False

    def __init__(self, pressed: Callable[[str], None]) -> None:
        super().__init__()
        self._pressed = pressed
        self._scene: Scene | None = None
        self._ready = False
        self._rows = ""

    def compose(self) -> ComposeResult:
        """Header and pace; what, this, who; what happened, and what can be pressed."""
        yield Header(id="header")
        yield PaceBar(id="pace")
        with Container(id="panels"):
            yield SituationPanel(id="situation")
            yield RosterPanel(id="roster")
            yield AgendaPanel(id="agenda")
        yield EventLines(id="events")
        yield KeyHints(id="hints")
        yield ModeLine(id="mode")
        yield TooSmall(id="too-small")
        yield Overlay(id="overlay")

    def paint(self, scene: Scene) -> None:
        """Show a scene; before the screen is there, it is kept until it is.

        Nothing is looked at again while only the fraction of the second differs.
        """
        scene = replace(scene, now=scene.now.replace(microsecond=0))
        if scene == self._scene:
            return
        self._scene = scene
        if self._ready:
            self._show(scene)

    def on_mount(self) -> None:
        """Show what was painted before."""
        self._ready = True
        if self._scene is not None:
            self._show(self._scene)

    def _show(self, scene: Scene) -> None:
        crowded = scene.table is not None and len(scene.table.agencies) > CROWDED
        self.set_class(crowded, "-crowded")
        self._arrange()
        for widget in self._painted:
            widget.paint(scene)
        self._clear()

    def _clear(self) -> None:
        """Hide the event lines where the overlay would leave half of them."""
        self.query_one(EventLines).visible = not self.query_one(Overlay).covers_events

    @cached_property
    def _painted(self) -> list[Painted[Any]]:
        return list(self.query(Painted))

    def on_resize(self, event: events.Resize) -> None:
        """Keep the overlay in the middle, and the shared column shared."""
        self.query_one(Overlay).place(event.size)
        self._clear()
        self._arrange()

    def _arrange(self) -> None:
        """Where the roster shares a column with the agenda, give it the rows that it needs."""
        panels = self.query_one("#panels")
        count = len(self._scene.table.agencies) if self._scene and self._scene.table else 0
        room = self.size.height - _OTHER_ROWS
        rows = rows_needed(count, SHARED_COLUMN, room - _LEAST_AGENDA)
        wanted = f"{rows} 1fr" if self.size.width < THREE_COLUMNS else "1fr"
        if wanted != self._rows:
            self._rows = wanted
            panels.styles.grid_rows = wanted

    def on_key(self, event: events.Key) -> None:
        """Hand the key on; nothing on this screen takes it."""
        event.stop()
        event.prevent_default()
        for key in typed(event):
            self._pressed(key)

    def on_paste(self, event: events.Paste) -> None:
        """Hand on what is pasted where text is typed, character by character."""
        event.stop()
        if self._scene and isinstance(self._scene.mode, LineView | ListView):
            for character in filter(str.isprintable, event.text):
                self._pressed("space" if character == " " else character)
