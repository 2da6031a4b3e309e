"""The agenda: what was done, what has the floor, what is still to come, what is due."""

from functools import lru_cache

from textual import events
from textual.content import Content
from textual.message import Message

from hub_console.console import shapes
from hub_console.console.text import cut, line, literal, spread, under_cursor
from hub_console.console.views import Scene
from hub_console.console.widgets.agenda_view import AgendaRow, AgendaView, DueRow, agenda_view
from hub_console.console.widgets.frame import Frame, hidden, scrolled
from hub_console.console.widgets.painted import Page, Painted, Spot

_LEAST_WORDS = 9
"""Cells under which words are left out, not cut."""


class AgendaPanel(Painted[AgendaView]):
    """The panel on the left: *what*."""

    class Chosen(Message):
        """An item was pressed.

        Attributes:
            item_id: Its id.
        """

        def __init__(self, item_id: str) -> None:
            super().__init__()
            self.item_id = item_id

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._top = 0
        self._seen: object = None

    def view_of(self, scene: Scene) -> AgendaView:
        """The part of the scene that the agenda shows."""
        return agenda_view(scene)

    def page_of(self, view: AgendaView, width: int, height: int) -> Page:
        """The items, the report-backs that are due, and the panel's keys."""
        inside, room = width - 2, height - 2
        foot = _hint_rows(view.hints, inside, room)
        due = _due_rows(view.due, inside, room - len(foot) - len(view.rows) - 1, room)
        taken = len(foot) + len(due) + (1 if due else 0)
        shown = max(1, room - taken)
        self._top = self._first(view, shown)
        rows = view.rows[self._top : self._top + shown]
        body = [_line(row, row.item == view.cursor, view.spread_key, inside) for row in rows]
        if view.empty:
            body = [literal(f"  {view.empty}", "$dim")]
        body += [literal("")] * (shown - len(body))
        if due:
            body += [literal(""), *due]
        body += foot
        urgent = sum(row.urgent for row in view.due)
        tally = ""
        if view.due and not due:
            tally = f"{len(view.due)} due" + (f" {shapes.URGENT}" if urgent else "")
        frame = Frame(
            literal("AGENDA", "bold $accent" if view.focus else "bold"),
            literal(view.place, "bold"),
            literal(tally, "bold $wrap-up" if urgent else "$dim"),
            hidden(len(view.rows), shown, self._top),
            view.focus,
        )
        spots = tuple(Spot(n, 1, width - 1, row.item) for n, row in enumerate(rows, 1))
        return Page(frame.around(body, width, height), spots)

    def on_click(self, event: events.Click) -> None:
        """Choose the item under the mouse."""
        if (item := self._page.value_at(event.x, event.y)) is not None:
            self.post_message(self.Chosen(item))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Show later items."""
        self._scroll(event, 3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Show earlier items."""
        self._scroll(event, -3)

    def _scroll(self, event: events.MouseEvent, by: int) -> None:
        event.stop()
        self._top = max(0, self._top + by)
        self.repaint()

    def _first(self, view: AgendaView, shown: int) -> int:
        """The first row shown: the cursor in sight, or the floor a little below the top."""
        rows = view.rows
        at_cursor = next((n for n, row in enumerate(rows) if row.item == view.cursor), None)
        floor = next((n for n, row in enumerate(rows) if row.live), None)
        if floor is None:
            floor = next((n for n, row in enumerate(rows) if row.waits), None)
        seen, top = (at_cursor, floor, shown), self._top
        if seen != self._seen and at_cursor is None and floor is not None:
            top = floor - max(1, shown // 4)
        must_see = at_cursor if seen != self._seen else None
        self._seen = seen
        return scrolled(len(rows), shown, top, must_see)


@lru_cache(maxsize=256)
def _line(row: AgendaRow, at_cursor: bool, spread_key: str, width: int) -> Content:
    """One item in so many cells."""
    pointer = shapes.POINTER if at_cursor else " "
    time = _time(row, spread_key, width)
    ink = "bold $bright" if row.live else "" if row.waits else "$dim"
    mark_ink = "bold $accent" if row.live else ink
    start = line(
        (pointer, "bold $accent"),
        (row.mark, mark_ink),
        (f"{row.place:>2} ", "" if row.live else "$dim"),
    )
    room = width - start.cell_length - time.cell_length - 1
    urgent = line((f" {shapes.URGENT}", "bold $wrap-up")) if row.urgent else literal("")
    name = cut(line((row.name, ink)), room - urgent.cell_length)
    words = line(("  " + row.words, "" if row.live else "$dim")) if row.words else literal("")
    left = room - name.cell_length - urgent.cell_length
    if left < words.cell_length and (left < _LEAST_WORDS or row.waits or row.live):
        words = literal("")
    whole = spread(line(start, name, cut(words, left), urgent), line(" ", time), width)
    if at_cursor:
        return under_cursor(whole)
    return whole.stylize_before("on $row") if row.live else whole


def _time(row: AgendaRow, spread_key: str, width: int) -> Content:
    over = shapes.ASSISTING if row.over else " "
    ink = "bold $bright" if row.live else "" if row.waits else "$dim"
    shown = line((row.time, ink), (over, "bold $wrap-up" if row.over else ""))
    if not row.preview or width < 32:
        return shown
    if row.preview == "fix":
        return line((row.time, ink), (" fix", "$dim"))
    key = f" [{spread_key}] "
    return line((row.time, "$dim"), (key, "$dim"), (row.preview, "bold"))


def _due_rows(due: tuple[DueRow, ...], width: int, free: int, room: int) -> list[Content]:
    """The report-backs that are due; the agenda keeps two thirds of the room."""
    most = max(free, min(len(due) + 1, room // 3))
    if not due or most < 3:
        return []
    shown = due[: most - 1]
    rows = [literal(" REPORT-BACK DUE", "bold")]
    if len(shown) < len(due):
        rows = [line((" REPORT-BACK DUE", "bold"), (f"  {len(shown)} of {len(due)}", "$dim"))]
    for one in shown:
        mark = (shapes.URGENT, "bold $wrap-up") if one.urgent else " "
        ink = "bold $wrap-up" if one.urgent else "$dim"
        words = one.words if width >= 30 else one.words.removeprefix("no contact ")
        rows.append(cut(line(" ", mark, f" {one.number} {one.lead:<3}", (words, ink)), width))
    return rows


def _hint_rows(hints: tuple[str, ...], width: int, room: int) -> list[Content]:
    """The panel's keys, where there is room to spare for them."""
    if room < 18 or width < 30:
        return []
    rows = [""]
    for one in hints:
        joined = f"{rows[-1]}  {one}" if rows[-1] else f" {one}"
        if len(joined) <= width:
            rows[-1] = joined
        else:
            rows.append(f" {one}")
    return [literal(""), *(literal(row, "$dim") for row in rows if row)]
