"""The screen that asks for the passphrase, or for the recovery key in its place."""

from collections.abc import Callable, Iterable, Sequence
from math import ceil
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
from hub_console.record import MistypedRecoveryKey
from hub_console.record.recovery import recovery_bytes

T = TypeVar("T")

_HINTS = (
    Hint("Enter", "open", "submit", main=True),
    Hint("Ctrl+R", "show or hide", "reveal"),
    Hint("Esc", "leave", "leave"),
)
_LOOKS_A_SECOND = 4


def _at_once() -> float:
    return 0


class UnlockScreen(Stage[T | None]):
    """Asks for the passphrase until it opens the table, or the person leaves.

    The answer is what ``try_passphrase`` returned, or None. What is typed while a try must wait
    stands in the line, and only opening waits.

    Args:
        locked: How the table came to be locked; empty when the program begins.
        try_passphrase: Opens the table; it may take a second and runs in a thread.
        refusal: What it raises when it cannot; the text is the sentence to show.
        wait: Tells in how many seconds the next try may be made.
        ascii: Whether only ASCII may be shown.
    """

    DEFAULT_CSS = """
    UnlockScreen .card { width: 64; }
    UnlockScreen .card > Words { padding: 0 2; margin-bottom: 1; }
    UnlockScreen .unlock--recovered { display: none; }
    UnlockScreen.-recovered {
        & .unlock--recovered { display: block; }
        & Field { display: none; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        ("enter", "submit", "Open"),
        Binding("ctrl+r", "reveal", "Show", priority=True, id="reveal"),
        ("escape", "leave", "Leave"),
    ]
    AUTO_FOCUS = "Entry"

    class Opened(Message):
        """What was typed opened the table."""

        def __init__(self, opened: object, typed: str) -> None:
            super().__init__()
            self.opened = opened
            self.typed = typed

    class Refused(Message):
        """What was typed opened nothing."""

        def __init__(self, refusal: Exception) -> None:
            super().__init__()
            self.refusal = refusal

    def __init__(
        self,
        locked: str,
        try_passphrase: Callable[[str], T],
        refusal: type[Exception],
        *,
        wait: Callable[[], float] = _at_once,
        ascii: bool = False,
    ) -> None:
        super().__init__("", ascii=ascii)
        self._try_passphrase = try_passphrase
        self._refusal = refusal
        self._wait = wait
        self._said = Words(locked or "The table is locked.", "bold $bright")
        self._field = Field(
            "Passphrase",
            help="Forgotten? Type the recovery key from the paper instead.",
            check=self._fault,
            secret=True,
        )
        self._field.entry.select_on_focus = False
        self._refused = ""
        self._ahead = ""
        self._entered = False
        self._opening = False
        self._opened: T | None = None

    def body(self) -> Iterable[Widget]:
        """One question, in the middle."""
        recovered = Words(
            "Make a new passphrase today: leave the console and run hub-console keys change.",
            classes="unlock--recovered",
        )
        card = VerticalGroup(self._said, recovered, self._field, Hints(*_HINTS), classes="card")
        yield Middle(Center(card))

    def take(self, ahead: Sequence[events.Key]) -> None:
        """Take what was typed before the screen was shown, as far as Enter; nothing else acts."""
        for event in ahead:
            if event.key == "enter":
                self._entered = True
                return
            if event.key == "backspace":
                self._ahead = self._ahead[:-1]
            elif event.is_printable and event.character:
                self._ahead += event.character

    def on_mount(self) -> None:
        """Count down what must be waited for, be it from before the program was started."""
        self._counting = self.set_interval(1 / _LOOKS_A_SECOND, self._count_down, pause=True)
        self._begin_to_count()
        self._field.entry.insert_text_at_cursor(self._ahead)
        if self._entered:
            self.action_submit()

    def on_key(self, event: events.Key) -> None:
        """Keep what was typed before the field had the focus."""
        if event.is_printable and event.character and not self._opening:
            self._field.entry.insert_text_at_cursor(event.character)

    @on(Entry.Submitted)
    def action_submit(self) -> None:
        """Try what was typed; once it is open, go in."""
        if self._opened is not None:
            self.dismiss(self._opened)
        elif not self._opening and self._field.judge():
            self._opening = True
            self._field.say("opening…")
            self._field.entry.disabled = True
            self._open(self._field.answer)

    def action_reveal(self) -> None:
        """Show what is typed, or hide it."""
        self._field.entry.password = not self._field.entry.password

    @work(thread=True, exclusive=True, group="opening")
    def _open(self, typed: str) -> None:
        try:
            opened = self._try_passphrase(typed)
        except self._refusal as refusal:
            self.post_message(self.Refused(refusal))
        else:
            self.post_message(self.Opened(opened, typed))

    @on(Opened)
    def _answer(self, message: Opened) -> None:
        if not self.is_current:
            return
        self._opened = message.opened  # type: ignore[assignment]
        if _is_recovery_key(message.typed):
            self._field.entry.value = ""
            self._said.say("Opened with the recovery key.", "bold $bright")
            self.add_class("-recovered")
        else:
            self.dismiss(self._opened)

    @on(Refused)
    def _again(self, message: Refused) -> None:
        """Ask again; a recovery key of which a group is mistyped is there to be mended."""
        self._opening = False
        self._refused = str(message.refusal)
        entry = self._field.entry
        if not isinstance(message.refusal, MistypedRecoveryKey):
            with entry.prevent(Entry.Changed):
                entry.value = ""
        entry.password = True
        entry.disabled = False
        entry.focus()
        self._field.refuse(self._refused)
        self._begin_to_count()

    def _begin_to_count(self) -> None:
        if self._wait() > 0:
            self._field.judge()
            self._counting.resume()

    def _count_down(self) -> None:
        if self._wait() > 0:
            self._field.judge()
            return
        self._counting.pause()
        if self._refused and not self._field.answer:
            self._field.refuse(self._refused)
        else:
            self._field.accept()

    def _fault(self, typed: str) -> str:
        if seconds := ceil(self._wait()):
            left = "one second" if seconds == 1 else f"{seconds} seconds"
            return f"{self._refused or 'It was wrong too often.'} The next try is in {left}."
        return "" if typed else "Type the passphrase, then press Enter."


def _is_recovery_key(typed: str) -> bool:
    try:
        recovery_bytes(typed)
    except MistypedRecoveryKey:
        return False
    return True
