"""Backups: one kept after each meeting, the oldest let go, and none holds what was erased."""

import re
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, func, select

from hub_console.meeting.change import Key
from hub_console.places import replace_file
from hub_console.record import schema
from hub_console.record.copies import PART, on_disk, put_copy
from hub_console.record.entry import moment_of
from hub_console.record.errors import RecordError
from hub_console.record.sqlite import File
from hub_console.record.wipe import held, read_erased, remove_traces

_NAME = "%Y-%m-%dT%H%M%SZ.hub"
_NAMED = re.compile(r"\d{4}-\d\d-\d\dT\d{6}Z\.hub")


@dataclass(frozen=True, slots=True)
class Backups:
    """Where a station keeps a backup after each meeting, named for when it was made.

    Attributes:
        folder: Which directory; made with the first backup.
        keys: The station's keys, a copy of which lies beside the backups.
        keep: How many are kept.
    """

    folder: Path
    keys: Path
    keep: int

    @property
    def files(self) -> list[Path]:
        """The backups, oldest first."""
        if not self.folder.is_dir():
            return []
        return sorted(p for p in self.folder.iterdir() if _NAMED.fullmatch(p.name) and p.is_file())

    @property
    def newest(self) -> datetime | None:
        """When the last one was made, by the record's clock; UTC."""
        return _made(self.files[-1]) if self.files else None


def back_up(file: File, backups: Backups) -> Path:
    """Keep a backup, with a copy of the keys, and let the oldest go.

    Raises:
        RecordError: None was made; the older ones are kept.
    """
    with on_disk(backups.folder):
        backups.folder.mkdir(mode=0o700, exist_ok=True)
        for left in backups.folder.glob(f"*{PART}*"):
            left.unlink()
    with file.reading() as connection:
        made = _last_act(connection)
    target = backups.folder / f"{made:{_NAME}}"
    while target.exists():
        made += timedelta(seconds=1)
        target = backups.folder / f"{made:{_NAME}}"
    put_copy(file.path, target, file.key)
    with on_disk(backups.folder):
        copy = backups.folder / backups.keys.name
        if _are_whole(backups.keys, file.key) or (backups.keys.exists() and not copy.exists()):
            replace_file(copy, backups.keys.read_bytes())
        for old in [each for each in backups.files if each != target][: -backups.keep + 1 or None]:
            old.unlink()
    return target


def _are_whole(keys: Path, key: bytes | None) -> bool:
    """Whether keys are this record's and as they were written: a good copy outlives bad ones."""
    from hub_console.record.keys.file import read_keys

    if key is None:
        return keys.exists()
    try:
        file = read_keys(keys)
    except RecordError:
        return False
    return file.whole and file.sealed_by(key)


_LAST_CLOSING = select(func.max(schema.head.c.hlc)).where(
    schema.head.c.kind == "meeting", schema.head.c.field.in_(("closed", "amending"))
)


def is_due(file: File, backups: Backups) -> bool:
    """Whether a meeting was closed that the last backup does not hold."""
    with file.reading() as connection:
        closed = connection.scalar(_LAST_CLOSING)
    if closed is None:
        return False
    try:
        with (
            closing(File(backups.files[-1], file.key, read_only=True)) as newest,
            newest.reading() as connection,
        ):
            return bool((connection.scalar(_LAST_CLOSING) or 0) < closed)
    except (IndexError, RecordError):
        return True


@dataclass(frozen=True, slots=True)
class Held:
    """A backup that is not as the record is.

    Attributes:
        backup: Which.
        erased: Records that it still holds though they were erased since.
        trouble: Why it cannot be read; None where it can.
    """

    backup: Path
    erased: tuple[Key, ...] = ()
    trouble: RecordError | None = None


def holding(file: File, backups: Backups) -> list[Held]:
    """The backups that still hold what was erased since, or cannot be read."""
    with file.reading() as connection:
        erased = read_erased(connection)
    found = (_held(backup, file.key, erased) for backup in backups.files)
    return [each for each in found if each.erased or each.trouble]


def _held(backup: Path, key: bytes | None, erased: set[Key]) -> Held:
    try:
        with closing(File(backup, key, read_only=True)) as copy, copy.reading() as connection:
            return Held(backup, tuple(held(connection, erased)))
    except RecordError as error:
        return Held(backup, trouble=error)


def forget(file: File, backups: Backups) -> None:
    """Leave nothing of what was erased in any page of the record, or in any backup.

    Raises:
        RecordError: A backup could not be wiped; the others are, and it can be tried again.
    """
    remove_traces(file)
    trouble = []
    for each in holding(file, backups):
        try:
            if each.trouble is not None:
                raise each.trouble
            put_copy(each.backup, each.backup, file.key, each.erased)
        except RecordError as error:
            trouble.append(error)
    if trouble:
        raise trouble[0]


def _last_act(connection: Connection) -> datetime:
    """When the last act was, by the record's clock, which never goes back."""
    return moment_of(connection.scalar(select(func.max(schema.feed.c.hlc))) or 0)


def _made(backup: Path) -> datetime:
    return datetime.strptime(backup.name, _NAME).replace(tzinfo=UTC)
