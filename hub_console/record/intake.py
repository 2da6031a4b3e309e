"""The one way into the journal: entries are chained, stored, folded, and shown in the tables."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from sqlalchemy import Connection, bindparam, delete, select, update

from hub_console.meeting.change import DETAIL, KINDS, Key
from hub_console.meeting.values import Id
from hub_console.record import schema
from hub_console.record.digest import Sums
from hub_console.record.entry import ERASE, NOTHING, VERSION, Assertion, Entry, EntryId, Payload
from hub_console.record.fold import Cell, Cells, Head, Rows, folded
from hub_console.record.projection import Stored, read_cells, read_many, write_cells
from hub_console.record.statements import Row, alter, found, put, put_all, remove

ATTACHED = frozenset({"note", "report-back"})
"""Kinds that are erased together with the detail of the situation that they name."""


_FEED = schema.feed.c
_TIP = select(_FEED.seq, _FEED.hlc, _FEED.tip, _FEED.home).where(_FEED.id == bindparam("feed"))
_ERASED = select(schema.erased).where(
    schema.erased.c.record == bindparam("record"), schema.erased.c.kind == bindparam("kind")
)
_AWAITED = select(schema.awaited).where(schema.awaited.c.feed == bindparam("feed"))
_HOME = (
    select(_FEED.home)
    .join(schema.entry, schema.entry.c.feed == _FEED.id)
    .where(schema.entry.c.record == bindparam("record"))
    .limit(1)
)


class BrokenChain(Exception):
    """An entry that does not follow the last one of its feed."""


class WrongTable(Exception):
    """An entry about a record of another table than its feed's."""


class Tip(NamedTuple):
    """The end of a feed.

    Attributes:
        seq: The place of its last entry.
        hlc: That one's clock.
        hash: Of that one's header.
        home: The table that the feed belongs to.
    """

    seq: int
    hlc: int
    hash: bytes
    home: str


Said: TypeAlias = tuple[Entry, Payload | None]
"""An entry, and what it says."""


class Run(NamedTuple):
    """Entries that follow one another, from the next of their feed on.

    Attributes:
        said: The entries, one at least.
        tip: The end of their feed, with them.
    """

    said: Sequence[Said]
    tip: Tip


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

    Attributes:
        changed: What the tables showed of each record that changed, before and after; known once
            it is flushed.
        erased: The records that were erased.
    """

    def __init__(self, connection: Connection) -> None:
        self.changed: Mapping[Key, tuple[Rows, Rows]] = {}
        self.erased: list[Key] = []
        self._connection = connection
        self._entries: list[Entry] = []
        self._tips: dict[bytes, Tip | None] = {}
        self._grown: set[bytes] = set()
        self._before: Stored = {}
        self._cells: Stored = {}
        self._homes: dict[Key, str] = {}
        self._gone: set[Key] = set()
        self._attached: set[tuple[Id, Key]] = set()
        self._awaited: dict[bytes, set[Replaced]] = {}
        self._awaited_before: dict[bytes, frozenset[Replaced]] = {}

    def cells(self, key: Key) -> Cells:
        """The cells of a record as they stand."""
        self._load(key)
        return self._cells[key]

    def tip(self, feed: bytes) -> Tip | None:
        """The end of a feed; None when the feed is not known."""
        if feed not in self._tips:
            rows = found(self._connection, _TIP, {"feed": feed})
            self._tips[feed] = Tip(*rows[0]) if rows else None
        return self._tips[feed]

    def begin(self, feed: Row) -> None:
        """Begin a feed that is not known yet, with the fields of its row that say whose it is."""
        put(
            self._connection,
            schema.feed,
            [{"signature": None, **feed, "seq": 0, "hlc": 0, "tip": NOTHING}],
        )
        self._tips[feed["id"]] = Tip(0, 0, NOTHING, feed["home"])

    def take(self, entry: Entry) -> None:
        """Take one entry in.

        Raises:
            BrokenChain: It does not follow the last entry of its feed.
            WrongTable: It is about a record of another table.
        """
        tip = self.tip(entry.feed)
        if tip is None or (entry.seq, entry.previous) != (tip.seq + 1, tip.hash):
            raise BrokenChain(f"{entry.feed.hex()}:{entry.seq}")
        tip = Tip(entry.seq, entry.hlc, entry.hash, tip.home)
        self.take_run(Run([(entry, entry.content())], tip))

    def take_run(self, run: Run) -> None:
        """Take in entries that are known to follow the last one of their feed.

        Raises:
            WrongTable: One is about a record of another table.
        """
        feed = run.said[0][0].feed
        self._tips[feed] = run.tip
        self._grown.add(feed)
        for entry, content in run.said:
            self._take(entry, content, run.tip.home)

    def _take(self, entry: Entry, content: Payload | None, home: str) -> None:
        key = Key(entry.record, entry.kind)
        self._load(key)
        self._must_be_of(key, home)
        if key in self._gone and content is not None:
            entry, content = entry._replace(payload=None), None
        self._entries.append(entry)
        if entry.kind == ERASE:
            for assertion in content.assertions if content else ():
                self.erase(Key(entry.record, assertion.field), home)
        elif content is None:
            self.erase(key, home)
        elif entry.kind in KINDS and entry.version <= VERSION:
            self._fold(key, entry, content.assertions)
        elif awaited := self._awaited_in(entry.feed):
            awaited -= {each for each in awaited if each.entry == entry.id}

    def _load(self, key: Key) -> None:
        if key not in self._cells:
            if found(self._connection, _ERASED, key._asdict()):
                self._gone.add(key)
            self._keep(key, read_cells(self._connection, key))

    def expect(self, keys: Iterable[Key]) -> None:
        """Read the cells of many records at once, before their entries are taken in."""
        keys = {key for key in keys if key not in self._cells}
        records = sorted({key.record for key in keys})
        if not records:
            return
        gone, cells = read_many(self._connection, records)
        self._gone |= gone & keys
        for key in keys:
            self._keep(key, cells.get(key, {}))

    def _keep(self, key: Key, cells: dict[str, Cell]) -> None:
        self._before[key] = cells
        self._cells[key] = dict(cells)
        for cell in cells.values():
            tip = self.tip(cell[0].entry.feed)
            assert tip is not None
            self._homes[key] = tip.home
            return

    def _must_be_of(self, key: Key, home: str) -> None:
        if self._homes.setdefault(key, home) != home:
            raise WrongTable(key.record)

    def _fold(self, key: Key, entry: Entry, assertions: Iterable[Assertion]) -> None:
        cells, here = self._cells[key], entry.id
        awaited = self._awaited_in(entry.feed)
        for assertion in assertions:
            field = assertion.field
            cell = cells.get(field, ())
            if assertion.parents:
                heads = {each.entry for each in cell}
                self._await(here, key, field, (p for p in assertion.parents if p not in heads))
            head: Head | None = Head(entry.hlc, here, assertion.value)
            if awaited and (replaced := Replaced(here, key, field)) in awaited:
                awaited.discard(replaced)
                head = None
            cells[field] = folded(cell, assertion, head)
            if key.kind in ATTACHED and self._is_erased_with(key, assertion):
                return

    def _await(self, here: EntryId, key: Key, field: str, parents: Iterable[EntryId]) -> None:
        """Note the entries that one replaces, and that have not come yet."""
        for parent in parents:
            tip = here if parent.feed == here.feed else self.tip(parent.feed)
            if tip is None or parent.seq > tip.seq:
                self._awaited_in(parent.feed).add(Replaced(parent, key, field))

    def _awaited_in(self, feed: bytes) -> set[Replaced]:
        """The cells of a feed's entries that were replaced before they came."""
        if feed not in self._awaited:
            rows = found(self._connection, _AWAITED, {"feed": feed})
            self._awaited[feed] = {
                Replaced(EntryId(feed, seq), Key(record, kind), field)
                for _, seq, record, kind, field in rows
            }
            self._awaited_before[feed] = frozenset(self._awaited[feed])
        return self._awaited[feed]

    def _is_erased_with(self, key: Key, assertion: Assertion) -> bool:
        """Whether an assertion names a situation whose detail is erased; if not, it is noted."""
        situation = situation_named(key, assertion)
        if situation is None:
            return False
        detail = Key(situation, DETAIL)
        self._load(detail)
        if detail in self._gone:
            self.erase(key, self._homes[key])
            return True
        self._attached.add((situation, key))
        return False

    def erase(self, key: Key, home: str = "") -> None:
        """Erase a record, and with the detail of a situation what hangs on it.

        Args:
            key: Which record.
            home: The table that it must be of; empty where that is not known.

        Raises:
            WrongTable: It is of another table.
        """
        self._load(key)
        self._must_be_of(key, home or self._homes.get(key, "") or self._home_of(key))
        if key in self._gone:
            return
        self._gone.add(key)
        self.erased.append(key)
        self._cells[key].clear()
        if key.kind == DETAIL:
            for other in self._attached_to(key.record):
                self.erase(other, self._homes[key])

    def _home_of(self, key: Key) -> str:
        """The table of a record of which nothing stands."""
        rows = found(self._connection, _HOME, {"record": key.record})
        return str(rows[0][0]) if rows else ""

    def _attached_to(self, situation: Id) -> list[Key]:
        column = schema.attached.c
        query = select(column.record, column.kind).where(column.situation == situation)
        before = [Key(*row) for row in self._connection.execute(query)]
        return [*before, *(key for of, key in self._attached if of == situation)]

    def flush(self) -> None:
        """Write everything that was taken in."""
        put_all(self._connection, schema.entry, self._entries)
        self._write_tips()
        sums = Sums()
        self.changed = write_cells(self._connection, self._before, self._cells, self._homes, sums)
        for key in self.erased:
            sums.add_erased(self._homes[key], key)
        sums.write(self._connection)
        self._write_attached()
        self._write_awaited()
        if self.erased:
            self._wipe()

    def _write_tips(self) -> None:
        tips = {feed: tip for feed in self._grown if (tip := self._tips[feed])}
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

    def _write_awaited(self) -> None:
        for feed, now in self._awaited.items():
            before = self._awaited_before[feed]
            remove(self._connection, schema.awaited, [each.row() for each in before - now])
            put(self._connection, schema.awaited, [each.row() for each in now - before])

    def _wipe(self) -> None:
        """Remove what was erased: payloads, what hung on it, and drafts about it."""
        connection, keys = self._connection, [key._asdict() for key in self.erased]
        put(connection, schema.erased, keys)
        named = [{"of_record": key["record"], "of_kind": key["kind"]} for key in keys]
        entry, held, attached = schema.entry, schema.held, schema.attached
        awaited = schema.awaited
        for table, statement in (
            (entry, update(entry).values(payload=None)),
            (held, update(held).values(payload=None)),
            (attached, delete(attached)),
            (awaited, delete(awaited)),
        ):
            of_record = table.c.record == bindparam("of_record")
            connection.execute(
                statement.where(of_record, table.c.kind == bindparam("of_kind")), named
            )
        records = [key["record"] for key in keys]
        item, about = schema.TABLES["item"].c, schema.draft.c.about
        on_items = about.in_(select(item.id).where(item.situation.in_(records)))
        connection.execute(delete(schema.draft).where(about.in_(records) | on_items))


def situation_named(key: Key, assertion: Assertion) -> Id | None:
    """The situation that a note or report-back says it belongs to."""
    if key.kind in ATTACHED and assertion.field == "situation" and assertion.value is not None:
        return Id(str(assertion.value))
    return None
