"""How the meeting keeps its time: the projected end, and what spreading an overrun would do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hub_console.meeting.agenda import Item
from hub_console.meeting.clock import ItemState, mm_ss
from hub_console.meeting.table import Table
from hub_console.meeting.values import Id

_ANOTHER_HOUR = timedelta(hours=3)
"""A meeting that begins so far from its planned start was drawn to another hour, or day."""

_IN_HOURS = 100
"""Minutes from which hours are easier to grasp."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Where the meeting will end.

    Attributes:
        began: UTC; None before.
        scheduled_end: UTC; of a meeting that was drawn to another hour, as long after its beginning
            as was planned.
        projected_end: Now, what is left of the live item, the budgets that wait, changeovers.
        over: Seconds by which the projection lies after the schedule; negative before it.
        tolerance: Seconds that still count as on time.
    """

    began: datetime | None
    scheduled_end: datetime
    projected_end: datetime
    over: int
    tolerance: int

    @property
    def on_time(self) -> bool:
        """Whether the projection is within the table's tolerance."""
        return abs(self.over) <= self.tolerance

    @property
    def words(self) -> str:
        """``UNDER 2m``, ``ON TIME``, ``OVER 6m``, ``OVER 2h05m``; whole minutes, rounded."""
        if self.on_time:
            return "ON TIME"
        minutes = max(1, round(abs(self.over) / 60))
        long = f"{minutes}m" if minutes < _IN_HOURS else f"{minutes // 60}h{minutes % 60:02}m"
        return f"{'OVER' if self.over > 0 else 'UNDER'} {long}"


@dataclass(frozen=True, slots=True)
class Spread:
    """What spreading the overrun would do.

    Attributes:
        overrun: Seconds to take away.
        taken: Seconds of it that the items can give.
        budgets: The new budget in seconds of each item that would give.
        carry: Items to carry when the rest cannot give enough, least urgent first.
    """

    overrun: int
    taken: int = 0
    budgets: Mapping[Id, int] = field(default_factory=dict)
    carry: tuple[Item, ...] = ()

    @property
    def sentence(self) -> str:
        """What the room is told."""
        if self.overrun <= 0:
            return "The meeting is not over its time: there is nothing to spread."
        if not self.budgets and not self.carry:
            return "No item that waits can give time."
        items = "1 item" if len(self.budgets) == 1 else f"{len(self.budgets)} items"
        said = f"{mm_ss(self.taken)} spread over {items}."
        if not self.budgets:
            said = "Every item that waits is at its shortest."
        if self.carry:
            named = ", ".join(str(item.position) for item in self.carry)
            said += f" Still too long: carry {named} (<carry>)."
        return said


def pace(table: Table, now: datetime) -> Pace | None:
    """Where the meeting in hand will end; None when it has no schedule or is closed."""
    meeting = table.meeting
    if meeting is None or meeting.starts is None or meeting.ends is None or meeting.closed:
        return None
    agenda = table.agenda
    waiting = [i for i in agenda if i.state is ItemState.WAITING]
    left = sum(i.allowed for i in waiting) + len(waiting) * table.changeover
    live = table.live
    if live is not None:
        left += max(0, live.allowed - live.elapsed(now))
    at = now if meeting.began else max(now, meeting.starts)
    projected = at + timedelta(seconds=left)
    ends, early = meeting.ends, meeting.starts - (meeting.began or meeting.starts)
    if abs(early) > _ANOTHER_HOUR:
        ends -= early
    over = int((projected - ends).total_seconds())
    return Pace(meeting.began, ends, projected, over, table.rules.tolerance_seconds)


def spread(table: Table, now: datetime) -> Spread:
    """What spreading the projected overrun over the flexible items would do, pro rata."""
    keeping = pace(table, now)
    overrun = keeping.over if keeping else 0
    if overrun <= 0:
        return Spread(0)
    shortest = table.rules.spread_floor_seconds
    flexible = [i for i in table.agenda if i.flexible]
    givers = [i for i in flexible if i.allowed > shortest]
    to_give = sum(i.allowed - shortest for i in givers)
    total = sum(i.allowed for i in givers)
    budgets: dict[Id, int] = {}
    left = taken = min(overrun, to_give)
    for item in sorted(givers, key=lambda i: i.allowed):
        share = min(round(left * item.allowed / total), item.allowed - shortest)
        budgets[item.id] = item.allowed - share
        left, total = left - share, total - item.allowed
    return Spread(overrun, taken, budgets, tuple(_to_carry(flexible, budgets, overrun - to_give)))


def _to_carry(flexible: list[Item], budgets: Mapping[Id, int], short_of: int) -> list[Item]:
    """Items whose carrying frees the seconds that spreading cannot, least urgent first."""
    chosen = []
    for item in sorted(flexible, key=lambda i: (i.urgent, -i.position)):
        if short_of <= 0:
            break
        chosen.append(item)
        short_of -= budgets.get(item.id, item.allowed)
    return chosen
