"""Picking a file from sticks and folders, or by typing, pasting or dropping its path."""

import os
import shlex
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar
from urllib.parse import unquote

from textual import events, on, work
from textual.binding import BindingType
from textual.message import Message
from textual.widget import Widget

from hub_console.console.screens.exchange.asking import AskingScreen
from hub_console.console.screens.exchange.errand import Errand
from hub_console.console.screens.forms.choices import Choices
from hub_console.console.screens.forms.entry import Entry
from hub_console.console.screens.forms.hints import Hint, Hints
from hub_console.console.screens.forms.words import Words, refusal
from hub_console.console.text import fit, line, literal

_NAME_CELLS = 44


@dataclass(frozen=True, slots=True)
class Row:
    """A file or a folder that can be picked.

    Attributes:
        path: Where it is.
        about: What else is known of it.
    """

    path: Path
    about: str


class PickScreen(AskingScreen[Path]):
    """Lists what was found, and takes any other path.

    The answer is the path that was picked; None when the person goes back.

    Args:
        title: What is picked.
        said: A sentence above.
        found: Looks for what can be picked; run in a thread, since a stick can be slow.
        example: Of a path.
        errand: What it is about.
        trouble: Why the last one could not be taken.
    """

    BINDINGS: ClassVar[list[BindingType]] = [("tab", "turn", "Path"), ("r", "look", "Look again")]
    AUTO_FOCUS = "Choices"

    class Found(Message):
        """The search is over."""

        def __init__(self, rows: Sequence[Row]) -> None:
            super().__init__()
            self.rows = rows

    def __init__(
        self,
        title: str,
        said: str,
        found: Callable[[], Sequence[Row]],
        example: str,
        errand: Errand,
        *,
        trouble: str = "",
    ) -> None:
        super().__init__(title, errand)
        self._sentence = said
        self._look_for = found
        self._example = example
        self._trouble = trouble
        self._rows: dict[str, Path] = {}

    def body(self) -> Iterable[Widget]:
        """The sentence, the list, the line for a path, the keys."""
        yield self.said(self._sentence)
        yield Choices("Found")
        yield Entry("or a path: type it, paste it, or drop the file here", self._example)
        yield Words(refusal(self._trouble) if self._trouble else "", classes="asking--said")
        yield Hints(
            Hint("Enter", "take it", "enter", main=True),
            Hint("Tab", "list or path", "turn"),
            Hint("r", "look again", "look"),
            Hint("Esc", "back", "leave"),
        )

    def on_mount(self) -> None:
        """Begin to look."""
        super().on_mount()
        self.action_look()

    @work(thread=True, exclusive=True, exit_on_error=False)
    def action_look(self) -> None:
        """Look for what can be picked."""
        self.post_message(self.Found(self._look_for()))

    @on(Found)
    def _list(self, message: Found) -> None:
        self._rows = {str(row.path): row.path for row in message.rows}
        choices = self.query_one(Choices)
        choices.border_title = f"Found {len(message.rows)}" if message.rows else "Nothing found yet"
        shown = (
            (
                str(row.path),
                line(fit(literal(row.path.name or str(row.path)), _NAME_CELLS), row.about),
            )
            for row in message.rows
        )
        choices.fill(shown, 0 if message.rows else None)

    def on_paste(self, event: events.Paste) -> None:
        """A path that is dropped or pasted, wherever the cursor is."""
        entry = self.query_one(Entry)
        if not entry.has_focus:
            event.stop()
            entry.focus()
            entry.value = event.text.strip()

    def action_turn(self) -> None:
        """From the list to the path, and back."""
        entry = self.query_one(Entry)
        (self.query_one(Choices) if entry.has_focus else entry).focus()

    @on(Choices.OptionSelected)
    @on(Choices.Entered)
    def action_enter(self) -> None:
        """Take the line under the cursor, or the path that was typed."""
        entry = self.query_one(Entry)
        chosen = self.query_one(Choices).chosen
        if entry.value.strip():
            self.dismiss(path_of(entry.value))
        elif chosen is not None:
            self.dismiss(self._rows[chosen])

    @on(Entry.Submitted)
    def _submitted(self) -> None:
        self.action_enter()


def path_of(typed: str) -> Path:
    """The path that was typed, pasted or dropped: terminals quote it or mark its blanks."""
    text = typed.strip()
    if text.startswith("file://"):
        text = unquote(text.removeprefix("file://"))
    if text[:1] in "'\"" or ("\\" in text and os.sep == "/"):
        try:
            parts = shlex.split(text)
        except ValueError:
            parts = []
        if len(parts) == 1:
            text = parts[0]
    return Path(text).expanduser()
