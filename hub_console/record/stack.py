"""The stacks of undo and redo, read back from the journal."""

from collections.abc import Iterable
from itertools import groupby

from sqlalchemy import Connection, func, select

from hub_console.meeting.agenda import Meeting
from hub_console.meeting.change import EXISTS, KINDS, Change, Key
from hub_console.record import schema
from hub_console.record.action import Action, Stack, stacked
from hub_console.record.codec import decoded, is_sound
from hub_console.record.entry import ERASE, VERSION, Assertion, Entry
from hub_console.record.past import Past, read_entries
from hub_console.record.writer import Author


def read_stacks(
    connection: Connection, author: Author, meeting: Meeting | None
) -> tuple[Stack, Stack]:
    """What this station and role can undo and redo of the meeting in hand."""
    if meeting is None or (meeting.closed is not None and meeting.amending is None):
        return (), ()
    entry, feed = schema.entry.c, schema.feed.c
    made = select(func.min(entry.hlc)).where(entry.record == meeting.id, entry.kind == "meeting")
    since = connection.scalar(made)
    if since is None:
        return (), ()
    ours = select(feed.id).where(
        feed.station == author.station,
        feed.role == author.role,
        feed.home == author.home,
        feed.hlc >= since,
    )
    entries = read_entries(connection, entry.feed.in_(ours), entry.hlc >= since)
    past = Past(connection, entries)
    done: Stack = ()
    undone: Stack = ()
    for action in actions(past, entries):
        done, undone = stacked(done, undone, action)
    return done, undone


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
