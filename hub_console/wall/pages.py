"""The other views: check-in, report-backs, the timer alone, and the blank wall."""

from textual.content import Content

from hub_console.console import shapes, times
from hub_console.console.text import cut, fit, joined, line, literal
from hub_console.meeting.frame import Frame, ReportShown, SeatShown
from hub_console.meeting.roster import Presence
from hub_console.wall.clock_face import drawn, face_of, sign_of
from hub_console.wall.view import (
    DECIDED_BY,
    LABEL,
    RUNS,
    WallView,
    columns,
    ends,
    foot,
    gapped,
    head,
    name_of,
    name_of_table,
    roomiest,
    rule,
)

PRESENCES = {
    Presence.PRESENT: (shapes.PRESENT, DECIDED_BY),
    Presence.LEFT: (shapes.LEFT, LABEL),
    Presence.EXPECTED: (shapes.AWAITED, ""),
}
_TAG_CELLS = 6
_NAME_CELLS = 18


def blank_page(view: WallView, width: int, height: int) -> list[Content]:
    """That the table is paused, and the time."""
    said = _middle(literal("THE TABLE IS PAUSED", DECIDED_BY), width)
    clock = _middle(literal(times.hour(view.now), "bold"), width)
    above = max(0, (height - 3) // 2)
    return [*[literal("")] * above, said, literal(""), clock][:height]


def check_in_page(view: WallView, width: int, height: int) -> list[Content]:
    """Who is here, and what is before the table."""
    frame = view.frame
    here = sum(seat.presence is Presence.PRESENT for seat in frame.seats)
    count = line((" PRESENT ", LABEL), (f"{here} of {len(frame.seats)}", DECIDED_BY))
    today = _today(frame, width - 2)
    rules = roomiest(
        width - 2,
        literal("Ground rules: speak to risk, not to names. Only what is needed."),
        literal("Speak to risk, not to names."),
    )
    call = roomiest(
        width - 2,
        literal("Call your agency letters to the note-taker as you arrive."),
        literal("Call your letters as you arrive."),
    )
    roomy = height >= 16
    tail = [[fit(line(" ", today), width)], *([[fit(line(" ", rules), width)]] if roomy else [])]
    bottom = [rule(width), fit(line(" ", call), width)]
    room = height - 2 - len(bottom)
    seats = _seats(frame.seats, width, max(1, room - 1 - len(tail) - (2 if roomy else 0)))
    return [
        *_check_in_head(view, width),
        *gapped([[fit(count, width)], seats, *tail], room),
        *bottom,
    ]


def report_backs_page(view: WallView, width: int, height: int) -> list[Content]:
    """The open situations that are to be reported back, by number."""
    frame = view.frame
    top = head(view, width)
    keep = roomiest(
        width - 2,
        literal("A few words, and no name: what came of it, what is next."),
        literal("A few words, and no name."),
    )
    bottom = [rule(width), *foot(view, width, keep)]
    title = fit(line((" REPORT-BACKS ", LABEL), (f"{len(frame.reports)}", DECIDED_BY)), width)
    room = height - len(top) - len(bottom)
    each = max((_report(report).cell_length for report in frame.reports), default=1) + 3
    across = max(1, (width - 2) // each)
    cells = [_report(report) for report in frame.reports]
    rows = columns(cells, width - 2, min(across, 2), max(1, room - 2))
    shown = [fit(line(" ", row), width) for row in rows]
    return [
        *top,
        *gapped([[title, literal(""), *(shown or [literal(" Nothing is due.")])]], room),
        *bottom,
    ]


def timer_page(view: WallView, width: int, height: int) -> list[Content]:
    """The timer alone, as large as it can be."""
    item = view.frame.item
    top = head(view, width)
    room = height - len(top)
    if item is None or item.state not in RUNS:
        said = _middle(literal(name_of(item) if item else "", DECIDED_BY), width)
        return [*top, *[literal("")] * (room // 2), said]
    face = face_of(view, item)
    said = joined([sign_of(face), line(("of ", LABEL), face.allowed)], "   ")
    digits = drawn(view, face, width - 2, room - 2)
    block = [*(_middle(row, width) for row in digits), literal(""), _middle(said, width)]
    above = max(0, (room - len(block)) // 2)
    return [*top, *[literal("")] * above, *block][:height]


def _check_in_head(view: WallView, width: int) -> list[Content]:
    starts = view.frame.today.starts if view.frame.today else None
    name, title = name_of_table(view), literal("CHECK-IN", DECIDED_BY)
    clock = literal(f"{times.hour(view.now)} ", DECIDED_BY)
    if starts is not None and starts > view.now:
        left = times.minutes_until(starts, view.now)
        clock = roomiest(
            width - name.cell_length - title.cell_length - 4,
            line("starts ", (f"{times.hour(starts)} (in {left}) ", DECIDED_BY)),
            literal(f"in {left} ", DECIDED_BY),
        )
    return [ends(name, clock, width, title), rule(width)]


def _today(frame: Frame, width: int) -> Content:
    today = frame.today
    if today is None:
        return literal("")
    new = f"{today.new} new situation{'' if today.new == 1 else 's'}"
    due = f"{today.reports} report-back{'' if today.reports == 1 else 's'} due"
    left = f"about {today.minutes} min"
    return roomiest(
        width,
        line(("TODAY  ", LABEL), f"{new} · {due} · {left}"),
        line(f"{today.new} new · {today.reports} due · {left}"),
        line(f"{today.new} new · {today.reports} due"),
    )


def _seats(seats: tuple[SeatShown, ...], width: int, rows: int) -> list[Content]:
    """All seats, with their names where there is room, else by their letters."""
    room = width - 2
    across = max(1, -(-len(seats) // rows))
    named = room // across >= _NAME_CELLS
    if named:
        across = max(across, min(3, room // 20))
    else:
        across = min(max(across, 1), max(1, room // _TAG_CELLS))
    cells = [_seat(seat, named=named) for seat in seats]
    return [fit(line(" ", row), width) for row in columns(cells, room, across, rows)]


def _seat(seat: SeatShown, *, named: bool) -> Content:
    shape, ink = PRESENCES.get(seat.presence, (shapes.AWAY, LABEL))
    return literal(f"{shape} {seat.tag} {seat.name}" if named else f"{shape} {seat.tag}", ink)


def _report(report: ReportShown) -> Content:
    number = (report.number, DECIDED_BY)
    lead = (f"{shapes.LEAD} {report.lead or '–'}", DECIDED_BY)
    if report.heard:
        said = line((f"{shapes.DONE} heard", LABEL))
    elif report.late:
        said = literal(f"{shapes.URGENT} {report.late} d late")
    else:
        said = literal("today")
    return line(number, "  ", lead, "  ", said)


def _middle(content: Content, width: int) -> Content:
    content = cut(content, width)
    return line(" " * ((width - content.cell_length) // 2), content)
