"""The record of one table, made once and opened each time."""

import os
from pathlib import Path

from sqlalchemy import Connection, delete, select, update

from hub_console.meeting.table import table_id
from hub_console.meeting.values import NO_ID, Id
from hub_console.record import migrate, schema
from hub_console.record.errors import (
    BRING_BACK,
    AlreadyThere,
    Damaged,
    Missing,
    NotEncrypted,
    ReadOnlyDisk,
)
from hub_console.record.record import ID_BYTES, Record
from hub_console.record.sqlite import File
from hub_console.record.statements import put
from hub_console.record.writer import Author, Entropy, Writer, about

DEMO = "demo"


def create_record(
    path: Path,
    *,
    key: bytes | None,
    table: str,
    station: str,
    person: str,
    entropy: Entropy,
    role: str = "recorder",
) -> Record:
    """Make a new record and open it.

    Args:
        path: Where; nothing may be there yet.
        key: 32 bytes; None makes a plain file, for the demo alone.
        table: The table's name; empty for a coordinator's station, which has no table of its own.
        station: This station's name.
        person: Who acts.
        entropy: Gives random bytes.
        role: As which role.

    Raises:
        AlreadyThere: A file is there.
        RecordError: The file cannot be made; none is left behind.
    """
    _make_empty(path)
    try:
        file = File(path, key)
        try:
            with file.writing() as connection:
                migrate.create(connection)
                home = table_id(table) if table else NO_ID
                facts = {"table": home, "name": table, "station": station}
                facts |= {DEMO: "yes"} if key is None else {}
                put(connection, schema.about, [{"name": n, "value": v} for n, v in facts.items()])
                ours = _settled(connection, station, key, entropy)
        except BaseException:
            file.close()
            raise
    except BaseException:
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        raise
    author = Author(entropy(ID_BYTES), ours, home, role, person)
    return Record(file, Writer(author, entropy))


def open_record(
    path: Path,
    *,
    key: bytes | None,
    person: str,
    role: str = "recorder",
    entropy: Entropy,
    read_only: bool = False,
    home: Id | None = None,
) -> Record:
    """Open a record; one of an older program is brought up to date.

    Args:
        path: Where it is.
        key: 32 bytes; None for the demo's plain file.
        person: Who acts.
        role: As which role; undo goes by station and role.
        entropy: Gives random bytes.
        read_only: Only read it, also while another process writes.
        home: The table to open it at; None for the station's own.

    Raises:
        Missing: There is no file.
        Damaged: It is empty, or not whole.
        WrongKey: The key does not open it.
        NewerSchema: A newer program wrote it.
        RecordError: It cannot be opened.
    """
    if not path.exists():
        raise Missing(f"{path} is not there. Bring a backup back: hub-console restore FILE.")
    if path.stat().st_size == 0:
        raise Damaged(f"{path} is empty. {BRING_BACK}")
    file = File(path, key, read_only=read_only)
    try:
        migrate.bring_up_to_date(file)
        with file.reading() as connection:
            if key is None and not about(connection, DEMO):
                raise NotEncrypted(f"{path} is a plain file but no demo. Move it away.")
            ours, station = Id(about(connection, "station_id")), about(connection, "station")
            home = Id(about(connection, "table")) if home is None else home
            has_keys = connection.execute(select(schema.own_key.c.epoch).limit(1)).first()
        if not (has_keys or read_only or key is None):
            with file.writing() as connection:
                ours = _settled(connection, station, key, entropy)
    except BaseException:
        file.close()
        raise
    return Record(file, Writer(Author(entropy(ID_BYTES), ours, home, role, person), entropy))


def _settled(connection: Connection, name: str, key: bytes | None, entropy: Entropy) -> Id:
    """Give a station its keys, and the id that goes with them; the demo has an id alone.

    What a station without keys, of an older program, wrote before is its own still.
    """
    former = about(connection, "station_id")
    if key is None:
        ours = Id(entropy(ID_BYTES).hex())
    else:
        from hub_console.record.identity import new_identity, write_identity

        identity = new_identity(name, entropy)
        write_identity(connection, identity)
        ours = identity.id
    put(connection, schema.station, [{"id": ours, "name": name}])
    column = schema.about.c
    connection.execute(delete(schema.about).where(column.name == "station_id"))
    put(connection, schema.about, [{"name": "station_id", "value": ours}])
    if former:
        feed = schema.feed
        connection.execute(update(feed).where(feed.c.station == former).values(station=ours))
        connection.execute(delete(schema.station).where(schema.station.c.id == former))
    return ours


def _make_empty(path: Path) -> None:
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError as error:
        raise AlreadyThere(f"{path} is there already. It is left as it is.") from error
    except OSError as error:
        raise ReadOnlyDisk(
            f"{path} cannot be made ({error.strerror}). Check that you may write there."
        ) from error
