"""What the program does to the disk beside SQLite: files that Python writes, syncs and renames."""

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from tests.faults.disk import Change, Renamed, SyncedFile, SyncedNames
from tests.faults.shim import Delete

_OPEN_FILES = Path("/proc/self/fd")


@contextmanager
def listening(tell: Callable[[Change], None]) -> Iterator[None]:
    """Tell of every sync, rename and deletion that Python asks for in the block.

    The test is skipped where the system does not tell which file is synced.
    """
    if not _OPEN_FILES.is_dir():
        pytest.skip("needs Linux's /proc")
    fsync, replace, unlink = os.fsync, os.replace, os.unlink

    def syncing(file: int) -> None:
        path = (_OPEN_FILES / f"{file}").readlink()
        fsync(file)
        if stat.S_ISDIR(os.fstat(file).st_mode):
            tell(SyncedNames(path))
        else:
            tell(SyncedFile(path, path.read_bytes()))

    def replacing(path: Any, new: Any) -> None:
        data = Path(path).read_bytes()
        replace(path, new)
        tell(Renamed(Path(path), Path(new), data))

    def unlinking(path: Any, **options: Any) -> None:
        unlink(path, **options)
        tell(Delete(Path(path), names_too=False))

    with (
        patch.object(os, "fsync", syncing),
        patch.object(os, "replace", replacing),
        patch.object(os, "unlink", unlinking),
    ):
        yield
