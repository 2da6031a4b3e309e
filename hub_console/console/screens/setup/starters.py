"""The page that chooses the roster to begin with."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from hub_console.console.screens.forms.choices import Choices
from hub_console.console.screens.forms.words import Words
from hub_console.console.screens.setup.page import Page
from hub_console.console.text import fit, line, literal
from hub_console.desk.starter_rosters import StarterRoster
from hub_console.meeting.roster import Agency

_NAME_CELLS = 18


class StartersPage(Page):
    """Offers rosters to begin with, and shows who is in them.

    Args:
        starters: What to offer.
    """

    DEFAULT_CSS = """
    StartersPage > Choices { height: auto; margin-bottom: 1; }
    StartersPage > .starters--who { padding: 0 2; }
    """
    ASKS: ClassVar[str] = "Which agencies come to the table? Begin with a list; change it next."
    BINDINGS: ClassVar[list[BindingType]] = [("shift+tab", "back", "Back"), ("tab", "on", "On")]

    def __init__(self, starters: Sequence[StarterRoster]) -> None:
        super().__init__()
        self._starters = {starter.key: starter for starter in starters}
        self._choices = Choices("Lists to begin with")
        self._who = Words(classes="starters--who")

    @property
    def chosen(self) -> StarterRoster:
        """The roster under the cursor."""
        key = self._choices.chosen
        return self._starters[key] if key else next(iter(self._starters.values()))

    def compose(self) -> ComposeResult:
        """The list, and below it who is in the one under the cursor."""
        yield from super().compose()
        yield self._choices
        yield self._who

    def on_mount(self) -> None:
        """List the rosters, each with its digit."""
        rows = (_row(at, starter) for at, starter in enumerate(self._starters.values(), 1))
        self._choices.fill(zip(self._starters, rows, strict=True), 0)

    def enter(self, *, at_end: bool = False) -> None:
        """Take the focus."""
        self._choices.focus()

    def on_key(self, event: events.Key) -> None:
        """A digit chooses its line."""
        if event.key.isdecimal() and 1 <= int(event.key) <= len(self._starters):
            self._choices.highlighted = int(event.key) - 1
            event.stop()

    @on(Choices.Entered)
    def _entered(self) -> None:
        self.go_on()

    @on(Choices.OptionHighlighted)
    def _show_who(self) -> None:
        self._who.say(_who(self.chosen.agencies))


def _row(at: int, starter: StarterRoster) -> Content:
    many = f"{len(starter.agencies)} agencies" if starter.agencies else ""
    return line(
        (f"{at}  ", "bold"),
        fit(literal(starter.title, "bold"), 17),
        fit(literal(many), 13),
        starter.about,
    )


def _who(agencies: Sequence[Agency]) -> Content:
    """Letters and names in three columns, read downwards."""
    rows = -(-len(agencies) // 3)
    columns = [agencies[start : start + rows] for start in range(0, len(agencies), rows or 1)]
    lines = [
        line(*(_cell(column[row]) for column in columns if row < len(column)))
        for row in range(rows)
    ]
    return Content("\n").join(lines) if lines else literal("")


def _cell(agency: Agency) -> Content:
    name = fit(literal(agency.name), _NAME_CELLS)
    return line((f"{agency.tag}  ", "bold $accent"), name, "  ")
