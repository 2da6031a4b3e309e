"""One line for each act, made from what it changed."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from hub_console.meeting.change import Change
from hub_console.meeting.table import Table
from hub_console.meeting.telling import agenda, room, situation
from hub_console.meeting.telling.told import Told
from hub_console.vocabulary import Vocabulary

_TELLERS: tuple[Callable[[Told], str], ...] = (
    room.closing,
    situation.decision,
    agenda.planning,
    agenda.carrying,
    agenda.clock,
    agenda.order,
    room.attendance,
    room.agencies,
    situation.report_back,
    situation.filters,
    situation.agencies,
    situation.codes,
    situation.values,
    room.note,
    room.wall,
    room.home,
)
"""The most telling first: an act is told by the first that has words for it."""


CHOOSE = "choose"
"""The verb of choosing what was meant, where stations said different things."""

_BY_VERB = {
    "annotate_despite_warning": "note kept though it looks like an identifier",
    "add_item_despite_warning": "item added though its title looks like an identifier",
    "plan_meeting_despite_warning": "agenda taken in though a title looks like an identifier",
    "take_history": "years of history taken in",
}
"""Acts that are told by their verb alone: what raised a warning is not repeated, and what came in
by the thousand is not told one by one."""


def tell(verb: str, changes: Iterable[Change], table: Table, vocabulary: Vocabulary) -> str:
    """The line of the console and of the history that says what an act did.

    Args:
        verb: The name of the act, told in words where its changes say nothing or must not.
        changes: What it changed.
        table: The table after it.
        vocabulary: The table's lists.
    """
    if verb in _BY_VERB:
        return _BY_VERB[verb]
    if verb == CHOOSE:
        meant = (replace(change, before=None) for change in changes)
        return f"chosen: {tell('', meant, table, vocabulary)}"
    told = Told(tuple(changes), table, vocabulary)
    lines = (line for teller in _TELLERS if (line := teller(told)))
    return next(lines, verb.replace("_", " "))
