"""The item's timer, as large as there is room: digits, the sign in a word and a shape, a bar."""

from dataclasses import dataclass

from textual.content import Content

from hub_console.console import digits, shapes
from hub_console.console.text import fit, line, literal
from hub_console.console.widgets.pace_bar import bar
from hub_console.meeting import clock
from hub_console.meeting.clock import ItemState, Sign, mm_ss
from hub_console.meeting.frame import ItemShown
from hub_console.wall.view import DECIDED_BY, LABEL, OVER, WRAP_UP, WallView

_SIGNS = {
    Sign.ON_TIME: (f" {shapes.ON_TIME} ON TIME", DECIDED_BY),
    Sign.WRAP_UP: (f" {shapes.WRAP_UP} WRAP UP ", WRAP_UP),
    Sign.OVER: (f" {shapes.OVER} OVER ", OVER),
}


@dataclass(frozen=True, slots=True)
class Face:
    """What a timer shows.

    Attributes:
        digits: The time left, or gone, or over.
        sign: What it means.
        allowed: How long the item may take.
        part: How much of that is gone.
        paused: Whether it stands still.
        inverted: Whether the time ran out just now.
    """

    digits: str
    sign: Sign
    allowed: str
    part: float
    paused: bool
    inverted: bool


def face_of(view: WallView, item: ItemShown) -> Face:
    """The timer of an item now."""
    gone = clock.gone(item.before, item.since, view.now)
    left = item.allowed - gone
    sign = clock.sign_of(left, item.wrap_up)
    time = mm_ss(gone if view.count_up else left)
    shown = f"+{mm_ss(-left)}" if sign is Sign.OVER else time
    part = gone / item.allowed if item.allowed else 1.0
    paused = item.state is ItemState.PAUSED
    inverted = clock.just_over(left) and not paused
    return Face(shown, sign, mm_ss(item.allowed), part, paused, inverted)


def beside(face: Face, width: int) -> list[Content]:
    """The digits three or five rows high are too small alone: what they mean, in three lines."""
    gone = bar(max(4, min(30, width - 3)), face.part, ink="$foreground")
    return [sign_of(face), line((" of ", LABEL), face.allowed), line(" ", gone)]


def sign_of(face: Face) -> Content:
    """The sign in a word and a shape."""
    if face.paused:
        return literal(f" {shapes.PAUSED} PAUSED", DECIDED_BY)
    word, ink = _SIGNS[face.sign]
    return literal(word, ink)


def drawn(view: WallView, face: Face, width: int, rows: int) -> list[Content]:
    """The digits, in at most so many rows."""
    if view.ascii:
        shown: tuple[str, ...] = digits.strokes(face.digits)
    else:
        shown = digits.largest(face.digits, width, rows)
    ink = f"{DECIDED_BY} reverse" if face.inverted else DECIDED_BY
    return [literal(row, ink) for row in shown]


def timer(view: WallView, item: ItemShown, width: int, rows: int) -> list[Content]:
    """The timer with what it means beside it."""
    face = face_of(view, item)
    shown = drawn(view, face, width // 2, rows)
    indent = 2
    room = width - indent - shown[0].cell_length - 4
    words = beside(face, room)
    first = (len(shown) - len(words)) // 2
    lines = []
    for number, row in enumerate(shown):
        at = number - first
        said = words[at] if 0 <= at < len(words) else literal("")
        lines.append(fit(line(" " * indent, row, "   ", said), width))
    return lines
