"""How a value of a report is written for people."""

from datetime import date

from hub_console.reports.report import SUPPRESSED, Figure, Value

NOTHING = "–"
HIDDEN = "x"
"""What statistical offices write for a count that is suppressed; the notes say so."""


def told(value: Value) -> str:
    """A value in words and digits."""
    if value is None:
        return NOTHING
    if value is SUPPRESSED:
        return HIDDEN
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return str(value)


def share(value: Value) -> str:
    """A share in whole percent; what is there but under half a percent says so."""
    if not isinstance(value, float):
        return told(value)
    return "<1 %" if 0 < value < 0.5 else f"{value:.0f} %"


def long_date(day: date) -> str:
    """A day as documents write it."""
    return f"{day.day} {day:%B %Y}"


def period(first: date, last: date) -> str:
    """From one day to another."""
    if first == last:
        return long_date(first)
    return f"{long_date(first)} to {long_date(last)}"


def headings(figure: Figure) -> tuple[str, ...]:
    """The headings of a figure's columns, with that of the share."""
    shared = ("Share",) if figure.whole is not None else ()
    return (figure.heading, figure.columns[0], *shared, *figure.columns[1:])


def cells(figure: Figure) -> list[tuple[str, ...]]:
    """The rows of a figure as text, under those headings."""
    rows = []
    for row in figure.rows:
        shared = (share(figure.share(row)),) if figure.whole is not None else ()
        first, *others = map(told, row.values)
        rows.append((row.label, first, *shared, *others))
    return rows


def worded(figure: Figure) -> tuple[bool, ...]:
    """Of each column with its share, whether it is read from the left."""
    shared = (False,) if figure.whole is not None else ()
    first, *others = map(figure.is_worded, figure.columns)
    return (True, first, *shared, *others)
