"""The tables of a coordinator's station: each apart, and all together in the last row."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget

from hub_console.console.screens.exchange.asking import AskingScreen
from hub_console.console.screens.exchange.errand import Errand
from hub_console.console.screens.exchange.exporting import export_bundle
from hub_console.console.screens.exchange.importing import import_bundles
from hub_console.console.screens.exchange.stations import tend_stations
from hub_console.console.screens.forms.choices import Choices
from hub_console.console.screens.forms.hints import Hint, Hints
from hub_console.console.text import fit, line, literal
from hub_console.meeting.values import Id

if TYPE_CHECKING:
    from textual.content import Content

    from hub_console.record.exchange.overview import TableSeen

_CELLS = (23, 10, 18, 8, 10)
_HEAD = ("table", "stations", "last meeting", "open", "conflicts")
_ALL = "all"


class TablesScreen(AskingScreen[tuple[str, str]]):
    """The tables; the answer is what to do, and with which.

    Args:
        tables: What is held of each.
        errand: What it is about.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        ("i", "choose('import')", "Import"),
        ("x", "choose('export')", "Export"),
        ("s", "choose('stations')", "Stations"),
    ]
    AUTO_FOCUS = "Choices"

    def __init__(self, tables: "Sequence[TableSeen]", errand: Errand) -> None:
        super().__init__("Tables", errand)
        self._tables = tables

    def body(self) -> Iterable[Widget]:
        """What this station is, the tables, the keys."""
        yield self.said(
            "A coordinator's station: it holds what the tables' own stations export to it."
            if self._tables
            else "No table has sent anything yet. Enrol its stations (s), then import (i)."
        )
        yield Choices("  ".join(_HEAD))
        yield Hints(
            Hint("Enter", "open it", "enter", main=True),
            Hint("i", "import", "choose('import')"),
            Hint("x", "export", "choose('export')"),
            Hint("s", "stations", "choose('stations')"),
            Hint("q", "leave", "leave"),
        )

    def on_mount(self) -> None:
        """List them."""
        super().on_mount()
        choices = self.query_one(Choices)
        choices.border_title = _row(_HEAD).plain.rstrip()
        rows = [(str(each.home), _row(_cells(each))) for each in self._tables]
        if len(self._tables) > 1:
            rows.append((_ALL, _row(_together(self._tables))))
        choices.fill(rows, 0 if rows else None)

    @on(Choices.OptionSelected)
    @on(Choices.Entered)
    def action_enter(self) -> None:
        """Open the table under the cursor."""
        chosen = self.query_one(Choices).chosen
        if chosen and chosen != _ALL:
            self.dismiss(("open", chosen))

    def action_choose(self, what: str) -> None:
        """Do something, with the table under the cursor where it is about one."""
        chosen = self.query_one(Choices).chosen or ""
        self.dismiss((what, "" if chosen == _ALL else chosen))


def _cells(table: "TableSeen") -> tuple[str, ...]:
    last = f"{table.last_meeting:%a %d %b %Y}" if table.last_meeting else "none yet"
    return table.name, str(table.stations), last, str(table.open), str(table.conflicts)


def _together(tables: "Sequence[TableSeen]") -> tuple[str, ...]:
    sums = (sum(each.stations for each in tables), sum(each.open for each in tables))
    conflicts = sum(each.conflicts for each in tables)
    return f"all {len(tables)} tables", str(sums[0]), "", str(sums[1]), str(conflicts)


def _row(cells: Sequence[str]) -> "Content":
    return line(*(fit(literal(cell), width) for cell, width in zip(cells, _CELLS, strict=True)))


async def look_over_tables(errand: Errand) -> bool:
    """Show the tables of a coordinator's station until one is opened.

    Returns:
        Whether one was; otherwise the person leaves.
    """
    while True:
        tables = await errand.do("Looking …", lambda record: record.exchange.overview())
        answer = await errand.ask(TablesScreen(tables, errand))
        match answer:
            case None:
                return False
            case ("open", home):
                errand.desk.turn_to(Id(home))
                return True
            case ("import", _):
                await import_bundles(errand)
            case ("export", home):
                for table in tables:
                    if home in ("", table.home):
                        await export_bundle(errand, table.home)
            case _:
                await tend_stations(errand)
