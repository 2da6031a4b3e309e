"""Figures of how situations ended, how long it took, and what is owed."""

from collections import Counter
from datetime import timedelta

from hub_console.meeting.situation import INTERVENE_BY, INTERVENE_WITHIN
from hub_console.record.statistics.facts import Case
from hub_console.reports.report import Figure, Row
from hub_console.reports.spread import COLUMNS, spread
from hub_console.reports.view import OPEN, View, crossed, listed
from hub_console.vocabulary import CodedList, Grouping

WEEK = timedelta(days=7)
HOUR = timedelta(hours=1)


def conclusions(view: View) -> Figure:
    """Conclusions by grouping and reason."""
    concluded = [case for case in view.facts.cases if case.grouping not in (None, "rejected")]
    counts = Counter(_reason(view, case) for case in concluded)
    return listed(
        "conclusions",
        "Conclusions by grouping and reason",
        "Conclusion",
        counts,
        order=[entry.title for entry in view.vocabulary.every(CodedList.CONCLUSIONS)],
        whole=len(concluded),
        note=f"Of the {len(concluded)} situations that are concluded.",
    )


def rejections(view: View) -> Figure:
    """Rejections by reason."""
    rejected = [case for case in view.facts.cases if case.grouping == "rejected"]
    counts = Counter(view.label(CodedList.CONCLUSIONS, case.reason) for case in rejected)
    return listed(
        "rejections",
        "Rejected, by reason",
        "Reason",
        counts,
        order=view.order(CodedList.CONCLUSIONS),
        whole=len(rejected),
    )


def _reason(view: View, case: Case) -> str:
    entry = view.vocabulary.find(case.reason or "", CodedList.CONCLUSIONS)
    return entry.title if entry else view.label(CodedList.CONCLUSIONS, case.reason)


def days_to_conclusion(view: View) -> list[int]:
    """Days from the presentation of each situation to its conclusion, without rejections."""
    return [
        (case.concluded - case.presented).days
        for case in view.facts.cases
        if case.concluded is not None and case.grouping != "rejected"
    ]


def hours_to_contact(view: View) -> list[float]:
    """Hours from the opening of each situation to the joint contact, where both are on record."""
    return [
        (case.intervened - case.opened) / HOUR
        for case in view.facts.cases
        if case.opened is not None and case.intervened is not None
    ]


def duration(view: View) -> Figure:
    """Days to the conclusion, by grouping."""
    rows = [Row("All", spread(days_to_conclusion(view)))]
    for grouping in Grouping:
        if grouping is not Grouping.REJECTED:
            days = [
                (case.concluded - case.presented).days
                for case in view.facts.cases
                if case.grouping == grouping and case.concluded is not None
            ]
            rows.append(Row(grouping.label, spread(days)))
    return Figure(
        "days-to-conclusion",
        "Days from the presentation to the conclusion",
        "Conclusion",
        COLUMNS,
        tuple(rows),
    )


def mobilization(view: View) -> Figure:
    """Whether the joint contact came within 24 and 48 hours of the opening."""
    labels = (
        "within 24 hours",
        "within 48 hours",
        "later",
        "not recorded, report-back says done",
        "not recorded yet, within 48 hours",
        "overdue, not recorded",
    )
    opened = [case for case in view.facts.cases if case.opened is not None]
    counts = Counter(labels[_mobilized(view, case)] for case in opened)
    hours = spread(hours_to_contact(view))
    note = "No contact is on record."
    if hours[0]:
        note = f"Median {hours[1]} hours, of {hours[0]} situations with a contact on record."
    return listed(
        "time-to-mobilize",
        "Time from the opening to the joint contact",
        "Contact",
        counts,
        order=labels,
        whole=len(opened),
        note=f"Of {len(opened)} situations that the table opened. {note}",
    )


def _mobilized(view: View, case: Case) -> int:
    assert case.opened is not None
    if case.intervened is not None:
        taken = case.intervened - case.opened
        return 0 if taken <= INTERVENE_BY else 1 if taken <= INTERVENE_WITHIN else 2
    if case.id in view.facts.done:
        return 3
    return 5 if view.now > case.opened + INTERVENE_WITHIN else 4


def overdue_cases(view: View) -> list[Case]:
    """Open situations whose 48 hours went by with neither a contact nor a report-back of one."""
    return [
        case
        for case in view.facts.cases
        if case.opened is not None and view.standing(case) == OPEN and _mobilized(view, case) == 5
    ]


def overdue(view: View) -> Figure:
    """The interventions that are overdue, by number."""
    rows = []
    for case in overdue_cases(view):
        assert case.opened is not None
        opened = case.opened.astimezone().date().isoformat()
        lead = view.agency(case.lead, case.home) if case.lead else None
        number = view.facts.numbers.get(case.id, "no number")
        rows.append(Row(number, (opened, lead, (view.now - case.opened).days)))
    return Figure(
        "overdue",
        "Overdue 48-hour interventions",
        "Number",
        ("Opened", "Lead", "Days since"),
        tuple(sorted(rows, key=lambda row: row.label)),
        "Open, with no contact and no report-back that it was done.",
    )


AGES = ("up to 7 days", "8 to 14 days", "15 to 28 days", "more than 28 days", "age not known")


def report_backs(view: View) -> Figure:
    """Report-backs by kind, and by the age of the situation at that meeting."""
    counts: Counter[tuple[str, str]] = Counter()
    for each in view.facts.reported:
        kind = view.label(CodedList.REPORT_BACKS, each.kind)
        day = each.at.astimezone().date()
        counts[kind, AGES[_age(None if each.presented is None else day - each.presented)]] += 1
    return crossed(
        "report-backs",
        "Report-backs by kind, and by days since the presentation",
        "Report-back",
        counts,
        order=view.order(CodedList.REPORT_BACKS),
        columns=AGES,
        note="Given at the meetings of the period, also of situations presented before it.",
    )


def _age(since: timedelta | None) -> int:
    if since is None:
        return 4
    return 0 if since <= WEEK else 1 if since <= 2 * WEEK else 2 if since <= 4 * WEEK else 3


def calls(view: View) -> Figure:
    """Calls for service in the 90 days before and after, where both are on record."""
    known = [case.calls for case in view.facts.cases if case.calls]
    before, after = sum(b for b, _ in known), sum(a for _, a in known)
    rows = (
        Row("Situations with both counts on record", (len(known),)),
        Row("Calls in the 90 days before", (before if known else None,)),
        Row("Calls in the 90 days after", (after if known else None,)),
        Row("Situations with fewer calls after", (sum(a < b for b, a in known),)),
        Row("Situations with as many", (sum(a == b for b, a in known),)),
        Row("Situations with more", (sum(a > b for b, a in known),)),
    )
    return Figure(
        "calls",
        "Calls for service, 90 days before and after",
        "Calls",
        ("Number",),
        rows,
        f"Rests on {len(known)} of {view.situations} situations. It says what was counted before"
        " and after, not why it changed; situations are brought when calls are many, and would"
        " often have fewer afterwards anyway.",
    )
