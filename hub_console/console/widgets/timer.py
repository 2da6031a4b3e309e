"""The timer of the item that has the floor: big digits, the sign in words, what was planned."""

from dataclasses import dataclass
from datetime import datetime

from textual.content import Content

from hub_console.console import digits, shapes
from hub_console.console.text import joined, line, literal
from hub_console.console.views import Scene
from hub_console.console.widgets.key_names import hint
from hub_console.console.widgets.pace_bar import bar
from hub_console.meeting import clock
from hub_console.meeting.agenda import Item
from hub_console.meeting.clock import ItemState, Sign, mm_ss
from hub_console.meeting.rules import TableRules

INKS = {
    Sign.ON_TIME: "bold $on-time",
    Sign.WRAP_UP: "bold $wrap-up-ink on $wrap-up-ground",
    Sign.OVER: "bold $over-ink on $over",
}
"""The ink of each sign in words."""

DRAWN = {Sign.ON_TIME: "$on-time", Sign.WRAP_UP: "$wrap-up", Sign.OVER: "$over-drawn"}
"""The ink of each sign in digits and bars, which stand on the plain ground."""

SHAPES = {
    Sign.ON_TIME: shapes.ON_TIME,
    Sign.WRAP_UP: shapes.WRAP_UP,
    Sign.OVER: shapes.OVER,
}
"""The shape of each sign."""


@dataclass(frozen=True, slots=True)
class TimerView:
    """What the timer shows.

    Attributes:
        digits: The time left, or gone, or over.
        sign: What it means.
        paused: Whether the item's clock stands still.
        allowed: Seconds the item may take.
        granted: How many of them were added to, or taken from, the plan.
        gone: Seconds the item has had.
        wrap_up: How many seconds before the end WRAP UP shows.
        up: Whether the digits count up.
        hints: The timer's keys.
        ascii: Whether the digits are ASCII.
        amending: Whether the meeting is closed, so that no clock runs any more.
    """

    digits: str
    sign: Sign
    paused: bool
    allowed: int
    granted: int
    gone: int
    wrap_up: int
    up: bool
    hints: tuple[str, ...]
    ascii: bool
    amending: bool = False


def timer_view(scene: Scene, item: Item, rules: TableRules, now: datetime) -> TimerView:
    """The timer of an item at a moment."""
    gone, allowed, keys = item.elapsed(now), item.allowed, scene.keys
    sign = clock.sign(gone, allowed, rules)
    if sign is Sign.OVER:
        text = f"+{mm_ss(gone - allowed)}"
    else:
        text = mm_ss(gone if scene.count_up else allowed - gone)
    paused = item.state is ItemState.PAUSED
    hints = (
        hint(keys, "resume" if paused else "pause", "pause"),
        hint(keys, "1m", "longer", "shorter"),
    )
    amending = scene.table is not None and scene.table.amending
    if amending:
        hints = ("amending: no clock runs", "")
    return TimerView(
        text,
        sign,
        paused,
        allowed,
        allowed - item.budget,
        gone,
        clock.wrap_up_seconds(allowed, rules),
        scene.count_up,
        tuple(one for one in hints if one),
        scene.ascii,
        amending,
    )


def timer_rows(view: TimerView, width: int, rows: int) -> list[Content]:
    """The timer in five, three, or two rows."""
    if rows < 3:
        return _small(view, width)
    if view.ascii:
        drawn: tuple[str, ...] = digits.strokes(view.digits)
    else:
        drawn = digits.full_blocks(view.digits) if rows >= 5 else digits.half_blocks(view.digits)
    paused = view.paused and view.sign is not Sign.OVER
    ink = "$dim" if paused else f"bold {DRAWN[view.sign]}"
    if clock.just_over(view.allowed - view.gone) and not (view.paused or view.amending):
        ink = f"{ink} reverse"
    room = width - len(drawn[0]) - 9
    meaning = _meaning(view)
    beside = [
        joined([_sign(view), literal(meaning, "$dim")], "   "),
        _planned(view),
        literal("  ".join(view.hints), "$dim"),
    ]
    if beside[0].cell_length > room:
        beside[0] = _sign(view)
    if beside[2].cell_length > room:
        beside[2] = literal(view.hints[0] if view.hints else "", "$dim")
    first = (len(drawn) - len(beside)) // 2
    shown = []
    for number, row in enumerate(drawn):
        words = beside[number - first] if 0 <= number - first < len(beside) else literal("")
        shown.append(line("  ", (f" {row} ", ink), "   ", words))
    return shown


def _small(view: TimerView, width: int) -> list[Content]:
    time = literal(f" {view.digits} ", INKS[view.sign])
    word = "" if view.sign is Sign.OVER else "gone " if view.up else "left "
    of = line((f"{word}of {mm_ss(view.allowed)}", "$dim"))
    sign = line(_sign(view), (f"  {_meaning(view)}" if width >= 48 else "", "$dim"))
    gone = view.gone / view.allowed if view.allowed else 1.0
    planned = mm_ss(view.allowed - view.granted)
    added = f" {planned} {_added(view)} " if view.granted else ""
    hints = f" {view.hints[0]} " if view.hints and width >= 40 else ""
    room = max(4, width - 8 - len(added) - len(hints))
    return [
        joined([line(" ", time), of, sign], " "),
        line("  ", bar(room, gone, ink=DRAWN[view.sign]), (added, "$dim"), (hints, "$dim")),
    ]


def _sign(view: TimerView) -> Content:
    if view.paused:
        return joined(
            [
                literal(f"{shapes.PAUSED} PAUSED", "bold $bright"),
                literal(f" {shapes.OVER} OVER ", INKS[Sign.OVER])
                if view.sign is Sign.OVER
                else literal(""),
            ]
        )
    shape = SHAPES[view.sign]
    pad = " " if view.sign is Sign.OVER else ""
    return literal(f"{pad}{shape} {view.sign}{pad}", INKS[view.sign])


def _meaning(view: TimerView) -> str:
    runs = not view.paused and not view.amending
    match view.sign:
        case Sign.WRAP_UP if runs:
            return f"last {mm_ss(view.wrap_up)}"
        case Sign.OVER if runs:
            return "move on, or carry"
        case _:
            return ""


def _planned(view: TimerView) -> Content:
    planned = mm_ss(view.allowed - view.granted)
    if not view.granted:
        return line(("of ", "$dim"), mm_ss(view.allowed), (" as planned", "$dim"))
    return line(
        ("of ", "$dim"), mm_ss(view.allowed), (f"  planned {planned} {_added(view)}", "$dim")
    )


def _added(view: TimerView) -> str:
    return f"({'+' if view.granted > 0 else ''}{mm_ss(view.granted)})"
