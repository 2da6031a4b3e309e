"""A damaged file, read as far as it goes."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import Row, Table, select, text

from hub_console.record import schema
from hub_console.record.entry import Entry
from hub_console.record.errors import RecordError
from hub_console.record.sqlite import File

_STEP = 4
"""How far apart entries are tried for beyond one that cannot be read: a page holds more."""

_FAR = 10_000
"""How many entries are tried for where it cannot be read how many there are."""

_BY_INDEX = text("SELECT feed, max(seq) FROM entry INDEXED BY entry_record GROUP BY feed")


Found: TypeAlias = Row[*tuple[Any, ...]]


class Feed(NamedTuple):
    """What is known of a feed: whose it is, and the place and the clock of its last entry."""

    station: str = ""
    role: str = ""
    started: str = ""
    last: int = 0
    hlc: int = 0
    home: str = ""


NO_FEED = Feed()


def feed_of(row: Found) -> Feed:
    """A feed from its row."""
    return Feed(row.station, row.role, row.started, row.seq, row.hlc, row.home)


class Ruin:
    """A damaged file.

    After a page that it cannot read a connection answers no more, so the file is opened anew.

    Args:
        path: The file; it is only read.
        key: Opens it.

    Raises:
        RecordError: Nothing of it can be read.
    """

    def __init__(self, path: Path, key: bytes | None) -> None:
        self._path, self._key = path, key
        self._file = self._opened()

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def rows(self, table: Table) -> list[Found] | None:
        """A table; None when not all of it can be read."""
        found, whole = self._read(select(table))
        return found if whole else None

    def feeds(self) -> dict[bytes, Feed]:
        """The feeds, by any way that still leads to them."""
        rows = self.rows(schema.feed)
        if rows is not None:
            return {row.id: feed_of(row) for row in rows}
        found, _ = self._read(_BY_INDEX)
        return {feed: Feed(last=last) for feed, last in found}

    def entries(self, feed: bytes, after: int, last: int) -> Iterator[Entry]:
        """The entries of a feed beyond one of them, in order; those that can be read.

        Args:
            feed: Its id.
            after: The place of the one.
            last: The place of the feed's last entry; 0 where that cannot be read.
        """
        end, at = last or after + _FAR, after
        while True:
            found, whole = self._beyond(feed, at)
            yield from filter(_is_sound, found)
            if whole:
                return
            at = found[-1].seq if found else at
            reached = self._readable(feed, at + 1, end)
            if reached is None:
                return
            yield from filter(_is_sound, [reached])
            at = reached.seq

    def _beyond(self, feed: bytes, at: int) -> tuple[list[Entry], bool]:
        """The entries in a row beyond a place, and whether that is all there are."""
        column = schema.entry.c
        of_feed = select(schema.entry).where(column.feed == feed, column.seq > at)
        rows, whole = self._read(of_feed.order_by(column.seq))
        return [Entry(*row) for row in rows], whole

    def _readable(self, feed: bytes, first: int, last: int) -> Entry | None:
        """The first entry from a place on that can be read."""
        for seq in (*range(first, last, _STEP), last):
            reached = self._at(feed, seq)
            if reached is not None:
                while seq > first and (earlier := self._at(feed, seq - 1)) is not None:
                    reached, seq = earlier, seq - 1
                return reached
        return None

    def _at(self, feed: bytes, seq: int) -> Entry | None:
        column = schema.entry.c
        rows, _ = self._read(select(schema.entry).where(column.feed == feed, column.seq == seq))
        return Entry(*rows[0]) if rows else None

    def _read(self, query: Any) -> tuple[list[Found], bool]:
        """The rows that can be read, and whether they are all."""
        found: list[Found] = []
        try:
            with self._file.reading() as connection:
                for row in connection.execute(query):
                    found.append(row)
        except RecordError:
            self._file.close()
            self._file = self._opened()
            return found, False
        return found, True

    def _opened(self) -> File:
        return File(self._path, self._key, read_only=True, broken=True)


def _is_sound(entry: Entry) -> bool:
    """Whether an entry says what was written."""
    return entry.payload is None or sha256(entry.payload).digest() == entry.payload_hash
