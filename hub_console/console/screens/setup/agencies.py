"""The page on which the roster is changed."""

from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from hub_console.console.screens.forms.choices import Choices
from hub_console.console.screens.forms.hints import Hint
from hub_console.console.screens.forms.words import Words
from hub_console.console.screens.setup.agency_form import AgencyForm
from hub_console.console.screens.setup.page import BACK, GO_ON, Page
from hub_console.console.text import fit, line, literal
from hub_console.meeting.roster import Agency
from hub_console.vocabulary import CodedList, load_vocabulary

_NAME_CELLS = 30


class AgenciesPage(Page):
    """Shows the roster; agencies are added, changed and removed.

    Args:
        ascii: Whether only ASCII may be shown.
    """

    DEFAULT_CSS = """
    AgenciesPage > Choices { height: 1fr; max-height: 30; }
    AgenciesPage > .agencies--said { padding: 0 2; }
    """
    ASKS: ClassVar[str] = "Is this your table? Change what differs; you can change it later too."
    HINTS = (
        GO_ON,
        Hint("a", "add", "page('add')"),
        Hint("c", "change", "page('change')"),
        Hint("d", "remove", "page('remove')"),
        Hint("u", "undo", "page('undo')"),
        BACK,
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        ("a", "add", "Add"),
        ("c", "change", "Change"),
        ("d,delete", "remove", "Remove"),
        ("u", "undo", "Undo"),
        ("shift+tab", "back", "Back"),
        ("tab", "on", "On"),
    ]

    def __init__(self, *, ascii: bool = False) -> None:
        super().__init__()
        self.agencies: tuple[Agency, ...] = ()
        self._ascii = ascii
        self._before: list[tuple[Agency, ...]] = []
        self._choices = Choices()
        self._said = Words("", "$dim", classes="agencies--said")
        self._pressed: int | None = None

    def compose(self) -> ComposeResult:
        """The roster, and a line that says what was done to it."""
        yield from super().compose()
        yield self._choices
        yield self._said

    def enter(self, *, at_end: bool = False) -> None:
        """Take the focus."""
        self._choices.focus()

    def show(self, agencies: tuple[Agency, ...]) -> None:
        """Show another roster."""
        self._before.clear()
        self._show(agencies, 0)

    def action_add(self) -> None:
        """Ask for a new agency, which goes to the end."""

        def added(agency: Agency | None) -> None:
            if agency:
                self._do((*self.agencies, agency), len(self.agencies), f"{agency.tag} added.")

        self.app.push_screen(AgencyForm(None, self._taken(), ascii=self._ascii), added)

    def action_change(self) -> None:
        """Ask what is to be different about the agency under the cursor."""
        at = self._choices.highlighted
        if at is None:
            return
        old = self.agencies[at]

        def changed(agency: Agency | None) -> None:
            if agency and agency != old:
                new = (*self.agencies[:at], agency, *self.agencies[at + 1 :])
                self._do(new, at, f"{agency.tag} changed.")

        self.app.push_screen(AgencyForm(old, self._taken(old), ascii=self._ascii), changed)

    def action_remove(self) -> None:
        """Take the agency under the cursor off the list."""
        at = self._choices.highlighted
        if at is not None:
            gone = self.agencies[at]
            left = self.agencies[:at] + self.agencies[at + 1 :]
            self._do(left, at, f"{gone.tag} {gone.name} removed.")

    def action_undo(self) -> None:
        """Take back the last change."""
        if self._before:
            self._show(self._before.pop(), self._choices.highlighted or 0)

    @on(Choices.Entered)
    def _entered(self) -> None:
        self.go_on()

    @on(Choices.OptionSelected)
    def _clicked(self, message: Choices.OptionSelected) -> None:
        """A second click on the same line changes it."""
        if self._pressed == message.option_index:
            self.action_change()
        self._pressed = message.option_index

    def _taken(self, but: Agency | None = None) -> Mapping[str, str]:
        return {agency.tag: agency.name for agency in self.agencies if agency is not but}

    def _do(self, agencies: tuple[Agency, ...], cursor: int, said: str) -> None:
        self._before.append(self.agencies)
        self._show(agencies, cursor, f"{said} Press u to undo.")

    def _show(self, agencies: tuple[Agency, ...], cursor: int, said: str = "") -> None:
        self.agencies = agencies
        self._pressed = None
        rows = ((agency.tag, _row(agency)) for agency in agencies)
        self._choices.fill(rows, min(cursor, len(agencies) - 1) if agencies else None)
        self._choices.border_title = f"{len(agencies)} agencies"
        if not agencies:
            said = said or (
                "Nobody yet. Press a to add an agency, or go on and import a file later: "
                "hub-console roster import FILE"
            )
        self._said.say(said, "$dim")


def _row(agency: Agency) -> Content:
    sector = load_vocabulary().label(agency.sector, CodedList.SECTORS)
    return line(
        (f"{agency.tag}  ", "bold"),
        fit(literal(agency.name), _NAME_CELLS),
        sector,
    )
