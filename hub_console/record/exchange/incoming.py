"""A parcel on its way into a record, within one transaction: all of it is taken in, or nothing.

What is right with it is taken; what must wait, or cannot be taken from this sender, is told of.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, bindparam, select

from hub_console.meeting.change import Key
from hub_console.meeting.values import Id
from hub_console.record import schema
from hub_console.record.entry import NOTHING
from hub_console.record.exchange.holding import hold, released
from hub_console.record.exchange.parcel import Manifest, Segment, Sent, WrongParcel
from hub_console.record.exchange.walking import Walk, Way
from hub_console.record.fold import Rows
from hub_console.record.intake import Intake, Run, Tip, WrongTable
from hub_console.record.statements import alter, found

RECORDS_TOLD = 1_000
"""Of so many records it is kept what they showed before; of more only how many there were."""

_FEED = select(schema.feed).where(schema.feed.c.id == bindparam("feed"))
_HASH_BEFORE = select(schema.entry.c.previous).where(
    schema.entry.c.feed == bindparam("feed"), schema.entry.c.seq == bindparam("seq")
)


@dataclass
class Taken:
    """What came of a parcel.

    Attributes:
        entries: How many are new here.
        known: How many were here already.
        left_out: How many came of each station that is not enrolled here.
        forked: Stations that signed two histories of one feed; the one that was here is kept.
        before: What the tables showed of the first records that changed.
        more: How many other records changed, at most.
        erased: Records that were erased.
    """

    entries: int = 0
    known: int = 0
    left_out: dict[Id, int] = field(default_factory=dict)
    forked: set[Id] = field(default_factory=set)
    before: dict[Key, Rows] = field(default_factory=dict)
    more: int = 0
    erased: list[Key] = field(default_factory=list)


class Incoming:
    """Takes a parcel in.

    Args:
        connection: In a transaction that writes, to be rolled back when this fails.
        home: The table that the parcel is of.
        authors: The public signing keys of the stations whose entries are taken.
    """

    def __init__(self, connection: Connection, home: Id, authors: Mapping[Id, bytes]) -> None:
        self._connection = connection
        self._home = home
        self._authors = authors
        self._taken = Taken()

    def take(self, manifest: Manifest, batches: Iterable[Sequence[Sent]]) -> Taken:
        """Take a parcel in.

        Raises:
            WrongParcel: It is not as its authors can have made it.
        """
        walks = map(self._walk, manifest.segments)
        walk: Walk | None = None
        for batch in batches:
            runs: list[Run] = []
            walked: list[Walk] = []
            at = 0
            while at < len(batch):
                if walk is None:
                    walk = next(walks, None)
                if walk is None:
                    raise WrongParcel("more entries than it announces")
                sent = batch[at : at + walk.left]
                at += len(sent)
                if ready := walk.step(sent):
                    runs.append(Run(ready, walk.tip))
                if not walk.left:
                    walk.must_be_signed()
                    walked.append(walk)
                    walk = None
            self._take(runs)
            for each in walked:
                self._end(each)
        if walk is not None or next(walks, None) is not None:
            raise WrongParcel("fewer entries than it announces")
        self._take_what_waited()
        return self._taken

    def _walk(self, segment: Segment) -> Walk:
        """Set out on a segment; a feed that is not known begins here."""
        author = Id(segment.station.hex())
        public = self._authors.get(author)
        rows = found(self._connection, _FEED, {"feed": segment.feed})
        if not rows:
            if public is not None and segment.first == 1:
                self._begin(segment.feed, author, segment.role, segment.started)
            return Walk(segment, self._home, public, 0, (0, NOTHING))
        _, station, role, started, last, _, tip, home, _ = rows[0]
        if (station, role, started, home) != (author, segment.role, segment.started, self._home):
            raise WrongParcel("a feed that is another's")
        at = min(last, segment.last)
        known = tip if at == last else self._hash_of(segment.feed, at)
        return Walk(segment, self._home, public, last, (at, known))

    def _begin(self, feed: bytes, station: Id, role: str, started: str) -> None:
        row = {"id": feed, "station": station, "role": role, "started": started}
        Intake(self._connection).begin({**row, "home": self._home})

    def _hash_of(self, feed: bytes, seq: int) -> bytes:
        """The hash of an entry that is not the last of its feed."""
        ((hash_,),) = found(self._connection, _HASH_BEFORE, {"feed": feed, "seq": seq + 1})
        return bytes(hash_)

    def _end(self, walk: Walk) -> None:
        """Do with a segment, once all of it has come, what is to be done with it."""
        segment, author = walk.segment, Id(walk.segment.station.hex())
        match walk.way:
            case Way.TAKEN:
                new = max(0, walk.new)
                self._taken.entries += new
                self._taken.known += len(segment) - new
                if new:
                    self._sign(segment.feed, segment.signature)
            case Way.HELD:
                if not hold(self._connection, self._home, segment, walk.held):
                    self._taken.forked.add(author)
            case Way.FORKED:
                self._taken.forked.add(author)
            case Way.LEFT_OUT:
                there = self._taken.left_out.get(author, 0)
                self._taken.left_out[author] = there + len(segment)

    def _sign(self, feed: bytes, signature: bytes) -> None:
        alter(self._connection, schema.feed, ("signature",), [{"id": feed, "signature": signature}])

    def _take_what_waited(self) -> None:
        """Take in what was held for entries that have come now."""
        for row, entries in released(self._connection, self._home):
            intake = Intake(self._connection)
            tip = intake.tip(row.id)
            if tip is None:
                self._begin(row.id, Id(row.station), row.role, row.started)
                tip = Tip(0, 0, NOTHING, self._home)
            if entries[0].previous != tip.hash:
                self._taken.forked.add(Id(row.station))
                continue
            last = entries[-1]
            said = [(entry, entry.content()) for entry in entries]
            self._take([Run(said, Tip(last.seq, last.hlc, last.hash, self._home))])
            self._taken.entries += len(entries)
            self._sign(row.id, row.signature)

    def _take(self, runs: Sequence[Run]) -> None:
        if not runs:
            return
        intake = Intake(self._connection)
        touched = {(entry.record, entry.kind) for run in runs for entry, _ in run.said}
        intake.expect(Key(*each) for each in touched)
        try:
            for run in runs:
                intake.take_run(run)
        except WrongTable as error:
            raise WrongParcel(f"it speaks of record {error}, which is another table's") from error
        intake.flush()
        self._taken.erased += intake.erased
        for key, (before, _) in intake.changed.items():
            if key in self._taken.before:
                continue
            if len(self._taken.before) < RECORDS_TOLD:
                self._taken.before[key] = before
            else:
                self._taken.more += 1
