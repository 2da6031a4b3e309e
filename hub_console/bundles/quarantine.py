"""Bad bundles, laid aside by their hash with the reason beside them, so that someone can look."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from hub_console.harmless import harmless
from hub_console.places import replace_file

KEEP = 50
"""So many are kept, and no more than ``KEEP_BYTES`` of them."""

KEEP_BYTES = 2**29

_NAME_DIGITS = 16
_LARGEST_NOTE = 2**14
_LONGEST = 1000
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A bundle that was laid aside.

    Attributes:
        path: Where it is.
        at: Since when.
        name: The name of the file that it came in.
        reason: Why.
    """

    path: Path
    at: datetime
    name: str
    reason: str


def quarantined(folder: Path, data: bytes, name: str, reason: str, at: datetime) -> Path | None:
    """Lay a bad bundle aside; the oldest go when there are too many.

    Args:
        folder: Where; made if it is not there.
        data: The file's bytes.
        name: The file's name.
        reason: What is wrong with it.
        at: The moment.

    Returns:
        Its place; None when the disk takes nothing.
    """
    path = folder / f"{sha256(data).hexdigest()[:_NAME_DIGITS]}.hubb"
    note = path.with_suffix(".txt")
    if path.is_file() and note.is_file():
        return path
    lines = (at.astimezone(UTC).isoformat(timespec="seconds"), name, reason)
    text = "".join(f"{harmless(line)[:_LONGEST]}\n" for line in lines)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        replace_file(note, text.encode())
        replace_file(path, data)
    except OSError:
        if not path.is_file():
            _remove(path)
        return None
    _remove_oldest(folder, path)
    return path


def read_quarantine(folder: Path) -> list[Quarantined]:
    """What is laid aside, the newest first."""
    try:
        held = [_read(path) for path in folder.glob("*.hubb")]
    except OSError:
        return []
    return sorted(held, key=lambda each: (each.at, each.path), reverse=True)


def _read(path: Path) -> Quarantined:
    """One of them; its note may be gone."""
    try:
        with path.with_suffix(".txt").open("rb") as note:
            text = note.read(_LARGEST_NOTE).decode()
        at, name, reason = text.splitlines()
        return Quarantined(path, datetime.fromisoformat(at), name, reason)
    except (OSError, ValueError):
        return Quarantined(path, _NEVER, path.name, "the reason is lost")


def _remove_oldest(folder: Path, newest: Path) -> None:
    size = 0
    held = sorted(read_quarantine(folder), key=lambda each: each.path != newest)
    for place, each in enumerate(held):
        with suppress(OSError):
            size += each.path.stat().st_size
        if each.path != newest and (place >= KEEP or size > KEEP_BYTES):
            _remove(each.path)


def _remove(path: Path) -> None:
    for each in (path, path.with_suffix(".txt")):
        with suppress(OSError):
            each.unlink(missing_ok=True)
