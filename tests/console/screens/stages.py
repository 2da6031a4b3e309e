"""A bare console around one screen, and what can be read on it."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from textual import events
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

from hub_console.console import themes
from hub_console.console.screens.forms.choices import Choices
from hub_console.console.screens.forms.entry import Entry
from hub_console.places import Places

UNANSWERED = object()
PLACES = Places(Path("/data/hub"), Path("/config/hub"))
HOSTILE = "[/x][@click=app.exit]go[/]"


class Stand(App[None]):
    """Shows one screen, in the console's styles, and keeps its answer."""

    CSS_PATH = Path(themes.__file__).with_name("styles.tcss")

    def __init__(self, screen: Screen[Any], theme: str = themes.DEFAULT) -> None:
        super().__init__()
        self._shown = screen
        self.answer: Any = UNANSWERED
        for each in themes.THEMES:
            self.register_theme(each)
        self.theme = f"{themes.PREFIX}{theme}"

    def on_mount(self) -> None:
        self.push_screen(self._shown, self._take)

    def _take(self, answer: object) -> None:
        self.answer = answer


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, the last of them answered."""
    await pilot.press(*keys)
    await pilot.pause()


async def spell(pilot: Pilot[None], text: str, *keys: str) -> None:
    """Type a text letter by letter, then press keys."""
    await press(pilot, *("space" if letter == " " else letter for letter in text), *keys)


async def write(pilot: Pilot[None], text: str, *keys: str) -> None:
    """Put a text in at once, as the clipboard does, then press keys."""
    focused = pilot.app.focused
    assert focused is not None
    focused.post_message(events.Paste(text))
    await press(pilot, *keys)


def cut_off(app: App[None]) -> Iterable[str]:
    """What can be used on the screen and is not wholly inside it."""
    whole = app.screen.region
    for widget in app.screen.query("Entry, Choices, HintChip"):
        if all(each.display for each in (widget, *widget.ancestors_with_self[:-2])):
            if not whole.contains_region(widget.region) or not widget.region.area:
                yield f"{widget} {widget.region}"
            seen = app.screen.find_widget(widget)
            if seen.visible_region != widget.region:
                yield f"{widget} shows {seen.visible_region} of {widget.region}"


def entry_with_focus(app: App[None]) -> Entry:
    focused = app.focused
    assert isinstance(focused, Entry)
    return focused


def list_with_focus(app: App[None]) -> Choices:
    focused = app.focused
    assert isinstance(focused, Choices)
    return focused
