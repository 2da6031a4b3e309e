"""What was there before: entries read back, with the values that each of them replaced."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, select, tuple_

from hub_console.record import schema
from hub_console.record.codec import decoded, default_of, is_sound
from hub_console.record.entry import Assertion, Entry, EntryId
from hub_console.record.fold import Head, winner

_CHUNK = 5_000


def read_entries(connection: Connection, *which: ColumnElement[bool]) -> list[Entry]:
    """Entries of the journal in the order of their clocks."""
    column = schema.entry.c
    query = select(schema.entry).where(*which).order_by(column.hlc, column.feed, column.seq)
    return [Entry(*row) for row in connection.execute(query)]


class Past:
    """The values that entries replaced: those of the parents that they name."""

    def __init__(self, connection: Connection, entries: Sequence[Entry]) -> None:
        self._said: dict[tuple[EntryId, str], Head] = {}
        self._add(entries)
        missing = {
            parent
            for entry in entries
            for assertion in _assertions(entry)
            for parent in assertion.parents
            if (parent, assertion.field) not in self._said
        }
        place = tuple_(schema.entry.c.feed, schema.entry.c.seq)
        wanted = sorted(missing)
        for start in range(0, len(wanted), _CHUNK):
            self._add(read_entries(connection, place.in_(wanted[start : start + _CHUNK])))

    def _add(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            for assertion in _assertions(entry):
                head = Head(entry.hlc, entry.id, assertion.value)
                self._said[entry.id, assertion.field] = head

    def before(self, entry: Entry, assertion: Assertion) -> Any:
        """The value that showed before an assertion; the field's default where none did."""
        kind, field = entry.kind, assertion.field
        heads = [self._said.get((parent, field)) for parent in assertion.parents]
        raw = winner(kind, field, tuple(head for head in heads if head is not None))
        if raw is None or not is_sound(kind, field, raw):
            return default_of(kind, field)
        return decoded(kind, field, raw)


def _assertions(entry: Entry) -> Sequence[Assertion]:
    content = entry.content()
    return () if content is None else content.assertions
