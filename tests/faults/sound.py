"""What a record must still hold after a fault, and what is lost of it."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from hub_console.meeting.agenda import Meeting
from hub_console.meeting.situation import SituationState
from hub_console.meeting.table import Table
from hub_console.record import Record, RecordError, schema
from tests.faults.marking import PLANTED, care_for_backups
from tests.record.keeping import RULES, reopened

Tips = dict[bytes, int]
"""How many entries each feed holds."""


@dataclass(frozen=True, slots=True)
class Saved:
    """The screen said that everything up to here is saved.

    Attributes:
        table: What it showed.
        tips: What the journal held.
    """

    table: Table
    tips: Tips


def tips(record: Record) -> Tips:
    """Where the journal ends."""
    with record._file.reading() as connection:
        feed = schema.feed.c
        return dict(connection.execute(select(feed.id, feed.seq)).all())


def lost_of_all(path: Path, key: bytes | None, saved: Saved, coming: Table | None) -> str:
    """What a record and its backups have lost, once a console was started again; or nothing."""
    return (
        found_by_a_doctor(path, key)
        or _not_caught_up(path, key)
        or lost(path, key, saved, coming)
        or _lost_in_backups(path, key)
    )


def _not_caught_up(path: Path, key: bytes | None) -> str:
    """Do what a console does first about backups; why it could not."""
    try:
        with closing(reopened(path, key)) as record:
            told = care_for_backups(record, path)
    except RecordError as error:
        return f"does not open: {error}"
    return "; ".join(words for words in told if words != "backed up")


def found_by_a_doctor(path: Path, key: bytes | None) -> str:
    """What a doctor finds wrong who looks first, and touches nothing; empty when nothing."""
    try:
        with closing(reopened(path, key, read_only=True)) as record:
            return "; ".join(unsound(record))
    except RecordError as error:
        return f"does not open: {error}"


def lost(path: Path, key: bytes | None, saved: Saved, coming: Table | None) -> str:
    """What a record has lost, in words; empty when nothing.

    Args:
        path: Of the record; nothing has it open.
        key: Of the record.
        saved: What the screen had said is saved.
        coming: What it showed besides, when a mark was on its way.
    """
    try:
        loss = _written(path, key, saved, coming)
    except RecordError as error:
        return f"does not open or cannot be read: {error}"
    return loss or ("" if key else _left_over(path.parent, saved.table))


def _lost_in_backups(path: Path, key: bytes | None) -> str:
    """What is wrong with the backups beside a record; empty when nothing."""
    backups = sorted((path.parent / "backups").glob("*.hub"))
    found = ((backup.name, found_by_a_doctor(backup, key)) for backup in backups)
    return "; ".join(f"{name}: {wrong}" for name, wrong in found if wrong)


def _written(path: Path, key: bytes | None, saved: Saved, coming: Table | None) -> str:
    with closing(reopened(path, key)) as record:
        there = tips(record)
        if any(there.get(feed, 0) < seq for feed, seq in saved.tips.items()):
            return "an acknowledged mark is lost"
        expected = saved.table if there == saved.tips else coming
        if expected is None:
            return "there is more than was ever marked"
        refolded = [f"refold: {name}" for name in record.refold().differing]
        return differs(record, expected) or "; ".join(unsound(record) + refolded)


def unsound(record: Record) -> list[str]:
    """Everything that a doctor who reads every page finds wrong."""
    return [f"{f.what}: {f.said}" for f in record.check(thorough=True) if not f.sound]


def differs(record: Record, table: Table) -> str:
    """In what a console that starts now would not show the table; empty when it would.

    A console loads the meeting in hand and what may come up in it, so that of older meetings
    less may be there.
    """
    there = record.load(RULES).table
    if there.meeting != table.meeting or there.agenda != table.agenda:
        return "another agenda, or other times"
    for kind in ("agencies", "situations", "notes", "report_backs"):
        shown = getattr(table, kind)
        for id_, row in getattr(there, kind).items():
            if shown.get(id_) != row:
                return f"{kind} {id_}: {row} is not {shown.get(id_)}"
    missing = [i.id for i in there.agenda if i.situation and i.situation not in there.situations]
    return f"{missing} have lost their situations" if missing else ""


def rejected_words(table: Table) -> list[bytes]:
    """What was said of situations that were rejected, once their meetings are closed."""
    going_on = {
        item.situation
        for item in table.items.values()
        if item.meeting and _goes_on(table.meetings[item.meeting])
    }
    return [
        f"{PLANTED}{situation.id}".encode()
        for situation in table.situations.values()
        if situation.state is SituationState.REJECTED and situation.id not in going_on
    ]


def _goes_on(meeting: Meeting) -> bool:
    return meeting.closed is None or meeting.amending is not None


def holding(folder: Path, words: Sequence[bytes]) -> list[str]:
    """The files of a directory that hold one of these words anywhere."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()] if words else []
    return [path.name for path in files if any(w in path.read_bytes() for w in words)]


def _left_over(folder: Path, table: Table) -> str:
    found = holding(folder, rejected_words(table))
    return f"what was rejected is left in {found}" if found else ""
