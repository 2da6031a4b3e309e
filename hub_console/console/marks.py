"""What each command does, and when it cannot: the keys of console.md in one place."""

from collections.abc import Callable
from functools import partial

from hub_console.console import agenda_marks, finding, situation_marks
from hub_console.console.keyboard import Keyboard
from hub_console.console.modes.calling import Call, Calling
from hub_console.console.views import Panel, Tone
from hub_console.meeting.acts import discussion, floor, planning, room, wall
from hub_console.meeting.clock import mm_ss
from hub_console.meeting.roster import HERE
from hub_console.meeting.table import Table
from hub_console.meeting.values import NO_AGENCY, NO_ID, Moment, Refused

Handler = Callable[[Keyboard], object]


def _does(act: Callable[[Table, Moment], Table]) -> Handler:
    return lambda board: board.act(act)


def _turns(act: Callable[[Table, Moment], Table]) -> Handler:
    """An act after which the cursor goes along with the live item."""

    def turn(board: Keyboard) -> None:
        if board.act(act):
            board.cursor.rest()

    return turn


def spread_or_revert(board: Keyboard) -> None:
    """Spread the overrun; pressed again right after, take that back."""
    done = board.desk.done
    if done and done[-1].verb == floor.spread_overrun.__name__:
        board.undo()
    else:
        board.act(floor.spread_overrun)


def leave_out(board: Keyboard) -> None:
    """Take the last jump of the clock out of the item's time."""
    seconds, board.jump = board.jump, 0
    board.act(floor.leave_out, seconds)


def roll(board: Keyboard) -> None:
    """Roll call."""

    def called(sign: str, tag: str) -> None:
        acts = {"": room.arrive, "-": room.apologise, "_": room.leave}
        board.act(acts[sign], tag)

    hints = "two letters: here · - apologies · _ left · * all expected · Esc done"
    everyone = partial(board.act, room.all_expected_arrive)
    tags = partial(situation_marks.tags, board)
    call = Call("ROLL", tags, called, hints, signs=True, everyone=everyone)
    board.enter(Calling(board, call))


def choose(board: Keyboard) -> None:
    """Enter on a row: turn to the item, mark the agency, or say what a factor means."""
    row, table, vocabulary = board.cursor.row, board.desk.table, board.desk.vocabulary
    if row is None or table is None or vocabulary is None:
        board.say("Choose a row with Tab and the arrows first.", Tone.REFUSED)
    elif board.cursor.panel is Panel.AGENDA:
        finding.turn_to(board, row)
    elif board.cursor.panel is Panel.ROSTER:
        toggle_presence(board, row)
    else:
        entry = vocabulary.find(row)
        board.say(f"{entry.title}: {entry.definition}" if entry else row)


def toggle_presence(board: Keyboard, tag: str) -> None:
    """An agency is in the room, or has left it."""
    table = board.desk.table
    agency = table.agency(tag) if table else None
    if table is not None and agency is not None:
        here = table.seat(agency).presence in HERE
        board.act(room.leave if here else room.arrive, tag)


def watch_the_clock(board: Keyboard) -> None:
    """Say once that the clock jumped, or that nothing runs though items wait."""
    desk = board.desk
    seconds = desk.jumped()
    if seconds > 0:
        board.jump = seconds
        key = board.keys.key["leave_out"]
        slept = f"The clock ran on {mm_ss(seconds)} without us (asleep?). It counts;"
        board.say(f"{slept} {key} leaves it out.", Tone.TROUBLE)
    elif seconds < 0:
        board.say(f"The clock was set back {mm_ss(-seconds)}; the times go on.", Tone.TROUBLE)
    elif board.said is None and desk.table is not None:
        idle = floor.idle_for(desk.table, desk.clock.now())
        if idle is not None and idle.total_seconds() >= desk.table.rules.forgotten_seconds:
            said = f"Nothing has run for {mm_ss(int(idle.total_seconds()))}."
            begin, earlier = board.keys.key["next"], board.keys.key["earlier"]
            board.say(
                f"{said} {begin} begins the next item; {earlier} back-dates it.", Tone.TROUBLE
            )


HANDLERS: dict[str, Handler] = {
    "risk": situation_marks.code,
    "involved": situation_marks.involved,
    "lead": situation_marks.lead,
    "assist": situation_marks.assist,
    "outcome": situation_marks.outcome,
    "due": situation_marks.due,
    "about": situation_marks.about,
    "services": situation_marks.services,
    "calls": situation_marks.calls,
    "note": situation_marks.note,
    "next": _turns(floor.begin_next),
    "previous": _turns(floor.begin_previous),
    "pass": _does(discussion.pass_filter),
    "reject": situation_marks.reject,
    "carry": agenda_marks.carry,
    "urgent": agenda_marks.urgent,
    "add": agenda_marks.add,
    "down": partial(agenda_marks.move, by=1),
    "up": partial(agenda_marks.move, by=-1),
    "pause": _does(floor.toggle_pause),
    "longer": _does(floor.extend),
    "shorter": _does(floor.shorten),
    "earlier": _does(floor.started_earlier),
    "later": _does(floor.started_later),
    "spread": spread_or_revert,
    "leave_out": leave_out,
    "roll": roll,
    "blank": _does(wall.blank_wall),
    "show": _does(wall.show_wall),
    "view": _does(wall.next_view),
    "detail": _does(wall.next_detail),
    "go": finding.go,
    "find": finding.find,
    "palette": finding.palette,
    "undo": Keyboard.undo,
    "redo": Keyboard.redo,
    "repeat": Keyboard.repeat,
    "help": finding.help_keys,
    "close": agenda_marks.close,
    "plan": _does(planning.plan_next_meeting),
    "agency": agenda_marks.add_agency,
}

_PROBES: dict[str, Callable[[Table, Moment], object]] = {
    "risk": lambda t, _: t.discussed().with_code("risk_factors", ""),
    "involved": lambda t, _: t.discussed().toggling_involved(NO_AGENCY),
    "lead": lambda t, _: t.discussed().with_lead(NO_AGENCY),
    "assist": lambda t, _: t.discussed().toggling_assisting(NO_AGENCY),
    "outcome": lambda t, _: t.discussed(),
    "due": lambda t, m: discussion.set_due(t, m, None),
    "about": lambda t, _: t.discussed(),
    "services": lambda t, m: discussion.mobilize(t, m, "", ""),
    "calls": lambda t, m: discussion.set_field(t, m, "calls_before", None),
    "note": lambda t, _: t.floor(),
    "next": floor.begin_next,
    "previous": floor.begin_previous,
    "pass": discussion.pass_filter,
    "reject": lambda t, m: discussion.reject(t, m, ""),
    "pause": floor.toggle_pause,
    "longer": floor.extend,
    "shorter": floor.shorten,
    "earlier": floor.started_earlier,
    "later": floor.started_later,
    "roll": lambda t, _: t.open_meeting(),
    "add": lambda t, _: t.open_meeting(),
    "carry": lambda t, _: t.open_meeting(),
    "blank": wall.blank_wall,
    "show": wall.show_wall,
    "view": wall.next_view,
    "detail": wall.next_detail,
    "close": planning.close_meeting,
    "plan": planning.plan_next_meeting,
}
"""A dry run of what each command would do: rules are pure, so trying costs nothing."""


def run(board: Keyboard, command: str) -> None:
    """Run a command; what is not about the table is the program's own business."""
    handler = HANDLERS.get(command)
    if handler is None:
        board.host.perform(command)
    else:
        handler(board)


def barred(board: Keyboard, command: str) -> str:
    """Why a command cannot act at the moment; empty when it can."""
    desk = board.desk
    if desk.table is None:
        return "One moment: the table is being opened."
    if command == "undo":
        return "" if desk.done else "Nothing to take back in this meeting."
    if command == "redo":
        return "" if desk.undone else "Nothing was taken back."
    if command == "leave_out":
        return "" if board.jump else "The laptop's clock has not jumped."
    if command == "spread":
        return _spread_barred(board, desk.table)
    probe = _PROBES.get(command)
    if probe is None:
        return ""
    if desk.watching:
        return "Another console holds this table; here it can only be watched."
    try:
        probe(desk.table, Moment(desk.clock.now(), lambda: NO_ID))
    except Refused as refused:
        return str(refused)
    return ""


def _spread_barred(board: Keyboard, table: Table) -> str:
    done = board.desk.done
    if done and done[-1].verb == floor.spread_overrun.__name__:
        return ""
    try:
        floor.spread_overrun(table, Moment(board.desk.clock.now(), lambda: NO_ID))
    except Refused as refused:
        return str(refused)
    return ""
