"""What a power cut leaves of a disk, from the operations that were on their way to it.

What was synced is there. Of what was not, each write is there, absent or torn at a sector, each
truncation is done or not, and each name in the directory is as it was or as it became, whatever
came before or after it. A file's sync makes the file durable and not its name; a new journal's
first sync, and a deletion that SQLite asks to be durable, make the names of its directory durable,
as SQLite's usual VFS does.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import TypeAlias

from tests.faults.shim import Delete, Made, Operation, Sync, Truncate, Write

SECTOR = 512
KEPT = (0.0, 0.1, 0.5, 0.9, 1.0)
"""How much of what was not synced reached the disk, from none of it to all."""

Image: TypeAlias = Mapping[Path, bytes]


@dataclass(frozen=True, slots=True)
class Renamed:
    """A file took another name; what it holds, for who has not heard of it."""

    path: Path
    new: Path
    data: bytes


@dataclass(frozen=True, slots=True)
class SyncedFile:
    """A file was made durable as it is."""

    path: Path
    data: bytes


@dataclass(frozen=True, slots=True)
class SyncedNames:
    """The names in a directory were made durable."""

    directory: Path


Change: TypeAlias = Operation | Renamed | SyncedFile | SyncedNames
"""Whatever is done to a disk, by SQLite or by Python."""


@dataclass
class _Content:
    """What a file holds for sure, and what is on its way to it."""

    durable: bytearray = field(default_factory=bytearray)
    pending: list[Write | Truncate] = field(default_factory=list)

    def sync(self) -> None:
        for operation in self.pending:
            _apply(self.durable, operation)
        self.pending.clear()

    def become(self, data: bytes) -> None:
        self.durable = bytearray(data)
        self.pending.clear()

    def after_cut(self, random: Random, kept: float) -> bytes:
        data = bytearray(self.durable)
        for operation in self.pending:
            for part in _arrived(operation, random, kept):
                _apply(data, part)
        return bytes(data)


class Disk:
    """A directory on a disk, from the moment on at which all of it was durable."""

    def __init__(self, image: Image) -> None:
        self._files = {path: _Content(bytearray(data)) for path, data in image.items()}
        self._durable = dict(self._files)
        self._pending: list[dict[Path, _Content | None]] = []

    def do(self, change: Change) -> None:
        """Let a change begin its way to the disk."""
        match change:
            case Made(path):
                self._name({path: _Content()})
            case Write(path) | Truncate(path):
                self._at(path).pending.append(change)
            case Sync(path, names_too):
                self._at(path).sync()
                if names_too:
                    self._sync_names(path.parent)
            case SyncedFile(path, data):
                self._at(path).become(data)
            case Delete(path, names_too):
                self._name({path: None})
                if names_too:
                    self._sync_names(path.parent)
            case Renamed(path, new, data):
                if path not in self._files:
                    self._at(path).pending.append(Write(path, 0, data))
                self._name({path: None, new: self._files[path]})
            case SyncedNames(directory):
                self._sync_names(directory)

    def after_cut(self, random: Random) -> Image:
        """What is there when the power comes back."""
        kept = random.choice(KEPT)
        names: dict[Path, _Content | None] = dict(self._durable)
        for change in self._pending:
            if random.random() < kept:
                names |= change
        return {path: c.after_cut(random, kept) for path, c in names.items() if c is not None}

    def _at(self, path: Path) -> _Content:
        """A file, which Python may have made."""
        if path not in self._files:
            self._name({path: _Content()})
        return self._files[path]

    def _name(self, change: "dict[Path, _Content | None]") -> None:
        self._pending.append(change)
        self._files = _named(self._files, change)

    def _sync_names(self, directory: Path) -> None:
        for change in self._pending:
            if any(path.parent == directory for path in change):
                self._durable = _named(self._durable, change)
        self._pending = [c for c in self._pending if all(p.parent != directory for p in c)]


def read_image(directory: Path) -> Image:
    """Everything in a directory, taken as durable."""
    return {path: path.read_bytes() for path in directory.rglob("*") if path.is_file()}


def write_image(image: Image, was: Path, to: Path) -> None:
    """Write the files of one directory into another one."""
    for path, data in image.items():
        place = to / path.relative_to(was)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)


def _named(
    names: Mapping[Path, _Content], change: "Mapping[Path, _Content | None]"
) -> dict[Path, _Content]:
    return {path: c for path, c in ({**names, **change}).items() if c is not None}


def _arrived(
    operation: Write | Truncate, random: Random, kept: float
) -> "Iterable[Write | Truncate]":
    """What reached the disk of one operation."""
    if isinstance(operation, Truncate) or random.random() < 0.5:
        return (operation,) if random.random() < kept else ()
    return (sector for sector in _sectors(operation) if random.random() < kept)


def _sectors(write: Write) -> Iterator[Write]:
    """A write, one for each of the disk's sectors that it touches."""
    start = 0
    while start < len(write.data):
        offset = write.offset + start
        length = SECTOR - offset % SECTOR
        yield Write(write.path, offset, write.data[start : start + length])
        start += length


def _apply(data: bytearray, operation: Write | Truncate) -> None:
    match operation:
        case Write(_, offset, written):
            data.extend(bytes(max(0, offset - len(data))))
            data[offset : offset + len(written)] = written
        case Truncate(_, size):
            del data[size:]
            data.extend(bytes(size - len(data)))
