"""This station, as the commands use it: where it is, unlocked, and opened to read or to act."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

import click

from hub_console.cli.failure import Failure
from hub_console.cli.passphrase import VARIABLE, with_passphrase
from hub_console.meeting.values import Id
from hub_console.places import HOME_VARIABLE, Places, find_places, unsafe_place
from hub_console.settings import load_settings

if TYPE_CHECKING:
    from hub_console.bundles.courier import Courier
    from hub_console.desk import Desk, Opened
    from hub_console.record import Record, Unlocked
    from hub_console.settings import Settings

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
def reading(*, read_only: bool = True, whole: bool = False) -> Iterator["Opened"]:
    """The station's record; a console may have it open meanwhile.

    Args:
        read_only: Whether it is only read.
        whole: Whether it is opened as a whole where it holds several tables and none is named.
    """
    opened = _opened(read_only=read_only, whole=whole)
    try:
        yield opened
    finally:
        opened.record.close()


@contextmanager
def noting(*, whole: bool = False) -> Iterator["Opened"]:
    """The station's record, to read it and to note what leaves; a console may have it open too.

    Args:
        whole: Whether it is opened as a whole where it holds several tables and none is named.
    """
    opened = _opened(read_only=False, whole=whole)
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
    with (
        nullcontext() if read_only else no_console(),
        reading(read_only=read_only, whole=True) as opened,
    ):
        yield opened


@contextmanager
def no_console() -> Iterator[None]:
    """Keep every console away from the table meanwhile.

    Raises:
        Failure: A console has the table open.
    """
    from hub_console.record import ConsoleLock

    places = our_places()
    locks = [ConsoleLock(path) for path in (places.lock, places.chair_lock)]
    try:
        if not all(lock.take() for lock in locks):
            raise Failure("A console has the table open. Leave it first (q), then try again.")
        yield
    finally:
        for lock in locks:
            lock.release()


@contextmanager
def at_exchange(*, read_only: bool = False) -> Iterator[tuple["Record", "Courier", "Settings"]]:
    """The station's record and its courier; a console may have the table open meanwhile."""
    from hub_console.bundles.courier import Courier
    from hub_console.bundles.enrolling import keys_kept
    from hub_console.desk import SystemClock
    from hub_console.desk.station import open_station

    places = safe_places()
    settings = load_settings(places.settings)
    opened = open_station(places, unlocked(places), settings, SystemClock(), read_only=read_only)
    kept = keys_kept(settings.retention.details_months)
    try:
        yield opened.record, Courier(places, kept, SystemClock().now), settings
    finally:
        opened.record.close()


def table_named() -> str | None:
    """The table that the command line names."""
    named: str | None = click.get_current_context().find_root().params.get("table")
    return named


def chosen_table(record: "Record") -> Id:
    """The table that a command is about: the station's own, or the one that is named.

    Raises:
        Failure: It holds no such table, or several and none is named.
    """
    named, own = table_named(), record.home
    if own and named is None:
        return own
    tables = record.exchange.tables()
    if named is None and len(tables) == 1:
        return next(iter(tables))
    for id_, name in tables.items():
        if named is not None and name.casefold() == named.strip().casefold():
            return id_
    held = ", ".join(tables.values())
    if not tables:
        raise Failure(
            "This station holds no table yet. Enrol the stations of the tables (hub-console station"
            " enroll CARD), then import what they export."
        )
    if named is None:
        raise Failure(f"This station holds {held}. Name one: hub-console --table NAME …")
    raise Failure(f"This station holds no table {named}. It holds {held}.")


@contextmanager
def at_desk() -> Iterator["Desk"]:
    """The station's desk, to act at; whatever was done is on the disk afterwards.

    Raises:
        Failure: What was done could not be written.
    """
    from hub_console.desk import Desk, SystemClock
    from hub_console.desk.station import new_id

    opened = replace(_opened(read_only=False), backups=None)  # those are the console's to make
    if not opened.record.is_at_home:
        opened.record.close()
        raise Failure(
            "A coordinator's station holds no meetings: what it shows comes from the tables' own"
            " stations, and is marked there."
        )
    desk = Desk(lambda: opened, SystemClock(), new_id)
    desk.open()
    try:
        desk.settle()
        yield desk
    finally:
        desk.close()
    if desk.pending:
        raise Failure(f"Nothing was changed. {desk.trouble or desk.failure}")


def _opened(*, read_only: bool, whole: bool = False) -> "Opened":
    from hub_console.desk import SystemClock
    from hub_console.desk.station import open_station

    places, clock = safe_places(), SystemClock()
    settings, key = load_settings(places.settings), unlocked(places)
    opened = open_station(places, key, settings, clock, read_only=read_only)
    if table_named() is None and (whole or opened.record.home):
        return opened
    try:
        home = chosen_table(opened.record)
    finally:
        opened.record.close()
    return open_station(places, key, settings, clock, read_only=read_only, home=home)
