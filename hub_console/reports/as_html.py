"""Documents as one HTML file each: nothing is loaded from elsewhere, and it prints well."""

from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from hub_console.reports.as_text import cells, headings, period, told, worded
from hub_console.reports.report import Figure, Report

BAR_HEIGHT, BAR_GAP = 18, 6
LABEL_WIDTH, BARS_WIDTH, NUMBER_WIDTH = 290, 330, 80
MOST_BARS = 14
"""A longer figure is read in its table alone."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: where it is, how long, and what stands at its ends."""

    top: int
    length: float
    label: str
    number: str


def as_html(*reports: Report) -> str:
    """Write a report, or several, each beginning on a page of its own."""
    return _environment().get_template("report.html").render(reports=reports)


def bars(figure: Figure) -> list[Bar]:
    """The bars of a figure's first column; none where it is not drawn, or nothing to see."""
    counts = [row.values[0] for row in figure.rows]
    known = [count for count in counts if isinstance(count, int)]
    if not figure.drawn or not 2 <= len(counts) <= MOST_BARS or not any(known):
        return []
    longest, step = max(known), BAR_HEIGHT + BAR_GAP
    return [
        Bar(
            place * step,
            round(BARS_WIDTH * count / longest, 1) if isinstance(count, int) else 0,
            _shortened(row.label),
            told(count),
        )
        for place, (row, count) in enumerate(zip(figure.rows, counts, strict=True))
    ]


def _shortened(label: str) -> str:
    """A label that fits beside a bar; in full it stands in the table."""
    return label if len(label) <= 42 else f"{label[:41].rstrip()}…"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("hub_console.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        bars=bars,
        cells=cells,
        headings=headings,
        period=period,
        worded=worded,
        bar_height=BAR_HEIGHT,
        label_width=LABEL_WIDTH,
        chart_width=LABEL_WIDTH + BARS_WIDTH + NUMBER_WIDTH,
    )
    return environment
