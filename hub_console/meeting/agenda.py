"""The agenda: items of each kind, their budgets and order, and what the next one holds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from hub_console.meeting import clock
from hub_console.meeting.clock import Events, ItemState
from hub_console.meeting.rules import TableRules
from hub_console.meeting.values import Id


class ItemKind(StrEnum):
    """What an item of the agenda is for."""

    NEW = "new"
    REPORT_BACK = "report-back"
    STANDING = "standing"
    CARRIED = "carried"


@dataclass(frozen=True)
class Item:
    """One line of a meeting's agenda.

    Attributes:
        id: The record.
        meeting: Whose agenda.
        kind: What it is for.
        situation: The situation it takes up; None for a standing item.
        title: Of a standing item; never of a situation.
        position: Its place; the first is 1.
        budget: Planned seconds.
        urgent: Taken first among the new ones.
        clock: What happened to its clock.
        carried: Why it was carried to the next meeting; None when it was not.
        amended: UTC of the last mark on it since its meeting was closed; None when there is none.
    """

    id: Id
    meeting: Id | None = None
    kind: ItemKind = ItemKind.STANDING
    situation: Id | None = None
    title: str = ""
    position: int = 0
    budget: int = 0
    urgent: bool = False
    clock: Events = field(default_factory=dict)
    carried: str | None = None
    amended: datetime | None = None

    @cached_property
    def state(self) -> ItemState:
        """Where it stands."""
        return ItemState.CARRIED if self.carried is not None else clock.state(self.clock)

    @cached_property
    def allowed(self) -> int:
        """Seconds it may take: planned, extended and spread."""
        return max(0, self.budget + clock.granted(self.clock))

    @property
    def flexible(self) -> bool:
        """Whether an overrun may be spread over it: it waits, and it is a situation's."""
        return self.state is ItemState.WAITING and self.kind in (ItemKind.NEW, ItemKind.REPORT_BACK)

    def elapsed(self, now: datetime) -> int:
        """Seconds it has had the floor."""
        return clock.gone(*self._reckoned, now)

    @cached_property
    def _reckoned(self) -> tuple[float, datetime | None]:
        return clock.reckoned(self.clock)


@dataclass(frozen=True, slots=True)
class ReportBack:
    """What a lead said at a later meeting, without identity.

    Attributes:
        id: The record.
        situation: Of which situation.
        meeting: At which meeting.
        kind: done, in progress, not possible, not undertaken.
        by: The agency that reported.
    """

    id: Id
    situation: Id | None = None
    meeting: Id | None = None
    kind: str | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A short note on an item, never on the wall.

    Attributes:
        id: The record.
        item: On which item.
        situation: Whose detail it belongs to, so that a rejection removes it too.
        text: At most ``NOTE_LENGTH`` characters.
    """

    id: Id
    item: Id | None = None
    situation: Id | None = None
    text: str = ""


NOTE_LENGTH = 280


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting of the table, with what the wall shows of it.

    Attributes:
        id: The record.
        starts: Planned start, UTC.
        ends: Planned end, UTC.
        began: UTC of the first item's start; None before.
        closed: UTC of the closing; None before.
        wall_blank: Whether the wall is blank.
        wall_view: Which view it shows.
        wall_detail: full, category or count.
        amending: The item that is being amended after the closing; None when none is.
    """

    id: Id
    starts: datetime | None = None
    ends: datetime | None = None
    began: datetime | None = None
    closed: datetime | None = None
    wall_blank: bool = False
    wall_view: str = "situation"
    wall_detail: str = "category"
    amending: Id | None = None

    @property
    def under_way(self) -> bool:
        """Whether it has begun and is not closed."""
        return self.began is not None and self.closed is None

    @property
    def shown_view(self) -> str:
        """The view that is up: until an item was begun, that of the situation is who is here."""
        return (
            "check-in" if self.began is None and self.wall_view == "situation" else self.wall_view
        )


def budget_seconds(kind: ItemKind, rules: TableRules) -> int:
    """The planned length of an item of a kind."""
    minutes: Mapping[ItemKind, int] = {
        ItemKind.NEW: rules.minutes_new,
        ItemKind.REPORT_BACK: rules.minutes_report_back,
        ItemKind.CARRIED: rules.minutes_carried,
        ItemKind.STANDING: rules.minutes_standing,
    }
    return 60 * minutes[kind]


def by_position(items: Iterable[Item]) -> list[Item]:
    """Items in the order of the agenda."""
    return sorted(items, key=lambda item: (item.position, item.id))
