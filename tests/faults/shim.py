"""A shim in SQLite's way to the disk: it tells of every operation, and lets it fail when told so.

SQLite reaches files through a table of functions, its VFS. The shim is a copy of the usual one
in the very library that the record uses, with the few functions that change a disk replaced: they
ask a watcher first. Files keep their own structures and locks, so nothing else behaves otherwise.
"""

import ctypes
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from ctypes import CFUNCTYPE, POINTER, c_char_p, c_int, c_int64, c_void_p
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from sqlcipher3 import _sqlite3

OK = 0
JOURNALS = 0x00000800 | 0x00004000 | 0x00080000
"""Of a main file, of several, the write-ahead log: who makes one makes its name durable too."""


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was not there is made."""

    path: Path


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes are written to a place in a file."""

    path: Path
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Truncate:
    """A file is cut off."""

    path: Path
    size: int


@dataclass(frozen=True, slots=True)
class Sync:
    """A file is made durable; the names in its directory with it, where it is a new journal."""

    path: Path
    names_too: bool


@dataclass(frozen=True, slots=True)
class Delete:
    """A file is deleted; ``names_too``: durably."""

    path: Path
    names_too: bool


Operation: TypeAlias = Made | Write | Truncate | Sync | Delete
Watcher: TypeAlias = Callable[[Operation], int]
"""Hears of an operation before it is done; what it returns is SQLite's code for an error, or OK."""

_OPEN = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, c_void_p)
_DELETE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int)
_WRITE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_TRUNCATE = CFUNCTYPE(c_int, c_void_p, c_int64)
_SYNC = CFUNCTYPE(c_int, c_void_p, c_int)


class _Vfs(ctypes.Structure):
    """``sqlite3_vfs``, version 3."""

    _fields_ = (
        ("version", c_int),
        ("file_size", c_int),
        ("longest_path", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("data", c_void_p),
        ("open", c_void_p),
        ("delete", c_void_p),
        ("others", c_void_p * 14),
    )


class _Methods(ctypes.Structure):
    """``sqlite3_io_methods``, version 3."""

    _fields_ = (
        ("version", c_int),
        ("close", c_void_p),
        ("read", c_void_p),
        ("write", c_void_p),
        ("truncate", c_void_p),
        ("sync", c_void_p),
        ("others", c_void_p * 13),
    )


class Shim:
    """The shim, registered once for as long as the process lives; it watches when told to."""

    def __init__(self, library: ctypes.CDLL) -> None:
        library.sqlite3_vfs_find.restype = POINTER(_Vfs)
        self._register = library.sqlite3_vfs_register
        self._usual: _Vfs = library.sqlite3_vfs_find(None).contents
        self._watcher: Watcher = lambda _: OK
        self._names: dict[int, Path] = {}
        self._nameless: set[int] = set()
        self._methods: dict[int, _Methods] = {}
        self._kept: list[object] = []
        self._open = _OPEN(self._usual.open)
        self._delete = _DELETE(self._usual.delete)
        self._vfs = _Vfs.from_buffer_copy(self._usual)
        self._vfs.name = b"watched"
        self._vfs.open = self._callback(_OPEN, self._opening)
        self._vfs.delete = self._callback(_DELETE, self._deleting)

    @contextmanager
    def watching(self, watcher: Watcher) -> Iterator[None]:
        """Let a watcher hear of what is done to every file that is opened in the block."""
        self._watcher = watcher
        self._register(ctypes.byref(self._vfs), 1)
        try:
            yield
        finally:
            self._register(ctypes.byref(self._usual), 1)
            self._watcher = lambda _: OK

    def _callback(self, kind: Any, function: Callable[..., int]) -> int | None:
        made = kind(function)
        self._kept.append(made)
        return ctypes.cast(made, c_void_p).value

    def _opening(self, _: int, name: int | None, file: int, flags: int, out: int | None) -> int:
        """Open a file; its name is handed on as it is, for SQLite goes on reading it."""
        path = _path(name) if name else None
        made = path is not None and not path.exists()
        if path is not None and made and (code := self._watcher(Made(path))):
            return code
        code = int(self._open(ctypes.addressof(self._usual), name, file, flags, out))
        methods = c_void_p.from_address(file)
        if code == OK and path is not None and methods.value is not None:
            self._names[file] = path
            self._nameless.discard(file)
            if made and flags & JOURNALS:
                self._nameless.add(file)
            methods.value = ctypes.addressof(self._watched(methods.value))
        return code

    def _deleting(self, _: int, name: int, durably: int) -> int:
        path = _path(name)
        if path.exists() and (code := self._watcher(Delete(path, bool(durably)))):
            return code
        return int(self._delete(ctypes.addressof(self._usual), name, durably))

    def _watched(self, address: int) -> _Methods:
        """A file's functions with ours in place of those that change the disk."""
        if address not in self._methods:
            usual = _Methods.from_address(address)
            ours = _Methods.from_buffer_copy(usual)
            ours.write = self._callback(_WRITE, self._writing(_WRITE(usual.write)))
            ours.truncate = self._callback(_TRUNCATE, self._truncating(_TRUNCATE(usual.truncate)))
            ours.sync = self._callback(_SYNC, self._syncing(_SYNC(usual.sync)))
            self._methods[address] = ours
        return self._methods[address]

    def _writing(self, usual: Callable[..., int]) -> Callable[..., int]:
        def write(file: int, data: int, amount: int, offset: int) -> int:
            operation = Write(self._names[file], offset, ctypes.string_at(data, amount))
            if code := self._watcher(operation):
                usual(file, data, amount // 2, offset)
                return code
            return usual(file, data, amount, offset)

        return write

    def _truncating(self, usual: Callable[..., int]) -> Callable[..., int]:
        def truncate(file: int, size: int) -> int:
            return self._watcher(Truncate(self._names[file], size)) or usual(file, size)

        return truncate

    def _syncing(self, usual: Callable[..., int]) -> Callable[..., int]:
        def sync(file: int, flags: int) -> int:
            operation = Sync(self._names[file], file in self._nameless)
            if code := self._watcher(operation):
                return code
            self._nameless.discard(file)
            return usual(file, flags)

        return sync


@cache
def the_shim() -> Shim | None:
    """The shim of this process; None where the library hides what it takes."""
    try:
        return Shim(ctypes.CDLL(_sqlite3.__file__))
    except (OSError, AttributeError):
        return None


def watching(watcher: Watcher) -> AbstractContextManager[None]:
    """Let a watcher hear of what the record does to the disk while the block runs.

    The test is skipped where it cannot.
    """
    shim = the_shim()
    if shim is None:
        pytest.skip("this build of SQLCipher hides sqlite3_vfs_register")
    return shim.watching(watcher)


def _path(name: int) -> Path:
    return Path(os.fsdecode(ctypes.string_at(name)))
