"""The first run, page by page; it answers with a set-up and writes nothing."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Center, Vertical
from textual.widget import Widget

from hub_console.console.screens.forms.stage import Stage
from hub_console.console.screens.setup.agencies import AgenciesPage
from hub_console.console.screens.setup.begin import BeginPage
from hub_console.console.screens.setup.names import NamesPage
from hub_console.console.screens.setup.page import Page
from hub_console.console.screens.setup.passphrase import PassphrasePage
from hub_console.console.screens.setup.recovery import RecoveryPage, TypedBackPage
from hub_console.console.screens.setup.starters import StartersPage
from hub_console.console.screens.setup.steps import Steps
from hub_console.desk.starter_rosters import StarterRoster, starter_rosters
from hub_console.desk.station import Setup
from hub_console.meeting.roster import Agency
from hub_console.places import Places

_NOTHING = Setup("", "", "", "", "")
_STEPS = ("Names", "Agencies", "Passphrase", "Recovery key", "Begin")
_STEP_OF_PAGE = (0, 1, 1, 2, 3, 3, 4)


class SetUpScreen(Stage[Setup | None]):
    """Asks for everything that a new station is told; the answer is None when the person leaves.

    Args:
        places: Where the files will go; shown, not touched.
        recovery: The recovery key of the new table.
        ascii: Whether only ASCII may be shown.
        answers: What was answered before, when the set-up is taken up again.
        trouble: Why the table could not be made from those answers; the last page says so.
    """

    DEFAULT_CSS = """
    SetUpScreen {
        & .stage--body { padding-top: 1; }
        &.-high .stage--body { padding-top: 3; }
        & .setup--column { width: 84; max-width: 100%; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "back", "Back"),
        Binding("ctrl+r", "reveal", "Show", priority=True, id="reveal"),
    ]
    AUTO_FOCUS = None

    def __init__(
        self,
        places: Places,
        recovery: str,
        *,
        ascii: bool = False,
        answers: Setup | None = None,
        trouble: str = "",
    ) -> None:
        super().__init__("Set up this laptop", ascii=ascii)
        given = answers or _NOTHING
        self._given, self._trouble, self._key = given, trouble, recovery
        self._names = NamesPage(given)
        self._starters = StartersPage(_offered(given))
        self._agencies = AgenciesPage(ascii=ascii)
        self._passphrase = PassphrasePage(given.passphrase)
        self._recovery = RecoveryPage(recovery)
        self._typed_back = TypedBackPage(recovery, given.recovery)
        self._begin = BeginPage(places)
        self._pages: tuple[Page, ...] = (
            self._names,
            self._starters,
            self._agencies,
            self._passphrase,
            self._recovery,
            self._typed_back,
            self._begin,
        )
        self._at = 0
        self._steps = Steps(_STEPS)
        self._drafts: dict[str, tuple[Agency, ...]] = {}

    def body(self) -> Iterable[Widget]:
        """The steps, and the page of one of them."""
        with Center(), Vertical(classes="setup--column"):
            yield self._steps
            yield from self._pages

    def on_mount(self) -> None:
        """Begin with the first page, or where the trouble is."""
        if self._trouble:
            self._agencies.show(self._given.agencies)
            self._begin.complain(self._trouble)
        self._turn_to(len(self._pages) - 1 if self._trouble else 0)

    @property
    def setup(self) -> Setup:
        """What was answered so far."""
        coordinator = self._names.coordinator
        return Setup(
            "" if coordinator else self._names.table.answer,
            self._names.station.answer,
            self._names.person.answer,
            self._passphrase.passphrase.answer,
            self._key,
            () if coordinator else self._agencies.agencies,
        )

    def action_back(self) -> None:
        """The page before; nothing is lost."""
        self._turn_to(max(0, self._beside(-1)), at_end=False)

    def action_go_on(self) -> None:
        """As Enter."""
        self._pages[self._at].go_on()

    def action_page(self, action: str) -> None:
        """An action of the page, from a hint that was clicked."""
        self.call_later(self._pages[self._at].run_action, action)

    def action_reveal(self) -> None:
        """Show the passphrase, or hide it."""
        self._passphrase.reveal()

    @on(Page.Back)
    def _back(self) -> None:
        if self._at:
            self._turn_to(self._beside(-1), at_end=True)

    @on(Page.Done)
    def _on(self) -> None:
        if self._at + 1 < len(self._pages):
            self._turn_to(self._beside(1))
        else:
            self.dismiss(self.setup)

    def _beside(self, way: int) -> int:
        """The page after this one, or before; a coordinator's station has no roster."""
        of_a_table = (self._starters, self._agencies) if self._names.coordinator else ()
        at = self._at + way
        while self._pages[at] in of_a_table:
            at += way
        return at

    def _turn_to(self, at: int, *, at_end: bool = False) -> None:
        self._keep_drafts(at)
        self._at = at
        page = self._pages[at]
        if page is self._begin:
            self._begin.show(self.setup)
        self._steps.reach(_STEP_OF_PAGE[at])
        for each in self._pages:
            each.display = each is page
        page.enter(at_end=at_end)

    def _keep_drafts(self, at: int) -> None:
        """Keep what was made of each roster, so that choosing another one loses nothing."""
        if self._pages[self._at] is self._agencies:
            self._drafts[self._starters.chosen.key] = self._agencies.agencies
        elif self._pages[self._at] is self._starters and self._pages[at] is self._agencies:
            starter = self._starters.chosen
            self._agencies.show(self._drafts.get(starter.key, starter.agencies))


def _offered(given: Setup) -> tuple[StarterRoster, ...]:
    if not given.agencies:
        return starter_rosters()
    yours = StarterRoster("yours", "Your list", "as you left it", given.agencies)
    return (yours, *starter_rosters())
