"""From an action to the journal: one entry for each record it touches, under one clock."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from sqlalchemy import Connection, func, select

from hub_console.meeting.change import EXISTS, Change, Key
from hub_console.meeting.values import Id
from hub_console.record import schema
from hub_console.record.action import CLOSING, Action
from hub_console.record.codec import encoded
from hub_console.record.entry import (
    ERASE,
    SALT_BYTES,
    VERSION,
    Assertion,
    Entry,
    Payload,
    microseconds,
    next_hlc,
    packed,
)
from hub_console.record.fold import Cells
from hub_console.record.intake import Intake
from hub_console.record.seal import SEAL, to_seal

Entropy = Callable[[int], bytes]
"""Gives so many random bytes: ``os.urandom``."""


_CLOCK = select(func.max(schema.feed.c.hlc))


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes, from where, and into which feed.

    Attributes:
        feed: Fresh for each run of the program, so that a restored backup never goes on with
            a feed that others hold already.
        station: The station's id.
        home: The table's id.
        role: recorder, chair.
        person: Who acts.
    """

    feed: bytes
    station: Id
    home: Id
    role: str
    person: str


class Writer:
    """Writes the actions of one author.

    Args:
        author: Who writes.
        entropy: Gives random bytes.
    """

    def __init__(self, author: Author, entropy: Entropy) -> None:
        self.author = author
        self.entropy = entropy
        self._clock = 0
        self._seen = -1

    def read_clock_anew(self) -> None:
        """Let the next action come after all that has come in, not only after what was here."""
        self._seen = -1

    def append(self, connection: Connection, actions: Sequence[Action], seen: int) -> None:
        """Write actions: their entries, and the tables that they change.

        Args:
            connection: In a transaction that writes.
            actions: What was done, in order; one at least.
            seen: A number that changes whenever others have written to the file.
        """
        if seen != self._seen:
            self._clock, self._seen = read_clock(connection), seen
        intake = Intake(connection)
        if intake.tip(self.author.feed) is None:
            self._begin(connection, intake, actions[0].at)
        self._write(connection, intake, actions)
        intake.flush()

    def _begin(self, connection: Connection, intake: Intake, at: datetime) -> None:
        """Begin the feed; of a new table the table itself is made first."""
        of_table = select(schema.feed.c.id).where(schema.feed.c.home == self.author.home)
        is_new = connection.execute(of_table.limit(1)).one_or_none() is None
        intake.begin(
            {
                "id": self.author.feed,
                "station": self.author.station,
                "role": self.author.role,
                "started": at.astimezone(UTC).isoformat(),
                "home": self.author.home,
            }
        )
        if is_new:
            self._write(connection, intake, [_creation(connection, self.author.home, at)])

    def _write(self, connection: Connection, intake: Intake, actions: Sequence[Action]) -> None:
        for action in actions:
            self._clock = next_hlc(self._clock, action.at)
            for key, changes in _by_record(action.changes).items():
                self._say(intake, action, key, _assertions(intake.cells(key), changes))
            for record, kind in action.erase:
                self._say(intake, action, Key(record, ERASE), (Assertion(kind, True),))
            if action.verb in CLOSING:
                self._seal(connection, intake, action)

    def _seal(self, connection: Connection, intake: Intake, action: Action) -> None:
        """Seal the meeting that an action closes."""
        tip = intake.tip(self.author.feed)
        assert tip is not None
        meeting = next(change.record for change in action.changes if change.kind == "meeting")
        for said in to_seal(connection, self.author.feed, tip.home, tip.seq, tip.hash):
            self._say(intake, action, Key(meeting, SEAL), said)

    def _say(
        self, intake: Intake, action: Action, key: Key, assertions: tuple[Assertion, ...]
    ) -> None:
        """Take one entry of an action in."""
        tip = intake.tip(self.author.feed)
        assert tip is not None
        salt = self.entropy(SALT_BYTES)
        payload = packed(Payload(salt, action.verb, microseconds(action.at), assertions))
        intake.take(
            Entry(
                feed=self.author.feed,
                seq=tip.seq + 1,
                hlc=self._clock,
                previous=tip.hash,
                payload_hash=sha256(payload).digest(),
                record=key.record,
                kind=key.kind,
                version=VERSION,
                person=self.author.person,
                payload=payload,
            )
        )


def _creation(connection: Connection, home: Id, at: datetime) -> Action:
    """The action that makes a table itself, before anything else is said."""
    changes = (
        Change("table", home, EXISTS, None, True),
        Change("table", home, "name", "", _name_of(connection, home)),
    )
    return Action("create", at, changes)


def _name_of(connection: Connection, home: Id) -> str:
    """The name of the own table, or of one of which a coordinator has heard nothing but a card."""
    if home == about(connection, "table"):
        return about(connection, "name")
    peer = schema.peer.c
    named = select(peer.table_name).where(peer.home == home).limit(1)
    return connection.scalar(named) or ""


def read_clock(connection: Connection) -> int:
    """The latest clock of anything that is held."""
    return connection.scalar(_CLOCK) or 0


def about(connection: Connection, name: str) -> str:
    """What the file says of itself."""
    column = schema.about.c
    value = connection.scalar(select(column.value).where(column.name == name))
    return str(value or "")


def _by_record(changes: Iterable[Change]) -> dict[Key, list[Change]]:
    grouped: dict[Key, list[Change]] = {}
    for change in changes:
        grouped.setdefault(Key(change.record, change.kind), []).append(change)
    return grouped


def _assertions(cells: Cells, changes: Iterable[Change]) -> tuple[Assertion, ...]:
    """What the changes of one record say, each replacing every value that stands."""
    last = {change.field: change for change in changes}
    return tuple(
        Assertion(
            field,
            encoded(change.kind, field, change.after),
            tuple(head.entry for head in cells.get(field, ())),
        )
        for field, change in last.items()
    )
