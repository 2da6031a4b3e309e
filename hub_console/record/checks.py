"""What a doctor looks at: the file's soundness, its encryption, and the journal's chains."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Connection, func, select

from hub_console.meeting.change import Key
from hub_console.record import schema
from hub_console.record.entry import ERASE, NOTHING, Entry
from hub_console.record.errors import RecordError
from hub_console.record.sqlite import File

_CHUNK = 1_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        what: What was looked at.
        sound: Whether it is as it must be.
        said: What was found.
    """

    what: str
    sound: bool
    said: str


def check_copy(file: File) -> list[Finding]:
    """Look at a copy that was just written: every page, and that each feed ends at its tip."""
    pages = [_pages(file, pragma) for pragma in ("quick_check", "cipher_integrity_check")]
    try:
        with file.reading() as connection:
            broken = list(_broken_off(connection))
    except RecordError as error:
        broken = [str(error)]
    ends = Finding("chains", not broken, "; ".join(broken[:10]) or "whole")
    return [_encryption(file), _foreign_keys(file), *pages, ends]


def check(file: File, *, thorough: bool = False) -> list[Finding]:
    """Look at everything; what cannot be read is a finding too."""
    found = [_pragmas(file), _encryption(file), _foreign_keys(file), _pages(file, "quick_check")]
    if thorough:
        found += [_pages(file, "integrity_check"), _every_page(file)]
    try:
        with file.reading() as connection:
            broken = list(_broken(connection))
    except RecordError as error:
        broken = [str(error)]
    return [*found, Finding("chains", not broken, "; ".join(broken[:10]) or "whole")]


def _every_page(file: File) -> Finding:
    """Whether each page is what was written, unused ones too.

    SQLCipher looks at the file without its log, which after a power cut makes good what was
    torn in the file: so what is in the log goes into the file first.
    """
    what = "cipher_integrity_check"
    try:
        if not file.read_only:
            file.checkpoint()
        if not file.whole_without_log:
            return Finding(what, True, "left out: some pages are still in the log")
    except RecordError as error:
        return Finding(what, False, str(error))
    return _pages(file, what)


def _pages(file: File, pragma: str) -> Finding:
    try:
        said = [str(line) for (line,) in file.pragma(pragma)]
    except RecordError as error:
        said = [str(error)]
    sound = said in ([], ["ok"])
    return Finding(pragma, sound, "ok" if sound else "; ".join(said[:10]))


def _foreign_keys(file: File) -> Finding:
    try:
        said = [f"{row[0]} {row[1]} has no {row[2]}" for row in file.pragma("foreign_key_check")]
    except RecordError as error:
        said = [str(error)]
    return Finding("foreign keys", not said, "; ".join(said[:10]) or "ok")


def _pragmas(file: File) -> Finding:
    wrong = file.wrong_pragmas()
    return Finding("pragmas", not wrong, "; ".join(wrong) or "as they must be")


def _encryption(file: File) -> Finding:
    if file.encrypted:
        version = file.pragma("cipher_version")[0][0]
        return Finding("encryption", True, f"SQLCipher {version}; without its key it is unreadable")
    return Finding("encryption", True, "none: this is a demo")


def _broken_off(connection: Connection) -> Iterator[str]:
    """The feeds that do not end at their tips."""
    feed, entry = schema.feed.c, schema.entry.c
    for id_, seq, tip in connection.execute(select(feed.id, feed.seq, feed.tip)).all():
        count = connection.scalar(select(func.count()).where(entry.feed == id_))
        last = select(schema.entry).where(entry.feed == id_, entry.seq == seq)
        ends = [Entry(*row).hash for row in connection.execute(last)]
        if count != seq or ends != [tip] * (seq > 0):
            yield f"feed {id_.hex()} does not end at its tip"


def _broken(connection: Connection) -> Iterator[str]:
    """Every place where the journal is not what was written."""
    erased = {Key(row.record, row.kind) for row in connection.execute(select(schema.erased))}
    for feed, seq, tip in connection.execute(
        select(schema.feed.c.id, schema.feed.c.seq, schema.feed.c.tip)
    ).all():
        last, previous = 0, NOTHING
        column = schema.entry.c
        query = select(schema.entry).where(column.feed == feed).order_by(column.seq)
        for row in connection.execution_options(yield_per=_CHUNK).execute(query):
            entry = Entry(*row)
            place = f"entry {entry.seq} of feed {feed.hex()}"
            if entry.seq != last + 1:
                yield f"{place} follows {last}"
            if entry.previous != previous:
                yield f"{place} does not follow the header before it"
            if entry.payload is not None and sha256(entry.payload).digest() != entry.payload_hash:
                yield f"{place} has another payload than was written"
            if entry.payload is None and (
                entry.kind == ERASE or Key(entry.record, entry.kind) not in erased
            ):
                yield f"{place} has lost its payload, though nothing erased it"
            last, previous = entry.seq, entry.hash
        if (last, previous) != (seq, tip):
            yield f"feed {feed.hex()} does not end at its tip"
