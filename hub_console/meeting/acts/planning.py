"""What the meeting takes up, in which order, and what goes to the next one."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

from hub_console.meeting.acts.discussion import (
    gives_number_at_presentation,
    local_date,
    next_meeting_date,
    numbered,
)
from hub_console.meeting.acts.floor import ticked
from hub_console.meeting.agenda import Item, ItemKind, Meeting, budget_seconds, by_position
from hub_console.meeting.change import DETAIL, Key
from hub_console.meeting.clock import ItemState, Tick
from hub_console.meeting.situation import Situation, SituationState
from hub_console.meeting.table import Table
from hub_console.meeting.values import Id, Moment, Picks, Refused, with_fields

OPENING = "Opening and roll call"
CLOSING = "Close and next table"


@dataclass(frozen=True, slots=True)
class Draft:
    """An item before it is on an agenda.

    Attributes:
        kind: What it is for.
        title: Of a standing item.
        number: Of an open situation, for a report-back or a carried item.
        record: That situation itself; needed where it has no number yet.
        minutes: Its budget; None for the table's own.
        urgent: Taken first among the new ones.
        originating: The agency that brings a new situation.
        situation: Fields of a new situation, as the agency screened it.
        picks: Its codes by list: risk factors, protective factors, flags.
    """

    kind: ItemKind
    title: str = ""
    number: str | None = None
    record: Id | None = None
    minutes: int | None = None
    urgent: bool = False
    originating: str | None = None
    situation: dict[str, str] = field(default_factory=dict)
    picks: dict[str, Picks] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a meeting is planned: both in UTC."""

    starts: datetime
    ends: datetime


def schedule_on(day: date, table: Table) -> Schedule:
    """The table's usual hours on a day."""
    starts = datetime.combine(day, time.fromisoformat(table.rules.starts)).astimezone(UTC)
    return Schedule(starts, starts + timedelta(minutes=table.rules.minutes_meeting))


def plan_meeting(
    table: Table, moment: Moment, schedule: Schedule, drafts: Sequence[Draft]
) -> Table:
    """Plan a meeting, or plan the scheduled one of that day anew with more items.

    The items come after those that are there, before a closing item. A meeting that was never
    held, or takes up no situation yet, moves to the new day with all that is on its agenda.
    A blank wall stays blank: only a person shows it again.
    """
    if table.amending:
        raise Refused("A closed meeting is being amended. End that first: <palette> close.")
    before = table.meeting
    meeting = planned_for(table, local_date(schedule.starts), local_date(moment.now)) or Meeting(
        moment.new_id(), wall_blank=before is not None and before.wall_blank
    )
    if meeting.began is None:
        meeting = replace(meeting, starts=schedule.starts, ends=schedule.ends)
    table = table.with_records(meeting)
    for draft in drafts:
        table = _added(table, moment, meeting.id, draft)
    return table


def plan_meeting_despite_warning(
    table: Table, moment: Moment, schedule: Schedule, drafts: Sequence[Draft]
) -> Table:
    """Plan a meeting with a title that looks like an identifier and is none: a person says so."""
    return plan_meeting(table, moment, schedule, drafts)


def planned_for(table: Table, day: date, today: date) -> Meeting | None:
    """The meeting that a plan for a day is about: of that day, or one that moves to it."""
    meetings = sorted(table.meetings.values(), key=lambda m: m.id)
    for meeting in meetings:
        if (
            meeting.closed is None
            and (local_date(meeting.starts) if meeting.starts else today) == day
        ):
            return meeting
    return next((m for m in reversed(meetings) if _moves(table, m, today)), None)


def _moves(table: Table, meeting: Meeting, today: date) -> bool:
    """Whether a meeting was never held, or takes up no situation yet."""
    if meeting.began is not None or meeting.closed is not None or meeting.starts is None:
        return False
    empty = all(i.situation is None for i in table.items.values() if i.meeting == meeting.id)
    return empty or local_date(meeting.starts) < today


def add_item(table: Table, moment: Moment, draft: Draft) -> Table:
    """Add an item to the meeting in hand."""
    return _added(table, moment, table.open_meeting().id, draft)


def add_item_despite_warning(table: Table, moment: Moment, draft: Draft) -> Table:
    """Add an item whose title looks like an identifier and is none: a person says so."""
    return add_item(table, moment, draft)


def move(table: Table, _: Moment, item_id: Id, by: int) -> Table:
    """Move an item down (1) or up (-1); only what waits changes places."""
    agenda = table.agenda
    place = agenda.index(table.on_agenda(item_id))
    other = place + by
    if not 0 <= other < len(agenda):
        raise Refused("There is no place beyond the end of the agenda.")
    pair = agenda[place], agenda[other]
    if any(i.state is not ItemState.WAITING for i in pair):
        raise Refused("Only items that wait can move. Choose one with the arrows.")
    return table.with_records(
        replace(pair[0], position=pair[1].position), replace(pair[1], position=pair[0].position)
    )


def toggle_urgent(table: Table, _: Moment, item_id: Id) -> Table:
    """Urgent: the item moves to the first slot that a new situation waits in."""
    item = table.on_agenda(item_id)
    item = replace(item, urgent=not item.urgent)
    table = table.with_records(item)
    waits = item.state is ItemState.WAITING
    return _first_among_new(table, item) if item.urgent and waits else table


def carry(table: Table, moment: Moment, item_id: Id, reason: str) -> Table:
    """Carry an item to the next meeting."""
    item = table.on_agenda(item_id)
    if item.kind is ItemKind.STANDING:
        raise Refused("A standing item comes back by itself; only situations are carried.")
    if item.state in (ItemState.DONE, ItemState.CARRIED):
        raise Refused(f"Item {item.position} is {item.state} already.")
    if item.state in (ItemState.LIVE, ItemState.PAUSED):
        table = ticked(table, item, Tick.STOP, moment)
    return table.with_records(replace(table.items[item_id], carried=reason))


def close_meeting(table: Table, moment: Moment) -> Table:
    """Close the meeting: nothing more is marked, and the wall goes blank."""
    meeting = table.open_meeting()
    if meeting.began is None:
        raise Refused("The meeting has not begun. Press <next> to begin it.")
    if table.live is not None:
        table = ticked(table, table.live, Tick.STOP, moment)
    return table.with_records(replace(meeting, closed=moment.now, wall_blank=True))


def plan_next_meeting(table: Table, moment: Moment) -> Table:
    """The next agenda: report-backs due, carried items, what was not reached, the usual frame.

    A meeting that is scheduled already gets what it lacks of these.
    """
    meeting = table.meeting
    if meeting is not None and meeting.under_way:
        raise Refused("Close this meeting first: press <palette> and choose close.")
    schedule = _next_schedule(table, meeting, moment.now)
    drafts = next_drafts(table, local_date(schedule.starts))
    planned = meeting is not None and meeting.starts == schedule.starts
    if planned and not drafts:
        raise Refused("The next meeting is planned already, with everything that is due.")
    return plan_meeting(table, moment, schedule, drafts)


def _next_schedule(table: Table, meeting: Meeting | None, now: datetime) -> Schedule:
    """When the next meeting is: as it is planned, else a whole number of rounds after the last."""
    if meeting is None or meeting.starts is None or meeting.ends is None:
        return schedule_on(local_date(now), table)
    if meeting.closed is None and local_date(meeting.starts) >= local_date(now):
        return Schedule(meeting.starts, meeting.ends)
    day, days_between = next_meeting_date(table, now), max(1, table.rules.days_between)
    missed = max(0, (local_date(now) - day).days)
    return schedule_on(day + timedelta(days=-(-missed // days_between) * days_between), table)


def next_drafts(table: Table, day: date) -> list[Draft]:
    """What the agenda of a day should hold and does not hold yet, in order."""
    planned = [i for i in table.agenda if not _was_held(table, i)]
    there = {i.situation for i in planned}
    reports = [
        Draft(ItemKind.REPORT_BACK, number=s.number, record=s.id)
        for s in table.due(day)
        if s.id not in there
    ]
    left = {
        situation.id: Draft(
            ItemKind.CARRIED, number=situation.number, record=situation.id, urgent=item.urgent
        )
        for item in sorted(table.items.values(), key=lambda i: (not i.urgent, i.position))
        if (situation := table.situation_of(item)) is not None
        and situation.state is SituationState.PRESENTED
        and _was_held(table, item)
        and situation.id not in there
    }
    again = [*reports, *left.values()]
    if planned:
        return again
    opening, closing = (
        Draft(ItemKind.STANDING, title=OPENING),
        Draft(ItemKind.STANDING, title=CLOSING, minutes=2),
    )
    return [opening, *again, closing]


def _was_held(table: Table, item: Item) -> bool:
    """Whether the item's meeting is over, so that what it left undecided must come again."""
    meeting = table.meetings.get(item.meeting) if item.meeting else None
    return meeting is not None and meeting.closed is not None


def _added(table: Table, moment: Moment, meeting: Id, draft: Draft) -> Table:
    budget = 60 * draft.minutes if draft.minutes else budget_seconds(draft.kind, table.rules)
    item = Item(
        moment.new_id(), meeting, draft.kind, title=draft.title, budget=budget, urgent=draft.urgent
    )
    if draft.kind is not ItemKind.STANDING:
        situation = _taken_up(table, moment, meeting, draft)
        item = replace(item, situation=situation.id)
        if draft.kind is ItemKind.NEW and gives_number_at_presentation(table):
            table = numbered(table, situation, local_date(moment.now))
        else:
            table = table.with_records(situation)
    agenda = [i for i in table.items.values() if i.meeting == meeting]
    last = max(agenda, key=lambda i: i.position, default=None)
    item = replace(item, position=last.position + 1 if last else 1)
    table = table.with_records(item)
    if last and last.title == CLOSING and last.state is ItemState.WAITING:
        table = _placed(table, item, before=last)
    return _first_among_new(table, item) if draft.urgent else table


def _taken_up(table: Table, moment: Moment, meeting: Id, draft: Draft) -> Situation:
    if draft.kind is not ItemKind.NEW:
        found = [
            s
            for s in table.situations.values()
            if s.id == draft.record or (s.number and s.number == draft.number)
        ]
        if not found:
            raise Refused(f"No open or carried situation has the number {draft.number}.")
        return found[0]
    agency = table.agency(draft.originating or "")
    if draft.originating and agency is None:
        raise Refused(f"No agency has the letters {draft.originating}.")
    meeting_starts = table.meetings[meeting].starts
    situation = Situation(
        moment.new_id(),
        meeting=meeting,
        presented=local_date(meeting_starts or moment.now),
        originating=agency.tag if agency else None,
    )
    return with_fields(situation, {**draft.situation, **draft.picks})


def _first_among_new(table: Table, item: Item) -> Table:
    order = by_position(i for i in table.items.values() if i.meeting == item.meeting)
    slots = [i for i in order if i.state is ItemState.WAITING and i.kind is ItemKind.NEW]
    if not slots or table.items[item.id].position <= slots[0].position:
        return table
    return _placed(table, table.items[item.id], before=slots[0])


def _placed(table: Table, item: Item, before: Item) -> Table:
    """The table with an item moved before another; positions stay 1, 2, 3."""
    order = by_position(
        i for i in table.items.values() if i.meeting == item.meeting and i.id != item.id
    )
    order.insert([i.id for i in order].index(before.id), item)
    moved = [replace(i, position=n) for n, i in enumerate(order, 1) if i.position != n]
    return table.with_records(*moved)


def to_erase(before: Table, after: Table) -> tuple[Key, ...]:
    """What goes for good: detail that was rejected or in error, when its meeting closes.

    What an amendment rejects goes when that ends.
    """
    was, now = before.meeting, after.meetings.get(before.meeting.id) if before.meeting else None
    if was is None or now is None or now.closed is None or now.amending is not None:
        return ()
    if was.closed is None:
        items = before.agenda
    elif was.amending is not None:
        items = [item for item in before.agenda if item.amended is not None]
    else:
        return ()
    redacted = (s for s in map(after.situation_of, items) if s and s.keeps_no_detail)
    return tuple(Key(situation.id, DETAIL) for situation in redacted)
