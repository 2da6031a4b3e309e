"""One station of a schedule: its file, its clock, and what its people may count on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import NamedTuple

from sqlalchemy import Engine, func, select

from hub_console.bundles import exporting, importing
from hub_console.bundles.card import Card
from hub_console.bundles.enrolling import card_of, enroll, keys_kept
from hub_console.desk.station import new_id
from hub_console.meeting.change import Key
from hub_console.meeting.retention import Retention, all_before
from hub_console.meeting.table import Table
from hub_console.meeting.values import Id, Moment
from hub_console.record import Record, open_record, schema
from hub_console.record.entry import (
    VERSION,
    Assertion,
    Entry,
    EntryId,
    Payload,
    next_hlc,
    packed,
)
from hub_console.record.exchange.arrived import Arrived
from hub_console.record.exchange.peers import Frontier, Peer, read_frontier
from hub_console.record.identity import Identity
from hub_console.record.intake import Intake
from hub_console.record.writer import read_clock
from tests.builders import TEN
from tests.bundles.carried import cut_bundle
from tests.record.keeping import KEY, RULES
from tests.simulation import agreed

KEEP = keys_kept(Retention().details_months)


class Copy(NamedTuple):
    """A copy of the file, and what of its own feeds the station knew to be on the disk then."""

    files: Mapping[str, bytes]
    acknowledged: Mapping[tuple[Id, bytes], int]


@dataclass
class Station:
    """A station; its clock moves when something is done on it.

    Attributes:
        name: What others call it.
        path: Its file.
        random: Gives its random bytes.
        home: The table that it is opened at.
        now: What its clock shows, UTC.
        acknowledged: By table and feed of its own, the place up to which it was told that all is
            saved.
        copies: Copies of its file that somebody may put back.
        record: Open.
    """

    name: str
    path: Path
    random: Random
    home: Id
    now: datetime = TEN
    acknowledged: dict[tuple[Id, bytes], int] = field(default_factory=dict)
    copies: list[Copy] = field(default_factory=list)
    record: Record = field(init=False)
    _table: Table | None = None

    def __post_init__(self) -> None:
        self._open()

    @property
    def identity(self) -> Identity:
        return self.record.exchange.identity(self.now.date(), KEEP)

    @property
    def card(self) -> Card:
        return card_of(self.record, self.identity)

    @property
    def peers(self) -> Mapping[Id, Peer]:
        return {peer.station: peer for peer in self.record.exchange.peers()}

    @property
    def table(self) -> Table:
        """The table as the screen shows it."""
        if self._table is None:
            self._table = self.record.load(RULES).table
        return self._table

    @property
    def moment(self) -> Moment:
        self.now += timedelta(seconds=self.random.choice((0, 1, 60)))
        return Moment(self.now, lambda: new_id(self.now, self.random.randbytes))

    @property
    def own_feed(self) -> bytes:
        return self.record._writer.author.feed

    def shows(self, table: Table | None) -> None:
        """The screen has changed; None: it must be painted anew from the file."""
        self._table = table

    def holds(self, home: Id | None = None) -> Frontier:
        """How much it holds of each feed of a table."""
        with self.record._file.reading() as connection:
            return read_frontier(connection, self.home if home is None else home)

    def clock(self) -> int:
        """The latest clock of anything that it holds."""
        with self.record._file.reading() as connection:
            return read_clock(connection)

    def saved(self) -> int:
        """What was written is on the disk, as the station was told; the clock of the last entry."""
        feed = schema.feed.c
        with self.record._file.reading() as connection:
            query = select(feed.seq, feed.hlc).where(feed.id == self.own_feed)
            seq, hlc = connection.execute(query).one()
        self.acknowledged[self.home, self.own_feed] = seq
        return int(hlc)

    def restart(self, home: Id | None = None) -> None:
        """The program leaves and is started again: a new feed."""
        self.record.close()
        self.home = self.home if home is None else home
        self._open()

    def back_up(self) -> None:
        """Copy the file as it is, with its log."""
        files = {path.name: path.read_bytes() for path in self._files() if path.exists()}
        self.copies.append(Copy(files, dict(self.acknowledged)))

    def restore(self, copy: Copy) -> None:
        """Put an old copy back in the file's place, and start the program."""
        self.record.close()
        for path in self._files():
            path.unlink(missing_ok=True)
        for name, data in copy.files.items():
            self.path.with_name(name).write_bytes(data)
        self.acknowledged = dict(copy.acknowledged)
        self._open()

    def enroll(self, card: Card) -> None:
        """Enrol another station."""
        enroll(self.record, self.identity, card, self.now)

    def revoke(self, station: Id) -> None:
        """Trust another station no longer."""
        self.record.exchange.revoke(self.peers[station], self.now)

    def bundle(self, home: Id, to: Iterable[Peer] | None = None, *, full: bool = False) -> bytes:
        """The bytes of a bundle; to all of the table unless others are named."""
        peers = exporting.recipients(self.record, home) if to is None else list(to)
        written = exporting.export(
            self.record,
            self.identity,
            home,
            peers,
            self.path.parent,
            self.now,
            full=full,
            entropy=self.random.randbytes,
        )
        data = written.path.read_bytes()
        written.path.unlink()
        return data

    def too_little(self, home: Id, to: Sequence[Peer]) -> bytes:
        """A bundle that leaves out more than the others hold, as if they had been seen to."""
        identity, random = self.identity, self.random
        held = self.holds(home)
        beyond = {
            feed: random.choice((0, seq, random.randint(0, seq))) for feed, seq in held.items()
        }
        if random.random() < 0.5:  # what others wrote is left out
            beyond = {
                feed: random.randrange(seq) if feed == self.own_feed else seq
                for feed, seq in held.items()
            }
        return cut_bundle(self.record, identity, home, to, beyond, self.now, random.randbytes)

    def take(self, data: bytes, *, only_look: bool = False) -> Arrived:
        """Take a bundle in.

        Raises:
            BundleError: It cannot be taken in.
        """
        identity = self.identity
        bundle = importing.verified(self.record, identity, data)
        name = sha256(data).hexdigest()[:8]
        arrived = importing.take(self.record, identity, bundle, name, self.now, only_look=only_look)
        if not only_look:
            self._table = None
        return arrived

    def keeps_badly(self, data: bytes, home: Id) -> str:
        """What it does not keep as it must, after it took a bundle in; empty where nothing.

        What came is there, or waits for what does not; nothing else waits; and of what is erased
        nothing is said.
        """
        identity, held = self.identity, schema.held.c
        manifest = importing.manifest_of(identity, importing.verified(self.record, identity, data))
        known = {*self.peers, identity.id}
        with self.record._file.reading() as connection:
            frontier = read_frontier(connection, home)
            for segment in manifest.segments:
                last = select(held.seq).where(held.feed == segment.feed, held.seq == segment.last)
                there = segment.last <= frontier.get(segment.feed, 0)
                waits = connection.execute(last).first() is not None
                if Id(segment.station.hex()) in known and not (there or waits):
                    return f"entry {segment.last} came, and is neither there nor held"
            return agreed.left_behind(connection, frontier) or agreed.still_said(connection)

    def facts(self) -> tuple[object, ...]:
        """What an import changes, if it changes anything."""
        feed, heard, peer = schema.feed, schema.heard, schema.peer
        with self.record._file.reading() as connection:
            return (
                connection.execute(select(feed).order_by(feed.c.id)).all(),
                connection.execute(select(schema.digest)).all(),
                connection.execute(select(heard)).all(),
                connection.execute(select(peer)).all(),
                connection.scalar(select(func.count()).select_from(schema.held)),
                connection.scalar(select(func.count()).select_from(schema.exchange)),
            )

    def past(self) -> list[Key]:
        """What may be purged on the day after tomorrow."""
        limits = all_before((self.now + timedelta(days=2)).date())
        return [key for keys in self.record.past(limits).values() for key in keys]

    def write_newer(self, record: Id) -> bool:
        """Write what a newer program might, into the own feed; whether there is one.

        A kind that nobody here knows, a known kind of a newer version, an old one that replaces
        what that said, and a field that nobody here knows.
        """
        if self.own_feed not in self.holds():
            return False
        entry = schema.entry.c
        newer = select(entry.feed, entry.seq).where(entry.record == record, entry.version > VERSION)
        with self.record._file.writing() as connection:
            hlc = next_hlc(read_clock(connection), self.now)
            there = tuple(EntryId(*row) for row in connection.execute(newer))
            intake = Intake(connection)
            for kind, version, assertion in (
                ("situation", VERSION + 1, Assertion("type", "swarm")),
                ("situation", VERSION, Assertion("type", "dwelling", there)),
                ("mood", VERSION, Assertion("colour", "blue")),
                ("detail", VERSION, Assertion("weather", "rain")),
            ):
                if self.random.random() < 0.5:
                    self._say(intake, hlc, record, kind, version, assertion)
            intake.flush()
        self.record._writer._clock = hlc
        self.saved()
        self._table = None
        return True

    def _say(
        self, intake: Intake, hlc: int, record: Id, kind: str, version: int, said: Assertion
    ) -> None:
        tip = intake.tip(self.own_feed)
        assert tip is not None
        payload = packed(Payload(self.random.randbytes(16), "newer", 0, (said,)))
        entry = Entry(
            self.own_feed,
            tip.seq + 1,
            hlc,
            tip.hash,
            sha256(payload).digest(),
            record,
            kind,
            version,
            "a newer program",
            payload,
        )
        intake.take(entry)

    def _open(self) -> None:
        self.record = open_record(
            self.path,
            key=KEY,
            person=f"of {self.name}",
            entropy=self.random.randbytes,
            home=self.home,
        )
        _share_statements(self.record)
        self._table = None

    def _files(self) -> list[Path]:
        return [self.path.with_name(f"{self.path.name}{end}") for end in ("", "-wal")]


def _share_statements(record: Record) -> None:
    """Let all stations know the statements that one of them has compiled: that takes a third."""
    connection, engine = record._file._connection, record._file._engine
    if not _shared:
        _shared.append(engine)
    connection.dialect = engine.dialect = _shared[0].dialect
    engine._compiled_cache = _shared[0]._compiled_cache


_shared: list[Engine] = []
