"""Bringing station.keys back from the copy that lies with the backups."""

from pathlib import Path

from hub_console.places import Places
from hub_console.record.errors import AlreadyThere, Damaged, Missing
from hub_console.record.keys.changing import copy_of
from hub_console.record.keys.file import read_keys, write_keys
from hub_console.record.keys.opening import must_open, open_file, open_keys


def restore_keys(places: Places, secret: str) -> Path | None:
    """Put the copy of the keys in their place, when they are missing or damaged.

    Args:
        places: Where the station's files are.
        secret: Opens the copy; what it gives must open the record.

    Returns:
        Where the damaged file is kept; None when there was none.

    Raises:
        AlreadyThere: Nothing is wrong with the keys.
        WrongPassphrase: The secret opens nothing.
        RecordError: The copy is missing, damaged or older than the record; nothing is changed.
    """
    copy = copy_of(places)
    try:
        file = read_keys(copy)
    except Missing as error:
        raise Missing(
            f"There is no copy of the keys at {copy}. Put your own copy of station.keys in place"
            f" of {places.keys}."
        ) from error
    if _whole(places.keys, file.station):
        try:
            open_keys(places, secret)
        except Damaged:
            pass  # altered, or older than the record
        else:
            raise AlreadyThere(f"{places.keys} is as it should be. Nothing was brought back.")
    _, keys = open_file(copy, file, secret)
    must_open(copy, keys, places.record)
    kept = _set_aside(places.keys)
    write_keys(places.keys, file)
    return kept


def _whole(path: Path, station: bytes) -> bool:
    """Whether there is a file of this station's keys, as it was written."""
    try:
        file = read_keys(path)
    except (Missing, Damaged):
        return False
    return file.whole and file.station == station


def _set_aside(path: Path) -> Path | None:
    """Give a file a name that is free."""
    if not path.exists():
        return None
    number = 1
    while (kept := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    return path.rename(kept)
