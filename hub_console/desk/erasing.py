"""Erasing for good, outside a meeting: what is past its time, and what was entered in error."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from hub_console.meeting.acts.discussion import local_date
from hub_console.meeting.change import DETAIL, Key, differences
from hub_console.meeting.situation import Situation
from hub_console.meeting.table import Table

if TYPE_CHECKING:
    from hub_console.record import Past, Record

PURGE = "purge"


def purge(record: "Record", past: "Past", now: datetime) -> None:
    """Erase what is past its time, all of it or nothing.

    Raises:
        RecordError: Nothing of it was erased.
    """
    from hub_console.record import Action

    keys = tuple(key for of_kind in past.values() for key in of_kind)
    record.write(Action(PURGE, now, (), keys))


def remove(
    record: "Record", table: Table, situation: Situation, reason: str, now: datetime
) -> None:
    """Erase the detail of a situation that was entered in error; number and reason stay.

    Raises:
        Refused: It has no detail any more.
        RecordError: Nothing of it was erased.
    """
    from hub_console.record import Action

    before = replace(table, situations={situation.id: situation})
    after = before.with_records(situation.entered_in_error(reason, local_date(now)))
    key = Key(situation.id, DETAIL)
    record.write(Action(PURGE, now, differences(before, after), (key,)))
