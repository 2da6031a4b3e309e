"""One console at a time: a lock that the system frees when its process dies."""

import sqlite3
from pathlib import Path

from hub_console.record.errors import ReadOnlyDisk


class ConsoleLock:
    """A lock beside the record: a small SQLite file, held with an exclusive transaction.

    Args:
        path: Of the lock's own file; made when it is not there.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._held: sqlite3.Connection | None = None

    def take(self) -> bool:
        """Take the lock.

        Returns:
            Whether it is ours now; False while another console holds it.

        Raises:
            ReadOnlyDisk: The lock's file cannot be made.
        """
        if self._held is not None:
            return True
        connection: sqlite3.Connection | None = None
        try:
            connection = sqlite3.connect(
                self._path, timeout=0, isolation_level=None, check_same_thread=False
            )
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if connection is not None:
                connection.close()
            if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
                return False
            raise ReadOnlyDisk(
                f"{self._path} cannot be made ({error}). Check that you may write there."
            ) from error
        self._held = connection
        return True

    def release(self) -> None:
        """Give it back."""
        if self._held is not None:
            self._held.close()
            self._held = None
