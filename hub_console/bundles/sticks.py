"""Where bundles come from and go to: the drives that are plugged in, and the bundles on them."""

import os
import stat
import string
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from heapq import nlargest
from pathlib import Path

MOST_FOUND = 200
SUFFIX = ".hubb"

_LATEST = datetime.max.replace(tzinfo=UTC).timestamp() - 1


@dataclass(frozen=True, slots=True)
class Found:
    """A file that may be a bundle.

    Attributes:
        path: Where it is.
        size: Bytes.
        modified: When it was written, by its disk.
    """

    path: Path
    size: int
    modified: datetime


def sticks(
    roots: Iterable[Path] | None = None, mounted: Callable[[Path], bool] = os.path.ismount
) -> list[Path]:
    """The drives that are plugged in.

    Args:
        roots: Folders in which each drive has its own; by default the system's.
        mounted: Whether a drive is there, and not only the folder of one that was pulled.
    """
    if roots is None:
        if sys.platform == "win32":
            return _windows_drives()
        roots = _roots()
    return sorted(
        Path(entry.path)
        for root in roots
        for entry in _entries(root)
        if _is(entry, stat.S_ISDIR) and mounted(Path(entry.path))
    )


def bundles_in(folders: Iterable[Path], suffix: str = SUFFIX) -> list[Found]:
    """The bundles in folders and one level below, the newest first, at most 200.

    What is hidden, a link, or cannot be read is passed over.

    Args:
        folders: Where to look.
        suffix: How the names end; a card's end otherwise.
    """
    found = {each.path: each for folder in folders for each in _files(folder, suffix, deeper=True)}
    return nlargest(MOST_FOUND, found.values(), key=lambda each: (each.modified, each.path))


def _roots() -> list[Path]:
    if sys.platform == "darwin":
        return [Path("/Volumes")]
    user = os.environ.get("USER", "")
    return [Path("/media", user), Path("/run/media", user), Path("/mnt")]


def _windows_drives() -> list[Path]:
    system = os.environ.get("SYSTEMDRIVE", "C:").upper()
    letters = (f"{letter}:" for letter in string.ascii_uppercase)
    return [drive for each in letters if each != system and (drive := Path(f"{each}\\")).is_dir()]


def _files(folder: Path, suffix: str, *, deeper: bool) -> Iterator[Found]:
    for entry in _entries(folder):
        if deeper and _is(entry, stat.S_ISDIR):
            yield from _files(Path(entry.path), suffix, deeper=False)
        elif (
            entry.name.lower().endswith(suffix)
            and _is(entry, stat.S_ISREG)
            and os.access(entry.path, os.R_OK)
        ):
            status = entry.stat(follow_symlinks=False)
            written = min(max(status.st_mtime, 0), _LATEST)
            moment = datetime.fromtimestamp(written, UTC)
            yield Found(Path(entry.path), status.st_size, moment)


def _entries(folder: Path) -> list["os.DirEntry[str]"]:
    """What is in a folder and not hidden; nothing when it cannot be read."""
    try:
        with os.scandir(folder) as entries:
            return [entry for entry in entries if not entry.name.startswith((".", "$"))]
    except OSError:
        return []


def _is(entry: "os.DirEntry[str]", kind: Callable[[int], bool]) -> bool:
    """Whether an entry is itself of a kind, and not hidden from Windows' users."""
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError:
        return False
    hidden = getattr(status, "st_file_attributes", 0) & stat.FILE_ATTRIBUTE_HIDDEN
    return kind(status.st_mode) and not hidden
