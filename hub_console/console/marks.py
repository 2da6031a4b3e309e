"""What each command does, and when it cannot: the keys of console.md in one place."""

from collections.abc import Callable
from functools import partial

from hub_console.console import agenda_marks, finding, situation_marks
from hub_console.console.commands import COMMANDS
from hub_console.console.hints import ON_CURSOR
from hub_console.console.keyboard import Jump, Keyboard
from hub_console.console.modes.calling import Call, Calling
from hub_console.console.views import Panel, Tone
from hub_console.meeting.acts import amending, discussion, floor, planning, room, wall
from hub_console.meeting.clock import mm_ss
from hub_console.meeting.pace import spread
from hub_console.meeting.roster import HERE
from hub_console.meeting.situation import SituationState
from hub_console.meeting.table import Table
from hub_console.meeting.values import NO_AGENCY, Moment

Handler = Callable[[Keyboard], object]


def _does(act: Callable[[Table, Moment], Table]) -> Handler:
    return lambda board: board.act(act)


def _turns(act: Callable[[Table, Moment], Table]) -> Handler:
    """An act after which the cursor goes along with the live item."""

    def turn(board: Keyboard) -> None:
        if board.act(act):
            board.cursor.rest()

    return turn


def begin_next(board: Keyboard) -> None:
    """Finish the item and begin the next; say it where the table left one undecided."""
    table = situation_marks.table_of(board)
    left, item = table.live_situation, table.live
    if not board.act(floor.begin_next):
        return
    board.cursor.rest()
    if left is not None and item is not None and left.state is SituationState.PRESENTED:
        done, name = board.desk.told[0].text, left.number or f"item {item.position}"
        board.say(f"{done}; {name} is undecided, <previous> goes back", Tone.DONE)


def blank(board: Keyboard) -> None:
    """Blank the wall, however often; say what alone shows it again, for undo does not."""
    board.act(wall.blank_wall)
    if board.said is not None and board.said.tone is not Tone.REFUSED:
        board.say("The wall is blank. <show> alone shows it again.", Tone.DONE)


def spread_or_revert(board: Keyboard) -> None:
    """Spread the overrun, and name what would still be too long; again takes that back."""
    if _spread_last(board):
        board.undo()
        return
    plan = spread(situation_marks.table_of(board), board.desk.clock.now())
    if board.act(floor.spread_overrun) and plan.carry:
        board.say(plan.sentence, Tone.DONE)


def _spread_last(board: Keyboard) -> bool:
    done = board.desk.done
    return bool(done) and done[-1].verb == floor.spread_overrun.__name__


def leave_out(board: Keyboard) -> None:
    """Take the last jump of the clock out of the item's time."""
    if board.jump is not None and board.act(floor.leave_out, board.jump.seconds):
        board.jump = None


def roll(board: Keyboard) -> None:
    """Roll call."""

    def called(sign: str, tag: str) -> None:
        acts = {"": room.arrive, "-": room.apologise, "_": room.leave}
        board.act(acts[sign], tag)

    hints = "two letters: here · “-” apologies · “_” left · “*” all expected · Esc done"
    everyone = partial(board.act, room.all_expected_arrive)
    tags = partial(situation_marks.tags, board)
    call = Call("ROLL", tags, called, hints, signs=True, everyone=everyone)
    board.enter(Calling(board, call))


def choose(board: Keyboard) -> None:
    """Enter on a row: turn to the item, mark the agency, or say what a factor means."""
    row, vocabulary = board.cursor.row, situation_marks.words_of(board)
    if row is None:
        board.say("Choose a row with Tab and the arrows first.", Tone.REFUSED)
    elif board.cursor.panel is Panel.AGENDA and _not_begun(board):
        board.say("The meeting has not begun. Press <next> to begin it.", Tone.REFUSED)
    elif board.cursor.panel is Panel.AGENDA:
        finding.turn_to(board, row)
    elif board.cursor.panel is Panel.ROSTER and (why := board.barred("roll")):
        board.say(why, Tone.REFUSED)
    elif board.cursor.panel is Panel.ROSTER:
        toggle_presence(board, row)
    else:
        entry = vocabulary.find(row)
        board.say(f"{entry.title}: {entry.definition}" if entry else row)


def _not_begun(board: Keyboard) -> bool:
    """Whether the meeting is still to begin; a stray Enter must not begin it the day before."""
    meeting = situation_marks.table_of(board).meeting
    return meeting is not None and meeting.began is None


def toggle_presence(board: Keyboard, tag: str) -> None:
    """An agency is in the room, or has left it."""
    table = board.desk.table
    agency = table.agency(tag) if table else None
    if table is not None and agency is not None:
        here = table.seat(agency).presence in HERE
        board.act(room.leave if here else room.arrive, tag)


def project(board: Keyboard) -> None:
    """The room sees this screen, or does so no more."""
    board.projected = not board.projected
    said = "shows what the room may see" if board.projected else "shows everything"
    board.say(f"This screen {said}. <project> changes that.", Tone.PLAIN)


def watch_the_clock(board: Keyboard) -> None:
    """Say once that the clock jumped, or that nothing runs though items wait."""
    seconds, live = board.desk.jumped(), situation_marks.table_of(board).live
    if seconds > 0 and live is not None:
        board.jump = Jump(live.id, seconds)
        slept = f"The laptop slept, or its clock jumped: {mm_ss(seconds)}."
        board.say(f"{slept} It counts; <leave_out> leaves it out.", Tone.TROUBLE)
    elif seconds < 0:
        board.say(f"The clock was set back {mm_ss(-seconds)}. The times go on.", Tone.TROUBLE)
    else:
        _remind_of_the_next(board)


def _remind_of_the_next(board: Keyboard) -> None:
    """Say once for each pause between items that nothing runs, when the fingers rest."""
    table, now = situation_marks.table_of(board), board.desk.clock.now()
    idle = floor.idle_for(table, now)
    if idle is None or idle.total_seconds() < table.rules.forgotten_seconds or not board.quiet:
        return
    if board.idle_told != now - idle:
        board.idle_told = now - idle
        said = f"No item has run for {mm_ss(int(idle.total_seconds()))}."
        board.say(f"{said} <next> begins the next; <earlier> then moves its start.", Tone.TROUBLE)


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
    "next": begin_next,
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
    "blank": blank,
    "show": _does(wall.show_wall),
    "view": _does(wall.next_view),
    "detail": _does(wall.next_detail),
    "project": project,
    "go": finding.go,
    "find": finding.find,
    "palette": finding.palette,
    "undo": Keyboard.undo,
    "redo": Keyboard.redo,
    "repeat": Keyboard.repeat,
    "help": finding.help_keys,
    "error": agenda_marks.enter_in_error,
    "close": agenda_marks.close,
    "amend": agenda_marks.amend,
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
    "note": lambda t, _: t.marked(),
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
    "go": lambda t, _: t.amending or t.open_meeting(),
    "blank": wall.blank_wall,
    "show": wall.show_wall,
    "view": wall.next_view,
    "detail": wall.next_detail,
    "close": lambda t, m: t.amending or planning.close_meeting(t, m),
    "amend": lambda t, _: amending.amendable(t),
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
    if command in _ALWAYS:
        return ""
    why = board.why_not(_PROBES.get(command, lambda table, _: table))
    if why:
        return why
    match command:
        case "undo" if not board.desk.done:
            return "Nothing to take back in this meeting."
        case "redo" if not board.desk.undone:
            return "Nothing was taken back."
        case "repeat":
            return board.why_not_repeat()
        case "leave_out":
            return _why_not_leave_out(board)
        case "spread" if not _spread_last(board):
            return board.why_not(floor.spread_overrun)
        case _ if command in ON_CURSOR:
            return agenda_marks.why_not(board, command)
        case _:
            return ""


def _why_not_leave_out(board: Keyboard) -> str:
    jump, live = board.jump, situation_marks.table_of(board).live
    if jump is None or live is None or jump.item != live.id:
        return "The laptop's clock has not jumped in this item."
    return board.why_not(floor.leave_out, jump.seconds)


_ALWAYS = {c.id for c in COMMANDS if c.id not in HANDLERS} | {"find", "palette", "help", "project"}
"""What only looks, or is the program's own business."""
