"""A station in a temporary directory, and its command line as a person or a script uses it."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import ParamSpec

from click.testing import CliRunner, Result

from hub_console.cli import hub_console
from hub_console.desk import Clock, Desk, SystemClock
from hub_console.desk.station import Setup, new_id, open_station, set_up
from hub_console.meeting.roster import Agency
from hub_console.meeting.rules import TableRules
from hub_console.places import Places, find_places
from hub_console.record import unlock
from hub_console.record.keys import Argon2
from hub_console.record.recovery import new_recovery_key
from hub_console.settings import Settings
from tests.builders import Act, some_agencies

P = ParamSpec("P")

PASSPHRASE = "correct horse battery staple"
RECOVERY = new_recovery_key(lambda size: bytes(range(size)))
QUICK = Argon2(memory=8, passes=1, lanes=1)
PASSING = ("-shm", "-wal", ".lock", ".attempts")
"""Ends of the names of files that hold nothing of the station."""


@dataclass
class Station:
    """A directory that holds a station or is to hold one, and what its commands are told.

    Attributes:
        folder: Where files for the commands are written.
        environ: What the environment holds beside the usual.
        clock: The laptop's, at its desk; commands go by the system's.
    """

    folder: Path
    environ: dict[str, str]
    clock: Clock = field(default_factory=SystemClock)

    @property
    def places(self) -> Places:
        return find_places(self.environ)

    def set_up(
        self,
        agencies: tuple[Agency, ...] | None = None,
        *,
        name: str = "B-2 laptop",
        table: str = "B-2 Roxbury",
        person: str = "Ann",
    ) -> "Station":
        """Make keys that are quick to open, and a record."""
        roster = some_agencies(4) if agencies is None else agencies
        setup = Setup(table, name, person, PASSPHRASE, RECOVERY, roster)
        set_up(self.places, setup, TableRules(), self.clock, parameters=QUICK)
        return self

    @contextmanager
    def at_desk(self, wake: Callable[[], None] = lambda: None) -> Iterator[Desk]:
        """The desk of a console that has the station open."""
        key, clock = unlock(self.places.keys, PASSPHRASE), self.clock
        desk = Desk(lambda: open_station(self.places, key, Settings(), clock), clock, new_id, wake)
        desk.open()
        try:
            desk.settle()
            yield desk
        finally:
            desk.close()

    def act(self, act: "Act[P]", *args: P.args, **kwargs: P.kwargs) -> None:
        """Do an act as the console does."""
        with self.at_desk() as desk:
            desk.do(act, *args, **kwargs)

    def run(self, *arguments: object) -> Result:
        """Run a command in this process; an error that it does not foresee is raised here."""
        told = list(map(str, arguments))
        return CliRunner().invoke(hub_console, told, env=self.environ, catch_exceptions=False)

    def done(self, *arguments: object) -> str:
        """What a command printed that must succeed."""
        result = self.run(*arguments)
        assert (result.exit_code, result.stderr) == (0, ""), result.output
        return result.stdout

    def refused(self, *arguments: object) -> str:
        """What a command said that must be refused, and must change nothing."""
        homeless = self.environ["HUB_CONSOLE_HOME"].startswith("~")
        before = {} if homeless else self.content()
        result = self.run(*arguments)
        assert (result.exit_code, result.stdout) == (1, ""), result.output
        assert homeless or self.content() == before
        assert result.stderr.startswith("Error: ")
        return result.stderr.removeprefix("Error: ").removesuffix("\n")

    def shell(self, *arguments: object, **options: object) -> "subprocess.CompletedProcess[str]":
        """Run a command in a process of its own."""
        return subprocess.run(  # type: ignore[call-overload, no-any-return]
            [sys.executable, "-m", "hub_console", *map(str, arguments)],
            **{
                "env": os.environ | self.environ,
                "stdin": subprocess.DEVNULL,
                "capture_output": True,
                "text": True,
                "encoding": "utf-8",
                "check": False,
                "timeout": 60,
            }
            | options,
        )

    def file(self, name: str, text: str) -> Path:
        """Write a file for a command."""
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def content(self) -> dict[str, bytes]:
        """Every file of the station, but those that hold nothing of it."""
        data = self.places.data
        return {
            str(path.relative_to(data)): path.read_bytes()
            for path in sorted(data.rglob("*"))
            if path.is_file() and not path.name.endswith(PASSING)
        }


def bare_place(folder: Path, home: str, clock: Clock | None = None) -> Station:
    """A place below a folder where no station was set up yet, and the passphrase in a file."""
    passphrase = folder / "passphrase"
    passphrase.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    environ = {
        "HUB_CONSOLE_HOME": str(folder / home),
        "HUB_CONSOLE_PASSPHRASE_FILE": str(passphrase),
    }
    return Station(folder, environ, clock or SystemClock())
