"""A report as CSV: one number a line, so that a spreadsheet can pivot it."""

import csv
from io import StringIO

from hub_console.reports.report import SUPPRESSED, Report, Value

COLUMNS = ("figure", "title", "row", "column", "value", "percent")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(report: Report) -> str:
    """Write every figure of a report; what is suppressed is the word, what is nothing is empty."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for figure in report.figures:
        for row in figure.rows:
            for place, (column, value) in enumerate(zip(figure.columns, row.values, strict=True)):
                share = "" if place or figure.whole is None else _written(figure.share(row))
                titles = map(harmless_cell, (figure.key, figure.title, row.label, column))
                writer.writerow([*titles, _written(value), share])
    return out.getvalue()


def harmless_cell(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _written(value: Value) -> object:
    if value is SUPPRESSED:
        return value.value
    return harmless_cell(value) if isinstance(value, str) else "" if value is None else value
