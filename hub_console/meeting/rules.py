"""What one table may set for itself: budgets, rhythm, extensions, when a number is given."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum


class NumberGiven(StrEnum):
    """When a situation gets its number: Worcester on acceptance, most when it is presented."""

    PRESENTATION = "presentation"
    ACCEPTANCE = "acceptance"


class FilterThree(StrEnum):
    """How agencies are found at filter 3: Pittsfield speaks a name, Kenora never does."""

    SPOKEN = "limited identifiers spoken"
    DE_IDENTIFIED = "still de-identified"


_A_BUDGET: Mapping[str, int] = {"least": 1, "most": 240}


@dataclass(frozen=True, slots=True)
class TableRules:
    """A table's own settings, with the defaults that the field suggests.

    Attributes:
        minutes_new: Budget of a new situation, in minutes.
        minutes_report_back: Budget of a report-back, in minutes.
        minutes_carried: Budget of a carried item, in minutes.
        minutes_standing: Budget of a standing item, in minutes.
        wrap_up_seconds: The longest that WRAP UP lasts; otherwise the last third.
        tolerance_seconds: How far the projected end may lie off and still be ON TIME.
        spread_floor_seconds: Spreading an overrun leaves every item at least this long.
        changeover_seconds: Assumed between two items until the table has its own median.
        forgotten_seconds: With nothing running for so long, the console says so.
        extensions: Minutes of each ``+`` in turn, then move on; empty: a minute, any number.
        days_between: Days from one meeting to the next.
        starts: Local time of day at which a meeting starts, ``HH:MM``.
        minutes_meeting: Planned length of a meeting, in minutes.
        late_after_minutes: An arrival so long after the start is late, once the roll is called.
        number_given: When a situation gets its number.
        filter_three: Whether limited identifiers are spoken at filter 3.
    """

    minutes_new: int = field(default=6, metadata=_A_BUDGET)
    minutes_report_back: int = field(default=2, metadata=_A_BUDGET)
    minutes_carried: int = field(default=3, metadata=_A_BUDGET)
    minutes_standing: int = field(default=4, metadata=_A_BUDGET)
    wrap_up_seconds: int = field(default=120, metadata={"least": 0, "most": 120})
    tolerance_seconds: int = 60
    spread_floor_seconds: int = 120
    changeover_seconds: int = 15
    forgotten_seconds: int = 45
    extensions: tuple[int, ...] = ()
    days_between: int = field(default=7, metadata={"least": 1, "most": 366})
    starts: str = "10:00"
    minutes_meeting: int = field(default=60, metadata={"least": 1, "most": 720})
    late_after_minutes: int = 0
    number_given: NumberGiven = NumberGiven.PRESENTATION
    filter_three: FilterThree = FilterThree.SPOKEN

    def __post_init__(self) -> None:
        """Raises ValueError, beginning with the field's name, for a value that is none."""
        try:
            time.fromisoformat(self.starts)
        except ValueError as error:
            raise ValueError('starts must be a time of day like "10:00"') from error
        if any(not 1 <= minutes <= 60 for minutes in self.extensions):
            raise ValueError("extensions must be minutes from 1 to 60")
