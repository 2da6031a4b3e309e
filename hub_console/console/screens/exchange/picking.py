"""Picking a file or a folder: from what was found, or by typing, pasting or dropping its path."""

import os
import shlex
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar
from urllib.parse import unquote

from textual import events, on, work
from textual.binding import BindingType
from textual.widget import Widget

from hub_console.bundles.sticks import Found, bundles_in, sticks
from hub_console.console.screens.exchange.asking import AskingScreen
from hub_console.console.screens.exchange.errand import Errand, aside
from hub_console.console.screens.forms.choices import Choices
from hub_console.console.screens.forms.entry import Entry
from hub_console.console.screens.forms.hints import Hint
from hub_console.console.text import fit, line, literal
from hub_console.console.times import dated

LOOK_SECONDS = 2.0
"""How often it is looked whether a stick was plugged in."""

_NAME_CELLS = 34
_BEGINS_A_PATH = "/~.\\'\""


@dataclass(frozen=True, slots=True)
class Row:
    """A file or a folder that can be picked.

    Attributes:
        path: Where it is.
        name: What it is called here.
        about: What else is known of it.
    """

    path: Path
    name: str
    about: str


@dataclass
class Shelf:
    """What can be picked, as far as it was found; it outlives the screen that shows it.

    Attributes:
        find: Looks for it; a stick can be slow, or never answer.
        kind: What it is, one of it: ``bundle``.
        nothing: What is said when there is nothing.
        rows: What was found last; None before the first look is over.
        picked: The last that was picked.
        looking: Whether it is being looked for.
    """

    find: Callable[[], Sequence[Row]]
    kind: str
    nothing: str = ""
    rows: Sequence[Row] | None = None
    picked: Path | None = field(default=None)
    looking: bool = False


class PickScreen(AskingScreen[Path]):
    """Lists what was found, and takes any other path; the answer is the path.

    Args:
        title: Beside the program's name.
        asks: What to pick.
        shelf: What can be picked.
        enter: What Enter does.
        errand: What it is for.
        trouble: Why the last one could not be taken.
    """

    DEFAULT_CSS = "PickScreen Choices { height: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [("tab,shift+tab", "turn", "Path")]
    AUTO_FOCUS = "Choices"

    def __init__(
        self,
        title: str,
        asks: str,
        shelf: Shelf,
        enter: str,
        errand: Errand,
        *,
        trouble: str = "",
    ) -> None:
        super().__init__(title, asks, errand, trouble=trouble)
        self._shelf = shelf
        self._enter = enter
        self._choices = Choices("looking …")
        self._entry = Entry("Any other", "type its path, paste it, or drop it here")
        self._entry.select_on_focus = False

    def shown(self) -> Iterable[Widget]:
        """The list, and the line for a path."""
        yield self._choices
        yield self._entry

    def hints(self) -> Iterable[Hint]:
        """The keys."""
        yield Hint("Enter", self._enter, "enter", main=True)
        yield Hint("Tab", "list or path", "turn")
        yield Hint("Esc", "back", "leave")

    def on_mount(self) -> None:
        """Show what was found before, and look again and again: a stick may be plugged in."""
        super().on_mount()
        if self._shelf.rows is not None:
            self._list(self._shelf.rows)
        self._look()
        self.set_interval(LOOK_SECONDS, self._look)

    def on_paste(self, event: events.Paste) -> None:
        """A path that is dropped or pasted, wherever the cursor is."""
        if not self._entry.has_focus:
            event.stop()
            self._entry.value = ""
            self._entry.focus()
            self._entry.insert_text_at_cursor(event.text.strip())

    def on_key(self, event: events.Key) -> None:
        """A path can be typed at once."""
        if event.character and event.character in _BEGINS_A_PATH and not self._entry.has_focus:
            event.stop()
            self._entry.focus()
            self._entry.insert_text_at_cursor(event.character)
        else:
            super().on_key(event)

    def action_turn(self) -> None:
        """From the list to the path, and back."""
        (self._choices if self._entry.has_focus else self._entry).focus()

    def action_leave(self) -> None:
        """From the path back to the list, from there to where one came from."""
        if self._entry.has_focus:
            self._entry.value = ""
            self._choices.focus()
        else:
            super().action_leave()

    @on(Choices.OptionSelected)
    @on(Choices.Entered)
    @on(Entry.Submitted)
    def action_enter(self) -> None:
        """Take the line under the cursor, or the path that was typed."""
        if self._entry.has_focus:
            if self._entry.value.strip():
                self.reply(path_of(self._entry.value))
        elif self._choices.chosen is not None:
            self._shelf.picked = Path(self._choices.chosen)
            self.reply(self._shelf.picked)

    @work
    async def _look(self) -> None:
        shelf = self._shelf
        if not shelf.looking:
            shelf.looking = True
            try:
                rows = await aside(shelf.find)
            finally:
                shelf.looking = False
            if rows != shelf.rows or not self._choices.option_count:
                shelf.rows = rows
                self._list(rows)

    def _list(self, rows: Sequence[Row]) -> None:
        shelf = self._shelf
        paths = [str(row.path) for row in rows]
        chosen = self._choices.chosen or str(shelf.picked)
        cursor = paths.index(chosen) if chosen in paths else 0 if rows else None
        shown = (line(fit(literal(row.name), _NAME_CELLS), "  ", row.about) for row in rows)
        self._choices.fill(zip(paths, shown, strict=True), cursor)
        count = f"1 {shelf.kind}" if len(rows) == 1 else f"{len(rows)} {shelf.kind}s"
        self._choices.border_title = count if rows else shelf.nothing


def files_on_sticks(inbox: Path, suffix: str, known: Callable[[Path], str]) -> list[Row]:
    """The files with an ending on the sticks that are plugged in, and in the inbox folder.

    Args:
        inbox: That folder.
        suffix: The ending.
        known: What is known of a file.
    """
    plugged = sticks()
    places = {inbox: "inbox", **{stick: stick.name or str(stick) for stick in plugged}}
    rows = []
    for each in bundles_in([inbox, *plugged], suffix):
        where = next((n for place, n in places.items() if place in each.path.parents), "")
        about = f"{dated(each.modified):<13}{_size(each):>8}  {known(each.path) or where}"
        rows.append(Row(each.path, each.path.name, about))
    return rows


def folders(outbox: Path) -> list[Row]:
    """The sticks that are plugged in, and the outbox folder."""
    plugged = [Row(stick, stick.name or str(stick), str(stick)) for stick in sticks()]
    return [*plugged, Row(outbox, "the outbox folder", str(outbox))]


def _size(found: Found) -> str:
    kilobytes = found.size / 1000
    return f"{kilobytes:,.0f} kB" if kilobytes < 1000 else f"{kilobytes / 1000:,.1f} MB"


def path_of(typed: str) -> Path:
    """The path that was typed, pasted or dropped: terminals quote it, or mark its blanks."""
    text = typed.strip()
    if text.startswith("file://"):
        text = unquote(text.removeprefix("file://"))
    elif not Path(text).exists():
        text = _without_quotes(text)
    return Path(text).expanduser()


def _without_quotes(text: str) -> str:
    if os.sep == "\\":
        return text.strip("\"'")
    try:
        parts = shlex.split(text)
    except ValueError:
        return text
    return parts[0] if len(parts) == 1 else text
