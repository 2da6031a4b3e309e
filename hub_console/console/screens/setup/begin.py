"""The last page: everything once more, and where the files go."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from hub_console.console.screens.forms.hints import Hint
from hub_console.console.screens.forms.words import Words, ascii_only, refusal
from hub_console.console.screens.setup.page import BACK, LEAVE, Page
from hub_console.console.text import line, wrapped
from hub_console.desk.station import Setup
from hub_console.places import Places

_LABEL_CELLS, _TEXT_CELLS = 13, 63
_MOST_ROWS = 4


class BeginPage(Page, can_focus=True):
    """Shows what will be made, and where.

    Args:
        places: Where the files go.
    """

    DEFAULT_CSS = """
    BeginPage > Words { padding: 0 2; margin-bottom: 1; }
    BeginPage > .begin--warns { border: solid $wrap-up; padding: 0 1; }
    BeginPage > .begin--warns.-ascii { border: ascii $wrap-up; }
    """
    ASKS: ClassVar[str] = "Ready. Press Enter to make the table."
    HINTS = (Hint("Enter", "make the table", "go_on", main=True), BACK, LEAVE)
    BINDINGS: ClassVar[list[BindingType]] = [
        ("enter", "on", "Begin"),
        ("up,shift+tab", "back", "Back"),
    ]

    def __init__(self, places: Places) -> None:
        super().__init__()
        self._places = places
        self._answers = Words()
        self._trouble = Words()
        self._warning = Words(
            line(
                (
                    "The passphrase and the recovery key are all that opens the record. ",
                    "bold $wrap-up",
                ),
                "Lose both, and it is lost for good. Keep neither with this laptop.",
            ),
            classes="begin--warns",
        )

    def compose(self) -> ComposeResult:
        """The answers, the places, and what cannot be undone."""
        yield from super().compose()
        yield self._trouble
        yield self._answers
        yield Words(self._where())
        yield self._warning

    def on_mount(self) -> None:
        """Nothing is wrong yet."""
        self._warning.set_class(ascii_only(self), "-ascii")
        self._trouble.display = False

    def enter(self, *, at_end: bool = False) -> None:
        """Take the focus."""
        self.focus()

    def show(self, setup: Setup) -> None:
        """Show what was answered."""
        tags = " ".join(agency.tag for agency in setup.agencies)
        agencies = f"{len(setup.agencies)}  {tags}" if tags else "none yet"
        self._answers.say(
            _rows(
                ("Table", setup.table or "none: a coordinator's station, for those of others"),
                ("This laptop", setup.station),
                ("Your name", setup.person),
                *([("Agencies", agencies)] if setup.table else []),
            )
        )

    def complain(self, sentence: str) -> None:
        """Say why the table could not be made."""
        self._trouble.say(refusal(sentence))
        self._trouble.display = bool(sentence)

    def _where(self) -> Content:
        places = self._places
        return _rows(
            ("Files go to", str(places.data)),
            ("", f"{places.record.name}, the encrypted record; {places.keys.name}, which opens it"),
            ("Settings", str(places.settings)),
        )


def _rows(*rows: Sequence[str]) -> Content:
    shown = []
    for label, text in rows:
        for part in wrapped(text, _TEXT_CELLS, _MOST_ROWS, "$bright"):
            shown.append(line((f"{label:<{_LABEL_CELLS}}", "$dim"), part))
            label = ""
    return Content("\n").join(shown)
