"""A page that asks: one thing at a time."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message

from hub_console.console.screens.forms.entry import Entry
from hub_console.console.screens.forms.field import Field
from hub_console.console.screens.forms.hints import Hint, Hints
from hub_console.console.screens.forms.words import Words

GO_ON = Hint("Enter", "go on", "go_on", main=True)
BACK = Hint("Esc", "back", "back")
LEAVE = Hint("Ctrl+Q", "leave", "leave")


class Page(Vertical):
    """One page; its first line says what it asks, its last line which keys do what."""

    DEFAULT_CSS = """
    Page {
        height: 1fr;
        & > .page--asks { padding: 0 2; margin-bottom: 1; text-style: bold; color: $bright; }
        & > Hints { dock: bottom; }
    }
    """
    ASKS: ClassVar[str] = ""
    HINTS: ClassVar[tuple[Hint, ...]] = (GO_ON, BACK, LEAVE)

    class Done(Message):
        """The page is answered."""

    class Back(Message):
        """The page before is wanted."""

    def compose(self) -> ComposeResult:
        """What is asked, and the keys."""
        yield Words(self.ASKS, classes="page--asks")
        yield Hints(*self.HINTS)

    def enter(self, *, at_end: bool = False) -> None:
        """Take the focus: at the first question, or coming back at the last."""
        raise NotImplementedError

    def go_on(self) -> None:
        """Enter was pressed, or clicked."""
        self.post_message(self.Done())

    def action_on(self) -> None:
        """The next page."""
        self.go_on()

    def action_back(self) -> None:
        """The page before."""
        self.post_message(self.Back())


class FormPage(Page):
    """A page of questions, each a line to type in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("down,tab", "step(1)", "Next"),
        ("up,shift+tab", "step(-1)", "Back"),
    ]

    @property
    def fields(self) -> list[Field]:
        """The questions, from the top."""
        return list(self.query(Field))

    def enter(self, *, at_end: bool = False) -> None:
        """Take the focus."""
        self.fields[-1 if at_end else 0].entry.focus()

    def action_step(self, way: int) -> None:
        """Go to the question below or above, beyond the last one, or before the first."""
        fields = self.fields
        to = self._at + way
        if to < 0:
            self.post_message(self.Back())
        elif to < len(fields):
            fields[to].entry.focus()
        else:
            self.go_on()

    @on(Entry.Submitted)
    def go_on(self) -> None:
        """To the next question if this one is answered, and on when all are."""
        fields, at = self.fields, self._at
        if not fields[at].judge():
            fields[at].entry.focus()
        elif at + 1 < len(fields):
            fields[at + 1].entry.focus()
        elif wrong := [field for field in fields if not field.judge()]:
            wrong[0].entry.focus()
        else:
            self.post_message(self.Done())

    @property
    def _at(self) -> int:
        return next((at for at, f in enumerate(self.fields) if f.entry.has_focus), 0)
