"""The screen that asks for the passphrase."""

from collections.abc import Callable, Iterable
from typing import ClassVar, TypeVar

from textual import events, on, work
from textual.binding import Binding, BindingType
from textual.containers import Center, Middle, VerticalGroup
from textual.message import Message
from textual.widget import Widget

from hub_console.console.screens.forms.entry import Entry
from hub_console.console.screens.forms.field import Field
from hub_console.console.screens.forms.hints import Hint, Hints
from hub_console.console.screens.forms.stage import Stage
from hub_console.console.screens.forms.words import Words

T = TypeVar("T")

_HINTS = (
    Hint("Enter", "open", "submit", main=True),
    Hint("Ctrl+R", "show or hide", "reveal"),
    Hint("Esc", "leave", "leave"),
)


class UnlockScreen(Stage[T | None]):
    """Asks for the passphrase until it opens the table, or the person leaves.

    The answer is what ``try_passphrase`` returned, or None.

    Args:
        table_hint: The table's name, as far as it is known before it is open.
        try_passphrase: Opens the table; it may take a second and runs in a thread.
        refusal: What it raises when it cannot; the text is the sentence to show.
        ascii: Whether only ASCII may be shown.
    """

    DEFAULT_CSS = """
    UnlockScreen .card { width: 64; }
    UnlockScreen .card > Words { padding: 0 2; margin-bottom: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        ("enter", "submit", "Open"),
        Binding("ctrl+r", "reveal", "Show", priority=True, id="reveal"),
        ("escape", "leave", "Leave"),
    ]
    AUTO_FOCUS = "Entry"

    class Opened(Message):
        """The passphrase opened the table."""

        def __init__(self, opened: object) -> None:
            super().__init__()
            self.opened = opened

    class Refused(Message):
        """The passphrase opened nothing."""

        def __init__(self, sentence: str) -> None:
            super().__init__()
            self.sentence = sentence

    def __init__(
        self,
        table_hint: str,
        try_passphrase: Callable[[str], T],
        refusal: type[Exception],
        *,
        ascii: bool = False,
    ) -> None:
        super().__init__(table_hint, ascii=ascii)
        self._try_passphrase = try_passphrase
        self._refusal = refusal
        self._field = Field(
            "Passphrase",
            help="It was chosen when this laptop was set up.",
            check=lambda typed: "" if typed else "Type the passphrase, then press Enter.",
            secret=True,
        )
        self._opening = False

    def body(self) -> Iterable[Widget]:
        """One question, in the middle."""
        said = Words("The table is locked.", "bold $bright")
        yield Middle(Center(VerticalGroup(said, self._field, Hints(*_HINTS), classes="card")))

    def on_key(self, event: events.Key) -> None:
        """Keep what was typed before the field had the focus."""
        if event.is_printable and event.character and not self._opening:
            self._field.entry.insert_text_at_cursor(event.character)

    @on(Entry.Submitted)
    def action_submit(self) -> None:
        """Try what was typed."""
        if self._opening or not self._field.judge():
            return
        self._opening = True
        self._field.say("opening…")
        self._field.entry.disabled = True
        self._open(self._field.answer)

    def action_reveal(self) -> None:
        """Show what is typed, or hide it."""
        self._field.entry.password = not self._field.entry.password

    @work(thread=True, exclusive=True, group="opening")
    def _open(self, passphrase: str) -> None:
        try:
            opened = self._try_passphrase(passphrase)
        except self._refusal as refusal:
            self.post_message(self.Refused(str(refusal)))
        else:
            self.post_message(self.Opened(opened))

    @on(Opened)
    def _answer(self, message: Opened) -> None:
        if self.is_current:
            self.dismiss(message.opened)  # type: ignore[arg-type]

    @on(Refused)
    def _again(self, message: Refused) -> None:
        self._opening = False
        entry = self._field.entry
        with entry.prevent(Entry.Changed):
            entry.value = ""
        entry.password = True
        entry.disabled = False
        entry.focus()
        self._field.refuse(message.sentence)
