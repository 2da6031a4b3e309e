"""The middle panel: *this*, the situation or whatever else has the floor."""

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.message import Message

from hub_console.console import shapes
from hub_console.console.text import cut, joined, line, literal, spread, wrapped
from hub_console.console.views import Scene
from hub_console.console.widgets.floor_view import FloorView, floor_view
from hub_console.console.widgets.frame import Frame, hidden, scrolled
from hub_console.console.widgets.painted import Page, Painted, Spot
from hub_console.console.widgets.situation_body import LABEL, LABEL_CELLS, Body, situation_body
from hub_console.console.widgets.situation_view import (
    LIVE_ON_WALL,
    SituationView,
    Step,
    situation_view,
)
from hub_console.console.widgets.timer import timer_rows


class SituationPanel(Painted[SituationView | FloorView]):
    """The situation that has the floor, or what to do when none has."""

    class Chosen(Message):
        """A code was pressed.

        Attributes:
            code: Of a risk factor, flag, protective factor or service.
        """

        def __init__(self, code: str) -> None:
            super().__init__()
            self.code = code

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._top = 0
        self._seen: object = None

    def view_of(self, scene: Scene) -> SituationView | FloorView:
        """The part of the scene that the middle panel shows."""
        table = scene.table
        situation = table.live_situation if table else None
        if table is None or situation is None:
            return floor_view(scene)
        return situation_view(scene, table, situation)

    def page_of(self, view: SituationView | FloorView, width: int, height: int) -> Page:
        """Who and where it is, the timer, what is marked of it, the decision."""
        inside, room = max(0, width - 2), max(0, height - 2)
        roomy = room >= 20 and inside >= 38
        foot: list[Content] = []
        if isinstance(view, FloorView):
            head = _floor_head(view, inside, roomy)
            body = _floor_body(view, inside, room - len(head))
        else:
            head = _head(view, inside, room, roomy)
            body = situation_body(view, inside, room - len(head) - 1)
            foot = _decision(view, inside)
        shown = max(1, room - len(head) - len(foot))
        must_see = None
        if isinstance(view, SituationView):
            must_see = next((c[0] for c in body.codes if c[3] == view.cursor), None)
        seen = (view.title, must_see, shown)
        if seen != self._seen:
            if self._seen is None or not isinstance(self._seen, tuple) or self._seen[0] != seen[0]:
                self._top = 0
            self._top = scrolled(len(body.rows), shown, self._top, must_see)
        self._top = scrolled(len(body.rows), shown, self._top, None)
        self._seen = seen
        rows = body.rows[self._top : self._top + shown]
        rows += [literal("")] * (shown - len(rows))
        on_wall = view.wall == LIVE_ON_WALL
        frame = Frame(
            literal(view.title, "bold $accent" if view.focus else "bold $bright"),
            literal(view.wall, "bold" if on_wall else "$dim"),
            more=hidden(len(body.rows), shown, self._top),
            focus=view.focus,
        )
        spots = tuple(
            Spot(row - self._top + len(head) + 1, left + 1, right + 1, code)
            for row, left, right, code in body.codes
            if self._top <= row < self._top + shown
        )
        return Page(frame.around([*head, *rows, *foot], width, height), spots)

    def on_click(self, event: events.Click) -> None:
        """Choose the code under the mouse."""
        if (code := self._page.value_at(event.x, event.y)) is not None:
            self.post_message(self.Chosen(code))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Show what is further down."""
        event.stop()
        self._top += 2
        self.repaint()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Show what is further up."""
        event.stop()
        self._top = max(0, self._top - 2)
        self.repaint()


def _head(view: SituationView, width: int, room: int, roomy: bool) -> list[Content]:
    """What stays in place: who, which filter, how long."""
    if not roomy:
        steps = joined([_step(step, f"{step.number}") for step in view.steps], " ")
        first = _brief(line((" F ", "$dim"), steps), view.brief, width)
        timer = timer_rows(view.timer, width, 2)
        needed = len(view.factors) + len(view.facts) + len(view.warnings) + 6
        gap = [] if needed > room - 1 else [literal("")]
        return [first, *gap, *timer, _reminder(view, width)]
    about = joined([line((f"{label} ", "$dim"), value) for label, value in view.about], "   ")
    brought = joined([line((f"{label} ", "$dim"), value) for label, value in view.brought], "   ")
    cell = 13 if width >= 84 else 9 if width >= 62 else 7
    steps = literal("").join(
        line(_step(s, f"{s.number} "), (f" {'─' * (cell - 5)} " if s.number < 4 else " ", "$rule"))
        for s in view.steps
    )
    asks = literal("").join(
        literal(f"{s.asks:<{cell}}", "bold" if s.here else "$dim") for s in view.steps
    )
    passed = literal("").join(literal(f"{s.passed:<{cell}}", "$dim") for s in view.steps)
    filters = line((" FILTER  ", LABEL), steps)
    flow = [literal(f"{one} " if one else "", "$dim") for one in view.flow]
    rows = 5 if room >= 32 and width >= 62 and not view.timer.ascii else 3
    return [
        line(" ", about),
        line(" ", brought),
        _reminder(view, width),
        spread(filters, flow[0], width),
        spread(line("         ", asks), flow[1], width),
        *([line("         ", passed)] if rows == 5 else []),
        literal(""),
        *timer_rows(view.timer, width, rows),
        literal(""),
    ]


def _brief(filters: Content, words: tuple[str, ...], width: int) -> Content:
    """The filters and the words about a situation; the last word, who brought it, is kept."""
    while words:
        for gap in ("   ", "  "):
            whole = line(filters, gap, "  ".join(words))
            if whole.cell_length < width:
                return whole
        words = (*words[:-2], words[-1]) if len(words) > 1 else ()
    return filters


def _reminder(view: SituationView, width: int) -> Content:
    """The table's rule at this filter, where it has one."""
    return cut(line(" ", (view.reminder, "bold")), width) if view.reminder else literal("")


def _step(step: Step, name: str) -> Content:
    if step.here:
        ink = "bold $wrap-up" if step.mark == shapes.STOPPED else "bold $accent"
        return line((name, "bold $bright"), (step.mark, ink))
    return line((name, "$dim"), (step.mark, "" if step.mark == shapes.DONE else "$dim"))


def _decision(view: SituationView, width: int) -> list[Content]:
    label = line((f" {'DECISION':<{LABEL_CELLS}}", LABEL))
    if not view.decision:
        return [line(label, ("— pending —", "$dim"))]
    rows = wrapped(view.decision, width - label.cell_length - 1, 2, "bold $bright")
    indent = literal(" " * label.cell_length)
    return [line(label if n == 0 else indent, row) for n, row in enumerate(rows)]


def _floor_head(view: FloorView, width: int, roomy: bool) -> list[Content]:
    pad, gap = ("  ", [literal("")]) if roomy else (" ", [])
    heading = [line(pad, (view.heading, "bold $bright"))] if view.heading else []
    ink = "$dim" if view.heading or view.timer else "$bright"
    rows: Sequence[Content] = wrapped(view.sentence, width - 2 * len(pad), 3, ink)
    said = [line(pad, row) for row in rows]
    if view.timer:
        timer = timer_rows(view.timer, width, 3 if roomy else 2)
        return [*gap, *heading, *gap, *timer, literal(""), *said, literal("")]
    return [*gap, *heading, *said, literal("")]


def _floor_body(view: FloorView, width: int, room: int) -> Body:
    """What is known of the meeting: each fact to its end, or in three rows where all do not fit."""
    cells = max((len(label) for label, _ in view.facts), default=0) + 3
    within = max(8, width - cells - 3)
    facts = [(label, wrapped(text, within, max(3, room))) for label, text in view.facts]
    if sum(len(rows) for _, rows in facts) > room:
        facts = [(label, wrapped(text, within, 3)) for label, text in view.facts]
    body = Body()
    for label, rows in facts:
        for number, row in enumerate(rows):
            body.rows.append(line((f"  {label if number == 0 else '':<{cells}}", LABEL), row))
    return body
