"""A report's answers and figures as lines of the screen."""

from collections.abc import Iterator

from textual.content import Content

from hub_console.console.shapes import BAR_FULL
from hub_console.console.text import cut, fit, line
from hub_console.reports.as_text import cells, headings, worded
from hub_console.reports.report import Figure, Report

LABEL, NUMBERS = 30, 14
"""Cells of a row's label at the least, and of its numbers."""

GAP = "  "


def charts(report: Report, width: int) -> Iterator[Content]:
    """The lines of a report; each fits the width."""
    for answer in report.answers:
        yield cut(line((answer.question, "$dim")), width)
        said = (answer.said, "bold $bright"), (f"{GAP}{answer.detail}", "$dim")
        yield from (line(GAP, row) for row in line(*said).wrap(max(1, width - len(GAP))))
    for section in report.sections:
        for figure in section.figures:
            yield line("")
            yield cut(line((figure.title, "bold $accent"), (f"  {section.title}", "$dim")), width)
            if not figure.rows:
                yield line(("  Nothing in this period.", "$dim"))
            elif figure.drawn:
                yield from _bars(figure, width)
            else:
                yield from _table(figure, width)


def _bars(figure: Figure, width: int) -> Iterator[Content]:
    counts = [row.values[0] for row in figure.rows]
    longest = max((count for count in counts if isinstance(count, int)), default=0) or 1
    labels = _label_cells(width)
    room = max(1, width - len(GAP) - labels - NUMBERS)
    for row, count in zip(cells(figure), counts, strict=True):
        full = max(1, room * count // longest) if isinstance(count, int) and count else 0
        number = f"{row[1]:>6}" + (f"{row[2]:>7} " if figure.whole is not None else "")
        label = fit(line(row[0]), labels)
        yield cut(line(GAP, label, number, (BAR_FULL * full, "$accent")), width)


def _table(figure: Figure, width: int) -> Iterator[Content]:
    rows = [headings(figure), *cells(figure)]
    left = worded(figure)
    widths = [max(len(row[place]) for row in rows) for place in range(len(left))]
    widths[0] = min(widths[0], _label_cells(width))
    for number, row in enumerate(rows):
        texts = [
            text.ljust(space) if at_left else text.rjust(space)
            for text, space, at_left in zip(row[1:], widths[1:], left[1:], strict=True)
        ]
        ink = "" if number else "$dim"
        label = fit(line((row[0], ink)), widths[0])
        yield cut(line(GAP, label, (GAP + GAP.join(texts), ink)), width)


def _label_cells(width: int) -> int:
    """The cells of a row's label: a third of a wide screen."""
    return max(LABEL, width // 3)
