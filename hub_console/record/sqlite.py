"""What is SQLite's own: opening the file with its pragmas, transactions, and what errors mean."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from msgspec import MsgspecError
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from hub_console.record.errors import (
    BRING_BACK,
    Busy,
    Damaged,
    DiskFull,
    Missing,
    NotEncrypted,
    ReadOnlyDisk,
    RecordError,
    WrongKey,
)

BUSY_MILLISECONDS = 5_000

BULK_KIBIBYTES = 131_072
"""Memory for pages while much is written: a page that has no room is encrypted again and again."""

_SETTINGS: Mapping[str, str | int] = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "busy_timeout": BUSY_MILLISECONDS,
    "secure_delete": 1,
    "temp_store": 2,
    "trusted_schema": 0,
    "cell_size_check": 1,
    **({"fullfsync": 1, "checkpoint_fullfsync": 1} if sys.platform == "darwin" else {}),
}
"""Every connection's pragmas as SQLite answers them: synchronous 2 is FULL, temp_store 2 MEMORY."""

_WRITING = frozenset({"journal_mode", "synchronous"})
"""Those that a connection which only reads does without."""

_BEGIN = "begin"
_PRIMARY_CODE = 0xFF
_OF_WRITING = frozenset(
    {dbapi2.SQLITE_FULL, dbapi2.SQLITE_IOERR, dbapi2.SQLITE_READONLY, dbapi2.SQLITE_CANTOPEN}
)


dbapi2.register_adapter(bytes, bytearray)
"""A bytearray is bound as it is. Of ``bytes`` the driver asks in three places whether they want to
be adapted, which takes longer than SQLite takes for the row, unless an adapter answers first."""


class File:
    """One connection to the file, used from one thread at a time.

    Args:
        path: The file; it exists, empty when it is new.
        key: 32 bytes; None for a plain file.
        read_only: Never write, and open on a disk that cannot be written.
        broken: Read what can be read, though the file is cut off.

    Raises:
        RecordError: It cannot be opened.
    """

    def __init__(
        self, path: Path, key: bytes | None, *, read_only: bool = False, broken: bool = False
    ) -> None:
        self.path = path
        self.key = key
        self.read_only = read_only
        with _meaning(path):
            self._engine = _engine(path, key, read_only=read_only, broken=broken)
            try:
                self._connection = self._engine.connect()
                self._opened = path.stat()
            except BaseException:
                self._engine.dispose()
                raise

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the file.

        Raises:
            RecordError: The file cannot be read.
        """
        with self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that holds the file from its start; committed when the block ends.

        Raises:
            RecordError: Nothing of it was written; it can be tried again.
        """
        self._must_be_in_place()
        with self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection

    def _must_be_in_place(self) -> None:
        """SQLite would go on writing to a file that was moved or deleted, and nobody would know."""
        try:
            in_place = os.path.samestat(self._opened, self.path.stat())
        except OSError:
            in_place = False
        if not in_place:
            raise Missing(
                f"{self.path} is no longer where it was: its disk was taken out, or it was moved."
                " Put it back."
            )

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Connection]:
        with _meaning(self.path):
            connection = self._connection.execution_options(**{_BEGIN: begin})
            with connection.begin():
                yield connection

    @contextmanager
    def with_room(self) -> Iterator[None]:
        """Memory for many pages, while more is written than one act writes."""
        ((usual,),) = self.pragma("cache_size")
        self.pragma(f"cache_size=-{BULK_KIBIBYTES}")
        try:
            yield
        finally:
            self.pragma(f"cache_size={usual}")

    def pragma(self, statement: str) -> list[tuple[Any, ...]]:
        """What a pragma answers."""
        with _meaning(self.path):
            cursor = self._cursor()
            try:
                return list(cursor.execute(f"PRAGMA {statement}"))
            finally:
                cursor.close()

    def data_version(self) -> int:
        """A number that changes whenever another connection has written to the file."""
        return int(self.pragma("data_version")[0][0])

    @property
    def encrypted(self) -> bool:
        """Whether SQLCipher reads and writes it."""
        return self.pragma("cipher_status") == [("1",)]

    def wrong_pragmas(self) -> list[str]:
        """Settings of this connection that are not as they must be."""
        return [
            f"{name} is {value}, not {wanted}"
            for name, wanted in _SETTINGS.items()
            for (value,) in self.pragma(name)
            if value != wanted and not (self.read_only and name in _WRITING)
        ]

    @property
    def whole_without_log(self) -> bool:
        """Whether the write-ahead log is empty, or not there."""
        log = self.path.with_name(f"{self.path.name}-wal")
        return not log.exists() or log.stat().st_size == 0

    def checkpoint(self) -> None:
        """Bring the write-ahead log into the file and empty it, unless a reader is in the way."""
        self.pragma("wal_checkpoint(TRUNCATE)")

    def rekey(self, key: bytes) -> None:
        """Encrypt every page with another key, in one transaction, and empty the log.

        Other connections can read the file no more. SQLCipher says that all is well even when the
        log found no room; only the checkpoint is refused then.

        Raises:
            Busy: Another program uses the file.
            DiskFull: The log that this takes found no room; the file has its old key.
        """
        with self.writing():
            pass  # waits for a writer, for which the rekey would not
        try:
            self.pragma(f"rekey=\"x'{key.hex()}'\"")
            ((busy, *_),) = self.pragma("wal_checkpoint(TRUNCATE)")
        except RecordError as error:
            raise DiskFull(
                f"{self.path} cannot be encrypted with another key: for a moment that takes as much"
                " room again on its disk. Free some."
            ) from error
        if busy:
            raise Busy(f"Another program has {self.path} open. Close it, and the wall.")
        self.key = key

    def compact(self) -> None:
        """Write every page anew, so that none keeps a trace of what was erased, and so the log.

        What ``secure_delete`` overwrites is each deleted cell; a page that was split earlier
        can still hold a former copy of it.
        """
        self._vacuum(self.path, "VACUUM")
        self.checkpoint()

    def copy_to(self, path: Path) -> None:
        """Write all that it holds, under the same key, into a file that is empty."""
        self.pragma("query_only=0")  # it would bar the other file too; this one is opened read-only
        try:
            self._vacuum(path, "VACUUM INTO ?", str(path))
        finally:
            self.pragma(f"query_only={self.read_only:d}")

    def _vacuum(self, written: Path, statement: str, *values: str) -> None:
        with _meaning(self.path, written):
            cursor = self._cursor()
            try:
                cursor.execute(statement, values)
            finally:
                cursor.close()

    def close(self) -> None:
        """Close the file; what the write-ahead log holds goes into it."""
        self._connection.close()
        self._engine.dispose()

    def _cursor(self) -> Any:
        connection = self._connection.connection.dbapi_connection
        assert connection is not None
        return connection.cursor()


def opens(path: Path, key: bytes) -> bool:
    """Whether a key opens a file.

    Raises:
        RecordError: The file cannot be opened with any key.
    """
    if path.exists() and path.stat().st_size == 0:
        return False
    try:
        File(path, key, read_only=True).close()
    except WrongKey:
        return False
    return True


def version_of(file: File) -> int:
    """The schema's number, which the file carries in its header; 0 in an empty file."""
    return int(file.pragma("user_version")[0][0])


def set_version(connection: Connection, version: int) -> None:
    """Write the schema's number, within the connection's transaction."""
    connection.exec_driver_sql(f"PRAGMA user_version={version:d}")


def _engine(path: Path, key: bytes | None, *, read_only: bool, broken: bool) -> Engine:
    if not read_only:
        _must_be_writable(path)
    if key is not None:
        _must_be_unreadable_without_key(path)
    mode = "ro" if read_only else "rw"
    query = {"mode": mode, "uri": "true"}
    if read_only and _cannot_be_shared(path):
        query["immutable"] = "1"
    engine = create_engine(
        URL.create("sqlite+pysqlite", database=path.resolve().as_uri(), query=query),
        module=dbapi2,
        poolclass=StaticPool,
        connect_args={"isolation_level": None, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: object) -> None:
        _prepare(connection.cursor(), key, read_only=read_only, broken=broken)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options()[_BEGIN])

    return engine


def _prepare(cursor: Any, key: bytes | None, *, read_only: bool, broken: bool) -> None:
    cursor.execute("PRAGMA cipher_log_level=NONE")
    if key is not None:
        cursor.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
    if not cursor.execute("PRAGMA cipher_version").fetchone():
        raise NotEncrypted("This build has no SQLCipher. Install the sqlcipher3 package again.")
    if read_only:
        cursor.execute("PRAGMA query_only=1")
    if broken:
        cursor.execute("PRAGMA writable_schema=ON")  # SQLite reads no file that is cut off without
    for name, value in _SETTINGS.items():
        if not (read_only and name in _WRITING):
            cursor.execute(f"PRAGMA {name}={value}").fetchall()
    cursor.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    cursor.close()


def _must_be_unreadable_without_key(path: Path) -> None:
    """Refuse a plain file: ``PRAGMA key`` does nothing to it, in silence.

    The file is read through SQLite: closing a descriptor of one's own would release the locks
    that this process's other connections hold on it.
    """
    if path.stat().st_size == 0:
        return
    plain = dbapi2.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        plain.execute("PRAGMA cipher_log_level=NONE")
        plain.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except dbapi2.DatabaseError:
        return
    finally:
        plain.close()
    raise NotEncrypted(f"{path} is not encrypted, so it is no station's record. Move it away.")


def _must_be_writable(path: Path) -> None:
    """Refuse a disk that is read only: SQLite would say so at the first write, or be unclear."""
    if not (_can_write(path) and _can_write(path.parent)):
        raise ReadOnlyDisk(
            f"{path} cannot be written. Make the file, its directory and the disk writable."
        )


def _cannot_be_shared(path: Path) -> bool:
    """Whether the file lies where SQLite cannot make the files by which processes share it."""
    log = path.with_name(f"{path.name}-wal")
    return not _can_write(path.parent) and not log.exists()


def _can_write(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


@contextmanager
def _meaning(path: Path, written: Path | None = None) -> Iterator[None]:
    """Raise what an error of the database means to the user; what is written may be another."""
    try:
        yield
    except DBAPIError as error:
        raise _meant(path, error.orig, written) from error
    except dbapi2.Error as error:
        raise _meant(path, error, written) from error
    except MsgspecError as error:
        raise _damaged(path, error) from error


def _meant(path: Path, error: BaseException | None, written: Path | None = None) -> RecordError:
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE
    if code in _OF_WRITING:
        path = written or path
    match code:
        case dbapi2.SQLITE_FULL | dbapi2.SQLITE_IOERR:
            return DiskFull(
                f"The disk of {path} is full or refused a write ({error}). Free some room."
            )
        case dbapi2.SQLITE_READONLY | dbapi2.SQLITE_PERM:
            return ReadOnlyDisk(
                f"{path} cannot be written ({error}). Make the file, its directory and the disk"
                " writable."
            )
        case dbapi2.SQLITE_BUSY | dbapi2.SQLITE_LOCKED:
            return Busy(f"Another program is writing {path}. Try again in a moment.")
        case dbapi2.SQLITE_NOTADB:
            return WrongKey(
                f"{path} does not open with this station's key: the file is damaged or belongs"
                f" to another station. {BRING_BACK}"
            )
        case dbapi2.SQLITE_CORRUPT:
            return _damaged(path, error)
        case dbapi2.SQLITE_CANTOPEN:
            return Missing(f"{path} cannot be opened. Check that it is there and may be read.")
        case _:
            return RecordError(f"{path}: {error}. Run hub-console doctor.")


def _damaged(path: Path, error: BaseException | None) -> Damaged:
    return Damaged(f"{path} is damaged ({error}). {BRING_BACK}")
