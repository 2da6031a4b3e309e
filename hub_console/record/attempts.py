"""Wrong passphrases in a row: the more there were, the longer the next one waits."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Annotated

import msgspec

from hub_console.places import replace_file

FREE = 3
"""So many wrong ones cost nothing."""

LONGEST = 30
"""Seconds that one wrong one costs at most."""

_ENOUGH = 100


class _Wrong(msgspec.Struct, frozen=True):
    count: Annotated[int, msgspec.Meta(ge=0, le=_ENOUGH)]
    last: Annotated[datetime, msgspec.Meta(tz=True)]


class Attempts:
    """How often in a row a passphrase was wrong, kept in a file, so that a restart changes nothing.

    Where the file cannot be written nobody waits: it hinders guessing at this keyboard, and what
    the passphrase itself withstands does not hang on it.

    Args:
        path: The file; there is none when the last passphrase was right.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def wait(self, now: datetime) -> float:
        """Seconds until the next passphrase may be tried: 30 at most, whatever the clock does."""
        wrong = self._read()
        if wrong is None or wrong.count < FREE:
            return 0
        delay = min(LONGEST, 1 << wrong.count - FREE)
        if wrong.last > now:  # the clock was set back: the wait begins anew, once
            return delay if self._write(_Wrong(wrong.count, now)) else 0
        return max(0, delay - (now - wrong.last).total_seconds())

    def failed(self, now: datetime) -> None:
        """A passphrase was wrong."""
        wrong = self._read()
        self._write(_Wrong(min(wrong.count + 1, _ENOUGH) if wrong else 1, now))

    def succeeded(self) -> None:
        """A passphrase was right; what was wrong before is forgotten."""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)

    def _read(self) -> _Wrong | None:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=_Wrong)
        except (OSError, msgspec.MsgspecError):
            return None

    def _write(self, wrong: _Wrong) -> bool:
        try:
            replace_file(self._path, msgspec.json.encode(wrong))
        except OSError:
            return False
        return True
