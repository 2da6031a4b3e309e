"""The table's year in figures, counted while the meeting goes on behind it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from hub_console.console.screens.forms.hints import Hint, Hints
from hub_console.console.screens.forms.stage import Stage
from hub_console.console.screens.forms.words import Words, refusal
from hub_console.console.text import literal

if TYPE_CHECKING:
    from hub_console.desk import Desk
    from hub_console.record import Record
    from hub_console.record.statistics.facts import Facts
    from hub_console.reports.report import Report

MARGIN = 6


class StatisticsScreen(Stage[None]):
    """Shows one calendar year at a time.

    Args:
        desk: Of the table.
        ascii: Whether only ASCII may be shown.
    """

    DEFAULT_CSS = """
    StatisticsScreen {
        #year { height: 1; padding: 0 2; }
        VerticalScroll {
            height: 1fr;
            padding: 1 2 0 2;
            background: $background;
            scrollbar-size-vertical: 1;
            scrollbar-color: $rule;
            scrollbar-background: $background;
        }
        &.-ascii VerticalScroll { scrollbar-size-vertical: 0; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,q", "leave", "Back"),
        ("left", "turn(-1)", "The year before"),
        ("right", "turn(1)", "The year after"),
    ]
    AUTO_FOCUS = "VerticalScroll"

    @dataclass
    class Counting(Message):
        """The record is being read, in the desk's thread."""

        what: str
        """What is read next."""

    def __init__(self, desk: "Desk", *, ascii: bool = False) -> None:
        super().__init__("Statistics", ascii=ascii)
        self._desk = desk
        self._year = desk.clock.now().astimezone().year
        self._report: Report | None = None

    def body(self) -> Iterable[Widget]:
        """The year, its figures, the keys."""
        yield Words(id="year")
        with VerticalScroll():
            yield Words(id="figures")
        yield Hints(
            Hint("Esc", "back to the meeting", "leave", main=True),
            Hint("←", "year before", "turn(-1)"),
            Hint("→", "year after", "turn(1)"),
            Hint("↑ ↓", "scroll", "page_down"),
        )

    def on_mount(self) -> None:
        """Begin to count this year."""
        super().on_mount()
        self.action_turn(0)

    def action_turn(self, by: int) -> None:
        """Count another year."""
        self._year = year = self._year + by
        self._report = None
        self.query_one("#year", Words).say(f"{year}: for the table alone", "$dim")
        self._say(literal("Counting…", "$dim"))

        def count(record: "Record") -> "Facts":
            days = date(year, 1, 1), date(year, 12, 31)
            return record.facts(*days, record.home, lambda what: self._tell_step(what))

        self._desk.ask(count, lambda facts: self._show(year, facts), self._refuse)

    def action_page_down(self) -> None:
        """A page further."""
        self.query_one(VerticalScroll).scroll_page_down(animate=False)

    def on_statistics_screen_counting(self, message: Counting) -> None:
        """Say what is being read."""
        if self._report is None:
            self._say(literal(f"Counting… {message.what}", "$dim"))

    def on_resize(self, _: events.Resize) -> None:
        """Draw the bars as long as there is room."""
        if self._report is not None:
            self._draw(self._report)

    def _tell_step(self, what: str) -> None:
        self.post_message(self.Counting(what))

    def _show(self, year: int, facts: "Facts") -> None:
        """Show what was counted, unless another year is asked for meanwhile."""
        from hub_console.reports.period import period_report
        from hub_console.reports.view import View

        table, vocabulary = self._desk.table, self._desk.vocabulary
        if year != self._year or not self.is_attached or table is None or vocabulary is None:
            return
        view = View(facts, vocabulary, self._desk.clock.now())
        self._report = period_report(view, table.home.name)
        self._draw(self._report)

    def _refuse(self, error: Exception) -> None:
        if self.is_attached:
            self._say(refusal(f"The year cannot be counted: {error}"))

    def _draw(self, report: "Report") -> None:
        from hub_console.console.charts import charts

        width = max(1, self.size.width - MARGIN)
        self._say(Content("\n").join(charts(report, width)))

    def _say(self, text: Content) -> None:
        self.query_one("#figures", Words).say(text)
