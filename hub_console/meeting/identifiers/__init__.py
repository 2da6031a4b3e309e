"""The guard over free text: what in it looks like an identifier of a person.

It is a warning and no proof. It knows common names of many origins, words that stand beside a
name, and how numbers that belong to one person are written; agencies and places raise no alarm.
"""

from hub_console.meeting.identifiers.suspicion import Kind, Suspicion, without
from hub_console.meeting.table import Table

__all__ = ["Kind", "Suspicion", "suspicions", "suspicions_at", "without"]


def suspicions(text: str, known: tuple[str, ...] = ()) -> tuple[Suspicion, ...]:
    """What in a text looks like an identifier, in the order of the text.

    Args:
        text: A note or a title.
        known: What names nobody at this table: its own name, its agencies and their letters.
    """
    from hub_console.meeting.identifiers import addresses, names, numbers
    from hub_console.meeting.identifiers.suspicion import apart

    return apart([*numbers.found(text), *addresses.found(text), *names.found(text, known)])


def suspicions_at(table: Table, text: str) -> tuple[Suspicion, ...]:
    """What in a text looks like an identifier to those who sit at a table."""
    agencies = (word for agency in table.roster for word in (agency.name, agency.tag))
    return suspicions(text, (table.home.name, *agencies))
