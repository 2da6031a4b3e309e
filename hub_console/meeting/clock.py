"""An item's clock: events in UTC, and what follows from them.

Elapsed time is derived, never counted, so a restart, a crash or a second process shows the
same number.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TypeAlias

from hub_console.meeting.rules import TableRules


class Tick(StrEnum):
    """What can happen to an item's clock."""

    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"
    PUT_BACK = "put-back"
    EXTEND = "extend"
    SPREAD = "spread"
    BACKDATE = "backdate"
    JUMP = "jump"


class ItemState(StrEnum):
    """Where an item of the agenda stands."""

    WAITING = "waiting"
    LIVE = "live"
    PAUSED = "paused"
    DONE = "done"
    CARRIED = "carried"


class Sign(StrEnum):
    """What the timer says, in words."""

    ON_TIME = "ON TIME"
    WRAP_UP = "WRAP UP"
    OVER = "OVER"


@dataclass(frozen=True, slots=True)
class ClockEvent:
    """One thing that happened to an item's clock.

    Attributes:
        tick: What happened.
        at: When, in UTC.
        seconds: How much: added to the budget (extend, spread), added to the elapsed time
            (backdate), or left out of it (jump, while the clock runs).
    """

    tick: Tick
    at: datetime
    seconds: int = 0

    def __str__(self) -> str:
        return f"{self.tick} {self.at.astimezone(UTC).isoformat()} {self.seconds}"

    @classmethod
    def parse(cls, text: str) -> "ClockEvent":
        """Read what ``str`` wrote.

        Raises:
            ValueError: The text is no clock event.
        """
        tick, at, seconds = text.split(" ")
        return cls(Tick(tick), datetime.fromisoformat(at), int(seconds))


Events: TypeAlias = Mapping[str, ClockEvent]
"""An item's clock events by a number that orders them, as text."""

INVERTED_SECONDS = 3
"""How long a timer shows inverted when its time is over: the one sign beside word and shape."""

_STATE_AFTER = {
    Tick.START: ItemState.LIVE,
    Tick.RESUME: ItemState.LIVE,
    Tick.PAUSE: ItemState.PAUSED,
    Tick.STOP: ItemState.DONE,
    Tick.PUT_BACK: ItemState.WAITING,
}


def in_order(events: Events) -> Iterator[ClockEvent]:
    """The events as they happened."""
    return (events[key] for key in sorted(events, key=int))


def with_event(events: Events, event: ClockEvent) -> Events:
    """The events and one more after them.

    Its number is the microsecond: two consoles that mark one clock at once both keep their mark.
    """
    after = max(map(int, events), default=0) + 1
    return {**events, str(max(after, int(event.at.timestamp() * 1_000_000))): event}


def state(events: Events) -> ItemState:
    """Where the clock stands after its events."""
    now = ItemState.WAITING
    for event in in_order(events):
        now = _STATE_AFTER.get(event.tick, now)
    return now


def elapsed(events: Events, now: datetime) -> int:
    """Seconds that the item has had the floor by ``now``; never negative."""
    return gone(*reckoned(events), now)


def gone(before: float, since: datetime | None, now: datetime) -> int:
    """Whole seconds by ``now``, where so many went by before a run that goes on since a moment."""
    return max(0, int(before + _seconds(since, now)))


def reckoned(events: Events) -> tuple[float, datetime | None]:
    """The seconds before the run that goes on, and since when it does; None while none does."""
    total = 0.0
    since: datetime | None = None
    for event in in_order(events):
        match event.tick:
            case Tick.START | Tick.RESUME:
                since = since or event.at
            case Tick.PAUSE | Tick.STOP | Tick.PUT_BACK:
                total += _seconds(since, event.at)
                since = None
            case Tick.BACKDATE:
                total += event.seconds
            case Tick.JUMP if since is not None:
                this_run = min(event.seconds, _seconds(since, event.at))
                since += timedelta(seconds=this_run)
                total -= event.seconds - this_run
            case Tick.JUMP | Tick.EXTEND | Tick.SPREAD:
                pass
    return total, since


def _seconds(since: datetime | None, until: datetime) -> float:
    """What ran between two moments; a clock set backwards takes nothing away."""
    return 0.0 if since is None else max(0.0, (until - since).total_seconds())


def granted(events: Events) -> int:
    """Seconds that extensions and spreading added to the budget (or took, when negative)."""
    return sum(e.seconds for e in events.values() if e.tick in (Tick.EXTEND, Tick.SPREAD))


def started_at(events: Events) -> datetime | None:
    """When the item first had the floor."""
    return next((e.at for e in in_order(events) if e.tick is Tick.START), None)


def stopped_at(events: Events) -> datetime | None:
    """When the item lost the floor for good; None while it waits or has it again."""
    if state(events) is not ItemState.DONE:
        return None
    return [event.at for event in in_order(events) if event.tick is Tick.STOP][-1]


def wrap_up_seconds(budget: int, rules: TableRules) -> int:
    """How long before the end WRAP UP shows: the last third, two minutes at most."""
    return min(rules.wrap_up_seconds, budget // 3)


def sign(elapsed_s: int, budget: int, rules: TableRules) -> Sign:
    """What the timer says when ``elapsed_s`` of ``budget`` seconds are gone."""
    return sign_of(budget - elapsed_s, wrap_up_seconds(budget, rules))


def sign_of(left: int, wrap_up: int) -> Sign:
    """What the timer says with ``left`` seconds to go, the last ``wrap_up`` of them its WRAP UP."""
    if left < 0:
        return Sign.OVER
    return Sign.WRAP_UP if left <= wrap_up else Sign.ON_TIME


def just_over(left: int) -> bool:
    """Whether the time ran out a moment ago, ``left`` being what is below zero."""
    return -INVERTED_SECONDS <= left < 0


def mm_ss(seconds: int) -> str:
    """A duration as the room reads it: ``4:18``, ``-0:30``, ``1:02:05``."""
    minus, seconds = ("-" if seconds < 0 else ""), abs(seconds)
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{minus}{hours}:{minutes:02}:{rest:02}" if hours else f"{minus}{minutes}:{rest:02}"
