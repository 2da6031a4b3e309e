"""The pace bar: when the meeting began, how far it is, and when it will end."""

from dataclasses import dataclass

from textual.content import Content

from hub_console.console import shapes, times
from hub_console.console.text import fit, line
from hub_console.console.views import Scene
from hub_console.console.widgets.painted import Page, Painted
from hub_console.meeting import pace
from hub_console.meeting.clock import mm_ss
from hub_console.meeting.table import Table

_PARTS = 200
"""The bar's steps: more than it ever has cells, so that it moves no more often than it must."""

_STEP = 5
"""Seconds in which the preview of the spread moves."""


@dataclass(frozen=True, slots=True)
class PaceView:
    """What the pace bar shows.

    Attributes:
        sentence: In place of the bar, while no meeting runs.
        began: Local time.
        ends: Local time, as planned.
        projected: Local time.
        words: ``OVER 6m``.
        over: Whether it will end too late; None when on time.
        gone: How much of the bar is gone, in parts.
        mark: Where on the bar the planned end is, in parts.
        place: ``6/11``.
        spread: What ``=`` would spread, with its key.
    """

    sentence: str = ""
    began: str = ""
    ends: str = ""
    projected: str = ""
    words: str = ""
    over: bool | None = None
    gone: int = 0
    mark: int = _PARTS
    place: str = ""
    spread: str = ""


class PaceBar(Painted[PaceView]):
    """The second line: how the meeting keeps its time."""

    BARE_WHILE_PAUSED = True

    def view_of(self, scene: Scene) -> PaceView:
        """The part of the scene that the pace bar shows."""
        return _view(scene)

    def page_of(self, view: PaceView, width: int, height: int) -> Page:
        """The bar takes the room that the words leave."""
        label = (" PACE ", "bold $dim")
        if view.sentence:
            return Page((line(label, " ", view.sentence),))
        roomy = width >= 100
        began = f"began {view.began}  " if roomy else ""
        planned = f"  {view.place}  " if roomy else "  "
        sched, proj = ("sched end ", "proj end ") if roomy else ("sched ", "proj ")
        right = line(
            (planned, ""),
            (sched, "$dim"),
            view.ends,
            ("  " + proj, "$dim"),
            (view.projected, "bold $bright"),
            "  ",
            _said(view),
            (f"  {view.spread}" if width >= 79 else "", ""),
            " ",
        )
        left = line(label, (began, "$dim"))
        room = width - left.cell_length - right.cell_length - 2
        if room < 6:
            return Page((fit(line(left, right), width),))
        return Page((line(left, bar(room, view.gone / _PARTS, view.mark / _PARTS), right),))


def bar(width: int, gone: float, mark: float = 1.0, ink: str = "$accent") -> Content:
    """A bar of ``width`` cells between its ends, with a mark where it is not at the end."""
    halves = round(2 * width * max(0.0, min(1.0, gone)))
    full = halves // 2
    drawn = shapes.BAR_FULL * full + (shapes.BAR_HALF if halves % 2 else "")
    rest = shapes.BAR_EMPTY * (width - len(drawn))
    cells = [(cell, ink) for cell in drawn] + [(cell, "$rule") for cell in rest]
    at = round(width * mark)
    if 0 < at < width:
        on_bar = at < full
        cells[at] = (shapes.BAR_MARK, "bold $bright" if not on_bar else f"$bright on {ink}")
    return line(
        (shapes.BAR_LEFT, "$rule"),
        *_runs(cells),
        (shapes.BAR_RIGHT, "$rule"),
    )


def _runs(cells: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Cells of one ink joined."""
    runs: list[tuple[str, str]] = []
    for cell, ink in cells:
        if runs and runs[-1][1] == ink:
            runs[-1] = (runs[-1][0] + cell, ink)
        else:
            runs.append((cell, ink))
    return runs


def _said(view: PaceView) -> Content:
    match view.over:
        case None:
            return line((f"{shapes.ON_TIME} {view.words}", "bold $on-time"))
        case True:
            return line((f" {shapes.OVER} {view.words} ", "bold $over-ink on $over"))
        case False:
            return line((f"{shapes.UNDER} {view.words}", "bold $on-time"))


def _view(scene: Scene) -> PaceView:
    table, keys = scene.table, scene.keys
    if table is None:
        return PaceView("reading the record…")
    meeting = table.meeting
    palette = keys.get("palette", ":")
    if meeting is None:
        return PaceView(f"no meeting is planned: press {palette} and choose “next agenda”")
    if meeting.closed is not None:
        return PaceView(
            f"the meeting is closed: {times.hour(meeting.began)} to {times.hour(meeting.closed)}"
        )
    keeping = pace.pace(table, scene.now)
    if meeting.began is None and meeting.starts is not None:
        return PaceView(_before(scene, table, keys.get("next", "n")))
    if keeping is None or keeping.began is None:
        return PaceView("no end is planned for this meeting")
    last = max(keeping.scheduled_end, keeping.projected_end, scene.now)
    whole = max(1.0, (last - keeping.began).total_seconds())
    gone = (scene.now - keeping.began).total_seconds() / whole
    mark = (keeping.scheduled_end - keeping.began).total_seconds() / whole
    done = sum(1 for i in table.agenda if i.state not in ("waiting", "live", "paused"))
    live = table.live
    place = f"{live.position if live else done}/{len(table.agenda)}"
    over = None if keeping.on_time else keeping.over > 0
    spread = ""
    if over and "spread" in keys:
        # In steps, so that an overrun which grows with the clock is not repainted with it.
        taken = pace.spread(table, scene.now)
        given = sum(table.items[i].allowed - b for i, b in taken.budgets.items())
        spread = f"[{keys['spread']}] spread {mm_ss(given - given % _STEP)}" if given else ""
    return PaceView(
        "",
        times.hour(keeping.began),
        times.hour(keeping.scheduled_end),
        times.hour(keeping.projected_end),
        keeping.words,
        over,
        round(gone * _PARTS),
        round(mark * _PARTS),
        place,
        spread,
    )


def _before(scene: Scene, table: Table, key: str) -> str:
    meeting = table.meeting
    assert meeting is not None
    assert meeting.starts is not None
    starts = times.hour(meeting.starts)
    if meeting.starts > scene.now:
        left = times.minutes_until(meeting.starts, scene.now)
        on = "" if left[-1] != "s" and left[-3:] != "day" else times.day(meeting.starts) + " "
        return f"starts {on}{starts} (in {left})   {len(table.agenda)} items   [{key}] begin"
    if meeting.starts.astimezone().date() != scene.now.astimezone().date():
        starts = f"{times.day(meeting.starts)} {starts}"
    return f"was to start at {starts}   {len(table.agenda)} items   [{key}] begin"
