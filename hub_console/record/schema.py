"""The tables of the file: the journal, what is folded from it, and what is beside it.

The table of each kind of record has the fields of its dataclass as columns.
"""

from collections.abc import Mapping

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)

from hub_console.meeting.change import KINDS
from hub_console.record.codec import Field, fields_of

VERSION = 3
"""Of the tables; a migration raises it."""

metadata = MetaData()

about = Table(
    "about",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

station = Table(
    "station",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
)
"""Every station that anything came from, and our own."""

own_key = Table(
    "own_key",
    metadata,
    Column("epoch", Integer, primary_key=True),
    Column("made", Text, nullable=False),
    Column("private", LargeBinary, nullable=False),
)
"""What this station signs with (epoch 0), and the keys that bundles to it open with."""

peer = Table(
    "peer",
    metadata,
    Column("station", ForeignKey("station.id"), primary_key=True),
    Column("home", Text, nullable=False),
    Column("table_name", Text, nullable=False),
    Column("signing", LargeBinary, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("sealing", LargeBinary, nullable=False),
    Column("enrolled", Text, nullable=False),
    Column("revoked", Text),
)
"""The stations that are enrolled here; a coordinator's has no home: it is everybody's."""

heard = Table(
    "heard",
    metadata,
    Column("station", ForeignKey("peer.station"), primary_key=True),
    Column("home", Text, primary_key=True),
    Column("at", Text, nullable=False),
    Column("clock", BigInteger, nullable=False),
    Column("frontier", LargeBinary, nullable=False),
)
"""What each station was last seen to hold of a table."""

exchange = Table(
    "exchange",
    metadata,
    Column("bundle", LargeBinary, primary_key=True),
    Column("at", Text, nullable=False),
    Column("went_out", Boolean, nullable=False),
    Column("home", Text, nullable=False),
    Column("stations", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("entries", Integer, nullable=False),
    Column("said", Text, nullable=False),
    Column("person", Text, nullable=False, server_default=""),
    Index("exchange_at", "at"),
)
"""What left this station and what was taken in: by whom, and what came of each."""

feed = Table(
    "feed",
    metadata,
    Column("id", LargeBinary, primary_key=True),
    Column("station", ForeignKey("station.id"), nullable=False),
    Column("role", Text, nullable=False),
    Column("started", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("hlc", BigInteger, nullable=False),
    Column("tip", LargeBinary, nullable=False),
    Column("home", Text),
    Column("signature", LargeBinary),
    Index("feed_station", "station", "role"),
    Index("feed_home", "home"),
)
"""The signature is the author's, of the tip, where the feed came in a bundle."""


def _header() -> list[Column[object]]:
    return [
        Column("hlc", BigInteger, nullable=False),
        Column("previous", LargeBinary, nullable=False),
        Column("payload_hash", LargeBinary, nullable=False),
        Column("record", Text, nullable=False),
        Column("kind", Text, nullable=False),
        Column("version", Integer, nullable=False),
        Column("person", Text, nullable=False),
        Column("payload", LargeBinary),
    ]


entry = Table(
    "entry",
    metadata,
    Column("feed", ForeignKey("feed.id"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    *_header(),
    Index("entry_record", "record", "kind"),
    sqlite_with_rowid=False,
)

held_feed = Table(
    "held_feed",
    metadata,
    Column("id", LargeBinary, primary_key=True),
    Column("first", Integer, primary_key=True),
    Column("last", Integer, nullable=False),
    Column("station", ForeignKey("station.id"), nullable=False),
    Column("role", Text, nullable=False),
    Column("started", Text, nullable=False),
    Column("home", Text, nullable=False),
    Column("signature", LargeBinary, nullable=False),
)
"""Runs of entries that came before those that they follow."""

held = Table(
    "held",
    metadata,
    Column("feed", LargeBinary, primary_key=True),
    Column("seq", Integer, primary_key=True),
    *_header(),
    Index("held_record", "record", "kind"),
    sqlite_with_rowid=False,
)
"""Their entries."""

head = Table(
    "head",
    metadata,
    Column("record", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("feed", LargeBinary, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("hlc", BigInteger, nullable=False),
    Column("value", Text, nullable=False),
    ForeignKeyConstraint(["feed", "seq"], ["entry.feed", "entry.seq"]),
    sqlite_with_rowid=False,
)

contested = Table(
    "contested",
    metadata,
    Column("record", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("field", Text, primary_key=True),
    sqlite_with_rowid=False,
)
"""The cells that have several heads."""

digest = Table(
    "digest",
    metadata,
    Column("home", Text, primary_key=True),
    Column("value", LargeBinary, nullable=False),
)
"""A sum over all heads and erasures of each table: stations that hold the same have the same."""

awaited = Table(
    "awaited",
    metadata,
    Column("feed", LargeBinary, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("record", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("field", Text, primary_key=True),
    sqlite_with_rowid=False,
)
"""Cells of entries that were replaced before they came in."""

attached = Table(
    "attached",
    metadata,
    Column("situation", Text, primary_key=True),
    Column("record", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    sqlite_with_rowid=False,
)
"""Notes and report-backs that were ever a situation's, to be erased with it."""

erased = Table(
    "erased",
    metadata,
    Column("record", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    sqlite_with_rowid=False,
)

member = Table(
    "member",
    metadata,
    Column("record", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_with_rowid=False,
)

frequency = Table(
    "frequency",
    metadata,
    Column("code", Text, primary_key=True),
    Column("count", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""How often each code is picked: counted as members come and go, for counting them is slow."""

draft = Table(
    "draft",
    metadata,
    Column("about", Text, primary_key=True),
    Column("text", Text, nullable=False),
)

alembic_version = Table(
    "alembic_version",
    metadata,
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
"""Alembic's own, as it makes it."""

_COLUMN_TYPES: Mapping[type, type] = {bool: Boolean, int: Integer, str: Text}

HOMED = frozenset({"agency", "meeting", "situation"})
"""Kinds whose rows say which table they belong to; the others name one of these."""

_INDEXED = {
    "agency": ("home",),
    "meeting": ("home", "closed", "starts"),
    "item": ("meeting", "situation"),
    "attendance": ("meeting",),
    "situation": ("home", "number", "grouping", "meeting"),
    "report-back": ("situation", "meeting"),
    "note": ("item", "situation"),
}


def _column(field: Field) -> Column[object]:
    return Column(field.name, _COLUMN_TYPES[field.codec.raw], nullable=field.default is None)


def _table_of(kind: str) -> Table:
    name = kind.replace("-", "_")
    return Table(
        name,
        metadata,
        Column("id", Text, primary_key=True),
        *(_column(field) for field in fields_of(kind).values() if not field.mapping),
        *([Column("home", Text)] if kind in HOMED else []),
        *(Index(f"{name}_{column}", column) for column in _INDEXED.get(kind, ())),
    )


TABLES = {kind: _table_of(kind) for kind in KINDS}
"""The table of each kind of record."""

FOLDED = (
    head,
    contested,
    awaited,
    attached,
    erased,
    *TABLES.values(),
    member,
    frequency,
    digest,
)
"""What can be made from the journal again."""
