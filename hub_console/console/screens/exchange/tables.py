"""The tables of a coordinator's station: each apart, and all together in the last row."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget

from hub_console.console.screens.exchange.asking import AskingScreen
from hub_console.console.screens.exchange.errand import Errand
from hub_console.console.screens.exchange.exporting import export_bundles
from hub_console.console.screens.exchange.importing import import_bundles
from hub_console.console.screens.exchange.stations import tend_stations
from hub_console.console.screens.forms.choices import Choices
from hub_console.console.screens.forms.hints import Hint
from hub_console.console.screens.forms.words import Words
from hub_console.console.text import fit, line, literal
from hub_console.meeting.values import NO_ID, Id

if TYPE_CHECKING:
    from hub_console.record.exchange.overview import TableSeen

_CELLS = (19, 9, 12, 13, 8, 5)
_HEAD = ("stations", "heard", "last meeting", "missing", "open", "conflicts")

HOLDS = "A coordinator's station: it holds what the tables' own stations export."
NOTHING = "No table has sent anything yet. Enrol the stations of the tables (s), then import (i)."


class TablesScreen(AskingScreen[tuple[str, Id]]):
    """The tables; the answer is what to do, and with which.

    Args:
        tables: What is held of each.
        today: The day.
        days_between: Days from one meeting of a table to the next.
        errand: What it is for.
        cursor: The table under the cursor.
    """

    DEFAULT_CSS = """
    TablesScreen Choices { height: auto; max-height: 1fr; }
    TablesScreen .tables--row { padding: 0 2; height: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        ("i", "choose('import')", "Import"),
        ("e", "choose('export')", "Export"),
        ("s", "choose('stations')", "Stations"),
    ]
    HINTS = (
        Hint("Enter", "open it", "enter", main=True),
        Hint("i", "import", "choose('import')"),
        Hint("e", "export", "choose('export')"),
        Hint("s", "stations", "choose('stations')"),
        Hint("Esc", "leave", "leave"),
    )
    AUTO_FOCUS = "Choices"

    def __init__(
        self,
        tables: "Sequence[TableSeen]",
        today: date,
        days_between: int,
        errand: Errand,
        *,
        cursor: Id = NO_ID,
    ) -> None:
        super().__init__("Tables", HOLDS if tables else NOTHING, errand)
        self._tables = tables
        self._missing = [each.meetings_missing(today, days_between) for each in tables]
        self._today = today
        self._cursor = cursor
        self._choices = Choices()

    def shown(self) -> Iterable[Widget]:
        """The tables, what their columns are in the frame, and all together."""
        if self._tables:
            yield self._choices
            yield Words(_row(self._together(), "bold $bright"), classes="tables--row")

    def on_mount(self) -> None:
        """List them."""
        super().on_mount()
        if not self._tables:
            return
        homes = [each.home for each in self._tables]
        rows = map(_row, map(self._cells, self._tables, self._missing))
        at = homes.index(self._cursor) if self._cursor in homes else 0
        self._choices.fill(zip(homes, rows, strict=True), at)
        count = f"{len(homes)} tables" if len(homes) != 1 else "1 table"
        heads = _row(("", *_HEAD)).plain
        self._choices.border_title = count + heads[len(count) + 1 :]  # it begins a cell further in

    @on(Choices.OptionSelected)
    @on(Choices.Entered)
    def action_enter(self) -> None:
        """Open the table under the cursor."""
        self.action_choose("open")

    def action_choose(self, what: str) -> None:
        """Do something, and remember where the cursor is."""
        chosen = Id(self._choices.chosen or "")
        if what != "open" or chosen:
            self.reply((what, chosen))

    def _cells(self, table: "TableSeen", missing: int) -> tuple[str, ...]:
        return (
            table.name,
            str(table.stations),
            _day(table.heard, self._today) or "not yet",
            _day(table.last_meeting, self._today) or "none yet",
            str(missing or "–"),
            str(table.open),
            str(table.conflicts or "–"),
        )

    def _together(self) -> tuple[str, ...]:
        tables, today = self._tables, self._today
        heard = max((each.heard for each in tables if each.heard), default=None)
        last = max((each.last_meeting for each in tables if each.last_meeting), default=None)
        return (
            "All together",
            str(sum(each.stations for each in tables)),
            _day(heard, today),
            _day(last, today),
            str(sum(self._missing) or "–"),
            str(sum(each.open for each in tables)),
            str(sum(each.conflicts for each in tables) or "–"),
        )


def _day(at: date | datetime | None, today: date) -> str:
    """``24 Nov``, with the year when it is another."""
    if at is None:
        return ""
    day = at.astimezone().date() if isinstance(at, datetime) else at
    return f"{day:%d %b}" if day.year == today.year else f"{day:%d %b %Y}"


def _row(cells: Sequence[str], ink: str = "") -> Content:
    *fixed, last = cells
    parts = (
        line(fit(literal(cell, ink), width - 1), " ")
        for cell, width in zip(fixed, _CELLS, strict=True)
    )
    return line(*parts, literal(last, ink))


async def look_over_tables(errand: Errand, at: Id) -> Id | None:
    """Show the tables of a coordinator's station until one is to be opened.

    Args:
        errand: What it is for.
        at: The table where the person comes from.

    Returns:
        Which; None when the person leaves.
    """
    while True:
        tables = await errand.do("Looking", lambda record: record.exchange.overview())
        today, days = errand.courier.now().astimezone().date(), errand.settings.table.days_between
        answer = await errand.ask(TablesScreen(tables, today, days, errand, cursor=at))
        match answer:
            case None:
                return None
            case ("open", home):
                return home
            case ("import", at):
                await import_bundles(errand)
            case ("export", at):
                await export_bundles(errand, [each.home for each in tables])
            case (_, at):
                await tend_stations(errand)
