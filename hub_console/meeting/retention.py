"""How long what the table kept is kept, by kind of record."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

_MONTHS: Mapping[str, int] = {"least": 1, "most": 240}


@dataclass(frozen=True, slots=True)
class Limits:
    """The days before which each kind of record is past its time."""

    notes: date
    details: date
    attendance: date


@dataclass(frozen=True, slots=True)
class Retention:
    """How long each kind is kept, in months. What the programme counts by is kept for good.

    Attributes:
        notes_months: Notes, since they were last changed.
        details_months: Factors, agencies, services and report-backs of a situation, since it
            was concluded.
        attendance_months: Who was in the room, since the meeting.
    """

    notes_months: int = field(default=6, metadata=_MONTHS)
    details_months: int = field(default=24, metadata=_MONTHS)
    attendance_months: int = field(default=24, metadata=_MONTHS)

    def limits(self, today: date) -> Limits:
        """The limits as they are on a day."""
        return Limits(
            _before(today, self.notes_months),
            _before(today, self.details_months),
            _before(today, self.attendance_months),
        )


def all_before(day: date) -> Limits:
    """The limits that let go of everything before a day."""
    return Limits(day, day, day)


def _before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last day of that month."""
    year, month = divmod(12 * day.year + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
