"""An act that is being told: its changes, found by what they changed, and the words they share."""

from collections.abc import Sequence, Sized
from dataclasses import dataclass
from datetime import datetime

from hub_console.meeting.change import Change, Value
from hub_console.meeting.table import Table
from hub_console.meeting.values import Id
from hub_console.vocabulary import Vocabulary

_NAMED_AT_MOST = 8


@dataclass(frozen=True, slots=True)
class Told:
    """What an act changed, with the table after it.

    Attributes:
        changes: What it changed.
        table: The table after it; of an old act it may lack the records.
        vocabulary: The table's lists.
    """

    changes: tuple[Change, ...]
    table: Table
    vocabulary: Vocabulary

    def of(self, kind: str, field: str) -> list[Change]:
        """The changes of a field, or of the members of a mapping."""
        return [c for c in self.changes if c.kind == kind and c.field.partition(".")[0] == field]

    def first(self, kind: str, field: str) -> Change | None:
        """The first change of a field, if it changed."""
        return next(iter(self.of(kind, field)), None)

    def value(self, record: Id, field: str) -> Value:
        """What a field of a record was set to, or what it was before it went."""
        for change in self.changes:
            if change.record == record and change.field == field:
                return change.after or change.before
        return None

    def item(self, record: Id) -> str:
        """An item as the room calls it."""
        item = self.table.items.get(record)
        return f"item {item.position}" if item else "an item"


def member(change: Change) -> str:
    """The member of a mapping that a change is of: ``msa`` of ``risk_factors.msa``."""
    return change.field.partition(".")[2]


def counted(things: Sized, noun: str) -> str:
    """``1 item``, ``3 items``."""
    return f"{len(things)} {noun}{'s' if len(things) != 1 else ''}"


def named(tags: Sequence[str], sign: str = "") -> str:
    """Agencies by their letters; many are only counted."""
    if len(tags) > _NAMED_AT_MOST:
        return f"{sign}{len(tags)} agencies"
    return " ".join(f"{sign}{tag}" for tag in tags)


def minute(at: datetime) -> str:
    """A moment as the clock in the room shows it."""
    return f"{at.astimezone():%H:%M}"
