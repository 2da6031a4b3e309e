"""Words for a whole trail of acts, each told with the table as it stood then."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from hub_console.meeting.change import Change, applied
from hub_console.meeting.situation import SituationState
from hub_console.meeting.table import Table
from hub_console.meeting.telling.line import tell
from hub_console.vocabulary import Vocabulary

Step = tuple[str, tuple[Change, ...]]
"""An act: its verb, and what it changed."""

_BEFORE_THE_WORDS = {"redo": "redo: "}
_LASTING = (SituationState.PRESENTED, SituationState.OPEN)


def tell_trail(steps: Iterable[Step], table: Table, vocabulary: Vocabulary) -> Iterator[str]:
    """Tell acts in the order in which they were done.

    Args:
        steps: The acts; one without changes is told as erased.
        table: As it stood before the first.
        vocabulary: The coded lists.
    """
    for verb, changes in steps:
        after = applied(table, changes)
        if not changes:
            yield "erased"
        elif verb == "undo":
            taken_back = tuple(change.reversed() for change in reversed(changes))
            yield f"undo: {tell(verb, taken_back, table, vocabulary)}"
        else:
            before = _BEFORE_THE_WORDS.get(verb, "")
            yield before + tell(verb, changes, after, vocabulary)
        table = _without_what_is_over(after, changes) if verb == "close_meeting" else after


def _without_what_is_over(table: Table, closing: Iterable[Change]) -> Table:
    """The table with no meeting but the one that was closed, which may still be amended.

    So a long trail stays quick to tell.
    """
    closed = {change.record for change in closing if change.kind == "meeting"}
    items = {id_: item for id_, item in table.items.items() if item.meeting in closed}
    lasting = {id_: s for id_, s in table.situations.items() if s.state in _LASTING}
    return replace(table, items=items, attendances={}, notes={}, situations=lasting)
