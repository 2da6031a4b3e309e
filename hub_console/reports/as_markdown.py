"""A report as Markdown."""

import re
from collections.abc import Iterator, Sequence

from hub_console.reports.as_text import cells, headings, period
from hub_console.reports.report import Figure, Report

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~])")


def escaped(text: str) -> str:
    """Text that Markdown shows as it is."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def as_markdown(report: Report) -> str:
    """Write a report as Markdown."""
    return "\n".join(_lines(report)) + "\n"


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A table, the first column to the left and the others to the right."""
    yield _row(headings)
    yield "|" + " --- |" + " ---: |" * (len(headings) - 1)
    yield from map(_row, rows)


def _lines(report: Report) -> Iterator[str]:
    yield f"# {escaped(report.title)}: {escaped(report.subject)}"
    yield ""
    yield f"{period(report.first, report.last)} · {report.edition} edition"
    yield ""
    for answer in report.answers:
        detail = f" ({escaped(answer.detail)})" if answer.detail else ""
        yield f"* {escaped(answer.question)} **{escaped(answer.said)}**{detail}"
    yield ""
    for note in report.notes:
        yield f"> {escaped(note)}"
        yield ">"
    for section in report.sections:
        yield ""
        yield f"## {escaped(section.title)}"
        for figure in section.figures:
            yield ""
            yield from _figure(figure)


def _figure(figure: Figure) -> Iterator[str]:
    yield f"### {escaped(figure.title)}"
    yield ""
    if figure.rows:
        yield from table(headings(figure), cells(figure))
    else:
        yield "Nothing in this period."
    if figure.note:
        yield ""
        yield escaped(figure.note)


def _row(texts: Sequence[str]) -> str:
    return "| " + " | ".join(map(escaped, texts)) + " |"
