"""Copies of the record, each verified: written beside its place, read back, and only then named."""

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, delete, select

from hub_console.meeting.change import Key
from hub_console.places import put_in_place
from hub_console.record import checks, migrate, schema
from hub_console.record.errors import Damaged, DiskFull, ReadOnlyDisk, RecordError
from hub_console.record.sqlite import File
from hub_console.record.wipe import forget_traces, wipe

PART = ".part"
"""The end of the name of a copy that is not verified yet."""

_BESIDE = ("", "-wal", "-shm", "-journal")
_FULL = frozenset({errno.ENOSPC, errno.EIO, getattr(errno, "EDQUOT", errno.ENOSPC)})

Tips = dict[bytes, int]
"""How many entries each feed has."""


def put_copy(source: Path, target: Path, key: bytes | None, erased: Iterable[Key] = ()) -> None:
    """Write a verified copy, which has its name only once it is whole and on the disk.

    It has the key of the source, holds no drafts, and nothing that is erased.

    Args:
        source: The record, or a copy of it.
        target: The new copy's place, which may be the source's; what is there is replaced.
        key: Opens the source.
        erased: Records that are wiped from the copy.

    Raises:
        RecordError: There is no copy, and what was there is untouched.
    """
    with new_file(target) as part:
        with closing(File(source, key, read_only=True)) as file:
            with file.reading() as connection:
                tips = read_tips(connection)
            file.copy_to(part)
        with closing(File(part, key)) as copy:
            migrate.bring_up_to_date(copy)
            with copy.writing() as connection:
                connection.execute(delete(schema.draft))
                wiped = wipe(connection, erased)
                forget_traces(connection)
            if wiped:
                copy.compact()
            copy.pragma("journal_mode=delete")  # a copy is one file, also on a stick
        _verify(part, target, key, tips)


def read_tips(connection: Connection) -> Tips:
    """How many entries each feed has."""
    feed = schema.feed.c
    return dict(connection.execute(select(feed.id, feed.seq)).all())


def _verify(part: Path, target: Path, key: bytes | None, tips: Tips) -> None:
    """Read a copy back.

    Raises:
        Damaged: It is not whole.
    """
    with closing(File(part, key, read_only=True)) as copy:
        wrong = [f"{f.what}: {f.said}" for f in checks.check_copy(copy) if not f.sound]
        with copy.reading() as connection:
            there = read_tips(connection)
        wrong += [f"feed {id_.hex()} is short" for id_ in tips if there.get(id_, 0) < tips[id_]]
    if wrong:
        raise Damaged(
            f"The copy at {target} did not read back as it was written ({'; '.join(wrong[:3])})."
            f" It was removed. Try another disk, and run hub-console doctor."
        )


@contextmanager
def new_file(target: Path) -> Iterator[Path]:
    """A new file beside another, whose place it takes when the block ends well."""
    part = target.with_name(f"{target.name}{PART}")
    try:
        with on_disk(target):
            remove(part)
            os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        yield part
        with on_disk(target):
            put_in_place(part, target)
    finally:
        with suppress(OSError):
            remove(part)


def remove(path: Path) -> None:
    """Remove a file of SQLite, and what lies beside it."""
    for suffix in _BESIDE:
        path.with_name(f"{path.name}{suffix}").unlink(missing_ok=True)


@contextmanager
def on_disk(path: Path) -> Iterator[None]:
    """Raise what an error of the disk means to the user."""
    try:
        yield
    except OSError as error:
        raise _meant(path, error) from error


def _meant(path: Path, error: OSError) -> RecordError:
    if error.errno in _FULL:
        return DiskFull(f"The disk of {path} is full or refused a write. Free some room.")
    return ReadOnlyDisk(
        f"{path} cannot be written ({error.strerror}). Check that its disk is there and that you"
        " may write to it."
    )
