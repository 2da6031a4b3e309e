"""What happened at the table, kept: journal, fold, tables, migrations, erasure, keys and locks.

Importing this room loads its errors alone; each other name is loaded when it is first asked for,
so that a screen can paint first.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from hub_console.record.errors import (
    AlreadyThere,
    Busy,
    Damaged,
    DiskFull,
    Missing,
    MistypedRecoveryKey,
    NewerRecord,
    NewerSchema,
    NoKeyring,
    NotEncrypted,
    ReadOnlyDisk,
    RecordError,
    WrongKey,
    WrongPassphrase,
)

if TYPE_CHECKING:
    from hub_console.record.action import NOT_UNDOABLE, Action, Loaded, stacked
    from hub_console.record.attempts import Attempts
    from hub_console.record.backup import Backups, Held
    from hub_console.record.checks import Finding
    from hub_console.record.conflicts import Conflict
    from hub_console.record.history import HistoryChange, HistoryLine
    from hub_console.record.keys import (
        Unlocked,
        check_keys,
        create_keys,
        unlock,
        unlock_with_keyring,
    )
    from hub_console.record.lock import ConsoleLock
    from hub_console.record.opening import create_record, open_record
    from hub_console.record.record import Record
    from hub_console.record.refold import Refolded
    from hub_console.record.retention import Past

__all__ = [
    "NOT_UNDOABLE",
    "Action",
    "AlreadyThere",
    "Attempts",
    "Backups",
    "Busy",
    "Conflict",
    "ConsoleLock",
    "Damaged",
    "DiskFull",
    "Finding",
    "Held",
    "HistoryChange",
    "HistoryLine",
    "Loaded",
    "Missing",
    "MistypedRecoveryKey",
    "NewerRecord",
    "NewerSchema",
    "NoKeyring",
    "NotEncrypted",
    "Past",
    "ReadOnlyDisk",
    "Record",
    "RecordError",
    "Refolded",
    "Unlocked",
    "WrongKey",
    "WrongPassphrase",
    "check_keys",
    "create_keys",
    "create_record",
    "open_record",
    "stacked",
    "unlock",
    "unlock_with_keyring",
]

_HOME_OF = {
    "Action": "action",
    "Attempts": "attempts",
    "Backups": "backup",
    "Conflict": "conflicts",
    "ConsoleLock": "lock",
    "Finding": "checks",
    "Held": "backup",
    "HistoryChange": "history",
    "HistoryLine": "history",
    "Loaded": "action",
    "NOT_UNDOABLE": "action",
    "Record": "record",
    "Past": "retention",
    "Refolded": "refold",
    "Unlocked": "keys",
    "check_keys": "keys",
    "create_keys": "keys",
    "create_record": "opening",
    "open_record": "opening",
    "stacked": "action",
    "unlock": "keys",
    "unlock_with_keyring": "keys",
}


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
