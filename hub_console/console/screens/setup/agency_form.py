"""The screen that asks for one agency."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Center, Container
from textual.widget import Widget

from hub_console.console.screens.forms.field import Field
from hub_console.console.screens.forms.hints import Hint
from hub_console.console.screens.forms.stage import Stage
from hub_console.console.screens.setup.checks import (
    AGENCY_NAME_LENGTH,
    letters_fault,
    name_fault,
)
from hub_console.console.screens.setup.page import GO_ON, FormPage
from hub_console.console.screens.setup.sector_field import SectorField
from hub_console.meeting.roster import Agency
from hub_console.meeting.values import NO_ID, AgencyTag


class AgencyForm(Stage[Agency | None]):
    """Asks for an agency's letters, name and sector; the answer is None when nothing changes.

    Args:
        agency: The one to change; None for a new one.
        taken: The other agencies' names by their letters.
        ascii: Whether only ASCII may be shown.
    """

    DEFAULT_CSS = """
    AgencyForm {
        & .card { width: 72; padding-top: 1; }
        &.-high .card { padding-top: 3; }
        &.-high SectorField > Choices { height: 12; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [("escape", "leave", "Leave it as it was")]

    def __init__(
        self, agency: Agency | None, taken: Mapping[str, str], *, ascii: bool = False
    ) -> None:
        super().__init__(f"Change {agency.tag}" if agency else "Add an agency", ascii=ascii)
        self._agency = agency or Agency(NO_ID)
        self._page = _AgencyPage(self._agency, taken)

    def body(self) -> Iterable[Widget]:
        """The questions."""
        yield Center(Container(self._page, classes="card"))

    def on_mount(self) -> None:
        """Ask the first question."""
        self._page.enter()

    def action_go_on(self) -> None:
        """As Enter in the line that has the focus."""
        self._page.go_on()

    @on(FormPage.Done)
    def _done(self) -> None:
        page = self._page
        self.dismiss(
            replace(
                self._agency,
                tag=AgencyTag(page.letters.answer),
                name=page.named.answer,
                sector=page.sector.code,
            )
        )


class _AgencyPage(FormPage):
    """The three questions about an agency."""

    ASKS: ClassVar[str] = "How is it called at the table?"
    HINTS = (GO_ON, Hint("Esc", "leave it as it was", "leave"))

    def __init__(self, agency: Agency, taken: Mapping[str, str]) -> None:
        super().__init__()
        self.letters = Field(
            "Two letters",
            "for example PD",
            "Called aloud, and typed to mark the agency.",
            check=partial(letters_fault, taken=taken),
            value=agency.tag,
            eager=2,
            capitals=True,
        )
        self.named = Field(
            "Name",
            "for example Police",
            "As the room says it. A short one fits the roster.",
            check=partial(name_fault, what="the agency's name", longest=AGENCY_NAME_LENGTH),
            value=agency.name,
        )
        self.sector = SectorField(agency.sector)

    def compose(self) -> ComposeResult:
        """The three questions."""
        yield from super().compose()
        yield self.letters
        yield self.named
        yield self.sector
