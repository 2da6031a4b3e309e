"""When the console locks itself: nobody pressed a key for so long, or the laptop slept."""

from datetime import datetime

from hub_console.desk import Clock
from hub_console.settings import Settings

SLEPT_SECONDS = 15.0
"""The wall clock running ahead so far from one look to the next is a closed lid."""


class IdleWatch:
    """Watches the fingers and the clock.

    Args:
        clock: Tells the time.
        settings: How many minutes nobody may be there.
    """

    def __init__(self, clock: Clock, settings: Settings) -> None:
        self._clock = clock
        self._settings = settings
        self._touched = clock.monotonic()
        self._looked: datetime = clock.now()

    def touch(self) -> None:
        """Somebody is there."""
        self._touched = self._clock.monotonic()

    def due(self, *, in_meeting: bool) -> bool:
        """Whether to lock now; to be asked several times a second.

        Args:
            in_meeting: Whether a meeting is under way: a room may talk long without a key.
        """
        before, self._looked = self._looked, self._clock.now()
        settings = self._settings
        minutes = settings.lock_minutes_in_meeting if in_meeting else settings.lock_minutes
        idle = self._clock.monotonic() - self._touched
        slept = (self._looked - before).total_seconds() >= SLEPT_SECONDS
        return slept or idle >= 60 * minutes
