"""A room whose every act is written to a record."""

import os
from pathlib import Path
from typing import ParamSpec

from hub_console.meeting.acts import room
from hub_console.meeting.acts.planning import to_erase
from hub_console.meeting.change import Change, applied, differences
from hub_console.meeting.rules import TableRules
from hub_console.meeting.table import Table
from hub_console.record import Action, Loaded, Record, create_record, open_record, stacked
from hub_console.record.action import REDO, UNDO, Stack
from tests.builders import Act, Room, some_agencies

P = ParamSpec("P")
RULES = TableRules()
KEY = bytes(range(32))


def new_record(path: Path, key: bytes | None = KEY) -> Record:
    return create_record(
        path, key=key, table="B-2", station="B-2 laptop", person="Ann", entropy=os.urandom
    )


def reopened(path: Path, key: bytes | None = KEY, *, read_only: bool = False) -> Record:
    return open_record(path, key=key, person="Ann", entropy=os.urandom, read_only=read_only)


def loaded(path: Path, key: bytes | None = KEY) -> Loaded:
    """What a console that starts now would begin with."""
    record = reopened(path, key)
    try:
        return record.load(RULES)
    finally:
        record.close()


class KeptRoom(Room):
    """A room that writes every act, and undoes and redoes as the desk does."""

    def __init__(self, path: Path, key: bytes | None = KEY) -> None:
        super().__init__(RULES)
        self.path = path
        self.key = key
        self.record = new_record(path, key)
        self.table = self.record.load(RULES).table
        self.undoable: Stack = ()
        self.redoable: Stack = ()
        self.last: Action

    def do(self, act: "Act[P]", *args: P.args, **kwargs: P.kwargs) -> "KeptRoom":
        before = self.table
        super().do(act, *args, **kwargs)
        changes = differences(before, self.table)
        if changes:
            self.keep(Action(act.__name__, self.now, changes, to_erase(before, self.table)))
        return self

    def keep(self, action: Action) -> None:
        """Write an action and stack it."""
        self.after(seconds=7)
        self.last = action
        self.record.write(action)
        self.undoable, self.redoable = stacked(self.undoable, self.redoable, action)

    def undo(self) -> "KeptRoom":
        self._again(UNDO, self.undoable[-1].taken_back())
        return self

    def redo(self) -> "KeptRoom":
        self._again(REDO, self.redoable[-1].changes)
        return self

    def _again(self, verb: str, changes: tuple[Change, ...]) -> None:
        before = self.table
        self.table = applied(self.table, changes)
        self.keep(Action(verb, self.now, differences(before, self.table)))

    def reloaded(self) -> Loaded:
        """What a console that starts now would begin with."""
        self.record.close()
        self.record = reopened(self.path, self.key)
        return self.record.load(RULES)


def a_kept_table(path: Path, key: bytes | None = KEY, agencies: int = 12) -> KeptRoom:
    """A table with a roster and a meeting planned for ten o'clock, all of it written."""
    kept = KeptRoom(path, key)
    kept.do(room.set_roster, some_agencies(agencies)).with_meeting()
    return kept


def same(one: Table, other: Table) -> bool:
    """Whether two tables say the same."""
    return differences(one, other) == ()
