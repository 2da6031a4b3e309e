"""One key press that changed something, and the stacks that undo and redo walk."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from hub_console.meeting.change import Change, Key
from hub_console.meeting.table import Table
from hub_console.meeting.values import Id

UNDO, REDO = "undo", "redo"

CLOSING = frozenset({"close_meeting", "end_amending"})
"""Verbs that close a meeting: it is sealed, and nothing before them can be undone."""

NOT_UNDOABLE = CLOSING | {
    "amend",
    "choose",
    "create",
    "set_roster",
    "take_history",
    "plan_meeting",
    "plan_next_meeting",
    "blank_wall",
    "show_wall",
    "next_view",
    "next_detail",
    "note_jump",
    "purge",
}
"""Verbs that undo passes over."""


@dataclass(frozen=True, slots=True)
class Action:
    """One key press that changed something.

    Attributes:
        verb: ``set_lead``, ``undo``, ``redo``, ``close_meeting``.
        at: UTC.
        changes: What it changed, in order.
        erase: Records that are erased with it, for good; with a situation's detail go its notes
            and report-backs.
    """

    verb: str
    at: datetime
    changes: tuple[Change, ...]
    erase: tuple[Key, ...] = ()

    def taken_back(self) -> tuple[Change, ...]:
        """The changes that undo it, in the order in which they must be applied."""
        return tuple(change.reversed() for change in reversed(self.changes))


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a console starts from.

    Attributes:
        table: The table, with the meeting in hand.
        done: Actions of that meeting that can be undone, oldest first.
        undone: Actions that can be redone, the next one last.
        frequency: How often the table used each code.
        saved: UTC of the last action kept; None in a new record.
        drafts: Texts of editors that were open, by what they are about.
        sealed: The code of the last seal of the meeting in hand; empty where it has none.
        at_home: Whether it is the station's own table, and not one that a coordinator's holds.
        conflicts: How many conflicts stand at the table.
    """

    table: Table
    done: tuple[Action, ...] = ()
    undone: tuple[Action, ...] = ()
    frequency: Mapping[str, int] = field(default_factory=dict)
    saved: datetime | None = None
    drafts: Mapping[Id, str] = field(default_factory=dict)
    sealed: str = ""
    at_home: bool = True
    conflicts: int = 0


Stack = tuple[Action, ...]


def stacked(done: Stack, undone: Stack, action: Action) -> tuple[Stack, Stack]:
    """The stacks of undo and redo after an action."""
    if action.verb in CLOSING or action.erase:
        return (), ()
    if action.verb in NOT_UNDOABLE:
        return done, undone
    if action.verb == UNDO:
        return done[:-1], undone + done[-1:]
    if action.verb == REDO:
        return done + undone[-1:], undone[:-1]
    return (*done, action), ()
