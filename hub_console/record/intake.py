"""The one way into the journal: entries are chained, stored, folded, and shown in the tables."""

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, delete, select, update

from hub_console.meeting.change import DETAIL, KINDS, Key
from hub_console.meeting.values import Id
from hub_console.record import schema
from hub_console.record.entry import ERASE, VERSION, Assertion, Entry, EntryId
from hub_console.record.fold import Cells, Head, folded
from hub_console.record.projection import Stored, read_cells, write_cells
from hub_console.record.statements import Row, alter, found, put, remove

ATTACHED = frozenset({"note", "report-back"})
"""Kinds that are erased together with the detail of the situation that they name."""


_COLUMNS = tuple(field.name for field in fields(Entry))


_TIP = select(schema.feed.c.seq, schema.feed.c.hlc, schema.feed.c.tip).where(
    schema.feed.c.id == bindparam("feed")
)
_ERASED = select(schema.erased).where(
    schema.erased.c.record == bindparam("record"), schema.erased.c.kind == bindparam("kind")
)
_AWAITED = select(schema.awaited)


class BrokenChain(Exception):
    """An entry that does not follow the last one of its feed."""


class Tip(NamedTuple):
    """The last entry of a feed: its place, its clock, its header's hash."""

    seq: int
    hlc: int
    hash: bytes


class Replaced(NamedTuple):
    """A cell of an entry that was replaced before the entry came in."""

    entry: EntryId
    key: Key
    field: str

    def row(self) -> Row:
        """As the table of awaited entries has it."""
        return {**self.entry._asdict(), **self.key._asdict(), "field": self.field}


class Intake:
    """Entries on their way in, within one transaction.

    It reads the cells that its entries touch, and ``flush`` writes all that changed.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._entries: list[Entry] = []
        self._tips: dict[bytes, Tip] = {}
        self._before: Stored = {}
        self._cells: Stored = {}
        self._erased: set[Key] = set()
        self._erased_now: list[Key] = []
        self._attached: set[tuple[Id, Key]] = set()
        self._awaited_before = self._read_awaited()
        self._awaited = set(self._awaited_before)

    def cells(self, key: Key) -> Cells:
        """The cells of a record as they stand."""
        self._load(key)
        return self._cells[key]

    def tip(self, feed: bytes) -> Tip | None:
        """The last entry of a feed; None when the feed is not known."""
        if feed not in self._tips:
            for row in found(self._connection, _TIP, {"feed": feed}):
                self._tips[feed] = Tip(*row)
        return self._tips.get(feed)

    def _load(self, key: Key) -> None:
        if key in self._cells:
            return
        if found(self._connection, _ERASED, key._asdict()):
            self._erased.add(key)
        self._before[key] = read_cells(self._connection, key)
        self._cells[key] = dict(self._before[key])

    def take(self, entry: Entry) -> None:
        """Take one entry in.

        Raises:
            BrokenChain: It does not follow the last entry of its feed.
        """
        tip = self.tip(entry.feed)
        if tip is None or (entry.seq, entry.previous) != (tip.seq + 1, tip.hash):
            raise BrokenChain(f"{entry.feed.hex()}:{entry.seq}")
        self._tips[entry.feed] = Tip(entry.seq, entry.hlc, entry.hash)
        key = Key(entry.record, entry.kind)
        self._load(key)
        if key in self._erased:
            entry = replace(entry, payload=None)
        self._entries.append(entry)
        content = entry.content()
        if entry.kind == ERASE:
            for assertion in content.assertions if content else ():
                self.erase(Key(entry.record, assertion.field))
        elif content is None:
            self.erase(key)
        elif entry.kind in KINDS and entry.version <= VERSION:
            self._fold(key, entry, content.assertions)

    def _fold(self, key: Key, entry: Entry, assertions: Iterable[Assertion]) -> None:
        cells = self._cells[key]
        for assertion in assertions:
            field = assertion.field
            cell = cells.get(field, ())
            heads = {head.entry for head in cell}
            self._awaited.update(
                Replaced(parent, key, field)
                for parent in assertion.parents
                if parent not in heads and not self._is_known(parent)
            )
            here = Replaced(entry.id, key, field)
            late = here in self._awaited
            self._awaited.discard(here)
            head = None if late else Head(entry.hlc, entry.id, assertion.value)
            cells[field] = folded(cell, assertion, head)
            situation = situation_named(key, assertion)
            if situation is not None and self._attach(key, situation):
                return

    def _is_known(self, entry: EntryId) -> bool:
        tip = self.tip(entry.feed)
        return tip is not None and entry.seq <= tip.seq

    def _attach(self, key: Key, situation: Id) -> bool:
        """Note whose a record is; whether it is erased for that."""
        detail = Key(situation, DETAIL)
        self._load(detail)
        if detail in self._erased:
            self.erase(key)
            return True
        self._attached.add((situation, key))
        return False

    def erase(self, key: Key) -> None:
        """Erase a record, and with the detail of a situation what hangs on it."""
        self._load(key)
        if key in self._erased:
            return
        self._erased.add(key)
        self._erased_now.append(key)
        self._cells[key].clear()
        if key.kind == DETAIL:
            for other in self._attached_to(key.record):
                self.erase(other)

    def _attached_to(self, situation: Id) -> list[Key]:
        column = schema.attached.c
        query = select(column.record, column.kind).where(column.situation == situation)
        before = [Key(*row) for row in self._connection.execute(query)]
        return [*before, *(key for of, key in self._attached if of == situation)]

    def flush(self) -> None:
        """Write everything that was taken in."""
        put(self._connection, schema.entry, [row_of(entry) for entry in self._entries])
        self._write_tips()
        write_cells(self._connection, self._before, self._cells)
        self._write_attached()
        self._write_awaited()
        if self._erased_now:
            self._wipe()

    def _write_tips(self) -> None:
        tips = {entry.feed: self._tips[entry.feed] for entry in self._entries}
        rows = [
            {"id": feed, "seq": tip.seq, "hlc": tip.hlc, "tip": tip.hash}
            for feed, tip in tips.items()
        ]
        alter(self._connection, schema.feed, ("seq", "hlc", "tip"), rows)

    def _write_attached(self) -> None:
        if not self._attached:
            return
        column = schema.attached.c
        situations = {situation for situation, _ in self._attached}
        query = select(schema.attached).where(column.situation.in_(situations))
        known = {
            (row.situation, Key(row.record, row.kind)) for row in self._connection.execute(query)
        }
        put(
            self._connection,
            schema.attached,
            [{"situation": of, **key._asdict()} for of, key in self._attached - known],
        )

    def _read_awaited(self) -> set[Replaced]:
        return {
            Replaced(EntryId(feed, seq), Key(record, kind), field)
            for feed, seq, record, kind, field in found(self._connection, _AWAITED)
        }

    def _write_awaited(self) -> None:
        gone = self._awaited_before - self._awaited
        remove(self._connection, schema.awaited, [each.row() for each in gone])
        new = self._awaited - self._awaited_before
        put(self._connection, schema.awaited, [each.row() for each in new])

    def _wipe(self) -> None:
        """Remove what was erased: payloads, what hung on it, and drafts about it."""
        connection, keys = self._connection, [key._asdict() for key in self._erased_now]
        put(connection, schema.erased, keys)
        named = [{"of_record": key["record"], "of_kind": key["kind"]} for key in keys]
        entry, attached = schema.entry, schema.attached
        for table, statement in (
            (entry, update(entry).values(payload=None)),
            (attached, delete(attached)),
        ):
            of_record = table.c.record == bindparam("of_record")
            connection.execute(
                statement.where(of_record, table.c.kind == bindparam("of_kind")), named
            )
        records = [key["record"] for key in keys]
        item, about = schema.TABLES["item"].c, schema.draft.c.about
        on_items = about.in_(select(item.id).where(item.situation.in_(records)))
        connection.execute(delete(schema.draft).where(about.in_(records) | on_items))


def row_of(entry: Entry) -> Row:
    """An entry as its row."""
    return {name: getattr(entry, name) for name in _COLUMNS}


def situation_named(key: Key, assertion: Assertion) -> Id | None:
    """The situation that a note or report-back says it belongs to."""
    if key.kind in ATTACHED and assertion.field == "situation" and assertion.value is not None:
        return Id(str(assertion.value))
    return None
