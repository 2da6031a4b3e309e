"""The report of a period, for who keeps the record: every figure, nothing suppressed."""

from hub_console.meeting.agenda import ItemKind
from hub_console.meeting.telling.told import counted
from hub_console.reports import agencies, meetings, outcomes, people, risk
from hub_console.reports.people import BROUGHT, CONSENT, LED, REPEAT, STANDING, TYPE
from hub_console.reports.report import Answer, Edition, Report, Section
from hub_console.reports.spread import spread
from hub_console.reports.view import NOT_RECORDED, View, met
from hub_console.vocabulary import Grouping

NOTES = (
    "Situations are those presented in the period, with what came of them until now; meetings,"
    " attendance, report-backs and times are those of the meetings held in it.",
    "Situations entered in error are left out.",
    "What was erased by the table's retention periods no longer counts in figures of detail.",
)
INTERNAL = "For the table alone: nothing is suppressed in it. Do not pass it on."
OF_SEVERAL = "For the coordinator alone: nothing is suppressed in it. Do not pass it on."


def period_report(view: View, subject: str) -> Report:
    """All that the record tells of a period.

    Args:
        view: The facts.
        subject: The table's name, or words for several.
    """
    facts, several = view.facts, view.of_several
    return Report(
        title="Report of the tables" if several else "Report of the table",
        subject=subject,
        first=facts.first,
        last=facts.last,
        made=view.now,
        edition=Edition.INTERNAL,
        answers=answers(view),
        sections=(
            Section(
                "Situations",
                (
                    *([people.by_table(view)] if several else []),
                    people.by_time(view),
                    STANDING.figure(view),
                    outcomes.rejections(view),
                    outcomes.conclusions(view),
                    TYPE.figure(view),
                    REPEAT.figure(view),
                    CONSENT.figure(view),
                ),
            ),
            Section(
                "People",
                (
                    people.AGE.figure(view),
                    people.SEX.figure(view),
                    people.age_by_sex(view),
                    people.languages(view),
                    people.affected(view),
                    people.equity_conclusions(view),
                    people.equity_brought(view),
                ),
            ),
            Section(
                "Risk and protection",
                (
                    risk.categories(view),
                    risk.leading_factors(view),
                    risk.by_age(view),
                    risk.flags(view),
                    risk.protective(view),
                    risk.systemic(view),
                    risk.all_factors(view),
                ),
            ),
            Section(
                "Agencies",
                (
                    BROUGHT.figure(view),
                    LED.figure(view),
                    agencies.by_sector(view),
                    agencies.by_agency(view),
                    agencies.attendance(view),
                ),
            ),
            Section(
                "What came of it",
                (
                    outcomes.mobilization(view),
                    outcomes.overdue(view),
                    outcomes.report_backs(view),
                    outcomes.duration(view),
                    risk.services(view),
                    outcomes.calls(view),
                ),
            ),
            Section(
                "Meetings",
                (meetings.meetings(view), meetings.time_per_item(view), meetings.effort(view)),
            ),
        ),
        notes=(*view.missing, OF_SEVERAL if several else INTERNAL, *NOTES),
    )


def answers(view: View) -> tuple[Answer, ...]:
    """The first page: what a chair asks first."""
    cases, facts = view.facts.cases, view.facts
    standing = STANDING.counts(view, cases)
    risen = sum(map(met, cases))
    lowered = standing[Grouping.LOWERED.label]
    concluded = sum(case.grouping not in (None, "rejected") for case in cases)
    days = spread(outcomes.days_to_conclusion(view))
    overdue = len(outcomes.overdue_cases(view))
    new = spread([t.taken / meetings.MINUTE for t in facts.timed if t.kind is ItemKind.NEW])
    unasked = CONSENT.counts(view, cases)[NOT_RECORDED]
    missed = [row for row in agencies.attendance(view).rows if row.values[4]]
    return (
        Answer(
            f"How many situations came to the table{'s' if view.of_several else ''}?",
            str(len(cases)),
            f"{risen} met AER ({percent(risen, len(cases))}), {standing[Grouping.REJECTED.label]}"
            f" rejected, in {counted(facts.meetings, 'meeting')}",
        ),
        Answer(
            "What came of them?",
            f"{lowered} with the risk lowered",
            f"{percent(lowered, concluded)} of {concluded} concluded; {standing['Open']} open;"
            f" median {_said(days[1])} days to the conclusion",
        ),
        Answer(
            "What is owed?",
            f"{overdue} interventions overdue" if overdue != 1 else "1 intervention overdue",
            "48 hours gone by with no contact and no report-back that it was done",
        ),
        Answer(
            "Who was needed and absent?",
            ", ".join(f"{row.label} ({row.values[4]})" for row in missed[:3]) or "nobody",
            "by the number of meetings",
        ),
        Answer(
            "How long does a situation take?",
            f"{_said(new[1])} minutes",
            f"median of {new[0]} new situations",
        ),
        Answer(
            "Was consent sought?",
            f"not recorded for {unasked} of {len(cases)}",
            percent(unasked, len(cases)),
        ),
    )


def percent(part: int, whole: int) -> str:
    """A share in whole percent, as reports say it."""
    return f"{100 * part / whole:.0f} %" if whole else "–"


def _said(value: object) -> str:
    return "–" if value is None else f"{value:g}"
