"""What a doctor looks at around the record: disk, clock, keys, backups, and what was left over."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from hub_console.cli.finding import Finding
from hub_console.places import Places
from hub_console.settings import Settings, SettingsError, load_settings

if TYPE_CHECKING:
    from hub_console.record import Backups, Record

ROOM = 200_000_000
"""Bytes that must be free, and three times the record's size."""

EARLIEST, LATEST = datetime(2026, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
"""A clock beyond these is not set."""

TOLERANCE = timedelta(minutes=2)

UNFINISHED = ("*.part*", "*.new", "*.new-*", "*.rescuing*", "*.restored*", ".station.keys.*")
"""What a program that was killed leaves behind."""

FORMER = ("*.before-restore-*", "*.damaged-*", "*.rescued")
"""What a restore or a rescue keeps."""


def around(places: Places) -> Iterator[Finding]:
    """What can be looked at without the key."""
    yield _room(places)
    yield from _left(places)


def of_record(places: Places, record: "Record", key: bytes, now: datetime) -> Iterator[Finding]:
    """What can be looked at once the record is open."""
    from hub_console.desk.station import backups_of

    yield _clock(record.load(Settings().table).saved, now)
    yield _keys(places, key)
    backups = backups_of(places, Settings())
    yield _last_backup(record, backups)
    if backups.files:
        yield _holding(record, backups)
    yield _held(record)
    yield _past(record, places, now)


def _room(places: Places) -> Finding:
    what, record = "Room on the disk", places.record
    there = next(path for path in (places.data, *places.data.parents) if path.exists())
    free, needed = shutil.disk_usage(there).free, ROOM
    if record.exists():
        needed = max(ROOM, 3 * record.stat().st_size)
    said = f"{free // 1_000_000} MB free"
    if free >= needed:
        return Finding(what, True, said)
    return Finding(
        what,
        False,
        f"only {said}, and backups need some. Free up to {needed // 1_000_000} MB: empty the bin,"
        " or move files that are not the table's elsewhere.",
    )


def _left(places: Places) -> Iterator[Finding]:
    """Files that should not stay."""
    unfinished, former = _files(places, UNFINISHED), _files(places, FORMER)
    if unfinished:
        yield Finding(
            "Left over",
            False,
            f"{_named(unfinished)}: something was cut off. Leave the console, delete what is named"
            " here, and do again what was cut off.",
        )
    if former:
        yield Finding(
            "Former tables",
            False,
            f"{_named(former)}: kept by a restore or a rescue, with what was erased since. When the"
            " table is as it should be, delete them.",
        )


def _files(places: Places, patterns: tuple[str, ...]) -> list[Path]:
    folders = [folder for folder in (places.data, places.backups) if folder.is_dir()]
    found = {path for folder in folders for each in patterns for path in folder.glob(each)}
    return sorted(path for path in found if not path.name.endswith(("-wal", "-shm")))


def _named(paths: list[Path]) -> str:
    return ", ".join(map(str, paths))


def _clock(saved: datetime | None, now: datetime) -> Finding:
    what, said = "The clock", f"{now.astimezone():%Y-%m-%d %H:%M}"
    if not EARLIEST <= now <= LATEST:
        return Finding(what, False, f"it says {said}, which cannot be. Set the laptop's clock.")
    if saved is not None and now < saved - TOLERANCE:
        last = f"{saved.astimezone():%Y-%m-%d %H:%M}"
        return Finding(
            what,
            False,
            f"it says {said}, but the last act was kept at {last}. Set the laptop's clock. Nothing"
            " is lost: acts keep their order, whatever the clock says.",
        )
    return Finding(what, True, said)


def _keys(places: Places, key: bytes) -> Finding:
    from hub_console.record.keys import check_keys
    from hub_console.record.keys.file import read_keys

    if wrong := check_keys(places.keys, key):
        return Finding("The keys", False, wrong)
    kinds = [slot.kind for slot in read_keys(places.keys).slots]
    persons = kinds.count("passphrase")
    named = "1 person opens" if persons == 1 else f"{persons} persons open"
    keyring = ", and this computer's keyring" if "keyring" in kinds else ""
    said = f"{named} the table{keyring}"
    if "recovery" not in kinds:
        advice = "Make a recovery key: hub-console keys recovery."
        return Finding("The keys", False, f"{said}, and nobody if that is forgotten. {advice}")
    return Finding("The keys", True, f"{said}; there is a recovery key")


def _last_backup(record: "Record", backups: "Backups") -> Finding:
    what, newest = "The last backup", backups.newest
    kept = len(backups.files)
    said = f"{newest.astimezone():%Y-%m-%d %H:%M}; {kept} kept" if newest else "none"
    if not record.backup_is_due(backups):
        return Finding(what, True, said if newest else "none yet; one is made after each meeting")
    return Finding(
        what,
        False,
        f"{said}, and a meeting was closed since. Start the console once: it makes the backup, or"
        f" says why it cannot. For a stick: hub-console backup DIRECTORY. Backups lie in"
        f" {backups.folder}.",
    )


def _holding(record: "Record", backups: "Backups") -> Finding:
    what, found = "What backups hold", record.holding(backups)
    if not found:
        return Finding(what, True, "nothing that was erased since")
    unread = [each.backup for each in found if each.trouble]
    holding = [each.backup for each in found if each.erased]
    said = []
    if holding:
        said.append(
            f"{_named(holding)}: still holds what was erased since. Start the console once, which"
            " wipes it; if this stays, delete it."
        )
    if unread:
        said.append(f"{_named(unread)}: cannot be read, so it would not help. Delete it.")
    return Finding(what, False, " ".join(said))


def _held(record: "Record") -> Finding:
    held = record.holds()
    since = f" since {held.first}" if held.first else ""
    parts = (
        f"{_counted(held.situations, 'situation')}{since}",
        f"{held.details} with their detail",
        _counted(held.notes, "note"),
        _counted(held.attendances, "attendance"),
    )
    return Finding("What is held", True, ", ".join(parts))


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun if number == 1 else f'{noun}s'}"


def _past(record: "Record", places: Places, now: datetime) -> Finding:
    from hub_console.meeting.acts.discussion import local_date

    what = "What is past its time"
    try:
        retention = load_settings(places.settings).retention
    except SettingsError:
        return Finding(what, True, "not looked for: the settings cannot be read")
    number = sum(map(len, record.past(retention.limits(local_date(now))).values()))
    if not number:
        return Finding(what, True, "nothing")
    records = "1 record" if number == 1 else f"{number} records"
    return Finding(what, False, f"{records}. Erase what is due: hub-console purge.")
