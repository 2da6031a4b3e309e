"""Who let something leave, or took it in."""

from alembic import op
from sqlalchemy import Column, Text

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Say of what left before that nobody was kept with it."""
    op.add_column("exchange", Column("person", Text, nullable=False, server_default=""))
