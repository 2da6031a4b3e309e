"""The fold: which values of a cell stand, which one shows, and when people must choose.

Pure, and the same for a key pressed here and an entry that came in a bundle.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple, TypeAlias

from hub_console.meeting.change import DETAIL, EXISTS
from hub_console.record.codec import Raw, fields_of, is_ranked, is_sound
from hub_console.record.entry import Assertion, EntryId


class Head(NamedTuple):
    """A value of a cell that nothing has replaced; heads sort as they win."""

    hlc: int
    entry: EntryId
    value: Raw


Cell: TypeAlias = tuple[Head, ...]
Cells: TypeAlias = Mapping[str, Cell]
"""The cells of one record by field."""


def folded(cell: Cell, assertion: Assertion, head: Head | None) -> Cell:
    """A cell after an assertion; ``head`` is None where something has replaced it already."""
    kept = tuple(each for each in cell if each.entry not in assertion.parents) if cell else ()
    return kept if head is None else (*kept, head)


def heads_of(said: Iterable[tuple[Assertion, int, EntryId]]) -> dict[str, Cell]:
    """All cells of one record from everything ever said of it, in any order."""
    said = list(said)
    replaced = {(each.field, parent) for each, _, _ in said for parent in each.parents}
    cells: dict[str, Cell] = {}
    for each, hlc, entry in said:
        if (each.field, entry) not in replaced:
            cells[each.field] = (*cells.get(each.field, ()), Head(hlc, entry, each.value))
    return cells


COUNTERS = frozenset({("table", "numbers")})
"""Fields that only ever grow: the largest value shows."""

SETTLED = COUNTERS | {
    ("table", "name"),
    ("agency", "position"),
    ("meeting", "wall_blank"),
    ("meeting", "wall_view"),
    ("meeting", "wall_detail"),
    ("meeting", "amending"),
    ("item", "position"),
    ("item", "clock"),
    ("item", "amended"),
    ("situation", "passed"),
    ("situation", "opened"),
    ("situation", "meeting"),
}
"""Fields of which nobody is asked which value was meant: the latest is as good as any."""


def winner(kind: str, field: str, cell: Cell) -> Raw:
    """The value that shows: the latest; of a set's member the latest that is there."""
    if len(cell) == 1:
        return cell[0].value
    there = [head for head in cell if head.value is not None] if "." in field else []
    if there and (kind, field.partition(".")[0]) in COUNTERS:
        return max((head.value for head in there if isinstance(head.value, int)), default=None)
    latest = max(there or cell, key=lambda head: (head.hlc, head.entry), default=None)
    return None if latest is None else latest.value


def in_conflict(kind: str, field: str, cell: Cell) -> bool:
    """Whether people said different things at the same time and must choose.

    A member that one added and another dropped is there; in which order two picked is no matter.
    """
    if (kind, field.partition(".")[0]) in SETTLED:
        return False
    values = {(type(head.value), head.value) for head in cell}
    if "." in field:
        values.discard((type(None), None))
        return len(values) > 1 and not is_ranked(kind, field)
    return len(values) > 1


class Rows(NamedTuple):
    """What the tables show of one record.

    Attributes:
        row: Its columns; None when it has no row.
        members: Of its mappings, as text, by field and key.
    """

    row: Mapping[str, Raw] | None
    members: Mapping[tuple[str, str], str]


NO_ROWS = Rows(None, {})


def shown(kind: str, cells: Cells) -> Rows:
    """The rows of one record from its cells; what this program cannot read is left out."""
    if not cells:
        return NO_ROWS
    row, members, there = dict(_blank(kind)), dict[tuple[str, str], str](), False
    for field, cell in cells.items():
        value = winner(kind, field, cell)
        if value is None or not is_sound(kind, field, value):
            continue
        if field == EXISTS:
            there = value is True
            continue
        if field in row:
            row[field] = value
        else:
            name, _, member = field.partition(".")
            members[name, member] = str(value)
        there = there or kind == DETAIL
    return Rows(row, members) if there else NO_ROWS


@cache
def _blank(kind: str) -> Mapping[str, Raw]:
    """The columns of a record of which nothing was said."""
    return {field.name: field.default for field in fields_of(kind).values() if not field.mapping}
