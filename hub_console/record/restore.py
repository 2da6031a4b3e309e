"""A backup put in the record's place, which never loses what only the record holds."""

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, func, select

from hub_console.meeting.change import Key
from hub_console.places import Places, put_in_place, replace_file
from hub_console.record import schema
from hub_console.record.copies import on_disk, put_copy, read_tips
from hub_console.record.entry import moment_of
from hub_console.record.errors import Damaged, Missing, NewerRecord, NotEncrypted, RecordError
from hub_console.record.sqlite import File, opens
from hub_console.record.wipe import read_erased


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of restoring a backup.

    Attributes:
        last: When the last act was that it holds; UTC.
        acts: How many acts it holds.
        kept: Where the former record is kept; None where there was none.
    """

    last: datetime
    acts: int
    kept: Path | None


def restore_record(
    places: Places,
    backup: Path,
    key: bytes,
    now: datetime,
    present: bytes | None = None,
    others: Iterable[Path] = (),
) -> Restored:
    """Put a backup in the record's place; the record that was there is kept beside it.

    What is erased in the record, as far as it can be read, or in other backups is not brought
    back. Whoever opens the record writes into a feed of its own, as always: what a copy elsewhere
    holds of the former ones does not clash with it.

    Args:
        places: Where the station's files are.
        backup: What is restored; it is left as it is.
        key: Opens the backup.
        now: Names the record that is kept; UTC.
        present: The key of the record, and of the restored one; None for the backup's.
        others: Other backups.

    Raises:
        NewerRecord: The record holds acts that the backup does not.
        RecordError: The backup is not whole, or cannot be put there; nothing is changed.
    """
    if present is None:
        _must_be_under_the_same_keys(places.record, key)
    present = present or key
    with closing(File(backup, key, read_only=True)) as file, file.reading() as connection:
        tips = read_tips(connection)
        last = moment_of(connection.scalar(select(func.max(schema.feed.c.hlc))) or 0)
        acts = _acts(connection, {})
    _must_not_be_newer(places.record, present, tips)
    erased = set().union(*(_erased(path, present) for path in (places.record, *others)))
    restored = places.record.with_name(f"{places.record.name}.restored")
    put_copy(backup, restored, key, erased)
    if present != key:
        with closing(File(restored, key)) as file:
            file.rekey(present)
        put_copy(restored, restored, present)
    return Restored(last, acts, replace_record(places.record, restored, "before-restore", now))


def replace_record(record: Path, new: Path, why: str, now: datetime) -> Path | None:
    """Put a new file in the record's place; what was there is kept under a name that is free.

    Returns:
        Where the former file is; None when there was none.

    Raises:
        RecordError: It could not be done.
    """
    kept, there = _free(record, why, now), record.exists()
    with on_disk(record):
        for suffix in ("-wal", ""):  # the log first: beside another file it would spoil that
            old = record.with_name(f"{record.name}{suffix}")
            if old.exists():
                old.rename(kept.with_name(f"{kept.name}{suffix}"))
        record.with_name(f"{record.name}-shm").unlink(missing_ok=True)
        put_in_place(new, record)
    return kept if there else None


def replace_keys(places: Places, keys: Path, now: datetime) -> None:
    """Put a file of keys in the place of the station's; what was there is kept beside it.

    Raises:
        RecordError: It could not be done.
    """
    with on_disk(places.keys):
        if places.keys.exists():
            places.keys.rename(_free(places.keys, "before-restore", now))
        replace_file(places.keys, keys.read_bytes())


def _free(path: Path, why: str, now: datetime) -> Path:
    """A name beside a file that nothing has yet."""
    first = path.with_name(f"{path.name}.{why}-{now:%Y-%m-%dT%H%M%SZ}")
    number, free = 1, first
    while free.exists():
        number += 1
        free = first.with_name(f"{first.name}-{number}")
    return free


def _must_be_under_the_same_keys(record: Path, key: bytes) -> None:
    """Make sure that what would be lost with a record whose own keys are gone can be told.

    Raises:
        NewerRecord: It does not open with the key of the backup.
    """
    if record.exists() and record.stat().st_size and not opens(record, key):
        raise NewerRecord(
            f"{record} does not open with the keys of the backup, so what would be lost cannot be"
            " told. Nothing was changed. Bring its own keys back first: hub-console keys restore;"
            f" or, to go back all the same, move {record} away."
        )


def _must_not_be_newer(record: Path, key: bytes, tips: dict[bytes, int]) -> None:
    """Make sure that a backup holds every act of a record that can be read.

    Raises:
        NewerRecord: It does not.
    """
    with suppress(Damaged, Missing, NotEncrypted), _reading(record, key) as connection:
        if more := _acts(connection, tips):
            raise NewerRecord(
                f"{record} holds {'1 act' if more == 1 else f'{more} acts'} that the backup does"
                " not; they would be lost. Nothing was changed. If the table opens, go on with it;"
                " if it is damaged, hub-console rescue keeps what can be read of both. To go back"
                f" all the same, move {record} away first."
            )


def _erased(path: Path, key: bytes) -> set[Key]:
    """What a file knows to be erased, as far as it can be read."""
    try:
        with _reading(path, key) as connection:
            return read_erased(connection)
    except RecordError:
        return set()


@contextmanager
def _reading(path: Path, key: bytes) -> Iterator[Connection]:
    if not path.exists() or path.stat().st_size == 0:
        raise Missing(f"{path} is not there, or empty.")
    with closing(File(path, key, read_only=True)) as file, file.reading() as connection:
        yield connection


def _acts(connection: Connection, tips: dict[bytes, int]) -> int:
    """How many acts a file holds beyond some entries of each feed."""
    entry = schema.entry.c
    number = 0
    for feed, seq in read_tips(connection).items():
        beyond = select(entry.hlc).where(entry.feed == feed, entry.seq > tips.get(feed, 0))
        if seq > tips.get(feed, 0):
            acts = select(func.count()).select_from(beyond.distinct().subquery())
            number += connection.scalar(acts) or 0
    return number
