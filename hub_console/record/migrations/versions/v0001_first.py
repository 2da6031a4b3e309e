"""The first schema."""

from alembic import op
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    Text,
)

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table."""
    op.create_table(
        "about",
        Column("name", Text, primary_key=True),
        Column("value", Text, nullable=False),
    )
    op.create_table(
        "agency",
        Column("id", Text, primary_key=True),
        Column("tag", Text, nullable=False),
        Column("name", Text, nullable=False),
        Column("sector", Text, nullable=False),
        Column("expected", Boolean, nullable=False),
        Column("seats", Integer, nullable=False),
        Column("position", Integer, nullable=False),
    )
    op.create_table(
        "attached",
        Column("situation", Text, primary_key=True),
        Column("record", Text, primary_key=True),
        Column("kind", Text, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "attendance",
        Column("id", Text, primary_key=True),
        Column("meeting", Text, nullable=False),
        Column("agency", Text, nullable=False),
        Column("arrived", Text),
        Column("left", Text),
    )
    op.create_index("attendance_meeting", "attendance", ["meeting"])
    op.create_table(
        "awaited",
        Column("feed", LargeBinary, primary_key=True),
        Column("seq", Integer, primary_key=True),
        Column("record", Text, primary_key=True),
        Column("kind", Text, primary_key=True),
        Column("field", Text, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "detail",
        Column("id", Text, primary_key=True),
        Column("language", Text),
        Column("lead", Text),
        Column("intervened", Text),
        Column("calls_before", Integer),
        Column("calls_after", Integer),
        Column("systemic_issue", Text),
    )
    op.create_table(
        "draft",
        Column("about", Text, primary_key=True),
        Column("text", Text, nullable=False),
    )
    op.create_table(
        "erased",
        Column("record", Text, primary_key=True),
        Column("kind", Text, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "frequency",
        Column("code", Text, primary_key=True),
        Column("count", Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "item",
        Column("id", Text, primary_key=True),
        Column("meeting", Text),
        Column("kind", Text, nullable=False),
        Column("situation", Text),
        Column("title", Text, nullable=False),
        Column("position", Integer, nullable=False),
        Column("budget", Integer, nullable=False),
        Column("urgent", Boolean, nullable=False),
        Column("carried", Text),
        Column("amended", Text),
    )
    op.create_index("item_meeting", "item", ["meeting"])
    op.create_index("item_situation", "item", ["situation"])
    op.create_table(
        "meeting",
        Column("id", Text, primary_key=True),
        Column("starts", Text),
        Column("ends", Text),
        Column("began", Text),
        Column("closed", Text),
        Column("wall_blank", Boolean, nullable=False),
        Column("wall_view", Text, nullable=False),
        Column("wall_detail", Text, nullable=False),
        Column("amending", Text),
    )
    op.create_index("meeting_closed", "meeting", ["closed"])
    op.create_index("meeting_starts", "meeting", ["starts"])
    op.create_table(
        "member",
        Column("record", Text, primary_key=True),
        Column("kind", Text, primary_key=True),
        Column("field", Text, primary_key=True),
        Column("key", Text, primary_key=True),
        Column("value", Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "note",
        Column("id", Text, primary_key=True),
        Column("item", Text),
        Column("situation", Text),
        Column("text", Text, nullable=False),
    )
    op.create_index("note_item", "note", ["item"])
    op.create_index("note_situation", "note", ["situation"])
    op.create_table(
        "report_back",
        Column("id", Text, primary_key=True),
        Column("situation", Text),
        Column("meeting", Text),
        Column("kind", Text),
        Column("by", Text),
    )
    op.create_index("report_back_meeting", "report_back", ["meeting"])
    op.create_index("report_back_situation", "report_back", ["situation"])
    op.create_table(
        "situation",
        Column("id", Text, primary_key=True),
        Column("number", Text),
        Column("meeting", Text),
        Column("presented", Text),
        Column("type", Text),
        Column("sex", Text),
        Column("age_band", Text),
        Column("originating", Text),
        Column("consent", Text),
        Column("previously_discussed", Boolean),
        Column("filter", Integer, nullable=False),
        Column("outcome", Text),
        Column("opened", Text),
        Column("grouping", Text),
        Column("reason", Text),
        Column("concluded", Text),
        Column("due", Text),
    )
    op.create_index("situation_grouping", "situation", ["grouping"])
    op.create_index("situation_meeting", "situation", ["meeting"])
    op.create_index("situation_number", "situation", ["number"])
    op.create_table(
        "station",
        Column("id", Text, primary_key=True),
        Column("name", Text, nullable=False),
    )
    op.create_table(
        "table",
        Column("id", Text, primary_key=True),
        Column("name", Text, nullable=False),
    )
    op.create_table(
        "feed",
        Column("id", LargeBinary, primary_key=True),
        Column("station", Text, ForeignKey("station.id"), nullable=False),
        Column("role", Text, nullable=False),
        Column("started", Text, nullable=False),
        Column("seq", Integer, nullable=False),
        Column("hlc", BigInteger, nullable=False),
        Column("tip", LargeBinary, nullable=False),
    )
    op.create_index("feed_station", "feed", ["station", "role"])
    op.create_table(
        "entry",
        Column("feed", LargeBinary, ForeignKey("feed.id"), primary_key=True),
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
    op.create_index("entry_record", "entry", ["record", "kind"])
    op.create_table(
        "head",
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
