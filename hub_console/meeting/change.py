"""What an act changed: the difference of two tables, field by field, and its application.

Undo, the journal and the audit trail all speak in these changes.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from enum import Enum
from typing import Any, NamedTuple, TypeAlias

from hub_console.meeting.agenda import Item, Meeting, Note, ReportBack
from hub_console.meeting.clock import ClockEvent
from hub_console.meeting.roster import Agency, Attendance
from hub_console.meeting.situation import DETAIL_FIELDS, Situation
from hub_console.meeting.table import COLLECTION, Home, Table
from hub_console.meeting.values import Id, with_fields

Value: TypeAlias = bool | int | str | date | datetime | Enum | ClockEvent | None

EXISTS = "exists"
"""The field that says whether a record is there; it lets an undo take back an addition."""

DETAIL = "detail"

KINDS: Mapping[str, type] = {
    "table": Home,
    "agency": Agency,
    "meeting": Meeting,
    "item": Item,
    "attendance": Attendance,
    "situation": Situation,
    DETAIL: Situation,
    "report-back": ReportBack,
    "note": Note,
}
"""The kinds of records in the journal and what each is in memory; a situation is two."""

_KIND_OF = {cls: kind for kind, cls in KINDS.items() if kind != DETAIL}


class Key(NamedTuple):
    """A record of one kind; a situation and its detail have one id and two kinds."""

    record: Id
    kind: str


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one record before and after an act.

    Attributes:
        kind: A key of ``KINDS``.
        record: The record's id.
        field: The field; a member of a mapping as ``risk_factors.msa``.
        before: None where there was nothing.
        after: None where there is nothing now.
    """

    kind: str
    record: Id
    field: str
    before: Value
    after: Value

    def reversed(self) -> "Change":
        """The change that takes this one back."""
        return replace(self, before=self.after, after=self.before)


def differences(old: Table, new: Table) -> tuple[Change, ...]:
    """What leads from one table to another, in a fixed order."""
    return tuple(_differences(old, new))


def _differences(old: Table, new: Table) -> Iterator[Change]:
    if old.home is not new.home:
        yield from _of_record(old.home, new.home)
    for name in COLLECTION.values():
        before, after = getattr(old, name), getattr(new, name)
        if before is after:
            continue
        for id_ in [*before, *(i for i in after if i not in before)]:
            if before.get(id_) is not after.get(id_):
                yield from _of_record(before.get(id_), after.get(id_))


def _of_record(old: Any, new: Any) -> Iterator[Change]:
    """The changes of one record; None stands for no record."""
    there = old if old is not None else new
    kind = _KIND_OF[type(there)]
    added, removed = old is None, new is None
    blank = type(there)(there.id)
    old, new = blank if added else old, blank if removed else new
    if added:
        yield Change(kind, there.id, EXISTS, None, True)
    for field in fields(there):
        before, after = getattr(old, field.name), getattr(new, field.name)
        if before == after:
            continue
        of = DETAIL if isinstance(there, Situation) and field.name in DETAIL_FIELDS else kind
        if isinstance(before, Mapping):
            for key in [*before, *(k for k in after if k not in before)]:
                if before.get(key) != after.get(key):
                    yield Change(
                        of, there.id, f"{field.name}.{key}", before.get(key), after.get(key)
                    )
        else:
            yield Change(of, there.id, field.name, before, after)
    if removed:
        yield Change(kind, there.id, EXISTS, True, None)


def holds(table: Table, key: Key) -> bool:
    """Whether a table holds a record; older ones stay in the file."""
    cls = KINDS[key.kind]
    there: Collection[Id] = {table.home.id} if cls is Home else getattr(table, COLLECTION[cls])
    return key.record in there


def applied(table: Table, changes: Iterable[Change]) -> Table:
    """The table after changes; a record that no longer exists is gone.

    Fields that only a newer program knows are passed over.
    """
    for change in changes:
        table = _with_change(table, change)
    return table


def _with_change(table: Table, change: Change) -> Table:
    cls = KINDS[change.kind]
    if change.field.partition(".")[0] not in {EXISTS, *(field.name for field in fields(cls))}:
        return table
    if cls is Home:
        there = change.field == EXISTS
        return table if there else replace(table, home=_with_field(table.home, change))
    collection = getattr(table, COLLECTION[cls])
    record = collection.get(change.record) or cls(change.record)
    if change.field != EXISTS:
        return table.with_records(_with_field(record, change))
    return table.without(record) if change.after is None else table.with_records(record)


def _with_field(record: Any, change: Change) -> Any:
    name, _, key = change.field.partition(".")
    if not key:
        default = getattr(type(record)(record.id), name)
        return with_fields(record, {name: default if change.after is None else change.after})
    members = {k: v for k, v in getattr(record, name).items() if k != key}
    if change.after is not None:
        members[key] = change.after
    return with_fields(record, {name: members})


def stands(table: Table, changes: Iterable[Change]) -> bool:
    """Whether what changes led to is still so, for all that they say last of each field."""
    last = {(change.record, change.kind, change.field): change for change in changes}
    return all(_value(table, change) == change.after for change in last.values())


def _value(table: Table, change: Change) -> Value:
    """The value of a change's field now; None where there is none, or what a new record has."""
    cls = KINDS[change.kind]
    record = table.home if cls is Home else getattr(table, COLLECTION[cls]).get(change.record)
    if change.field == EXISTS:
        return True if record is not None else None
    record = record if record is not None else cls(change.record)
    name, _, key = change.field.partition(".")
    value = getattr(record, name, change.after)
    found: Value = value.get(key) if isinstance(value, Mapping) else value
    blank = None if key else getattr(cls(change.record), name, None)
    return None if change.after is None and found == blank else found
