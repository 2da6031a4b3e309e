"""What happened at the table, kept: journal, fold, tables, migrations, erasure, keys and locks.

Importing this room loads no SQLAlchemy; the first use of ``open_record`` or ``create_record``
does, so that a screen can paint first.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from hub_console.record.action import NOT_UNDOABLE, Action, Loaded, stacked
from hub_console.record.errors import (
    AlreadyThere,
    Busy,
    Damaged,
    DiskFull,
    Missing,
    NewerSchema,
    NotEncrypted,
    ReadOnlyDisk,
    RecordError,
    WrongKey,
    WrongPassphrase,
)

if TYPE_CHECKING:
    from hub_console.record.checks import Finding
    from hub_console.record.conflicts import Conflict
    from hub_console.record.history import HistoryChange, HistoryLine
    from hub_console.record.keys import Unlocked, create_keys, unlock
    from hub_console.record.lock import ConsoleLock
    from hub_console.record.record import Record, create_record, open_record
    from hub_console.record.refold import Refolded

__all__ = [
    "NOT_UNDOABLE",
    "Action",
    "AlreadyThere",
    "Busy",
    "Conflict",
    "ConsoleLock",
    "Damaged",
    "DiskFull",
    "Finding",
    "HistoryChange",
    "HistoryLine",
    "Loaded",
    "Missing",
    "NewerSchema",
    "NotEncrypted",
    "ReadOnlyDisk",
    "Record",
    "RecordError",
    "Refolded",
    "Unlocked",
    "WrongKey",
    "WrongPassphrase",
    "create_keys",
    "create_record",
    "open_record",
    "stacked",
    "unlock",
]

_HOME_OF = {
    "Conflict": "conflicts",
    "ConsoleLock": "lock",
    "Finding": "checks",
    "HistoryChange": "history",
    "HistoryLine": "history",
    "Record": "record",
    "Refolded": "refold",
    "Unlocked": "keys",
    "create_keys": "keys",
    "create_record": "record",
    "open_record": "record",
    "unlock": "keys",
}


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
