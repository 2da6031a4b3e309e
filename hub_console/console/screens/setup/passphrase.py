"""The page that asks for the passphrase, twice."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from hub_console.console.screens.forms.entry import Entry
from hub_console.console.screens.forms.field import Field
from hub_console.console.screens.forms.hints import Hint
from hub_console.console.screens.forms.words import Words
from hub_console.console.screens.setup.checks import again_fault, passphrase_fault, strength
from hub_console.console.screens.setup.page import BACK, GO_ON, LEAVE, FormPage


class PassphrasePage(FormPage):
    """Asks for a new passphrase.

    Args:
        passphrase: What was answered before.
    """

    DEFAULT_CSS = "PassphrasePage > .passphrase--warns { padding: 0 2; }"
    ASKS: ClassVar[str] = "A passphrase locks the table's record on this laptop"
    HINTS = (GO_ON, Hint("Ctrl+R", "show or hide", "reveal"), BACK, LEAVE)

    def __init__(self, passphrase: str) -> None:
        super().__init__()
        self.passphrase = Field(
            "Passphrase",
            "four words that nobody would put together",
            "12 characters or more. Spaces count; capitals and signs are not needed.",
            check=passphrase_fault,
            remark=strength,
            value=passphrase,
            secret=True,
        )
        self.again = Field(
            "Once more",
            "the same words",
            "So that no slip of the finger locks you out.",
            check=lambda again: again_fault(again, self.passphrase.answer),
            remark=self._compare,
            value=passphrase,
            secret=True,
        )

    def compose(self) -> ComposeResult:
        """The two questions."""
        yield from super().compose()
        yield self.passphrase
        yield self.again
        yield Words(
            "You will type it each time the console starts.",
            classes="passphrase--warns",
        )

    def enter(self, *, at_end: bool = False) -> None:
        """Take the focus; what is typed is hidden again."""
        for field in self.fields:
            field.entry.password = True
        super().enter(at_end=at_end)

    def reveal(self) -> None:
        """Show both, or hide them."""
        hidden = self.passphrase.entry.password
        for field in self.fields:
            field.entry.password = not hidden

    def _compare(self, again: str) -> str:
        same = not again_fault(again, self.passphrase.answer)
        return "The same." if same else "Not the same yet."

    @on(Entry.Changed)
    def _compare_anew(self, message: Entry.Changed) -> None:
        """What is said of the second follows the first."""
        if message.input is self.passphrase.entry and self.again.answer:
            self.again.accept()
