"""Stations that exchange what they know, and the table that each feed and record belongs to."""

from alembic import op
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    Text,
    text,
)

from hub_console.record.digest import write_anew
from hub_console.record.refold import read_erasures

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Say of what there is that it is the one table's, and make the tables of the exchange."""
    _add_homes()
    _add_exchange()
    _add_held()
    op.create_table(
        "contested",
        Column("record", Text, primary_key=True),
        Column("kind", Text, primary_key=True),
        Column("field", Text, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO contested SELECT record, kind, field FROM head"
        " GROUP BY record, kind, field HAVING count(*) > 1"
    )
    op.create_table(
        "digest",
        Column("home", Text, primary_key=True),
        Column("value", LargeBinary, nullable=False),
    )
    connection = op.get_bind()
    write_anew(connection, read_erasures(connection))


def _add_homes() -> None:
    for table in ("feed", "agency", "meeting", "situation"):
        op.add_column(table, Column("home", Text))
        op.create_index(f"{table}_home", table, ["home"])
        op.execute(
            text(f"UPDATE {table} SET home = (SELECT value FROM about WHERE name = 'table')")
        )
    op.add_column("feed", Column("signature", LargeBinary))


def _add_exchange() -> None:
    op.create_table(
        "own_key",
        Column("epoch", Integer, primary_key=True),
        Column("made", Text, nullable=False),
        Column("private", LargeBinary, nullable=False),
    )
    op.create_table(
        "peer",
        Column("station", Text, ForeignKey("station.id"), primary_key=True),
        Column("home", Text, nullable=False),
        Column("table_name", Text, nullable=False),
        Column("signing", LargeBinary, nullable=False),
        Column("epoch", Integer, nullable=False),
        Column("sealing", LargeBinary, nullable=False),
        Column("enrolled", Text, nullable=False),
        Column("revoked", Text),
    )
    op.create_table(
        "heard",
        Column("station", Text, ForeignKey("peer.station"), primary_key=True),
        Column("home", Text, primary_key=True),
        Column("at", Text, nullable=False),
        Column("clock", BigInteger, nullable=False),
        Column("frontier", LargeBinary, nullable=False),
    )
    op.create_table(
        "exchange",
        Column("bundle", LargeBinary, primary_key=True),
        Column("at", Text, nullable=False),
        Column("went_out", Boolean, nullable=False),
        Column("home", Text, nullable=False),
        Column("stations", Text, nullable=False),
        Column("name", Text, nullable=False),
        Column("entries", Integer, nullable=False),
        Column("said", Text, nullable=False),
    )
    op.create_index("exchange_at", "exchange", ["at"])


def _add_held() -> None:
    op.create_table(
        "held_feed",
        Column("id", LargeBinary, primary_key=True),
        Column("first", Integer, primary_key=True),
        Column("last", Integer, nullable=False),
        Column("station", Text, ForeignKey("station.id"), nullable=False),
        Column("role", Text, nullable=False),
        Column("started", Text, nullable=False),
        Column("home", Text, nullable=False),
        Column("signature", LargeBinary, nullable=False),
    )
    op.create_table(
        "held",
        Column("feed", LargeBinary, primary_key=True),
        Column("seq", Integer, primary_key=True),
        Column("hlc", BigInteger, nullable=False),
        Column("previous", LargeBinary, nullable=False),
        Column("payload_hash", LargeBinary, nullable=False),
        Column("record", Text, nullable=False),
        Column("kind", Text, nullable=False),
        Column("version", Integer, nullable=False),
        Column("person", Text, nullable=False),
        Column("payload", LargeBinary),
        sqlite_with_rowid=False,
    )
    op.create_index("held_record", "held", ["record", "kind"])
