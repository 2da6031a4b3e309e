"""The roster: who is in the room, and in which part."""

from dataclasses import dataclass
from functools import lru_cache

from textual import events
from textual.content import Content
from textual.message import Message

from hub_console.console import shapes, times
from hub_console.console.kept import Kept
from hub_console.console.text import cut, fit, line, literal, spread, under_cursor
from hub_console.console.views import Panel, Scene, TagsView
from hub_console.console.widgets.frame import Frame, has_cursor, hidden, scrolled
from hub_console.console.widgets.key_names import hint
from hub_console.console.widgets.painted import Page, Painted, Spot
from hub_console.meeting.roster import Presence, Seat
from hub_console.meeting.situation import Situation
from hub_console.meeting.table import Table

_TAG_CELLS = 6
_NAME_CELLS = 19
_READABLE = 12
"""Cells of a name that are kept before anything that stands behind it."""


@dataclass(frozen=True, slots=True)
class SeatRow:
    """One agency.

    Attributes:
        tag: Its letters.
        name: As the room says it.
        presence: How it stands to the meeting.
        minute: When it came late, or left.
        roles: Shapes of its parts in the live situation, the weightiest first.
        originating: Whether it brought the situation.
        called: Whether its tag begins as typed.
    """

    tag: str
    name: str
    presence: Presence
    minute: str
    roles: str
    originating: bool
    called: bool


@dataclass(frozen=True, slots=True)
class RosterView:
    """What the roster shows."""

    seats: tuple[SeatRow, ...]
    cursor: str | None
    focus: bool
    calling: str
    typed: bool
    hint: str


class RosterPanel(Painted[RosterView]):
    """The panel on the right: *who*."""

    BARE_WHILE_PAUSED = True

    class Chosen(Message):
        """An agency was pressed.

        Attributes:
            tag: Its letters.
        """

        def __init__(self, tag: str) -> None:
            super().__init__()
            self.tag = tag

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._top = 0
        self._seen: object = None
        self._rows = Kept[tuple[SeatRow, ...]]()

    def view_of(self, scene: Scene) -> RosterView:
        """The part of the scene that the roster shows."""
        table, mode = scene.table, scene.mode
        calling = mode if isinstance(mode, TagsView) else None
        return RosterView(
            self._rows.made(lambda: _rows(table, calling), table, calling),
            scene.cursor if scene.panel is Panel.ROSTER else None,
            calling is not None or has_cursor(scene, Panel.ROSTER),
            calling.title if calling else "",
            calling is not None and calling.prefix.strip("-_") != "",
            hint(scene.keys, "", "roll").strip(),
        )

    def page_of(self, view: RosterView, width: int, height: int) -> Page:
        """As many columns, as roomy, as hold everyone."""
        inside, room = width - 2, height - 3
        columns, cells, named = _columns(len(view.seats), inside, room)
        rows = -(-len(view.seats) // columns)
        place = next((n for n, s in enumerate(view.seats) if s.tag == view.cursor), None)
        must_see = None if place is None else place % rows
        if (must_see, room) != self._seen and must_see is not None:
            self._top = scrolled(rows, room, self._top, must_see)
        self._top = scrolled(rows, room, self._top, None)
        self._seen = (must_see, room)
        body = [_counts(view, inside)]
        spots = []
        for row in range(self._top, min(rows, self._top + room)):
            parts = []
            for column in range(columns):
                at = column * rows + row if named else row * columns + column
                if at < len(view.seats):
                    seat = view.seats[at]
                    here = seat.tag == view.cursor
                    parts.append(_seat(seat, here, view.typed, cells, named))
                    left = 1 + column * cells
                    spots.append(Spot(len(body) + 1, left, left + cells, seat.tag))
            body.append(line(*parts))
        called = sum(seat.called for seat in view.seats)
        frame = Frame(
            literal(view.calling or "ROSTER", "bold $accent" if view.focus else "bold"),
            literal(f"{called} match" if view.typed else "", "bold"),
            more=hidden(rows, room, self._top),
            focus=view.focus,
        )
        return Page(frame.around(body, width, height), tuple(spots))

    def on_click(self, event: events.Click) -> None:
        """Choose the agency under the mouse."""
        if (tag := self._page.value_at(event.x, event.y)) is not None:
            self.post_message(self.Chosen(tag))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Show later agencies."""
        event.stop()
        self._top += 3
        self.repaint()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Show earlier agencies."""
        event.stop()
        self._top = max(0, self._top - 3)
        self.repaint()


def _rows(table: Table | None, calling: TagsView | None) -> tuple[SeatRow, ...]:
    if table is None:
        return ()
    situation = table.live_situation
    return tuple(_row(seat, situation, calling) for seat in table.seats)


def _row(seat: Seat, situation: Situation | None, calling: TagsView | None) -> SeatRow:
    tag = seat.agency.tag
    roles = ""
    if situation is not None:
        roles += shapes.LEAD if situation.lead == tag else ""
        roles += shapes.ASSISTING if tag in situation.assisting else ""
        roles += shapes.INVOLVED if tag in situation.involved else ""
    timed = seat.presence in (Presence.LATE, Presence.LEFT)
    return SeatRow(
        tag,
        seat.agency.name,
        seat.presence,
        times.hour(seat.since) if timed else "",
        roles,
        situation is not None and situation.originating == tag,
        calling is None or tag in calling.matching,
    )


_SHAPES = {
    Presence.PRESENT: shapes.PRESENT,
    Presence.LATE: shapes.LATE,
    Presence.LEFT: shapes.LEFT,
    Presence.APOLOGIES: shapes.AWAY,
    Presence.ABSENT: shapes.AWAY,
    Presence.EXPECTED: shapes.AWAITED,
}
_HERE = (Presence.PRESENT, Presence.LATE)


def _columns(count: int, width: int, room: int) -> tuple[int, int, bool]:
    """How many columns of how many cells, and whether they have names, the roomiest first."""
    for columns in range(1, max(1, width // _NAME_CELLS) + 1):
        if columns * room >= count and width >= _NAME_CELLS:
            return columns, width // columns, True
    columns = max(1, width // _TAG_CELLS)
    if columns * room >= count:
        return columns, _TAG_CELLS, False
    return max(1, width // (_TAG_CELLS - 1)), _TAG_CELLS - 1, False


def rows_needed(count: int, width: int, most: int) -> int:
    """The rows that a roster of letters alone needs, frame and all, ``most`` at most."""
    rows = -(-count // max(1, (width - 2) // _TAG_CELLS)) + 3
    if rows > most:
        rows = -(-count // max(1, (width - 2) // (_TAG_CELLS - 1))) + 3
    return max(4, min(rows, most))


def _counts(view: RosterView, width: int) -> Content:
    if not view.seats:
        return literal(" no agencies yet", "$dim")

    def count(*presences: Presence) -> int:
        return sum(seat.presence in presences for seat in view.seats)

    away = count(Presence.APOLOGIES, Presence.ABSENT)
    gone, awaited = count(Presence.LEFT), count(Presence.EXPECTED)
    gap = "  " if width > 26 else " "
    parts = [line((" P ", "$dim"), (str(count(Presence.PRESENT)), "bold $bright"))]
    shown = [("L", count(Presence.LATE)), (shapes.AWAY, away)]
    shown += [(shapes.LEFT, gone)] if gone else []
    shown += [(shapes.AWAITED, awaited)] if awaited else []
    parts += [line((f"{sign} ", "$dim"), (str(number), "bold")) for sign, number in shown]
    counts = literal(gap).join(parts)
    whole = line(counts, (f"{gap}of {len(view.seats)}", "$dim"))
    if whole.cell_length > width:
        return counts
    hint_ = line((view.hint, "$dim"), " ") if view.hint else literal("")
    return spread(whole, hint_, width) if whole.cell_length + 6 <= width else whole


@lru_cache(maxsize=512)
def _seat(seat: SeatRow, at_cursor: bool, typed: bool, cells: int, named: bool) -> Content:
    """One agency: its presence, its letters, its name where there is room, its parts."""
    here = seat.presence in _HERE
    found = typed and seat.called
    pointer = (shapes.POINTER if at_cursor or found else " ", "bold $accent")
    shape_ink = "$accent" if here else "$dim"
    ink = "bold $bright" if seat.roles or seat.originating else "" if here else "$dim"
    if typed and not seat.called:
        ink = shape_ink = "$dim"
    letters = (seat.tag, "bold $on-accent on $accent" if found else ink or "bold")
    start = line(pointer, (_SHAPES[seat.presence], shape_ink), " " if named else "", letters)
    if not named:
        whole = fit(line(start, (seat.roles[:1], "bold $bright")), cells)
    else:
        name = literal(seat.name, ink)
        least = start.cell_length + 1 + min(name.cell_length, _READABLE)
        tails = _tails(seat)
        tail = next((t for t in tails if least + t.cell_length <= cells), tails[-1])
        name = cut(name, max(0, cells - start.cell_length - 1 - tail.cell_length))
        whole = spread(line(start, " ", name), tail, cells)
    return under_cursor(whole) if at_cursor else whole


def _tails(seat: SeatRow) -> list[Content]:
    """What stands behind a name, the fullest wording first: the minute goes before the parts."""
    minute = (seat.minute, "$dim")
    parts = (" ".join(reversed(seat.roles)), "bold $bright")
    orig, o = ((word if seat.originating else "", "bold $bright") for word in ("orig", "o"))
    wordings = ((minute, parts, orig), (parts, orig), (parts, o))
    return [
        line(*(word for one in wording if one[0] for word in (" ", one)), " ")
        for wording in wordings
    ]
