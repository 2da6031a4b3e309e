"""What a station gives to others and takes from them, at its record."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext, suppress
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from hub_console.meeting.values import Id
from hub_console.record.entry import next_hlc
from hub_console.record.errors import RecordError
from hub_console.record.exchange import log
from hub_console.record.exchange.arrived import Arrived, Waits
from hub_console.record.exchange.outgoing import entries_of, held_by_all, manifest_of
from hub_console.record.exchange.overview import TableSeen, read_overview
from hub_console.record.exchange.parcel import Manifest, packed
from hub_console.record.exchange.peers import (
    Frontier,
    Peer,
    names_of,
    read_heard,
    read_peers,
    table_names,
    write_peer,
)
from hub_console.record.exchange.standing import Standing, read_standing
from hub_console.record.exchange.taking import Taking, read_waits
from hub_console.record.identity import Identity, read_identity, write_identity
from hub_console.record.sqlite import File
from hub_console.record.wipe import note_traces
from hub_console.record.writer import about, read_clock

LONG_SILENCE = timedelta(weeks=4)
"""Who was not heard for so long is sent everything."""


class _OnlyLooked(Exception):
    """Everything was taken in to see what comes of it, and is taken back."""

    def __init__(self, arrived: Arrived) -> None:
        self.arrived = arrived


class Exchange:
    """What a station gives and takes. Every method raises ``RecordError`` as the record does.

    Args:
        file: The record's.
        station: This station's id.
        person: Who opened the record.
        entropy: Gives random bytes.
        taken: Told whenever entries may have come in.
    """

    def __init__(
        self,
        file: File,
        station: Id,
        person: str,
        entropy: Callable[[int], bytes],
        taken: Callable[[], None],
    ) -> None:
        self._file = file
        self._station = station
        self._person = person
        self._entropy = entropy
        self._taken = taken

    def identity(self, today: date, keep: int) -> Identity:
        """This station's keys, with one to seal to that was made in this quarter.

        Args:
            today: The day.
            keep: So many keys to open with are kept; older ones are destroyed.

        Raises:
            RecordError: The demo has none.
        """
        identity = self.kept_identity()
        renewed = identity.on(today, keep, self._entropy)
        if renewed is identity or self._file.read_only:
            return identity
        with self._file.writing() as connection:
            write_identity(connection, renewed)
            note_traces(connection)
        return renewed

    def kept_identity(self) -> Identity:
        """This station's keys as they are kept; nothing is made anew.

        Raises:
            RecordError: The demo has none.
        """
        with self._file.reading() as connection:
            return self._identity(connection)

    def own_home(self) -> Id:
        """The table that this station is of; none for a coordinator's, which may hold several."""
        with self._file.reading() as connection:
            return Id(about(connection, "table"))

    def peers(self) -> list[Peer]:
        """The stations that are or were enrolled, by name."""
        with self._file.reading() as connection:
            return read_peers(connection)

    def enroll(self, peer: Peer) -> None:
        """Enrol a station, or enrol it anew with what its card says now."""
        with self._file.writing() as connection:
            write_peer(connection, peer)

    def revoke(self, peer: Peer, now: datetime) -> None:
        """Refuse what a station sends from now on, and seal nothing to it; what it sent stays."""
        self.enroll(replace(peer, revoked=now))

    def tables(self) -> Mapping[Id, str]:
        """The tables of which anything is held or expected, by name."""
        with self._file.reading() as connection:
            return table_names(connection)

    def seen(self, home: Id, stations: Sequence[Id], now: datetime) -> Frontier | None:
        """What each of some stations holds of a table, as far as it was seen.

        Returns:
            None when that is in doubt: one of them was not heard yet, or not for four weeks.
        """
        with self._file.reading() as connection:
            heard = read_heard(connection, home)
        known = {station: heard[station] for station in stations if station in heard}
        if len(known) < len(stations) or not known:
            return None
        if any(abs(now - each.at) > LONG_SILENCE for each in known.values()):
            return None
        return held_by_all([each.frontier for each in known.values()])

    @contextmanager
    def sending(
        self, identity: Identity, home: Id, beyond: Frontier | None, now: datetime
    ) -> Iterator[tuple[Manifest, int, Iterator[bytes]]]:
        """What is to be sent of a table, as of one moment.

        Args:
            identity: This station's keys.
            home: The table.
            beyond: What need not be sent; None sends everything.
            now: UTC.

        Yields:
            The manifest, the hybrid clock, and the messages, the manifest's first.
        """
        with self._file.reading() as connection:
            manifest = manifest_of(connection, identity, home, beyond, now)
            clock = next_hlc(read_clock(connection), now)
            yield manifest, clock, packed(manifest, entries_of(connection, manifest))

    def note_sent(self, sent: log.Exchanged) -> None:
        """Keep in the log that something left, though the record was opened to be read only."""
        with _writable(self._file) as file, file.writing() as connection:
            log.note(connection, sent, self._person)

    def log(self) -> list[log.Exchanged]:
        """What left and what came, the newest first."""
        with self._file.reading() as connection:
            return log.read_log(connection)

    def take(
        self,
        messages: Iterable[bytes],
        *,
        sender: Peer,
        home: Id,
        bundle: bytes,
        clock: int,
        name: str,
        now: datetime,
        only_look: bool = False,
    ) -> Arrived:
        """Take in what a station sent, all of it or nothing.

        Args:
            messages: The manifest, then batches of entries.
            sender: Who sent it.
            home: The table that it is of.
            bundle: Its id; the same is taken in once.
            clock: The sender's hybrid clock.
            name: Of the file, for the log.
            now: UTC.
            only_look: Take everything back, once it is known what comes of it.

        Raises:
            WrongParcel: It is not as it must be; nothing was taken in.
            RecordError: It could not be written; nothing was taken in.
        """
        try:
            with self._file.with_room(), self._file.writing() as connection:
                taking = Taking(connection, self._identity(connection), sender, home)
                arrived = taking.take(iter(messages), bundle, clock, now)
                if only_look:
                    raise _OnlyLooked(arrived)
                if not arrived.again:
                    said = arrived.summary
                    sent = log.Exchanged(
                        bundle, now, False, home, sender.name, name, arrived.entries, said
                    )
                    log.note(connection, sent, self._person)
        except _OnlyLooked as looked:
            return looked.arrived
        self._taken()
        if arrived.erased:
            with suppress(RecordError):  # taken in it is; a later checkpoint empties the log
                self._file.checkpoint()
        return arrived

    def standings(self) -> list[Standing]:
        """How each trusted station stands to this one, at each of its tables."""
        with self._file.reading() as connection:
            tables = table_names(connection)
            return [
                read_standing(connection, peer, home, tables[home])
                for peer in read_peers(connection)
                for home in tables
                if peer.revoked is None and peer.speaks_of(home)
            ]

    def overview(self) -> list[TableSeen]:
        """The tables that are held, side by side."""
        with self._file.reading() as connection:
            return read_overview(connection)

    def waits(self, home: Id) -> tuple[Waits, ...]:
        """What is held of a table, and for what."""
        with self._file.reading() as connection:
            return read_waits(connection, home)

    def _identity(self, connection: Connection) -> Identity:
        identity = read_identity(connection, self._name(connection))
        if identity is None:
            raise RecordError("The demo exchanges nothing. Set up a table: start hub-console.")
        return identity

    def _name(self, connection: Connection) -> str:
        return names_of(connection, [self._station]).get(self._station, "")


def _writable(file: File) -> AbstractContextManager[File]:
    """A record's file to write to, opened once more where it was opened to be read only."""
    return closing(File(file.path, file.key)) if file.read_only else nullcontext(file)
