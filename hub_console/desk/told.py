"""What happened at the table, in words."""

from dataclasses import dataclass
from datetime import datetime

EVENTS_KEPT = 200


@dataclass(frozen=True, slots=True)
class Told:
    """An act in words, when it happened (UTC)."""

    at: datetime
    text: str
