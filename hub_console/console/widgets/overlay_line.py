"""A line of text being written, with its cursor and how much of it is left."""

from textual.content import Content
from textual.geometry import Size

from hub_console.console.text import line, literal
from hub_console.console.views import LineView
from hub_console.console.widgets.frame import Frame
from hub_console.console.widgets.key_names import hints_within
from hub_console.console.widgets.painted import Page
from hub_console.harmless import harmless

CELLS = 72
"""The cells that the line wants."""


def rows(view: LineView, width: int, screen: Size) -> int:
    """The rows that the line takes: room for all that may be written, so that it stays put."""
    lines = -(-(min(view.limit, 560) + 1) // max(1, width - 4))
    return min(lines + 5, screen.height - 3)


def page(view: LineView, width: int, height: int) -> Page:
    """The text, folded at the panel's width, and the keys."""
    inside, room = max(2, width - 4), max(1, height - 5)
    folded = _folded(view, inside)
    at = next((n for n, row in enumerate(folded) if row.spans), len(folded) - 1)
    first = max(0, min(at - room + 1, len(folded) - room))
    shown = folded[first : first + room]
    body = [literal(""), *(line(" ", row) for row in shown)]
    body += [literal("")] * (height - 3 - len(body))
    body.append(line(" ", hints_within(view.hints, inside)))
    left = view.limit - len(view.value)
    ink = "bold $wrap-up" if left < 20 else ""
    frame = Frame(
        literal(view.title, "bold $accent"),
        literal(f"{len(view.value)} of {view.limit}", ink),
        focus=True,
    )
    return Page(frame.around(body, width, height))


def _folded(view: LineView, width: int) -> list[Content]:
    """The text in rows of at most ``width`` cells; the cursor's cell is turned around."""
    rows: list[Content] = []
    parts: list[tuple[str, str]] = []
    used = 0
    for number, character in enumerate(view.value + " "):
        shown = harmless(character) or "�"
        here = number == view.cursor
        if number == len(view.value) and not here:
            break
        cells = literal(shown).cell_length
        if used + cells > width:
            rows.append(line(*parts))
            parts, used = [], 0
        parts.append((shown, "bold $on-accent on $accent" if here else ""))
        used += cells
    rows.append(line(*_joined(parts)))
    return rows


def _joined(parts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Characters of one ink put together."""
    runs: list[tuple[str, str]] = []
    for text, ink in parts:
        if runs and runs[-1][1] == ink:
            runs[-1] = (runs[-1][0] + text, ink)
        else:
            runs.append((text, ink))
    return runs
