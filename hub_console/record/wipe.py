"""Erasures that are known elsewhere, taken over by a file; and what they leave in its pages."""

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, delete, select

from hub_console.meeting.change import Key
from hub_console.meeting.values import Id
from hub_console.record import schema
from hub_console.record.intake import Intake
from hub_console.record.sqlite import File
from hub_console.record.statements import found, put

_TRACES = "traces"
"""What the file says of itself until no page holds a trace of what was erased."""

_ERASED = select(schema.erased.c.record, schema.erased.c.kind)
_HELD = select(schema.entry.c.seq).where(
    schema.entry.c.record == bindparam("record"),
    schema.entry.c.kind == bindparam("kind"),
    schema.entry.c.payload.is_not(None),
)


def read_erased(connection: Connection) -> set[Key]:
    """The records that are erased."""
    return {Key(Id(record), kind) for record, kind in found(connection, _ERASED)}


def held(connection: Connection, erased: Iterable[Key]) -> list[Key]:
    """Which of some erased records a file still says something of."""
    unknown = set(erased) - read_erased(connection)
    return sorted(key for key in unknown if found(connection, _HELD, key._asdict()))


def wipe(connection: Connection, erased: Iterable[Key]) -> bool:
    """Erase records here that were erased elsewhere; whether there was anything to erase."""
    here = held(connection, erased)
    if here:
        intake = Intake(connection)
        for key in here:
            intake.erase(key)
        intake.flush()
    return bool(here)


def note_traces(connection: Connection) -> None:
    """Let the file remember, until ``remove_traces``, that something in it was erased."""
    forget_traces(connection)
    put(connection, schema.about, [{"name": _TRACES, "value": "yes"}])


def remove_traces(file: File) -> None:
    """Write every page anew where something was erased since this was last done.

    Raises:
        RecordError: It could not be done; the file remembers that it must be.
    """
    with file.reading() as connection:
        noted = connection.scalar(select(schema.about).where(schema.about.c.name == _TRACES))
    if noted is not None:
        file.compact()
        with file.writing() as connection:
            forget_traces(connection)


def forget_traces(connection: Connection) -> None:
    """Let the file know that no page holds a trace."""
    connection.execute(delete(schema.about).where(schema.about.c.name == _TRACES))
