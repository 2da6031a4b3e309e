"""The reports that go beyond the table: of a whole year, one attribute at a time, suppressed.

Nothing is told of two attributes at once, and years never overlap, so that no two reports can be
subtracted.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from hub_console.meeting.agenda import ItemKind
from hub_console.meeting.values import Id
from hub_console.record.statistics.facts import Case, Pick
from hub_console.reports import people, risk
from hub_console.reports.as_text import HIDDEN
from hub_console.reports.meetings import MINUTE
from hub_console.reports.outcomes import days_to_conclusion, hours_to_contact
from hub_console.reports.people import BROUGHT, CONSENT, REPEAT, STANDING, TYPE, Attribute
from hub_console.reports.public_answers import answers
from hub_console.reports.public_figures import BOTH, NOT_STATED, Told, figure_of, median_told
from hub_console.reports.report import Edition, Figure, Report, Row, Section
from hub_console.reports.suppression import FEWEST
from hub_console.reports.view import NOT_RECORDED, View
from hub_console.vocabulary import CodedList

NOTES = (
    "Situations are those presented in the year, with what came of them until now; those entered"
    " in error are left out.",
    f"{HIDDEN}: suppressed. Counts under {FEWEST} are, and so are others by which one could be"
    " worked out.",
)


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
        answers=answers(view, tables, figures),
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
            median_told([seconds / MINUTE for seconds in taken]),
            median_told(days_to_conclusion(own)),
            median_told(hours_to_contact(own)),
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
    lambda _, case: BOTH if case.calls else NOT_RECORDED,
    lambda _: (BOTH, NOT_RECORDED),
)


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
