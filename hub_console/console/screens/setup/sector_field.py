"""The question for a sector: typing finds it, arrows choose it."""

from typing import ClassVar

from textual import on
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import BindingType

from hub_console.console.screens.forms.choices import Choices
from hub_console.console.screens.forms.entry import Entry
from hub_console.console.screens.forms.field import Field
from hub_console.console.text import literal
from hub_console.vocabulary import CodedList, load_vocabulary, search


class SectorField(Field):
    """Asks for a sector.

    Args:
        code: The sector to begin with; empty for none.
    """

    DEFAULT_CSS = """
    SectorField { margin: 0; }
    SectorField > Choices { height: 5; border: none; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        ("down", "choose(1)", "Down"),
        ("up", "choose(-1)", "Up"),
    ]

    def __init__(self, code: str) -> None:
        label = load_vocabulary().label(code, CodedList.SECTORS) if code else ""
        super().__init__(
            "Sector",
            "for example police",
            "Type its first letters, or choose with the arrows.",
            check=self._wrong,
            value=label,
            eager=1,
        )
        self._choices = Choices(can_focus=False)

    def compose(self) -> ComposeResult:
        """The line to type in, and the sectors found."""
        yield from super().compose()
        yield self._choices

    def on_mount(self) -> None:
        """List every sector."""
        self._find()

    @property
    def code(self) -> str:
        """The sector under the cursor; empty while there is none."""
        return self._choices.chosen or ""

    def action_choose(self, way: int) -> None:
        """Move the cursor; from the first sector, up goes to the question above."""
        if way < 0 and not self._choices.highlighted:
            raise SkipAction
        if way < 0:
            self._choices.action_cursor_up()
        else:
            self._choices.action_cursor_down()
        self.accept()

    def _wrong(self, typed: str) -> str:
        if self.code:
            return ""
        if typed:
            return "No sector begins like that. Type less, or choose Other."
        return "Type its first letters, or choose it with the arrows."

    @on(Entry.Changed)
    def _find(self) -> None:
        """List what was typed; before anything is typed, everything."""
        sectors = load_vocabulary().entries(CodedList.SECTORS)
        typed = self.answer
        labels = [sector.label for sector in sectors]
        found, cursor = search(sectors, typed), 0 if typed else None
        if typed in labels:
            found, cursor = list(sectors), labels.index(typed)
        self._choices.fill(
            ((one.code, literal(one.label)) for one in found),
            cursor if found else None,
        )

    @on(Choices.OptionSelected)
    def _clicked(self) -> None:
        """A click chooses, and the keys stay where they are."""
        with self.entry.prevent(Entry.Changed):
            self.entry.value = load_vocabulary().label(self.code, CodedList.SECTORS)
        self.accept()
        self.entry.focus()
