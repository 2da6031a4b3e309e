"""Who has the floor, and for how long: begin, finish, pause, extend, back-date, spread."""

from dataclasses import replace
from datetime import datetime, timedelta

from hub_console.meeting import clock
from hub_console.meeting.agenda import Item
from hub_console.meeting.clock import ClockEvent, ItemState, Tick
from hub_console.meeting.pace import spread
from hub_console.meeting.situation import Filter, Situation
from hub_console.meeting.table import Table
from hub_console.meeting.values import Id, Moment, Refused

BACKDATE_SECONDS = 30


def begin_next(table: Table, moment: Moment) -> Table:
    """Finish the live item and begin the next one that waits."""
    table.open_meeting()
    live = table.live
    after = table if live is None else ticked(table, live, Tick.STOP, moment)
    following = [i for i in after.agenda if i.state is ItemState.WAITING]
    if following:
        return begin(after, moment, following[0])
    if live is None:
        raise Refused("Every item is done. Press <palette> and choose close.")
    return after


def begin_previous(table: Table, moment: Moment) -> Table:
    """Go back: the live item waits again, and the one finished before it goes on."""
    table.open_meeting()
    live = table.live
    finished = [(at, i.position, i) for i in table.agenda if (at := clock.stopped_at(i.clock))]
    if not finished:
        raise Refused("There is no earlier item to go back to.")
    after = table if live is None else ticked(table, live, Tick.PUT_BACK, moment)
    *_, last = max(finished, key=lambda stop: stop[:2])
    return begin(after, moment, last)


def turn_to(table: Table, moment: Moment, item_id: Id) -> Table:
    """Finish the live item and begin, or resume, any other."""
    item, live = table.on_agenda(item_id), table.live
    if live is not None and live.id == item_id:
        raise Refused(f"Item {item.position} has the floor already.")
    after = table if live is None else ticked(table, live, Tick.STOP, moment)
    return begin(after, moment, after.items[item_id])


def begin(table: Table, moment: Moment, item: Item) -> Table:
    """Give an item the floor; the first one begins the meeting, a new situation is presented."""
    meeting = table.open_meeting()
    if meeting.began is None:
        table = table.with_records(replace(meeting, began=moment.now))
    begun_before = clock.started_at(item.clock) is not None
    item = replace(item, carried=None)
    table = ticked(table, item, Tick.RESUME if begun_before else Tick.START, moment)
    situation = table.situation_of(item)
    if situation is not None and situation.filter is Filter.SCREENING:
        table = table.with_records(_presented(situation, moment.now))
    return table


def toggle_pause(table: Table, moment: Moment) -> Table:
    """Pause the item's clock, or let it go on; the meeting's own clock never stops."""
    item = table.floor()
    paused = item.state is ItemState.PAUSED
    return ticked(table, item, Tick.RESUME if paused else Tick.PAUSE, moment)


def extend(table: Table, moment: Moment) -> Table:
    """More time for the live item: a minute, or what the table's extension rule gives next."""
    item, steps = table.floor(), table.rules.extensions
    used = sum(e.tick is Tick.EXTEND and e.seconds > 0 for e in item.clock.values())
    if steps and used >= len(steps):
        raise Refused("The extensions are used up. Move on (<next>) or carry it (<carry>).")
    minutes = steps[used] if steps else 1
    return ticked(table, item, Tick.EXTEND, moment, 60 * minutes)


def shorten(table: Table, moment: Moment) -> Table:
    """A minute less for the live item."""
    item = table.floor()
    if item.allowed <= 60:
        raise Refused("The item has no minute to give.")
    return ticked(table, item, Tick.EXTEND, moment, -60)


def started_earlier(table: Table, moment: Moment) -> Table:
    """The live item began 30 seconds earlier than was marked."""
    return ticked(table, table.floor(), Tick.BACKDATE, moment, BACKDATE_SECONDS)


def started_later(table: Table, moment: Moment) -> Table:
    """The live item began 30 seconds later than was marked."""
    item = table.floor()
    seconds = min(BACKDATE_SECONDS, item.elapsed(moment.now))
    if seconds == 0:
        raise Refused("The item has only just begun.")
    return ticked(table, item, Tick.BACKDATE, moment, -seconds)


def spread_overrun(table: Table, moment: Moment) -> Table:
    """Take the overrun from the flexible items that still wait, pro rata, to a floor."""
    plan = spread(table, moment.now)
    if not plan.budgets:
        raise Refused(plan.sentence)
    for item_id, allowed in plan.budgets.items():
        item = table.items[item_id]
        table = ticked(table, item, Tick.SPREAD, moment, allowed - item.allowed)
    return table


def leave_out(table: Table, moment: Moment, seconds: int) -> Table:
    """Take a jump of the laptop's clock out of the live item's time."""
    item = table.floor()
    if item.state is ItemState.PAUSED:
        raise Refused("The item is paused. Press <pause> first, then <leave_out>.")
    return ticked(table, item, Tick.JUMP, moment, seconds)


def note_jump(table: Table, moment: Moment, seconds: int) -> Table:
    """The laptop slept, or its clock was set: ahead counts, back puts the seconds in again.

    The time of a paused item has no jump in it, so nothing changes.
    """
    item = table.floor()
    if item.state is ItemState.PAUSED:
        return table
    return ticked(table, item, Tick.JUMP, moment, min(0, seconds))


def ticked(table: Table, item: Item, tick: Tick, moment: Moment, seconds: int = 0) -> Table:
    """The table with one more event on an item's clock."""
    events = clock.with_event(item.clock, ClockEvent(tick, moment.now, seconds))
    return table.with_records(replace(item, clock=events))


def _presented(situation: Situation, now: datetime) -> Situation:
    return replace(situation, filter=Filter.DE_IDENTIFIED, passed={"1": now})


def idle_for(table: Table, now: datetime) -> timedelta | None:
    """How long nothing has had the floor since an item closed; None while something has."""
    meeting = table.meeting
    if meeting is None or meeting.closed or table.live is not None:
        return None
    stops = [at for i in table.agenda if (at := clock.stopped_at(i.clock)) is not None]
    waiting = any(i.state is ItemState.WAITING for i in table.agenda)
    return now - max(stops) if stops and waiting else None
