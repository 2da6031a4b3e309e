"""The view of what has the floor: the situation at its filter, or a standing item."""

from textual.content import Content

from hub_console.console import shapes
from hub_console.console.text import fit, joined, line, literal
from hub_console.meeting.frame import Frame, ItemShown, SituationShown
from hub_console.meeting.roster import Presence
from hub_console.meeting.situation import Filter
from hub_console.wall.clock_face import timer
from hub_console.wall.view import (
    DECIDED_BY,
    LABEL,
    RUNS,
    WallView,
    columns,
    flowing,
    foot,
    gapped,
    head,
    name_of,
    roomiest,
    rule,
)

ASKS = {
    Filter.SCREENING: "AGENCY",
    Filter.DE_IDENTIFIED: "AER?",
    Filter.LIMITED_IDENTIFICATION: "WHO?",
    Filter.PLANNING: "PLAN",
}

_NARROW = 56
"""Cells in which there is no room for labels."""

_LOW = 14
"""Rows in which there is no room for a rule above the last two."""


def situation_page(view: WallView, width: int, height: int) -> list[Content]:
    """The page, in so many cells."""
    item = view.frame.item
    top, bottom = head(view, width), foot(view, width, _reminder(view.frame, width - 1))
    if height >= _LOW:
        bottom.insert(0, rule(width))
    room = height - len(top) - len(bottom)
    if item is None:
        return [
            *top,
            *gapped([[literal(" The meeting has not begun.", DECIDED_BY)]], room),
            *bottom,
        ]
    situation = item.situation
    above = [[_title(item, width)]]
    if situation and situation.filter:
        above.append([_filters(situation.filter, width)])
    below = []
    if situation:
        left = room - sum(map(len, above)) - _SMALLEST
        agencies = _agencies(situation, view.frame, width)
        risk = _risk(situation, width, max(1, left - min(len(agencies), 1 if left < 5 else 2)))
        below = [risk, agencies[: max(0, left - len(risk))]]
    blocks = [*above, *below]
    if item.state in RUNS:
        free = room - sum(map(len, blocks)) - len(blocks)
        blocks = [*above, timer(view, item, width, _rows_of_digits(free)), *below]
    return [*top, *gapped(blocks, room), *bottom]


_SMALLEST = 3
"""Rows of the smallest digits."""


def _rows_of_digits(free: int) -> int:
    return next((rows for rows in (10, 5) if free >= rows), _SMALLEST)


def _title(item: ItemShown, width: int) -> Content:
    situation, name = item.situation, name_of(item)
    if situation is None:
        return fit(line(" ", (name, DECIDED_BY)), width)
    label, number = ("SITUATION ", LABEL), (name, DECIDED_BY)
    age = line(("age ", LABEL), (situation.age, DECIDED_BY)) if situation.age else literal("")
    by = situation.brought_by
    brought = line(("presented by ", LABEL), (by, DECIDED_BY)) if by else literal("")
    brief = line(("by ", LABEL), (by, DECIDED_BY)) if by else literal("")
    return fit(
        line(
            " ",
            roomiest(
                width - 2,
                joined([line(label, number), age, brought], "    "),
                joined([line(number), age, brought], "   "),
                joined([line(number), age, brief], "  "),
                joined([line(number), age], "  "),
            ),
        ),
        width,
    )


def _filters(now: Filter, width: int) -> Content:
    """The four filters as steps: a shape and a word for each."""
    steps = []
    for filter_ in Filter:
        asks = ASKS[filter_]
        if filter_ < now:
            steps.append(line((f"{filter_} {shapes.DONE}", "")))
        elif filter_ is now:
            steps.append(literal(f" {shapes.LIVE} {filter_} {asks} ", "bold $on-accent on $bright"))
        else:
            steps.append(literal(f"{filter_} {asks.lower()}", LABEL))
    label = literal("FILTER   ", LABEL)
    return fit(
        line(
            " ",
            roomiest(
                width - 2,
                line(label, joined(steps, " ── ")),
                joined(steps, " ── "),
                joined(steps, "  "),
            ),
        ),
        width,
    )


def _risk(situation: SituationShown, width: int, rows: int) -> list[Content]:
    """Risk factors in columns, or, where these need too many rows, one after the other."""
    if not situation.risk:
        return []
    label = "RISK  " if width >= _NARROW else ""
    room = width - len(label) - 2
    cells = [literal(word, DECIDED_BY) for word in situation.risk]
    across = max(1, min(4, room // (max(cell.cell_length for cell in cells) + 3)))
    shown = columns(cells, room, across, len(cells))
    if len(shown) > rows:
        shown = flowing(cells, room, rows)
    return [
        fit(line((f" {label if number == 0 else '':<{len(label)}}", LABEL), row), width)
        for number, row in enumerate(shown)
    ]


def _agencies(situation: SituationShown, frame: Frame, width: int) -> list[Content]:
    """Who leads and assists, who knows or serves the person, who is not here."""
    parts = []
    if situation.lead or situation.assisting:
        assisting = "  ".join(situation.assisting)
        lead = line(("LEAD ", LABEL), (f"{shapes.LEAD} {situation.lead or '–'}", DECIDED_BY))
        assist = line(("ASSIST ", LABEL), (f"{shapes.ASSISTING} {assisting}", DECIDED_BY))
        parts.append(joined([lead, assist if assisting else literal("")], "    "))
    if situation.involved:
        tags = "  ".join(situation.involved)
        parts.append(line(("INVOLVED ", LABEL), (tags, DECIDED_BY)))
    away = [s.tag for s in frame.seats if s.presence is not Presence.PRESENT]
    bringer = [s.tag for s in frame.seats if s.name == situation.brought_by and s.tag in away]
    if bringer or (parts and away):
        parts.append(line(("NOT HERE ", LABEL), f"{shapes.AWAY} {'  '.join(away)}"))
    return [fit(line(" ", part), width) for part in parts]


def _reminder(frame: Frame, width: int) -> Content:
    situation = frame.item.situation if frame.item else None
    match situation.filter if situation else None:
        case Filter.DE_IDENTIFIED:
            said = "Filter 2: speak to risk, not to names.", "Speak to risk, not to names."
        case Filter.LIMITED_IDENTIFICATION if situation and situation.spoken:
            said = (
                "Filter 3: say the name once, write it nowhere. None on screen.",
                "Say the name once, write it nowhere.",
            )
        case Filter.LIMITED_IDENTIFICATION:
            said = "Filter 3: still de-identified. Agencies are chosen by need.", "No name is said."
        case Filter.PLANNING:
            said = "Filter 4: those who intervene plan it, apart.", "Planned apart, by these."
        case _:
            said = "Only what is needed is said, and no name.", "Only what is needed."
    return roomiest(width, *map(literal, said))
