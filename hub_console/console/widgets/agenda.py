"""The agenda: what was done, what has the floor, what is still to come, what is due."""

from functools import lru_cache

from textual import events
from textual.content import Content
from textual.message import Message

from hub_console.console import shapes
from hub_console.console.kept import Kept
from hub_console.console.text import cut, line, literal, spread, under_cursor
from hub_console.console.views import Scene
from hub_console.console.widgets.agenda_view import (
    AgendaRow,
    AgendaRows,
    AgendaView,
    DueRow,
    agenda_rows,
    agenda_view,
)
from hub_console.console.widgets.frame import Frame, hidden, scrolled
from hub_console.console.widgets.painted import Page, Painted, Spot

_ROOMY = 30
"""Cells from which a row tells more than a name and a time."""

_MANY_ROWS = 18
"""Rows from which there is room for more than the items."""


class AgendaPanel(Painted[AgendaView]):
    """The panel on the left: *what*."""

    BARE_WHILE_PAUSED = True

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
        self._rows = Kept[AgendaRows]()

    def view_of(self, scene: Scene) -> AgendaView:
        """The part of the scene that the agenda shows."""
        second = int(scene.now.timestamp())
        rows = self._rows.made(lambda: agenda_rows(scene), scene.table, scene.vocabulary, second)
        return agenda_view(scene, rows)

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
        waiting = sum(not row.later and row.when != "ok" for row in view.due)
        if waiting and not due:
            tally = f"{waiting} due" + (f" {shapes.URGENT}" if urgent else "")
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
    ink = _ink(row)
    start = line(
        (pointer, "bold $accent"),
        (row.mark, "bold $accent" if row.live else ink),
        (f"{row.place:>2} ", "" if row.live else "$dim"),
    )
    urgent = line((f" {shapes.URGENT}", "bold $wrap-up")) if row.urgent else literal("")
    name = literal(row.name, ink)
    least = start.cell_length + name.cell_length + urgent.cell_length + 1
    wordings = _times(row, spread_key, width)
    time = next((t for t in wordings if least + t.cell_length <= width), wordings[-1])
    room = width - time.cell_length - least
    words = next((w for w in (row.words, row.brief) if literal(w).cell_length < room), "")
    said = line((f" {words}", "" if row.live else "$dim")) if words else literal("")
    name = cut(name, room + name.cell_length)
    whole = spread(line(start, name, said, urgent), line(" ", time), width)
    if at_cursor:
        return under_cursor(whole)
    return whole.stylize_before("on $row") if row.live else whole


def _ink(row: AgendaRow) -> str:
    return "bold $bright" if row.live else "" if row.waits else "$dim"


def _times(row: AgendaRow, spread_key: str, width: int) -> list[Content]:
    """An item's time, the fullest wording first; each keeps the last cell for the sign of over."""
    over = (shapes.ASSISTING, "bold $wrap-up") if row.over else (" ", "")
    bare = line((row.time, _ink(row)), over)
    if width < _ROOMY:
        return [bare]
    if row.gone:
        return [line((row.gone, "bold $bright"), " of ", row.time, over), bare]
    if row.preview == "fix":
        return [line(("fix ", "$dim"), bare), bare]
    if row.preview:
        key = f" [{spread_key}] "
        return [line((row.time, "$dim"), (key, "$dim"), (row.preview, "bold"), " "), bare]
    return [bare]


def _due_rows(due: tuple[DueRow, ...], width: int, free: int, room: int) -> list[Content]:
    """The open situations; those of today take a third of the room, and more where it is free."""
    today = [row for row in due if not row.later]
    least = min(len(today) + 1, room // 3) if today else 0
    most = min(len(due) + 1, max(free, least))
    if room >= _MANY_ROWS and not due:
        return [literal(" REPORT-BACK", "bold"), literal("   no situation is open", "$dim")]
    if most < min(3, len(due) + 1):
        return []
    shown = due[: most - 1]
    heading = line((" REPORT-BACK DUE TODAY" if today else " REPORT-BACK DUE LATER", "bold"))
    if len(shown) < len(due):
        heading = line(heading, (f"  {len(shown)} of {len(due)}", "$dim"))
    return [cut(heading, width), *(_due_line(one, width) for one in shown)]


def _due_line(row: DueRow, width: int) -> Content:
    mark = (shapes.URGENT, "bold $wrap-up") if row.urgent else " "
    ink = "$dim" if row.later else ""
    words_ink = "bold $wrap-up" if row.urgent else "$dim"
    words = row.words if width >= _ROOMY else row.words.removeprefix("no contact ")
    start = line(" ", mark, (f" {row.number} {row.lead:<3}", ink))
    when = line((f" {row.when}", "bold" if row.when == "ok" else ink or "$dim"), " ")
    left = width - start.cell_length - when.cell_length
    return spread(line(start, cut(line((words, words_ink)), left)), when, width)


def _hint_rows(hints: tuple[str, ...], width: int, room: int) -> list[Content]:
    """The panel's keys, where there is room to spare for them."""
    if room < _MANY_ROWS or width < _ROOMY:
        return []
    rows = [""]
    for one in hints:
        joined = f"{rows[-1]}  {one}" if rows[-1] else f" {one}"
        if len(joined) <= width:
            rows[-1] = joined
        else:
            rows.append(f" {one}")
    return [literal(""), *(literal(row, "$dim") for row in rows if row)]
