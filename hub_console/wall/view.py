"""What the wall paints at one moment, and the lines that every view of it has."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from textual.content import Content

from hub_console.console import shapes, times
from hub_console.console.text import cut, fit, line, literal
from hub_console.meeting.clock import ItemState
from hub_console.meeting.frame import Frame, ItemShown, PaceShown

DECIDED_BY = "bold $bright"
"""The ink of what the room decides by."""

RUNS = (ItemState.LIVE, ItemState.PAUSED)
"""The states of an item whose timer is shown."""

LABEL = "$dim"
OVER = "bold $over-ink on $over"
WRAP_UP = "bold $wrap-up-ink on $wrap-up-ground"


@dataclass(frozen=True, slots=True)
class WallView:
    """What the wall paints.

    Attributes:
        frame: What the console put up last.
        view: Which view of it.
        now: UTC, to the second.
        count_up: Whether the timer counts up.
        ascii: Whether the digits are ASCII.
        demo: Whether the table is invented.
    """

    frame: Frame
    view: str
    now: datetime
    count_up: bool = False
    ascii: bool = False
    demo: bool = False


def roomiest(width: int, *wordings: Content) -> Content:
    """The first of some wordings that fits; the last is cut where none does."""
    found = next((one for one in wordings if one.cell_length <= width), wordings[-1])
    return cut(found, width)


def ends(left: Content, right: Content, width: int, middle: Content | None = None) -> Content:
    """A line with something at both its ends, and in its middle where there is room."""
    right = cut(right, width)
    room = width - right.cell_length
    left = cut(left, max(0, room - 1))
    if middle is not None:
        least = left.cell_length + 2
        before = max(least, (width - middle.cell_length) // 2)
        if before + middle.cell_length + 2 <= room:
            left = line(fit(left, before), middle)
    return line(fit(left, room), right)


def head(view: WallView, width: int) -> list[Content]:
    """The table, where it stands, the time; a rule below."""
    frame = view.frame
    middle = literal("")
    if frame.item is not None:
        place = f"{frame.item.position} of {frame.items}"
        middle = roomiest(width // 3, literal(f"item {place}"), literal(place))
    clock = literal(f"{times.hour(view.now)} ", DECIDED_BY)
    return [ends(name_of_table(view), clock, width, middle), rule(width)]


def name_of_table(view: WallView) -> Content:
    """The table's name; an invented one is marked."""
    chip = ("  DEMO ", "bold $on-accent on $accent") if view.demo else ""
    return line((f" {view.frame.table}", "bold"), "  " if view.demo else "", chip)


def foot(view: WallView, width: int, reminder: Content) -> list[Content]:
    """What comes next, when it ends, and what to keep in mind."""
    return [_going_on(view, width), fit(line(" ", reminder), width)]


def rule(width: int) -> Content:
    """A line across."""
    return literal("━" * width, "$rule")


def gapped(blocks: Sequence[Sequence[Content]], rows: int) -> list[Content]:
    """Blocks one below the other in so many rows; what is left over parts them, the last first."""
    blocks = [block for block in blocks if block]
    free = rows - sum(map(len, blocks))
    gaps = [0] * len(blocks)
    for _ in range(2):
        for number in (*range(len(blocks) - 1, 0, -1), 0):
            if free > 0 and gaps:
                gaps[number] += 1
                free -= 1
    shown: list[Content] = []
    for gap, block in zip(gaps, blocks, strict=True):
        shown += [*[literal("")] * gap, *block]
    return [*shown, *[literal("")] * (rows - len(shown))][: max(0, rows)]


def columns(cells: Sequence[Content], width: int, across: int, rows: int) -> list[Content]:
    """Cells in columns, row by row; when there are too many the last says how many more."""
    room, each = across * rows, width // across
    if len(cells) > room > 0:
        more = len(cells) - room + 1
        cells = [*cells[: room - 1], roomiest(each - 1, _more(more), literal(f"+{more}"))]
    return [
        line(*(fit(line(cut(cell, each - 1), " "), each) for cell in cells[first : first + across]))
        for first in range(0, len(cells), across)
    ]


def flowing(cells: Sequence[Content], width: int, rows: int) -> list[Content]:
    """Cells one after the other, in at most so many rows; the last says how many more."""
    for shown in range(len(cells), -1, -1):
        kept = [*cells[:shown], *([_more(len(cells) - shown)] if shown < len(cells) else [])]
        lines = _flow(kept, width)
        if len(lines) <= rows:
            return lines
    return lines[:rows]


def _flow(cells: Sequence[Content], width: int) -> list[Content]:
    lines: list[Content] = []
    for cell in cells:
        longer = line(lines[-1], " · ", cell) if lines else cell
        if lines and longer.cell_length <= width:
            lines[-1] = longer
        else:
            lines.append(cut(cell, width))
    return lines


def _more(count: int) -> Content:
    return literal(f"+{count} more")


def name_of(item: ItemShown) -> str:
    """A situation's number, or a standing item's title."""
    return item.situation.number if item.situation else item.title


def _going_on(view: WallView, width: int) -> Content:
    frame = view.frame
    following = (
        line(("NEXT ", LABEL), frame.next) if frame.next else literal("the last item", LABEL)
    )
    left = line(" ", following)
    if frame.pace is None:
        return fit(left, width)
    end, planned, said = _pace(frame.pace)
    room = width - 1
    for right in (line(end, planned, "  ", said), line(end, "  ", said), said):
        if left.cell_length + right.cell_length + 2 <= room:
            return line(ends(left, right, room), " ")
    return line(ends(literal(""), said, room), " ")


def _pace(pace: PaceShown) -> tuple[Content, Content, Content]:
    end = line(("ends ", LABEL), (times.hour(pace.projected), DECIDED_BY))
    planned = literal(f"  (planned {times.hour(pace.ends)})", LABEL)
    if pace.over:
        return end, planned, literal(f" {shapes.OVER} {pace.words} ", OVER)
    shape = shapes.UNDER if pace.words.startswith("UNDER") else shapes.ON_TIME
    return end, planned, literal(f"{shape} {pace.words}", "bold")
