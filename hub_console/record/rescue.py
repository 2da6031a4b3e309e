"""What a damaged record still gives up, in a new file: every mark that can be read is kept."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, insert, select

from hub_console.meeting.change import Key
from hub_console.record import migrate, schema
from hub_console.record.copies import new_file, put_copy, remove
from hub_console.record.entry import Entry, moment_of
from hub_console.record.errors import Damaged, RecordError
from hub_console.record.rehoming import Rehoming
from hub_console.record.ruin import NO_FEED, Feed, Ruin, feed_of
from hub_console.record.sqlite import File
from hub_console.record.statements import put


@dataclass(frozen=True, slots=True)
class Lost:
    """Marks in a row that could not be read.

    Attributes:
        station: Where they were made.
        marks: How many, at most.
        after: When the last mark before them was made; UTC. None where there is none.
        before: When the first mark after them was made; None where there is none.
    """

    station: str
    marks: int
    after: datetime | None
    before: datetime | None


@dataclass(frozen=True, slots=True)
class Rescued:
    """What came of a rescue.

    Attributes:
        path: The new file.
        backup: The backup that it began with; None where there was none.
        opened: Whether anything of the damaged file could be read.
        marks: How many marks came from there that the backup has not.
        lost: What of them could not be read.
        drafts_lost: Whether texts that were being typed could not be read.
    """

    path: Path
    backup: Path | None
    opened: bool
    marks: int = 0
    lost: tuple[Lost, ...] = ()
    drafts_lost: bool = False


def rescue(
    record: Path,
    key: bytes | None,
    backups: Sequence[Path],
    now: datetime,
    entropy: Callable[[int], bytes],
) -> Rescued:
    """Make a new file of what a damaged one still gives up; the damaged one is left as it is.

    It begins with the newest backup that is whole. Then comes every entry that the damaged file
    still gives and that continues its feed. What was marked after a gap cannot continue its feed
    and goes on in a new one of the same station.

    Args:
        record: The damaged file.
        key: Opens it.
        backups: The newest last.
        now: UTC.
        entropy: Gives random bytes.

    Raises:
        Damaged: Nothing can be read of it, and there is no backup to begin with.
        RecordError: The new file could not be written.
    """
    target = record.with_name(f"{record.name}.rescued")
    making = record.with_name(f"{record.name}.rescuing")
    ruin: Ruin | None = None
    with suppress(RecordError):
        ruin = Ruin(record, key) if record.stat().st_size else None
    try:
        begun = _begin(making, key, backups, ruin, record)
        found = Rescued(target, begun, ruin is not None)
        if ruin is not None:
            found = _taken_over(making, key, ruin, found, now, entropy)
        put_copy(making, target, key)
        if ruin is not None:
            _take_drafts_over(target, key, ruin)
    finally:
        remove(making)
        if ruin is not None:
            ruin.close()
    return found


def _begin(
    making: Path, key: bytes | None, backups: Sequence[Path], ruin: Ruin | None, record: Path
) -> Path | None:
    """Begin with the newest backup that is whole, else with an empty record of the same table."""
    remove(making)
    for backup in reversed(backups):
        with suppress(RecordError):
            put_copy(backup, making, key)
            return backup
    about, stations = (ruin.rows(schema.about), ruin.rows(schema.station)) if ruin else (None, None)
    if about is None or stations is None:
        raise Damaged(
            f"Too little of {record} can be read, and there is no backup beside it. It is left as"
            " it is. Bring a backup back from your stick or disk: hub-console restore FILE."
        )
    with new_file(making) as part, closing(File(part, key)) as file:
        with file.writing() as connection:
            migrate.create(connection)
            put(connection, schema.about, [row._asdict() for row in about])
            put(connection, schema.station, [row._asdict() for row in stations])
        file.pragma("journal_mode=delete")
    return None


def _taken_over(
    making: Path,
    key: bytes | None,
    ruin: Ruin,
    found: Rescued,
    now: datetime,
    entropy: Callable[[int], bytes],
) -> Rescued:
    """Take every entry over that the new file has not."""
    with closing(File(making, key)) as file, file.writing() as connection:
        has = {row.id: feed_of(row) for row in connection.execute(select(schema.feed))}
        there = ruin.feeds()
        read = {
            id_: list(ruin.entries(id_, has.get(id_, NO_FEED).last, there.get(id_, NO_FEED).last))
            for id_ in {**has, **there}
        }
        names = dict(connection.execute(select(schema.station.c.id, schema.station.c.name)).all())
        others = [row._asdict() for row in ruin.rows(schema.station) or () if row.id not in names]
        put(connection, schema.station, others)
        _take_stations_over(connection, ruin)
        names |= {row["id"]: row["name"] for row in others}
        known = {
            id_: has.get(id_, there.get(id_, NO_FEED))._replace(last=there.get(id_, NO_FEED).last)
            for id_ in read
        }
        rehoming = Rehoming(connection, known, entropy)
        rehoming.take([entry for entries in read.values() for entry in entries])
        rehoming.erase({Key(r.record, r.kind) for r in ruin.rows(schema.erased) or ()}, now)
    lost = tuple(
        replace(gap, station=names.get(gap.station, gap.station))
        for id_, entries in read.items()
        for gap in _gaps(has.get(id_, NO_FEED), entries, there.get(id_, NO_FEED))
    )
    marks = sum(map(len, read.values()))
    return replace(found, marks=marks, lost=lost, drafts_lost=ruin.rows(schema.draft) is None)


def _take_stations_over(connection: Connection, ruin: Ruin) -> None:
    """Keep this station's own keys, and who is enrolled, as far as they can be read."""
    for table in (schema.own_key, schema.peer):
        if rows := ruin.rows(table):
            connection.execute(insert(table).prefix_with("OR REPLACE"), [r._asdict() for r in rows])


def _gaps(has: Feed, entries: Sequence[Entry], there: Feed) -> Iterator[Lost]:
    """What is missing of a feed between what a file has, what was read, and the feed's end."""
    station = there.station or has.station
    last, after = has.last, moment_of(has.hlc) if has.hlc else None
    for entry in entries:
        if entry.seq > last + 1:
            yield Lost(station, entry.seq - last - 1, after, entry.moment)
        last, after = entry.seq, entry.moment
    if there.last > last:
        yield Lost(station, there.last - last, after, None)


def _take_drafts_over(target: Path, key: bytes | None, ruin: Ruin) -> None:
    """Keep the texts that were being typed, which no copy holds."""
    if drafts := ruin.rows(schema.draft):
        with closing(File(target, key)) as file:
            with file.writing() as connection:
                put(connection, schema.draft, [row._asdict() for row in drafts])
            file.pragma("journal_mode=delete")
