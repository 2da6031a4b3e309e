"""A real terminal for tests: tmux, with a window of a set size."""

import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

TMUX = shutil.which("tmux")
PATIENCE = 120.0
"""Seconds that a screen may take to show what a test waits for, on a busy machine."""


@dataclass
class Terminal:
    """A window that runs the console.

    Attributes:
        folder: Where the server's socket lies.
        environ: What the console's environment holds besides ours.
        columns: Of the window.
        rows: Of the window.
    """

    folder: Path
    environ: Mapping[str, str]
    columns: int = 120
    rows: int = 35
    _windows: int = field(default=0, init=False)

    def run(self, *arguments: str) -> None:
        """Run hub-console in a new window."""
        self._windows += 1
        env = [f"{name}={value}" for name, value in self.environ.items()]
        command = [sys.executable, "-m", "hub_console", *arguments]
        own_size = ["-u", "COLUMNS", "-u", "LINES"]
        quoted = shlex.join(["env", *own_size, *env, *command])
        self._tmux(
            "new-session",
            "-d",
            "-s",
            self._session,
            "-x",
            str(self.columns),
            "-y",
            str(self.rows),
            f"{quoted}; echo ended $?; exec cat",
        )

    def press(self, keys: str) -> None:
        """Press keys, apart by blanks: ``r``, ``msa``, ``Escape``, ``Enter``, ``Space``.

        No finger strikes on within a moment of Escape as a script would, which a terminal could
        not tell from Alt.
        """
        for word in keys.split():
            if word == "Escape":
                self._wait(lambda shown: " NORMAL " not in shown, "a mode to leave")
            named = word in ("Escape", "Enter", "Space", "BSpace", "Tab", "Up", "Down")
            self._tmux("send-keys", "-t", self._session, *([] if named else ["-l", "--"]), word)
            if word == "Escape":
                self.wait_for(" NORMAL ")

    def strike(self, characters: str) -> None:
        """Deliver characters at once, as a slow line does."""
        self._tmux("send-keys", "-t", self._session, "-l", "--", characters)

    def screen(self) -> str:
        """What the window shows."""
        return self._tmux("capture-pane", "-p", "-t", self._session)

    def wait_for(self, *texts: str) -> str:
        """The screen, once it shows all the texts."""
        return self._wait(lambda shown: all(text in shown for text in texts), str(texts))

    def wait_until(self, shows: Callable[[str], bool]) -> str:
        """The screen, once it shows what a test looks for."""
        return self._wait(shows, "what was waited for")

    def kill_console(self, signal: str = "KILL") -> None:
        """Send a signal to the console."""
        pane = self._tmux("display", "-p", "-t", self._session, "#{pane_pid}").strip()
        children = Path(f"/proc/{pane}/task/{pane}/children").read_text().split()
        subprocess.run(["kill", f"-{signal}", *children], check=True)

    def close(self) -> None:
        """End the server and all its windows."""
        subprocess.run(
            [TMUX or "tmux", *self._server(), "kill-server"], check=False, capture_output=True
        )

    def _wait(self, shows: Callable[[str], bool], what: str) -> str:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            shown = self.screen()
            if shows(shown):
                return shown
        raise AssertionError(f"{what} not shown:\n{self.screen()}")

    @property
    def _session(self) -> str:
        return f"w{self._windows}"

    def _server(self) -> list[str]:
        return ["-S", str(self.folder / "tmux"), "-f", os.devnull]

    def _tmux(self, *arguments: str) -> str:
        assert TMUX is not None
        ran = subprocess.run(
            [TMUX, *self._server(), *arguments], check=True, capture_output=True, text=True
        )
        return ran.stdout
