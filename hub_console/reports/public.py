"""The reports that go beyond the table: of a whole year, one attribute at a time, suppressed.

What the tables of a city publish and what the city publishes of them is told by the same rule:
each table's counts are suppressed by themselves first, as in its own public report; then of the
sums over all tables those are left out that would give a suppressed count away. Nothing is told
of two attributes at once, and years never overlap, so that no two reports can be subtracted.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from hub_console.meeting.agenda import ItemKind
from hub_console.meeting.values import Id
from hub_console.record.statistics.facts import Case, Pick
from hub_console.reports import people, risk
from hub_console.reports.as_text import HIDDEN, told
from hub_console.reports.meetings import MINUTE
from hub_console.reports.outcomes import days_to_conclusion, hours_to_contact
from hub_console.reports.people import BROUGHT, CONSENT, REPEAT, STANDING, TYPE, Attribute
from hub_console.reports.report import (
    SUPPRESSED,
    Answer,
    Edition,
    Figure,
    Report,
    Row,
    Section,
    Value,
)
from hub_console.reports.spread import spread
from hub_console.reports.suppression import ELSEWHERE, FEWEST, Arc, is_safe, untold
from hub_console.reports.view import NOT_RECORDED, REJECTED, UNDECIDED, View
from hub_console.vocabulary import CodedList, Grouping

NOT_STATED = "not stated"
TOGETHER = "Together"
NOTES = (
    "Situations are those presented in the year, with what came of them until now; those entered"
    " in error are left out.",
    f"{HIDDEN}: suppressed. Counts under {FEWEST} are, and so are others by which one could be"
    " worked out.",
)

Counts = Mapping[Id, Counter[str]]


class NotAYear(Exception):
    """A period that is not told outside the table; its text says which ones are."""


def must_be_a_year(first: date, last: date, today: date) -> None:
    """Make sure that a period is a calendar year that is over: years cannot be subtracted.

    Raises:
        NotAYear: It is not.
    """
    year = first.year
    if (first, last) != (date(year, 1, 1), date(year, 12, 31)) or last >= today:
        raise NotAYear(
            "Outside the table only whole calendar years are told, once they are over: from two"
            " periods that overlap, small counts can be worked out. Give a year, as in --from"
            f" {today.year - 1}-01-01 --to {today.year - 1}-12-31."
        )


@dataclass(frozen=True, slots=True)
class Told:
    """Something that is told of each table: how many situations there are of each label.

    Attributes:
        key: Of its figure.
        title: Of its figure.
        heading: Of its labels.
        counts: By table and label.
        of_a_whole: Whether the labels of a table make up a whole that is told too.
        order: Labels in their lasting order; the others follow by the alphabet.
        column: What is counted.
    """

    key: str
    title: str
    heading: str
    counts: Counts
    of_a_whole: bool = True
    order: tuple[str, ...] = ()
    column: str = "Situations"

    @property
    def labels(self) -> list[str]:
        """Every label that is counted; never by how many, which would tell."""
        counted = {label for counts in self.counts.values() for label in counts if counts[label]}
        placed = [label for label in self.order if label in counted]
        return placed + sorted(counted - set(placed))


def figure_of(told: Told, tables: Mapping[Id, str]) -> Figure:
    """A figure with what must be suppressed: of one table, or of several and their sums."""
    labels, homes = told.labels, list(tables)
    cells = {(home, label): told.counts[home][label] for home in homes for label in labels}
    hidden = frozenset(key for home in homes for key in _hidden_of(told, home, labels))
    whole = sum(cells.values()) if _has_whole(told) else None

    def shown(home: Id, label: str) -> Value:
        return SUPPRESSED if (home, label) in hidden else cells[home, label]

    if len(homes) == 1:
        rows = tuple(Row(label, (shown(homes[0], label),)) for label in labels)
        columns: tuple[str, ...] = (told.column,)
    else:
        without = _hidden_sums(told, cells, hidden, labels)
        sums = {label: sum(cells[home, label] for home in homes) for label in labels}
        rows = tuple(
            Row(
                label,
                (
                    SUPPRESSED if label in without else sums[label],
                    *(shown(home, label) for home in homes),
                ),
            )
            for label in labels
        )
        columns = (TOGETHER, *(tables[home] for home in homes))
    return Figure(told.key, told.title, told.heading, columns, rows, "", whole, drawn=True)


def _hidden_of(told: Told, home: Id, labels: Iterable[str]) -> list[tuple[Id, str]]:
    """The labels of one table that are not told, as its own report leaves them out."""
    counts = told.counts[home]
    names = [label for label in labels if counts[label]]
    if told.of_a_whole and not _has_row(told, home):
        return [(home, name) for name in names]
    start = home if told.of_a_whole else ELSEWHERE
    arcs = [Arc(start, ELSEWHERE, counts[name]) for name in names]
    hidden = untold(arcs)
    kept_back = hidden if is_safe(arcs, hidden) else range(len(arcs))
    return [(home, names[place]) for place in kept_back]


def _hidden_sums(
    told: Told,
    cells: Mapping[tuple[Id, str], int],
    hidden: frozenset[tuple[Id, str]],
    labels: list[str],
) -> frozenset[str]:
    """The labels whose sums over all tables would give a suppressed count away."""
    keys = sorted(hidden)
    unknown = Counter(dict.fromkeys(labels, 0))
    for home, label in keys:
        unknown[label] += cells[home, label]
    arcs = [
        Arc(home if _has_row(told, home) else ELSEWHERE, ("sum", label), cells[home, label])
        for home, label in keys
    ]
    end = TOGETHER if _has_whole(told) else ELSEWHERE
    arcs += [Arc(("sum", label), end, unknown[label]) for label in labels]
    sums = {len(keys) + place: label for place, label in enumerate(labels) if unknown[label]}
    without = untold(arcs, range(len(keys)), sums)
    if not is_safe(arcs, without):
        return frozenset(sums.values())
    return frozenset(sums[place] for place in without if place in sums)


def _has_row(told: Told, home: Id) -> bool:
    """Whether it is told what the labels of a table come to together."""
    return told.of_a_whole and not 0 < sum(told.counts[home].values()) < FEWEST


def _has_whole(told: Told) -> bool:
    """Whether it is told what the labels of all tables come to."""
    return all(_has_row(told, home) for home in told.counts)


def tables_told(view: View) -> tuple[dict[Id, str], list[str]]:
    """The tables of which enough is on record to be told of, and the names of the others."""
    number = Counter(case.home for case in view.facts.cases)
    named = view.facts.tables
    told = {home: name for home, name in named.items() if number[home] >= FEWEST}
    return told, [name for home, name in named.items() if home not in told]


def public_report(view: View, subject: str) -> Report | None:
    """What one table tells the public of a year; None where it had too few situations."""
    tables, _ = tables_told(view)
    if not tables:
        return None
    return _report(view, tables, "Report to the public", subject, Edition.PUBLIC, NOTES)


def citywide_report(view: View, subject: str) -> Report | None:
    """All tables side by side and together; None where none of them had enough situations."""
    tables, few = tables_told(view)
    if not tables:
        return None
    left_out = (f"Fewer than {FEWEST} situations, and left out: {', '.join(few)}.",) if few else ()
    return _report(
        view, tables, "Report of all tables", subject, Edition.CITYWIDE, (*NOTES, *left_out)
    )


def _report(
    view: View,
    tables: Mapping[Id, str],
    title: str,
    subject: str,
    edition: Edition,
    notes: tuple[str, ...],
) -> Report:
    sections = (
        *(
            Section(name, tuple(figure_of(each, tables) for each in told))
            for name, told in _told(view, tables)
        ),
        Section("How the tables work", (_work(view, tables),)),
    )
    figures = {figure.key: figure for section in sections for figure in section.figures}
    return Report(
        title=title,
        subject=subject,
        first=view.facts.first,
        last=view.facts.last,
        made=view.now,
        edition=edition,
        answers=_answers(view, tables, figures),
        sections=sections,
        notes=(*view.missing, *notes),
    )


def _work(view: View, tables: Mapping[Id, str]) -> Figure:
    """Meetings and medians of each table; no median of fewer than five."""
    facts = view.facts
    rows = []
    for home, name in tables.items():
        own = replace(view, facts=replace(facts, cases=[c for c in facts.cases if c.home == home]))
        taken = [t.taken for t in facts.timed if t.home == home and t.kind is ItemKind.NEW]
        medians = (
            _median([seconds / MINUTE for seconds in taken]),
            _median(days_to_conclusion(own)),
            _median(hours_to_contact(own)),
        )
        rows.append(Row(name, (sum(each.home == home for each in facts.meetings), *medians)))
    return Figure(
        "work",
        "Meetings, and the medians of what took time",
        "Table",
        ("Meetings", "Minutes a situation", "Days to the conclusion", "Hours to the contact"),
        tuple(rows),
        f"No median is told of fewer than {FEWEST}.",
    )


def _median(values: Sequence[float]) -> Value:
    return spread(values)[1] if len(values) >= FEWEST else None


def _told(view: View, tables: Mapping[Id, str]) -> list[tuple[str, list[Told]]]:
    """What is told outside the table, by section."""
    cases = [case for case in view.facts.cases if case.home in tables]
    by_home = {home: [case for case in cases if case.home == home] for home in tables}

    def of(attribute: Attribute) -> Told:
        counts = {home: attribute.counts(view, theirs) for home, theirs in by_home.items()}
        order = tuple(attribute.order(view))
        return Told(attribute.key, attribute.title, attribute.heading, counts, order=order)

    def picked(
        key: str,
        title: str,
        heading: str,
        field: str,
        label: Callable[[Pick], str],
        of_a_whole: bool = False,
        column: str = "Situations",
    ) -> Told:
        counts: dict[Id, Counter[str]] = {home: Counter() for home in tables}
        for pick in view.picks(field):
            if pick.home in counts:
                counts[pick.home][label(pick)] += pick.times
        return Told(key, title, heading, counts, of_a_whole, (), column)

    number = {home: Counter({"Situations": len(theirs)}) for home, theirs in by_home.items()}
    presented = Told("situations", "Situations presented", "Counted", number)
    side_by_side = [presented] if len(tables) > 1 else []
    return [
        (
            "Situations",
            [
                *side_by_side,
                of(STANDING),
                of(TYPE),
                of(REPEAT),
                of(CONSENT),
            ],
        ),
        ("People", [of(_stated(people.AGE)), of(_stated(people.SEX))]),
        (
            "Risk, protection and services",
            [
                picked(
                    "risk-categories",
                    "Risk factors by category, of all factors marked",
                    "Category",
                    "risk_factors",
                    lambda pick: risk.category(view, pick),
                    of_a_whole=True,
                    column="Factors marked",
                ),
                picked(
                    "flags",
                    "Study flags, of which a situation may have several",
                    "Flag",
                    "flags",
                    lambda pick: view.label(CodedList.FLAGS, pick.key),
                ),
                picked(
                    "protective-factors",
                    "Protective factors, of which a situation may have several",
                    "Protective factor",
                    "protective_factors",
                    lambda pick: view.label(CodedList.PROTECTIVE_FACTORS, pick.key),
                ),
                picked(
                    "services",
                    "Services mobilized, of which a situation may have several",
                    "Service",
                    "services",
                    lambda pick: view.label(CodedList.SERVICES, pick.key),
                ),
            ],
        ),
        ("Agencies", [of(BROUGHT)]),
        ("Calls for service, 90 days before and after", [of(_CALLS)]),
    ]


_CALLS = Attribute(
    "calls",
    "Situations with both counts of calls on record",
    "Counts",
    lambda _, case: "both on record" if _has_calls(case) else NOT_RECORDED,
    lambda _: ("both on record", NOT_RECORDED),
)


def _has_calls(case: Case) -> bool:
    return case.calls_before is not None and case.calls_after is not None


def _stated(attribute: Attribute) -> Attribute:
    """An attribute of persons with one label for all that says nothing of one person.

    Otherwise the label for families and places would be a count that the types tell as well.
    """
    silent = {people.MORE_THAN_ONE, NOT_RECORDED, "Unknown"}

    def of(view: View, case: Case) -> str:
        label = attribute.of(view, case)
        return NOT_STATED if label in silent else label

    def order(view: View) -> list[str]:
        return [*(label for label in attribute.order(view) if label not in silent), NOT_STATED]

    return Attribute(attribute.key, attribute.title, attribute.heading, of, order)


def _answers(
    view: View, tables: Mapping[Id, str], figures: Mapping[str, Figure]
) -> tuple[Answer, ...]:
    """The first page: what a coordinator or a journalist asks first, from the figures alone."""
    number = sum(case.home in tables for case in view.facts.cases)
    standing = figures["standing"]
    below = _sum(standing, [UNDECIDED, REJECTED])
    lowered = _sum(standing, [Grouping.LOWERED.label])
    concluded = _sum(standing, [g.label for g in Grouping if g is not Grouping.REJECTED])
    days = _median(days_to_conclusion(view))
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
    known = [case for case in view.facts.cases if case.home in tables and _has_calls(case)]
    number = _sum(figures["calls"], ["both on record"])
    if not number:
        return "not told", "too few situations have both counts on record"
    before = sum(case.calls_before or 0 for case in known)
    after = sum(case.calls_after or 0 for case in known)
    return (
        f"{before} before, {after} after",
        f"rests on {number} situations; it does not say why calls changed",
    )
