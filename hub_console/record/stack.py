"""The stacks of undo and redo, read back from the journal."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby

from sqlalchemy import Connection, and_, bindparam, func, or_, select

from hub_console.meeting.agenda import Meeting
from hub_console.meeting.change import EXISTS, KINDS, Change, Key
from hub_console.meeting.values import Id
from hub_console.record import schema
from hub_console.record.action import Action, Stack, stacked
from hub_console.record.codec import decoded, is_sound
from hub_console.record.entry import ERASE, VERSION, Assertion, Entry
from hub_console.record.past import Past, read_entries
from hub_console.record.writer import Author

_MADE = select(func.min(schema.entry.c.hlc)).where(
    schema.entry.c.record == bindparam("meeting"), schema.entry.c.kind == "meeting"
)
_ERASED = select(func.count()).select_from(schema.erased)


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read so far.

    Attributes:
        meeting: Of which meeting.
        erased: How many records were erased by then: of theirs nothing comes back.
        since: The clock of what was said first of the meeting.
        until: The clock of the last entry that was read.
        seen: Up to which entry of each feed.
    """

    meeting: Id
    erased: int
    since: int
    until: int = 0
    seen: Mapping[bytes, int] = field(default_factory=dict)
    done: Stack = ()
    undone: Stack = ()


class Stacks:
    """What a station and role can undo and redo of the meeting in hand.

    They are read on from where they were read last: a long meeting has thousands of actions, and
    a console that shares its table looks again after each mark of the other.

    Args:
        author: Whose they are.
    """

    def __init__(self, author: Author) -> None:
        self._author = author
        self._read: _Read | None = None

    def read(self, connection: Connection, meeting: Meeting | None) -> tuple[Stack, Stack]:
        """The actions that can be undone, and those that can be redone, the next one last."""
        if meeting is None or (meeting.closed is not None and meeting.amending is None):
            return (), ()
        erased = connection.scalars(_ERASED).one()
        so_far = self._read
        if so_far is None or (so_far.meeting, so_far.erased) != (meeting.id, erased):
            made = connection.scalar(_MADE, {"meeting": meeting.id})
            so_far = _Read(meeting.id, erased, made or 0)
        newest = self._newest(connection, so_far.since)
        entries = _entries(connection, so_far, newest)
        if entries and entries[0].hlc <= so_far.until:  # what we had lost came back in a bundle
            so_far = _Read(meeting.id, erased, so_far.since)
            entries = _entries(connection, so_far, newest)
        done, undone = so_far.done, so_far.undone
        for action in actions(Past(connection, entries), entries):
            done, undone = stacked(done, undone, action)
        until = entries[-1].hlc if entries else so_far.until
        self._read = replace(so_far, until=until, seen=newest, done=done, undone=undone)
        return done, undone

    def _newest(self, connection: Connection, since: int) -> Mapping[bytes, int]:
        """The last entry of each feed of ours that something came into since."""
        feed, author = schema.feed.c, self._author
        ours = select(feed.id, feed.seq).where(
            feed.station == author.station,
            feed.role == author.role,
            feed.home == author.home,
            feed.hlc >= since,
        )
        return {row.id: row.seq for row in connection.execute(ours)}


def _entries(connection: Connection, so_far: _Read, newest: Mapping[bytes, int]) -> list[Entry]:
    """What was not read yet."""
    entry = schema.entry.c
    grown = [
        and_(entry.feed == feed, entry.seq > so_far.seen.get(feed, 0))
        for feed, seq in newest.items()
        if seq != so_far.seen.get(feed)
    ]
    return read_entries(connection, or_(*grown), entry.hlc >= so_far.since) if grown else []


def actions(past: Past, entries: Iterable[Entry]) -> Iterable[Action]:
    """The actions that entries, in the order of their clocks, came from.

    What of them was erased is left out, and what a newer program wrote that this one cannot read.
    """
    for _, together in groupby(entries, key=lambda entry: (entry.hlc, entry.feed)):
        read = [(entry, content) for entry in together if (content := entry.content())]
        if not read:
            continue
        changes = [
            _change(past, entry, each)
            for entry, content in read
            if entry.kind in KINDS and entry.version <= VERSION
            for each in content.assertions
            if is_sound(entry.kind, each.field, each.value)
        ]
        verb, at = read[0][1].verb, read[0][1].moment
        erase = tuple(
            Key(entry.record, each.field)
            for entry, content in read
            if entry.kind == ERASE
            for each in content.assertions
        )
        if changes or erase:
            yield Action(verb, at, tuple(sorted(changes, key=_place)), erase)


def _change(past: Past, entry: Entry, assertion: Assertion) -> Change:
    before = past.before(entry, assertion)
    after = decoded(entry.kind, assertion.field, assertion.value)
    return Change(entry.kind, entry.record, assertion.field, before, after)


def _place(change: Change) -> int:
    """Records are made before they are filled, and emptied before they are removed."""
    if change.field != EXISTS:
        return 1
    return 0 if change.after else 2
