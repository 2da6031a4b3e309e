"""The tables made from the journal again, by the definition of a head, and compared."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from itertools import groupby

import msgspec
from sqlalchemy import Connection, Table, delete, or_, select

from hub_console.meeting.change import KINDS, Key
from hub_console.meeting.values import Id
from hub_console.record import schema
from hub_console.record.digest import Sums, write_anew
from hub_console.record.entry import ERASE, VERSION, Entry
from hub_console.record.fold import Cells, heads_of
from hub_console.record.intake import Replaced, situation_named
from hub_console.record.projection import write_cells
from hub_console.record.statements import put

_CHUNK = 1_000


@dataclass(frozen=True, slots=True)
class Refolded:
    """What came of making the tables again.

    Attributes:
        entries: How many entries the journal holds.
        records: How many records they are about.
        differing: The tables that came out different and were replaced.
    """

    entries: int
    records: int
    differing: tuple[str, ...]

    @property
    def equal(self) -> bool:
        """Whether every table came out as it was."""
        return not self.differing


def refold(connection: Connection) -> Refolded:
    """Make everything that is folded from the journal again, within a transaction.

    Where nothing differs the tables are as they were.
    """
    before = _digests(connection)
    for table in schema.FOLDED:
        connection.execute(delete(table))
    fold = _Fold(connection)
    erased = read_erasures(connection)
    put(connection, schema.erased, [key._asdict() for key in sorted(erased)])
    entries = records = 0
    for key, said in _by_record(connection):
        entries += len(said)
        records += 1
        if key.kind in KINDS and key not in erased:
            fold.add(key, [entry for entry in said if entry.version <= VERSION])
    fold.write()
    write_anew(connection, erased)
    after = _digests(connection)
    differing = tuple(name for name in before if before[name] != after[name])
    return Refolded(entries, records, differing)


class _Fold:
    """Cells on their way into empty tables."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        feed = schema.feed.c
        self._tips = dict(connection.execute(select(feed.id, feed.seq)).all())
        self._home_of_feed = _homes(connection)
        self._homes: dict[Key, str] = {}
        self._cells: dict[Key, Cells] = {}
        self._awaited: set[Replaced] = set()
        self._attached: set[tuple[Id, Key]] = set()

    def add(self, key: Key, entries: list[Entry]) -> None:
        """Fold everything said of one record."""
        said = [
            (assertion, entry.hlc, entry.id)
            for entry in entries
            if (content := entry.content())
            for assertion in content.assertions
        ]
        self._cells[key] = heads_of(said)
        self._homes[key] = self._home_of_feed[entries[0].feed] if entries else ""
        for assertion, _, _ in said:
            self._awaited.update(
                Replaced(parent, key, assertion.field)
                for parent in assertion.parents
                if parent.seq > self._tips.get(parent.feed, 0)
            )
            situation = situation_named(key, assertion)
            if situation is not None:
                self._attached.add((situation, key))
        if len(self._cells) >= _CHUNK:
            self.write()

    def write(self) -> None:
        """Write what was folded since the last time."""
        nothing: Cells = {}
        before = dict.fromkeys(self._cells, nothing)
        write_cells(self._connection, before, self._cells, self._homes, Sums())
        put(self._connection, schema.awaited, [each.row() for each in self._awaited])
        put(
            self._connection,
            schema.attached,
            [{"situation": of, **key._asdict()} for of, key in self._attached],
        )
        self._cells, self._homes = {}, {}
        self._awaited, self._attached = set(), set()


def _by_record(connection: Connection) -> Iterator[tuple[Key, list[Entry]]]:
    """All entries, those about one record together."""
    column = schema.entry.c
    query = select(schema.entry).order_by(column.record, column.kind)
    rows = connection.execution_options(yield_per=_CHUNK).execute(query)
    for (record, kind), together in groupby(rows, key=lambda row: (row.record, row.kind)):
        yield Key(record, kind), [Entry(*row) for row in together]


def read_erasures(connection: Connection) -> dict[Key, str]:
    """What is erased, with its table: what an entry says is, and what has lost its payload."""
    column, homes = schema.entry.c, _homes(connection)
    query = select(schema.entry).where(or_(column.kind == ERASE, column.payload.is_(None)))
    erased: dict[Key, str] = {}
    for row in connection.execute(query):
        entry = Entry(*row)
        content, home = entry.content(), homes[entry.feed]
        if entry.kind != ERASE:
            erased[Key(entry.record, entry.kind)] = home
        elif content is not None:
            erased |= {Key(entry.record, each.field): home for each in content.assertions}
    return erased


def _homes(connection: Connection) -> Mapping[bytes, str]:
    feed = schema.feed.c
    return dict(connection.execute(select(feed.id, feed.home)).all())


def _digests(connection: Connection) -> dict[str, bytes]:
    return {table.name: _digest(connection, table) for table in schema.FOLDED}


def _digest(connection: Connection, table: Table) -> bytes:
    digest = blake2b()
    query = select(table).order_by(*table.primary_key)
    for row in connection.execution_options(yield_per=_CHUNK).execute(query):
        digest.update(msgspec.msgpack.encode(tuple(row)))
    return digest.digest()
