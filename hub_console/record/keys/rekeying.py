"""Giving a new key to the record and its backups, to each file from one moment to the next."""

from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import TypeAlias

from hub_console.record.errors import Damaged, NotEncrypted, WrongKey
from hub_console.record.sqlite import File, opens

Tell: TypeAlias = Callable[[Path], None]
"""Hears which file is about to get its new key."""


def rekey_all(
    record: Path, backups: Iterable[Path], older: bytes, newest: bytes, tell: Tell
) -> tuple[Path, ...]:
    """Give the newest key to the files that have the older one.

    Returns:
        The backups that neither opens; they are left as they are.

    Raises:
        RecordError: A file cannot be given the key; it has the older one, or the newest.
    """
    if _is_to_be_rekeyed(record, older, newest):
        tell(record)
        _rekey(record, older, newest)
    left = []
    for backup in backups:
        try:
            if _is_to_be_rekeyed(backup, older, newest):
                tell(backup)
                _replace(backup, older, newest)
        except (Damaged, NotEncrypted):
            left.append(backup)
    return tuple(left)


def _is_to_be_rekeyed(path: Path, older: bytes, newest: bytes) -> bool:
    if opens(path, newest):
        return False
    if opens(path, older):
        return True
    raise WrongKey(f"{path} opens with no key of this station.")


def _rekey(path: Path, older: bytes, newest: bytes) -> None:
    """Encrypt the record where it is, and read it back."""
    with closing(File(path, older)) as file:
        file.rekey(newest)
    with closing(File(path, newest, read_only=True)) as file:
        if wrong := file.pragma("cipher_integrity_check"):
            raise Damaged(f"{path} has {len(wrong)} damaged pages. Run hub-console doctor.")


def _replace(backup: Path, older: bytes, newest: bytes) -> None:
    """Put a copy of a backup in its place: a backup is one file, at every moment."""
    from hub_console.record.copies import new_file

    with new_file(backup) as part:
        with closing(File(backup, older, read_only=True)) as source:
            source.copy_to(part)
        _rekey(part, older, newest)
        with closing(File(part, newest)) as copy:
            copy.pragma("journal_mode=delete")
