"""The laptop's clock, and how a sleep or a change of it is noticed."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

JUMP_SECONDS = 2.0
"""A difference of the two clocks beyond this is a sleep or a clock change."""


class Clock(Protocol):
    """What tells the time."""

    def now(self) -> datetime:
        """The time, in UTC."""

    def monotonic(self) -> float:
        """Seconds of a clock that nobody can set."""


class SystemClock:
    """The laptop's own clock."""

    def now(self) -> datetime:
        """The time, in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds of a clock that nobody can set."""
        return time.monotonic()


@dataclass
class JumpWatch:
    """Compares the wall clock with the monotonic one from look to look."""

    clock: Clock
    last: tuple[datetime, float] | None = None

    def jump(self) -> int:
        """Seconds by which the wall clock ran ahead since the last look; 0 within tolerance."""
        now, ticks = self.clock.now(), self.clock.monotonic()
        before, self.last = self.last, (now, ticks)
        if before is None:
            return 0
        ahead = (now - before[0]).total_seconds() - (ticks - before[1])
        return round(ahead) if abs(ahead) > JUMP_SECONDS else 0
