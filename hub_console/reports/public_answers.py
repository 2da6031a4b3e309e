"""The first page of a report to the public: what is asked first, from its figures alone."""

from collections.abc import Iterable, Mapping

from hub_console.meeting.values import Id
from hub_console.reports.as_text import told
from hub_console.reports.outcomes import days_to_conclusion
from hub_console.reports.public_figures import BOTH, NOT_STATED, median_told
from hub_console.reports.report import Answer, Figure
from hub_console.reports.view import NOT_RECORDED, REJECTED, UNDECIDED, View
from hub_console.vocabulary import Grouping


def answers(
    view: View, tables: Mapping[Id, str], figures: Mapping[str, Figure]
) -> tuple[Answer, ...]:
    """What a coordinator or a journalist asks first."""
    number = sum(case.home in tables for case in view.facts.cases)
    standing = figures["standing"]
    below = _sum(standing, [UNDECIDED, REJECTED])
    lowered = _sum(standing, [Grouping.LOWERED.label])
    concluded = _sum(standing, [g.label for g in Grouping if g is not Grouping.REJECTED])
    days = median_told(days_to_conclusion(view))
    middle = "" if days is None else f"median {told(days)} days to the conclusion"
    return (
        Answer(
            "How many situations came to the table?"
            if len(tables) == 1
            else "How many situations came to the tables?",
            str(number),
            _met(number, below) + ("" if len(tables) == 1 else f"; {len(tables)} tables"),
        ),
        Answer(
            "Who is discussed?",
            _largest(figures["age"], "years old"),
            _largest(figures["sex"], ""),
        ),
        Answer(
            "What came of them?",
            f"{_percent(lowered, concluded)} with the risk lowered",
            "; ".join(
                part
                for part in (
                    f"{lowered} of {concluded} concluded" if concluded and lowered else "",
                    middle,
                )
                if part
            ),
        ),
        Answer("Are there fewer calls for service afterwards?", *_calls(view, tables, figures)),
        Answer(
            "Was consent sought?",
            f"not recorded for {_percent(_sum(figures['consent'], [NOT_RECORDED]), number)}",
            "of the situations",
        ),
        Answer(
            "What are the risks?",
            _largest(figures["risk-categories"], "", 3),
            "shares of all factors marked",
        ),
    )


def _sum(figure: Figure, labels: Iterable[str]) -> int | None:
    """What the first column comes to under some labels; None where one of them is suppressed."""
    values = [row.values[0] for row in figure.rows if row.label in set(labels)]
    counts = [value for value in values if isinstance(value, int)]
    return sum(counts) if len(counts) == len(values) else None


def _met(number: int, below: int | None) -> str:
    if below is None:
        return "how many met AER is suppressed"
    return f"{number - below} met AER ({_percent(number - below, number)})"


def _percent(part: int | None, whole: int | None) -> str:
    if part is None or whole is None:
        return "a suppressed share"
    return f"{100 * part / whole:.0f} %" if whole else "–"


def _largest(figure: Figure, unit: str, number: int = 2) -> str:
    """The largest labels of a figure that are told, with their shares."""
    known = [
        (value, row.label)
        for row in figure.rows
        if isinstance(value := row.values[0], int) and row.label != NOT_STATED
    ]
    leading = sorted(known, key=lambda pair: (-pair[0], pair[1]))[:number]
    said = ", ".join(
        f"{label}{f' {unit}' if unit else ''} ({_percent(value, figure.whole)})"
        for value, label in leading
    )
    return said or "suppressed"


def _calls(view: View, tables: Mapping[Id, str], figures: Mapping[str, Figure]) -> tuple[str, str]:
    number = _sum(figures["calls"], [BOTH])
    if not number:
        return "not told", "too few situations have both counts on record"
    known = [case.calls for case in view.facts.cases if case.home in tables and case.calls]
    before, after = sum(b for b, _ in known), sum(a for _, a in known)
    return (
        f"{before} before, {after} after",
        f"rests on {number} situations; it does not say why calls changed",
    )
