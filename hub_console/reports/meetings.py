"""Figures of the meetings: how many, how long, the time a situation takes, and the recorder's."""

from hub_console.meeting.agenda import ItemKind
from hub_console.reports.report import Figure, Row
from hub_console.reports.spread import COLUMNS, spread
from hub_console.reports.view import View

MINUTE = 60
KINDS = {
    ItemKind.NEW: "New situation",
    ItemKind.REPORT_BACK: "Report-back",
    ItemKind.CARRIED: "Carried item",
    ItemKind.STANDING: "Standing item",
}


def meetings(view: View) -> Figure:
    """How long meetings took, and by how much they ended late."""
    held = view.facts.meetings
    taken = [(each.closed - each.began).total_seconds() / MINUTE for each in held]
    over = [
        max(0.0, (each.closed - each.ends).total_seconds() / MINUTE)
        for each in held
        if each.ends is not None
    ]
    rows = (Row("Minutes taken", spread(taken)), Row("Minutes over the planned end", spread(over)))
    return Figure("meetings", "Meetings", "Meetings", COLUMNS, rows)


def time_per_item(view: View) -> Figure:
    """Minutes that items took, and by how much over what was planned."""
    rows = []
    for kind, label in KINDS.items():
        timed = [each for each in view.facts.timed if each.kind is kind]
        over = sum(each.taken > each.planned for each in timed)
        minutes = spread([each.taken / MINUTE for each in timed])
        planned = spread([each.planned / MINUTE for each in timed])[1]
        overrun = sum(max(0, each.taken - each.planned) for each in timed) / MINUTE
        rows.append(Row(label, (*minutes, planned, over, round(overrun, 1))))
    return Figure(
        "time-per-item",
        "Minutes per item, and overrun",
        "Item",
        (*COLUMNS, "Planned (median)", "Took longer than planned", "Minutes over, together"),
        tuple(rows),
        "By the items' own clocks, without pauses, in meetings that were closed.",
    )


def effort(view: View) -> Figure:
    """What a situation asks of the recorder."""
    seconds = [each.taken for each in view.facts.timed if each.kind is ItemKind.NEW]
    marks = view.facts.marks
    each = round(marks / view.situations, 1) if view.situations else None
    rows = (
        Row("Marks made on the records of the situations", (marks,)),
        Row("Marks a record", (each,)),
        Row("Seconds a record, median of new situations on the floor", (spread(seconds)[1],)),
    )
    return Figure(
        "recorder",
        "The recorder's effort",
        "Effort",
        ("Number",),
        rows,
        "A mark is an entry of the journal about a situation; most take two to four keys. Keys"
        " themselves are not recorded.",
    )
