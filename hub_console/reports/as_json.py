"""A report as JSON, for programs."""

import json

from hub_console.reports.report import SUPPRESSED, Figure, Report, Value


def as_json(report: Report) -> str:
    """Write a report as one object; what is suppressed is the word, what is nothing is null."""
    return json.dumps(_report(report), indent=2, ensure_ascii=False) + "\n"


def _report(report: Report) -> dict[str, object]:
    return {
        "title": report.title,
        "subject": report.subject,
        "first": report.first.isoformat(),
        "last": report.last.isoformat(),
        "made": report.made.isoformat(timespec="seconds"),
        "edition": report.edition.value,
        "answers": [
            {"question": each.question, "said": each.said, "detail": each.detail}
            for each in report.answers
        ],
        "notes": list(report.notes),
        "figures": {figure.key: _figure(figure) for figure in report.figures},
    }


def _figure(figure: Figure) -> dict[str, object]:
    return {
        "title": figure.title,
        "heading": figure.heading,
        "columns": list(figure.columns),
        "whole": figure.whole,
        "rows": [
            {"label": row.label, "values": [_value(value) for value in row.values]}
            for row in figure.rows
        ],
        "note": figure.note,
    }


def _value(value: Value) -> object:
    return value.value if value is SUPPRESSED else value
