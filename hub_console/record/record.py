"""The record of one table: one encrypted file, read and written."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, select

from hub_console.meeting.rarity import Combination
from hub_console.meeting.retention import Limits
from hub_console.meeting.roster import Agency
from hub_console.meeting.rules import TableRules
from hub_console.meeting.situation import Situation
from hub_console.meeting.table import Table
from hub_console.meeting.values import Id
from hub_console.record import conflicts, schema, seal
from hub_console.record.action import CLOSING, Action, Loaded
from hub_console.record.errors import ReadOnlyDisk, RecordError
from hub_console.record.past import read_entries
from hub_console.record.rarity import read_rare
from hub_console.record.reading import (
    read_agencies,
    read_frequency,
    read_meeting,
    read_situation,
    read_situations,
    read_table,
)
from hub_console.record.sqlite import File
from hub_console.record.stack import Stacks
from hub_console.record.statements import put
from hub_console.record.wipe import note_traces
from hub_console.record.writer import Author, Writer, about

if TYPE_CHECKING:
    from hub_console.record.backup import Backups, Held
    from hub_console.record.checks import Finding
    from hub_console.record.exchange.exchange import Exchange
    from hub_console.record.history import HistoryLine
    from hub_console.record.refold import Refolded
    from hub_console.record.retention import Holding, Past
    from hub_console.record.statistics.facts import Facts

ID_BYTES = 16


class Record:
    """An open record, used from one thread at a time.

    What is not needed to show the table is loaded when it is first asked for.

    Every method raises ``RecordError`` when the file cannot do it; the record stays usable, so
    that the same can be tried again.
    """

    def __init__(self, file: File, writer: Writer) -> None:
        self._file = file
        self._writer = writer
        self._stacks = Stacks(writer.author)
        self._version = file.data_version()

    @property
    def home(self) -> Id:
        """The table that it is opened at; a coordinator's file holds several, others one."""
        return self._writer.author.home

    @property
    def is_at_home(self) -> bool:
        """Whether it is opened at the station's own table, which a coordinator's has not."""
        with self._file.reading() as connection:
            return self._at_home(connection)

    def turn_to(self, home: Id) -> None:
        """Go on at another table that the file holds."""
        entropy = self._writer.entropy
        author = replace(self._writer.author, feed=entropy(ID_BYTES), home=home)
        self._writer, self._stacks = Writer(author, entropy), Stacks(author)

    def table_at(self, home: Id, rules: TableRules) -> Table:
        """A table that the file holds, as it stands, whichever it is opened at."""
        with self._file.reading() as connection:
            return read_table(connection, rules, home)

    def load(self, rules: TableRules) -> Loaded:
        """The table with the meeting in hand, and what can be undone and redone of it."""
        with self._file.reading() as connection:
            table = read_table(connection, rules, self.home)
            done, undone = self._stacks.read(connection, table.meeting)
            return Loaded(
                table,
                done,
                undone,
                read_frequency(connection),
                _saved(connection, self._writer.author),
                _drafts(connection),
                seal.code_of(connection, table.meeting.id) if table.meeting else "",
                self._at_home(connection),
                len(conflicts.read_conflicts(connection, self.home)),
            )

    def write(self, *actions: Action) -> str:
        """Write one action or more, all or none; when this returns they are on the disk.

        Returns:
            The code of the seal that the last one set; empty where it closed no meeting.

        Raises:
            RecordError: Nothing of them was written; the same can be written again.
        """
        self._must_be_writable()
        with self._file.writing() as connection:
            self._writer.append(connection, actions, self._file.data_version())
            if any(action.erase for action in actions):
                note_traces(connection)
            sealed = _sealed(connection, actions[-1])
        if any(action.erase for action in actions):
            with suppress(RecordError):  # written it is; a later checkpoint empties the log
                self._file.checkpoint()
        return sealed

    @property
    def exchange(self) -> "Exchange":
        """What the station gives to others and takes from them."""
        from hub_console.record.exchange.exchange import Exchange

        author = self._writer.author
        return Exchange(
            self._file,
            author.station,
            author.person,
            self._writer.entropy,
            self._writer.read_clock_anew,
        )

    def changed_elsewhere(self) -> bool:
        """Whether another process wrote since this was last asked."""
        before, self._version = self._version, self._file.data_version()
        return before != self._version

    def save_draft(self, about: Id, text: str) -> None:
        """Keep the text of an editor that is open; empty text removes it."""
        self._must_be_writable()
        column = schema.draft.c.about
        with self._file.writing() as connection:
            connection.execute(delete(schema.draft).where(column == about))
            if text:
                put(connection, schema.draft, [{"about": about, "text": text}])

    def history(self, number: str | None = None) -> "list[HistoryLine]":
        """Who changed what, oldest first; of one situation when its number is given."""
        from hub_console.record.history import read_history

        with self._file.reading() as connection:
            return read_history(connection, self.home, number)

    def conflicts(self) -> list[conflicts.Conflict]:
        """What two stations said differently at the same time, and nobody has chosen yet."""
        with self._file.reading() as connection:
            return conflicts.read_conflicts(connection, self.home)

    def verify(self) -> seal.Verified:
        """Check the seal of every closed meeting against the journal."""
        with self._file.reading() as connection:
            return seal.verify(connection)

    def rare_combinations(self, age_band: str, sex: str) -> Mapping[Combination, int]:
        """The risk factors that fewer than five situations of an age band and a sex share.

        Returns:
            How many share each such combination.
        """
        with self._file.reading() as connection:
            return read_rare(connection, age_band, sex)

    def situation(self, number: str) -> Situation | None:
        """The situation of a number, however long ago it was; None where there is none."""
        with self._file.reading() as connection:
            return read_situation(connection, self.home, number)

    def situations(self, first: date, last: date, home: Id) -> tuple[list[Situation], list[Agency]]:
        """The situations that a table was presented from one day to another, and its agencies."""
        with self._file.reading() as connection:
            return (
                read_situations(connection, home, first, last),
                read_agencies(connection, home),
            )

    def meeting(
        self, rules: TableRules, since: datetime, until: datetime, home: Id | None = None
    ) -> Table | None:
        """A table as of the last meeting closed that began between two moments.

        Args:
            rules: Of the table.
            since: The earlier moment.
            until: The later one.
            home: The table; None for the one that the record is opened at.
        """
        with self._file.reading() as connection:
            return read_meeting(connection, rules, home or self.home, since, until)

    def seal_of(self, meeting: Id) -> str:
        """The code of a meeting's last seal; empty where it has none."""
        with self._file.reading() as connection:
            return seal.code_of(connection, meeting)

    def holds(self) -> "Holding":
        """How much the file holds, of all its tables."""
        from hub_console.record.retention import read_holding

        with self._file.reading() as connection:
            return read_holding(connection)

    def past(self, limits: Limits) -> "Past":
        """What of this table is past its time: an action that erases it lets it go."""
        from hub_console.record.retention import read_past

        with self._file.reading() as connection:
            return read_past(connection, limits, self.home)

    def facts(
        self,
        first: date,
        last: date,
        home: Id | None = None,
        step: Callable[[str], None] = lambda _: None,
    ) -> "Facts":
        """What happened from one day to another, for reports to count.

        Args:
            first: The first day.
            last: The last day.
            home: The table; None for all that the file holds.
            step: Told what is read next.
        """
        from hub_console.record.statistics.reading import read_facts

        with self._file.reading() as connection:
            return read_facts(connection, first, last, home, step)

    def refold(self) -> "Refolded":
        """Make the tables from the journal again; they are replaced where they differ."""
        from hub_console.record.refold import refold

        self._must_be_writable()
        with self._file.writing() as connection:
            return refold(connection)

    def check(self, *, thorough: bool = False) -> "list[Finding]":
        """What a doctor finds; ``thorough`` reads every page of the file."""
        from hub_console.record.checks import check

        return check(self._file, thorough=thorough)

    def copy_to(self, target: Path) -> None:
        """Write a verified copy, encrypted with the same key; what is there is replaced."""
        from hub_console.record.copies import put_copy

        put_copy(self._file.path, target, self._file.key)

    def back_up(self, backups: "Backups") -> Path:
        """Keep a verified backup, and let the oldest go; returns which it is."""
        from hub_console.record.backup import back_up

        return back_up(self._file, backups)

    def backup_is_due(self, backups: "Backups") -> bool:
        """Whether a meeting was closed since the last backup."""
        from hub_console.record.backup import is_due

        return is_due(self._file, backups)

    def forget(self, backups: "Backups") -> None:
        """Leave nothing of what was erased in any page of the record, or in any backup."""
        from hub_console.record.backup import forget

        self._must_be_writable()
        forget(self._file, backups)

    def holding(self, backups: "Backups") -> "list[Held]":
        """The backups that still hold what was erased since, or cannot be read."""
        from hub_console.record.backup import holding

        return holding(self._file, backups)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _at_home(self, connection: Connection) -> bool:
        return bool(self.home) and self.home == about(connection, "table")

    def _must_be_writable(self) -> None:
        if self._file.read_only:
            raise ReadOnlyDisk(f"{self._file.path} was opened to be read only.")


def _sealed(connection: Connection, action: Action) -> str:
    meetings = [change.record for change in action.changes if change.kind == "meeting"]
    return seal.code_of(connection, meetings[0]) if action.verb in CLOSING else ""


def _drafts(connection: Connection) -> Mapping[Id, str]:
    return {Id(row.about): row.text for row in connection.execute(select(schema.draft))}


def _saved(connection: Connection, author: Author) -> datetime | None:
    """When this station last wrote of the table; another station's clock is its own affair."""
    feed, entry = schema.feed.c, schema.entry.c
    ours = select(feed.id, feed.seq).where(feed.station == author.station, feed.home == author.home)
    newest = connection.execute(ours.order_by(feed.hlc.desc()).limit(1)).first()
    if newest is None:
        return None
    for found in read_entries(connection, entry.feed == newest.id, entry.seq == newest.seq):
        content = found.content()
        return content.moment if content else found.moment
    return None
