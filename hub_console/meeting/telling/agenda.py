"""What happened to the agenda and to the clocks of its items."""

from datetime import datetime

from hub_console.meeting.change import EXISTS
from hub_console.meeting.clock import ClockEvent, Tick, mm_ss
from hub_console.meeting.telling.told import Told, counted
from hub_console.meeting.values import Id
from hub_console.vocabulary import CodedList

_MOST_TELLING = (
    Tick.START,
    Tick.RESUME,
    Tick.BACKDATE,
    Tick.PAUSE,
    Tick.EXTEND,
    Tick.SPREAD,
    Tick.JUMP,
    Tick.STOP,
    Tick.PUT_BACK,
)


def planning(told: Told) -> str:
    """Meetings planned and items added."""
    added = [c.record for c in told.of("item", EXISTS) if c.after]
    starts = told.first("meeting", "starts")
    if starts is not None and isinstance(starts.after, datetime):
        when = f"{starts.after.astimezone():%Y-%m-%d %H:%M}"
        return f"meeting planned {when}, {counted(added, 'item')} added"
    if len(added) == 1:
        return f"{told.item(added[0])} added{_what(told, added[0])}"
    return f"{counted(added, 'item')} added" if added else ""


def _what(told: Told, record: Id) -> str:
    item = told.table.items.get(record)
    situation = told.table.situation_of(item)
    what = situation.number if situation else item and item.title
    return f": {what}" if what else ""


def carrying(told: Told) -> str:
    """An item carried to the next meeting."""
    for change in told.of("item", "carried"):
        if change.after is not None:
            reason = told.vocabulary.label(str(change.after), CodedList.CARRY_REASONS)
            return f"carried {told.item(change.record)}: {reason}"
    return ""


def clock(told: Told) -> str:
    """What happened to an item's clock."""
    events = [
        (change.after, change.record)
        for change in told.of("item", "clock")
        if isinstance(change.after, ClockEvent)
    ]
    if not events:
        return ""
    event, record = min(events, key=lambda pair: _MOST_TELLING.index(pair[0].tick))
    item, amount = told.item(record), mm_ss(abs(event.seconds))
    match event.tick:
        case Tick.START:
            return f"{'meeting began, ' if told.first('meeting', 'began') else ''}{item} began"
        case Tick.RESUME:
            back = any(other.tick is Tick.PUT_BACK for other, _ in events)
            return f"{'back to' if back else 'resumed'} {item}"
        case Tick.BACKDATE:
            return f"{item} began ({_backdated(told, record, event)})"
        case Tick.PAUSE:
            return f"paused {item}"
        case Tick.EXTEND:
            return f"{item} {'-' if event.seconds < 0 else '+'}{amount}"
        case Tick.SPREAD:
            taken = -sum(other.seconds for other, _ in events)
            return f"spread {mm_ss(taken)} over {counted(events, 'item')}"
        case Tick.JUMP if event.seconds < 0:
            return f"{amount} put into {item}"
        case Tick.JUMP if event.seconds == 0:
            return f"{item} counts the jump of the clock"
        case Tick.JUMP:
            return f"{amount} left out of {item}"
        case Tick.STOP:
            return f"{item} ended"
        case Tick.PUT_BACK:
            return f"{item} waits again"


def _backdated(told: Told, record: Id, event: ClockEvent) -> str:
    """How far off its mark the item began, all presses together."""
    item = told.table.items.get(record)
    events = item.clock.values() if item else [event]
    seconds = sum(e.seconds for e in events if e.tick is Tick.BACKDATE)
    if seconds == 0:
        return "as marked"
    return f"backdated {mm_ss(seconds)}" if seconds > 0 else f"{mm_ss(-seconds)} later"


def order(told: Told) -> str:
    """Items that became urgent or changed places."""
    if urgent := told.first("item", "urgent"):
        return f"{told.item(urgent.record)} {'urgent' if urgent.after else 'not urgent'}"
    moved = sorted(told.item(c.record) for c in told.of("item", "position"))
    if len(moved) == 2:
        return f"{moved[0]} and {moved[1]} changed places"
    return "agenda in a new order" if moved else ""
