"""The read-back: every situation in one row, then what is missing, what is rare, what goes."""

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size

from hub_console.console import shapes, times
from hub_console.console.text import cut, fit, line, literal, under_cursor, wrapped
from hub_console.console.views import ReadBackLine, ReadBackView, Remark
from hub_console.console.widgets.frame import Frame, hidden, scrolled
from hub_console.console.widgets.key_names import hints_within
from hub_console.console.widgets.overlay_place import above_keys
from hub_console.console.widgets.painted import Page, Spot

CELLS = 1_000
"""The whole width, whatever that is."""

_PLACE, _NUMBER, _LEAD, _DUE, _POINTER = 3, 10, 6, 7, 2


def rows(screen: Size) -> int:
    """The rows that the read-back takes: all between the header and the keys."""
    return above_keys(screen) - 1


def page(view: ReadBackView, width: int, height: int) -> Page:
    """The rows in sight of the cursor; what goes, and the keys, stay."""
    inside, foot = width - 4, _foot(view, width - 4)
    body, at = _body(view, inside)
    room = max(1, height - 2 - len(foot))
    here = at[view.cursor] if view.cursor < len(at) else 0
    top = scrolled(len(body), room, 0, 0 if view.cursor == 0 else here)
    shown = body[top : top + room]
    if top <= here < top + room and at:
        shown[here - top] = under_cursor(fit(shown[here - top], inside))
    shown += [literal("")] * (room - len(shown)) + foot
    frame = Frame(
        literal(view.title, "bold $accent"),
        _tally(view),
        more=hidden(len(body), room, top),
        focus=True,
    )
    spots = tuple(
        Spot(row - top + 1, 1, width - 1, str(number))
        for number, row in enumerate(at)
        if top <= row < top + room
    )
    return Page(frame.around([line(" ", row) for row in shown], width, height), spots)


def _tally(view: ReadBackView) -> Content:
    """How many are read back, and how much is missing of them."""
    read = f"{len(view.lines)} situation{'' if len(view.lines) == 1 else 's'}"
    missing = f"{len(view.missing)} missing" if view.missing else "nothing missing"
    return line(f"{read}, ", (missing, "bold $wrap-up" if view.missing else "bold"))


def _body(view: ReadBackView, width: int) -> tuple[list[Content], list[int]]:
    """All rows, and the row of each line that the cursor can be on."""
    assisting = 20 if width >= 100 else 12
    body = [_cells(("#", "situation", "decision", "lead", "assist", "due"), width, assisting)]
    at: list[int] = []
    for each in view.lines:
        at.append(len(body))
        body.append(_line(each, width, assisting))
    if not view.lines:
        body.append(literal("  no situation is on this agenda", "$dim"))
    _remarks(body, at, line(("MISSING", "bold"), f" ({len(view.missing)})"), view.missing, width)
    rare = line(("RARE", "bold"), ": mind it before anything leaves the table")
    _remarks(body, at, rare, view.rare, width)
    if view.counting:
        body += [literal(""), literal("looking for what is rare in this record…", "$dim")]
    return body, at


def _remarks(
    body: list[Content], at: list[int], heading: Content, remarks: Sequence[Remark], width: int
) -> None:
    if not remarks:
        return
    body += [literal(""), cut(heading, width)]
    for remark in remarks:
        at.append(len(body))
        start = f"  {remark.place:>{_PLACE}} {remark.number:<{_NUMBER}} "
        body.append(cut(line((start, "$dim"), remark.words), width))


def _line(each: ReadBackLine, width: int, assisting: int) -> Content:
    due = f"{each.due.day} {times.day(each.due).split()[-1]}" if each.due else "–"
    mark = line((shapes.URGENT if each.missing else " ", "bold $wrap-up"), " ")
    cells = (each.place, each.number, each.decision, each.lead or "–", each.assisting or "–", due)
    return _cells(cells, width, assisting, mark)


def _cells(
    cells: tuple[str, str, str, str, str, str],
    width: int,
    assisting: int,
    mark: Content | None = None,
) -> Content:
    """One row of the table; the heading has no mark."""
    place, number, decision, lead, helping, due = cells
    ink, strong = ("$dim", "$dim") if mark is None else ("", "bold $bright")
    words = width - _POINTER - _PLACE - 1 - _NUMBER - 1 - _LEAD - assisting - 1 - _DUE
    return line(
        "  " if mark is None else mark,
        (f"{place:>{_PLACE}}", ink),
        " ",
        (f"{number:<{_NUMBER}} ", strong),
        fit(literal(decision, ink), words),
        " ",
        (f"{lead:<{_LEAD - 1}}", strong),
        fit(literal(helping, ink), assisting),
        " ",
        (f"{due:>{_DUE}}", ink),
    )


def _foot(view: ReadBackView, width: int) -> list[Content]:
    """What closing erases, and the keys."""
    rows = [hints_within(view.hints, width)]
    if view.erased:
        numbers = ", ".join(view.erased)
        gone = f"y erases for good what was said of {numbers}; the reason is kept."
        rows = [*wrapped(gone, width, 2, "bold $wrap-up"), *rows]
    return [literal(""), *rows]
