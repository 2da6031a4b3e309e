from datetime import date

import pytest

from hub_console.meeting.retention import Retention, all_before


@pytest.mark.parametrize(
    ("today", "months", "limit"),
    [
        (date(2026, 11, 23), 6, date(2026, 5, 23)),
        (date(2026, 8, 31), 6, date(2026, 2, 28)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
        (date(2026, 11, 23), 240, date(2006, 11, 23)),
    ],
)
def test_months_are_counted_back_by_the_calendar(today: date, months: int, limit: date) -> None:
    assert Retention(notes_months=months).limits(today).notes == limit


def test_each_kind_has_a_limit_of_its_own() -> None:
    limits = Retention(notes_months=1, details_months=12, attendance_months=3).limits(
        date(2026, 11, 23)
    )

    assert (limits.notes, limits.details, limits.attendance) == (
        date(2026, 10, 23),
        date(2025, 11, 23),
        date(2026, 8, 23),
    )


def test_a_day_can_stand_for_every_limit() -> None:
    day = date(2026, 1, 1)
    assert {all_before(day).notes, all_before(day).details, all_before(day).attendance} == {day}
