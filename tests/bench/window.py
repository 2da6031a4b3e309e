"""A terminal of 120 by 35 that a program runs in, and when it painted what."""

import fcntl
import os
import select
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping
from pathlib import Path
from time import perf_counter
from types import TracebackType

COLUMNS, ROWS = 120, 35
PATIENCE = 60.0


class Window:
    """Runs a module of Python in a terminal of its own, until the block ends.

    Args:
        environ: The program's environment.
        module: Run as ``python -m``, with its arguments.
    """

    def __init__(self, environ: Mapping[str, str], *module: str) -> None:
        self._ours, theirs = os.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self._shown = b""
        self._begun = perf_counter()
        self._program = subprocess.Popen(
            [sys.executable, "-m", *module],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=environ,
            start_new_session=True,
        )
        os.close(theirs)

    def __enter__(self) -> "Window":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._program.send_signal(signal.SIGKILL)
        self._program.wait()
        os.close(self._ours)

    def until(self, text: str) -> float:
        """Milliseconds from the start of the program until it has painted a text."""
        while text.encode() not in self._shown:
            if perf_counter() - self._begun > PATIENCE:
                raise TimeoutError(f"{text} is not painted:\n{self._shown[-2000:]!r}")
            self._shown += self._read(PATIENCE)
        return 1000 * (perf_counter() - self._begun)

    def press(self, key: bytes) -> float:
        """Milliseconds from a key until the terminal is told of a change."""
        begun = perf_counter()
        os.write(self._ours, key)
        self._read(PATIENCE)
        return 1000 * (perf_counter() - begun)

    def strike(self, keys: bytes) -> float:
        """Press keys, and wait for nothing; returns when that was, in seconds."""
        begun = perf_counter()
        os.write(self._ours, keys)
        return begun

    def painted(self, text: str, since: float) -> float:
        """Milliseconds since a moment until a text is painted anew."""
        shown = b""
        while text.encode() not in shown:
            shown += self._read(PATIENCE)
        return 1000 * (perf_counter() - since)

    def drained(self) -> bytes:
        """What was painted meanwhile."""
        shown = b""
        while select.select([self._ours], [], [], 0)[0]:
            shown += self._read(PATIENCE)
        return shown

    def rest(self, seconds: float) -> None:
        """Wait until nothing was painted for a while."""
        while select.select([self._ours], [], [], seconds)[0]:
            self._read(PATIENCE)

    def ignore(self, seconds: float) -> None:
        """Let time go by, whatever is painted."""
        until = perf_counter() + seconds
        while (left := until - perf_counter()) > 0:
            if select.select([self._ours], [], [], left)[0]:
                self._read(PATIENCE)

    @property
    def megabytes(self) -> float:
        """What the program holds in memory."""
        pages = Path(f"/proc/{self._program.pid}/statm").read_text().split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6

    @property
    def processor_seconds(self) -> float:
        """Processor time that the program has used."""
        after_name = Path(f"/proc/{self._program.pid}/stat").read_text().rpartition(")")[2]
        ticks = sum(map(int, after_name.split()[11:13]))
        return ticks / os.sysconf("SC_CLK_TCK")

    def _read(self, patience: float) -> bytes:
        if not select.select([self._ours], [], [], patience)[0]:
            raise TimeoutError(f"nothing more was painted:\n{self._shown[-2000:]!r}")
        return os.read(self._ours, 1 << 16)
