"""A line of text being written, with its cursor and how much of it is left."""

from textual.content import Content
from textual.geometry import Size

from hub_console.console.text import cut, line, literal
from hub_console.console.views import LineView
from hub_console.console.widgets.frame import Frame
from hub_console.console.widgets.key_names import hints_within
from hub_console.console.widgets.painted import Page
from hub_console.harmless import harmless

_SUSPECT = "bold underline $over-ink on $over"

_NEAR = 20
"""From so few characters left on, their count stands out; a line so short has none."""

CELLS = 72
"""The cells that the line wants."""


def rows(view: LineView, width: int, screen: Size) -> int:
    """The rows that the line takes: room for all that may be written, so that it stays put."""
    lines = -(-(min(view.limit, 560) + 1) // max(1, width - 4))
    return min(lines + 5, screen.height - 3)


def page(view: LineView, width: int, height: int) -> Page:
    """The text, folded at the panel's width, and the keys."""
    inside, room = max(2, width - 4), max(1, height - 5)
    folded, at = _folded(view, inside)
    first = max(0, min(at - room + 1, len(folded) - room))
    shown = folded[first : first + room]
    body = [literal(""), *(line(" ", row) for row in shown)]
    body += [literal("")] * (height - 4 - len(body))
    body.append(_warning(view, inside))
    body.append(line(" ", hints_within(view.hints, inside)))
    left = view.limit - len(view.value)
    ink = "bold $wrap-up" if left < _NEAR else ""
    count = f"{len(view.value)} of {view.limit}" if view.limit > _NEAR else ""
    frame = Frame(
        literal(view.title, "bold $accent"),
        literal(count, ink),
        focus=True,
    )
    return Page(frame.around(body, width, height))


def _warning(view: LineView, width: int) -> Content:
    """What the text looks like, in words."""
    if not view.suspects:
        return literal("")
    suspected: dict[str, list[str]] = {}
    for suspect in view.suspects:
        suspected.setdefault(suspect.kind, []).append(view.value[suspect.start : suspect.end])
    words = " · ".join(f"{kind}: {', '.join(texts)}" for kind, texts in suspected.items())
    return cut(line(" ", (" ! ", _SUSPECT), (f" looks like {words}", "bold $bright")), width)


def _folded(view: LineView, width: int) -> tuple[list[Content], int]:
    """The text in rows of at most ``width`` cells, and the row of the cursor.

    The cursor's cell is turned around; what is suspected stands out with and without colours.
    """
    suspects = {n for suspect in view.suspects for n in range(suspect.start, suspect.end)}
    rows: list[Content] = []
    parts: list[tuple[str, str]] = []
    used = at = 0
    for number, character in enumerate(view.value + " "):
        shown = harmless(character) or "�"
        here = number == view.cursor
        if number == len(view.value) and not here:
            break
        cells = literal(shown).cell_length
        if used + cells > width:
            rows.append(line(*_joined(parts)))
            parts, used = [], 0
        at = len(rows) if here else at
        ink = _SUSPECT if number in suspects else ""
        parts.append((shown, "bold $on-accent on $accent" if here else ink))
        used += cells
    rows.append(line(*_joined(parts)))
    return rows, at


def _joined(parts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Characters of one ink put together."""
    runs: list[tuple[str, str]] = []
    for text, ink in parts:
        if runs and runs[-1][1] == ink:
            runs[-1] = (runs[-1][0] + text, ink)
        else:
            runs.append((text, ink))
    return runs
