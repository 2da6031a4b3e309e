"""This station, as the commands use it: where it is, unlocked, and opened to read or to act."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from hub_console.cli.failure import Failure
from hub_console.cli.passphrase import with_passphrase
from hub_console.places import HOME_VARIABLE, Places, find_places, unsafe_place
from hub_console.settings import load_settings

if TYPE_CHECKING:
    from hub_console.desk import Desk, Opened
    from hub_console.record import Unlocked


def our_places() -> Places:
    """Where this station keeps its files.

    Raises:
        Failure: The environment names a place that cannot be.
    """
    try:
        return find_places(os.environ)
    except RuntimeError as error:
        raise Failure(f"{HOME_VARIABLE}: {error}. Name a directory by its full path.") from error


def safe_places() -> Places:
    """The same, where a record may be kept.

    Raises:
        Failure: It is on a network share or in a synced folder.
    """
    places = our_places()
    if danger := unsafe_place(places.data):
        raise Failure(danger)
    return places


def unlocked(places: Places) -> "Unlocked":
    """The station's key, opened with the passphrase.

    Raises:
        RecordError: There is no station here, or the passphrase does not fit.
    """
    from hub_console.record import Missing, unlock

    if not places.record.exists():
        raise Missing(
            f"There is no table here yet ({places.record}). Set one up: start hub-console, or"
            " run hub-console init."
        )
    return with_passphrase(lambda passphrase: unlock(places.keys, passphrase))


@contextmanager
def reading() -> Iterator["Opened"]:
    """The station's record, opened to be read."""
    opened = _opened(read_only=True)
    try:
        yield opened
    finally:
        opened.record.close()


@contextmanager
def at_desk() -> Iterator["Desk"]:
    """The station's desk, to act at; whatever was done is on the disk afterwards.

    Raises:
        Failure: What was done could not be written.
    """
    from hub_console.desk import Desk, SystemClock
    from hub_console.desk.station import new_id

    opened = _opened(read_only=False)
    desk = Desk(lambda: opened, SystemClock(), new_id)
    desk.open()
    try:
        desk.settle()
        yield desk
    finally:
        desk.close()
    if desk.pending:
        raise Failure(f"Nothing was changed. {desk.trouble or desk.failure}")


def _opened(*, read_only: bool) -> "Opened":
    from hub_console.desk import SystemClock
    from hub_console.desk.station import open_station

    places = safe_places()
    settings = load_settings(places.settings)
    return open_station(places, unlocked(places), settings, SystemClock(), read_only=read_only)
