"""A report as Markdown."""

import re
from collections.abc import Iterator, Sequence

from hub_console.reports.as_text import cells, headings, period, worded
from hub_console.reports.report import Figure, Report

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~])")


def escaped(text: str) -> str:
    """Text that Markdown shows as it is."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def as_markdown(*reports: Report) -> str:
    """Write a report as Markdown, or several one after the other."""
    return "\n\n".join("\n".join(_lines(report)) for report in reports) + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield f"# {escaped(report.title)}: {escaped(report.subject)}"
    yield ""
    yield f"{period(report.first, report.last)} · {report.edition} edition"
    if report.answers:
        yield ""
    for answer in report.answers:
        detail = f" ({escaped(answer.detail)})" if answer.detail else ""
        yield f"* {escaped(answer.question)} **{escaped(answer.said)}**{detail}"
    for note in report.notes:
        yield ""
        yield f"> {escaped(note)}"
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
        yield _row(headings(figure))
        yield "|" + "".join(" --- |" if left else " ---: |" for left in worded(figure))
        yield from map(_row, cells(figure))
    else:
        yield "Nothing in this period."
    if figure.note:
        yield ""
        yield escaped(figure.note)


def _row(texts: Sequence[str]) -> str:
    return "| " + " | ".join(map(escaped, texts)) + " |"
