"""A station: set up once, unlocked each time, and opened for the desk."""

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from hub_console.desk.clock import Clock
from hub_console.desk.writer import Opened
from hub_console.meeting.acts.discussion import local_date
from hub_console.meeting.acts.planning import next_drafts, plan_meeting, schedule_on
from hub_console.meeting.acts.room import set_roster
from hub_console.meeting.change import differences
from hub_console.meeting.role import Role
from hub_console.meeting.roster import Agency
from hub_console.meeting.rules import TableRules
from hub_console.meeting.table import Table
from hub_console.meeting.values import Id, Moment, derived_id
from hub_console.places import Places, put_in_place
from hub_console.settings import Settings
from hub_console.vocabulary import Amendments, amend, load_vocabulary

if TYPE_CHECKING:
    from hub_console.record import Backups, Loaded, Record, Unlocked
    from hub_console.record.keys import Argon2

Entropy = Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class Setup:
    """What a new station is told.

    Attributes:
        table: The table's name, ``B-2 Roxbury``; empty for a coordinator's station, which takes
            in what the tables send.
        station: This laptop's name, ``B-2 laptop``.
        person: Who holds the passphrase; stands on every entry.
        passphrase: Opens the file.
        recovery: The recovery key, which opens it too.
        agencies: The roster to begin with.
    """

    table: str
    station: str
    person: str
    passphrase: str
    recovery: str
    agencies: tuple[Agency, ...] = ()


def new_id(now: datetime, entropy: Entropy = os.urandom) -> Id:
    """A record id: 48 bits of milliseconds and 80 random ones.

    What was made together lies together in the file then. With random ids alone each record
    touches pages of its own, and a large import takes longer with every entry.
    """
    milliseconds = max(0, int(now.timestamp() * 1000))
    return Id(f"{milliseconds:012x}{entropy(10).hex()}")


def must_be_free(places: Places) -> None:
    """Make sure that no station was set up in these places.

    Raises:
        AlreadyThere: One was.
    """
    from hub_console.record import AlreadyThere

    finish_set_up(places)
    for path in (places.record, places.keys):
        if path.exists():
            raise AlreadyThere(
                f"{path} is there already; a table is set up only once. To set up another one,"
                " keep it elsewhere with HUB_CONSOLE_HOME=DIR."
            )


def set_up(
    places: Places,
    setup: Setup,
    rules: TableRules,
    clock: Clock,
    entropy: Entropy = os.urandom,
    parameters: "Argon2 | None" = None,
) -> None:
    """Make the station's keys and its encrypted record, with the roster and a first meeting.

    Both take their names last, so that a set-up that is cut off can begin again, or is finished
    by the next start if the keys have theirs.

    Args:
        places: Where the files go.
        setup: What the station is told.
        rules: Of the table.
        clock: Tells the time.
        entropy: Gives random bytes.
        parameters: How hard the passphrase is to guess; None for the usual.

    Raises:
        RecordError: The place is unsafe or taken, or cannot be written.
    """
    from hub_console.record import create_keys, create_record
    from hub_console.record.keys import ARGON2

    must_be_free(places)
    places.data.mkdir(parents=True, exist_ok=True)
    new_record, new_keys = _new(places.record), _new(places.keys)
    for path in (new_record, new_keys):
        path.unlink(missing_ok=True)
    try:
        key = create_keys(
            new_keys,
            setup.passphrase,
            setup.person,
            entropy,
            since=local_date(clock.now()),
            recovery=setup.recovery,
            parameters=parameters or ARGON2,
        )
        record = create_record(
            new_record,
            key=key,
            table=setup.table,
            station=setup.station,
            person=setup.person,
            entropy=entropy,
        )
        try:
            if setup.table:
                begin_table(record, setup.agencies, rules, clock)
        finally:
            record.close()
    except BaseException:
        for path in (new_record, new_keys):
            path.unlink(missing_ok=True)
        raise
    put_in_place(new_keys, places.keys)
    finish_set_up(places)


def finish_set_up(places: Places) -> None:
    """Give the new record its name, if only the keys of a set-up that was cut off have theirs.

    Raises:
        ReadOnlyDisk: The directory cannot be written.
    """
    made = _new(places.record)
    if places.record.exists() or not (places.keys.exists() and made.exists()):
        return
    try:
        put_in_place(made, places.record)
    except OSError as error:
        from hub_console.record import ReadOnlyDisk

        raise ReadOnlyDisk(
            f"{made} cannot be renamed to {places.record.name} ({error.strerror}). Check that you"
            " may write there."
        ) from error


def _new(path: Path) -> Path:
    """Where a file is made that takes its name last."""
    return path.with_name(f"{path.name}.new")


def begin_table(
    record: "Record",
    agencies: tuple[Agency, ...],
    rules: TableRules,
    clock: Clock,
) -> None:
    """Give a new record its roster and its first meeting, today or at the next usual hour.

    A laptop that is set up for the same table on the same day means the same meeting.
    """
    from hub_console.record import Action

    now = clock.now()
    day, places = f"{local_date(now)}", count(1)
    moment = Moment(now, lambda: derived_id(record.home, day, str(next(places))))
    empty = record.load(rules).table
    table = set_roster(empty, moment, agencies)
    record.write(Action(set_roster.__name__, moment.now, differences(empty, table)))
    schedule = schedule_on(local_date(moment.now), table)
    if schedule.ends < moment.now:
        schedule = schedule_on(local_date(moment.now + timedelta(days=1)), table)
    planned = plan_meeting(table, moment, schedule, next_drafts(table, local_date(moment.now)))
    record.write(Action(plan_meeting.__name__, moment.now, differences(table, planned)))


def open_station(
    places: Places,
    unlocked: "Unlocked",
    settings: Settings,
    clock: Clock,
    *,
    read_only: bool = False,
    home: Id | None = None,
    entropy: Entropy = os.urandom,
    role: Role = Role.RECORDER,
) -> Opened:
    """Open the station's record for the desk, at its own table or, at a coordinator's, another.

    Raises:
        RecordError: It cannot be opened.
        VocabularyError: The settings amend the coded lists in a way that they cannot.
    """
    from hub_console.record import open_record

    record = open_record(
        places.record,
        key=unlocked.key,
        person=unlocked.person,
        role=role,
        entropy=entropy,
        read_only=read_only,
        home=home,
    )
    found = opened(record, settings, clock, read_only=read_only)
    if read_only or role is not Role.RECORDER:
        return found
    return replace(found, backups=backups_of(places, settings))


def backups_of(places: Places, settings: Settings) -> "Backups":
    """Where and how this station keeps its backups."""
    from hub_console.record import Backups

    return Backups(places.backups, places.keys, settings.backups.keep)


def opened(
    record: "Record", settings: Settings, clock: Clock, *, read_only: bool = False
) -> Opened:
    """A record with what it holds, and the vocabulary as the table amends it."""
    loaded = record.load(settings.table)
    amendments = Amendments.from_settings(settings.vocabulary)
    remembered = loaded.table.home.codes
    vocabulary = amend(load_vocabulary(), amendments, remembered)
    if record.home and not read_only:
        loaded = _remembering(record, loaded, amendments, clock)
    return Opened(record, loaded, vocabulary, settings.table)


def _remembering(
    record: "Record", loaded: "Loaded", amendments: Amendments, clock: Clock
) -> "Loaded":
    """Keep the meaning of every added code with the table, so that it never changes."""
    from hub_console.record import Action

    codes = {entry.code: entry.definition for entry in amendments.add}
    if codes.items() <= loaded.table.home.codes.items():
        return loaded
    home = replace(loaded.table.home, codes={**loaded.table.home.codes, **codes})
    table: Table = replace(loaded.table, home=home)
    changes = differences(loaded.table, table)
    record.write(Action("remember_codes", clock.now(), changes))
    return replace(loaded, table=table)
