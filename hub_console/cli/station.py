"""This station, as the commands use it: where it is, unlocked, and opened to read or to act."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from hub_console.cli.failure import Failure
from hub_console.cli.passphrase import VARIABLE, with_passphrase
from hub_console.places import HOME_VARIABLE, Places, find_places, unsafe_place
from hub_console.settings import load_settings

if TYPE_CHECKING:
    from hub_console.desk import Desk, Opened
    from hub_console.record import Unlocked

T = TypeVar("T")


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
    """The station's key, opened with the passphrase, or silently with this computer's keyring.

    Raises:
        RecordError: There is no station here, or the passphrase does not fit.
    """
    from hub_console.record import unlock, unlock_with_keyring

    must_be_set_up(places)
    if not os.environ.get(VARIABLE) and (
        silently := unlock_with_keyring(places.keys, places.record)
    ):
        return silently
    return with_secret(places, lambda secret: unlock(places.keys, secret, places.record))


def must_be_set_up(places: Places) -> None:
    """Make sure that there is a record.

    Raises:
        Missing: There is none.
    """
    from hub_console.desk.station import finish_set_up
    from hub_console.record import Missing

    finish_set_up(places)
    if places.keys.exists() and not places.record.exists():
        raise Missing(
            f"{places.record} is gone, though its keys are here. Bring a backup back: hub-console"
            f" restore FILE. The ones that the console made are in {places.backups}."
        )
    if not places.record.exists():
        raise Missing(
            f"There is no table here yet ({places.record}). Set one up: start hub-console, or"
            " run hub-console init."
        )


def with_secret(places: Places, use: Callable[[str], T], question: str = "Passphrase") -> T:
    """Use the passphrase or the recovery key of a station; wrong ones in a row are slowed down."""
    from hub_console.desk import SystemClock
    from hub_console.record import Attempts

    return with_passphrase(use, Attempts(places.attempts), SystemClock(), question)


@contextmanager
def reading() -> Iterator["Opened"]:
    """The station's record, opened to be read."""
    opened = _opened(read_only=True)
    try:
        yield opened
    finally:
        opened.record.close()


@contextmanager
def noting() -> Iterator["Opened"]:
    """The station's record, to read it and to note what leaves; a console may have it open too."""
    opened = _opened(read_only=False)
    try:
        yield opened
    finally:
        opened.record.close()


@contextmanager
def at_record(*, read_only: bool) -> Iterator["Opened"]:
    """The station's record, to read it or to take care of it while no console has the table.

    Raises:
        Failure: A console has the table open.
    """
    with nullcontext() if read_only else no_console():
        opened = _opened(read_only=read_only)
        try:
            yield opened
        finally:
            opened.record.close()


@contextmanager
def no_console() -> Iterator[None]:
    """Keep every console away from the table meanwhile.

    Raises:
        Failure: A console has the table open.
    """
    from hub_console.record import ConsoleLock

    lock = ConsoleLock(our_places().lock)
    if not lock.take():
        raise Failure("A console has the table open. Leave it first (q), then try again.")
    try:
        yield
    finally:
        lock.release()


@contextmanager
def at_desk() -> Iterator["Desk"]:
    """The station's desk, to act at; whatever was done is on the disk afterwards.

    Raises:
        Failure: What was done could not be written.
    """
    from hub_console.desk import Desk, SystemClock
    from hub_console.desk.station import new_id

    opened = replace(_opened(read_only=False), backups=None)  # those are the console's to make
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
