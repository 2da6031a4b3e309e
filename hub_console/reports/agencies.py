"""Figures of the agencies: what they bring, lead and help with, and who was there."""

from collections import Counter
from collections.abc import Callable, Iterator

from hub_console.meeting.values import Id
from hub_console.reports.report import Figure, Row
from hub_console.reports.view import View

PARTS = ("Brought", "Leads", "Assists", "Involved")


def by_agency(view: View) -> Figure:
    """The part that each agency takes."""
    return _load(view, "load-by-agency", "Load by agency", "Agency", view.agency)


def by_sector(view: View) -> Figure:
    """The part that each sector takes."""
    return _load(view, "load-by-sector", "Load by sector", "Sector", view.sector)


def _parts(view: View) -> Iterator[tuple[str, str, Id, int]]:
    """Each part that an agency of a table has, how often."""
    brought = Counter((case.originating, case.home) for case in view.facts.cases)
    leads = Counter((case.lead, case.home) for case in view.facts.cases)
    for part, counts in (("Brought", brought), ("Leads", leads)):
        for (tag, home), times in counts.items():
            if tag:
                yield part, tag, home, times
    for part, field in (("Assists", "assisting"), ("Involved", "involved")):
        for pick in view.picks(field):
            yield part, pick.key, pick.home, pick.times


def _load(
    view: View, key: str, title: str, heading: str, label: Callable[[str, Id], str]
) -> Figure:
    counts: Counter[tuple[str, str]] = Counter()
    for part, tag, home, times in _parts(view):
        counts[label(tag, home), part] += times
    by_label: Counter[str] = Counter()
    for (name, part), times in counts.items():
        by_label[name] += times if part in ("Leads", "Assists") else 0
    ordered = sorted(by_label, key=lambda name: (-by_label[name], name))
    rows = tuple(Row(name, tuple(counts[name, part] for part in PARTS)) for name in ordered)
    note = "Involved are those that know or serve the person. Sorted by leading and assisting."
    return Figure(key, title, heading, PARTS, rows, note)


def attendance(view: View) -> Figure:
    """Who came, and who was needed and did not."""
    facts = view.facts
    held = Counter(meeting.home for meeting in facts.meetings)
    presences = {(each.home, each.agency): each for each in facts.presences}
    needed = {(each.home, each.agency): each for each in facts.needed}
    known = [each for each in facts.agencies if each[0] in held] + [*presences, *needed]
    rows = []
    for home, tag in dict.fromkeys(known):
        there, part = presences.get((home, tag)), needed.get((home, tag))
        came, sorry = (there.came, there.apologies) if there else (0, 0)
        asked, missed = (part.meetings, part.missed) if part else (0, 0)
        values = came, sorry, held[home] - came - sorry, asked, missed
        rows.append(Row(view.agency(tag, home), values))
    rows.sort(key=lambda row: (-int(str(row.values[4])), -int(str(row.values[3])), row.label))
    return Figure(
        "attendance",
        "Attendance, and needed but absent",
        "Agency",
        ("Came", "Apologies", "Absent", "Needed", "Needed but absent"),
        tuple(rows),
        f"Of {len(facts.meetings)} meetings. Needed: the meeting took up a situation that the"
        " agency brought, leads, assists or is involved in; at a report-back only the lead is.",
    )
