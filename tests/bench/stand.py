"""What the figures stand on: stations in a temporary directory, and an environment to run in."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from hub_console.demo import ROSTER
from hub_console.desk import Clock, SystemClock
from hub_console.desk.station import Setup, set_up
from hub_console.meeting.roster import Agency
from hub_console.meeting.rules import TableRules
from hub_console.places import HOME_VARIABLE, find_places
from hub_console.record.keys import Argon2
from hub_console.record.recovery import new_recovery_key
from tests.bench.table import A_YEAR, in_mid_meeting, with_a_year
from tests.desks import MovedClock

PASSPHRASE = "correct horse battery staple"
RECOVERY = new_recovery_key(bytes)
QUICK = Argon2(memory=8, passes=1, lanes=1)
"""Keys are derived in a moment: what a guess must cost is no matter of speed."""


@dataclass(frozen=True)
class Stand:
    """A temporary directory.

    Attributes:
        folder: Which.
        environ: Of every program that is measured.
    """

    folder: Path
    environ: Mapping[str, str]

    @classmethod
    def at(cls, folder: str) -> "Stand":
        """One in a directory, with bytecode of its own: compiled once, as an installer does."""
        path = Path(folder)
        passphrase = path / "passphrase"
        passphrase.write_text(PASSPHRASE, encoding="utf-8")
        passphrase.chmod(0o600)
        own = {
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "PYTHONPYCACHEPREFIX": str(path / "bytecode"),
            "HUB_CONSOLE_PASSPHRASE_FILE": str(passphrase),
        }
        hindering = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "COLUMNS", "LINES")
        inherited = {name: value for name, value in os.environ.items() if name not in hindering}
        return cls(path, inherited | own)

    @cached_property
    def small(self) -> Mapping[str, str]:
        """A station that was just set up."""
        return self._station("small", ROSTER)

    @cached_property
    def year(self) -> Mapping[str, str]:
        """A station with a year of meetings."""
        environ = self._station("year", ROSTER, MovedClock(datetime.now(UTC) - A_YEAR))
        with_a_year(environ, PASSPHRASE)
        return environ

    @cached_property
    def large(self) -> Mapping[str, str]:
        """A station in the middle of a meeting of 60 agencies and 30 items."""
        environ = self._station("large", ())
        in_mid_meeting(environ, PASSPHRASE)
        return environ

    def _station(
        self, name: str, agencies: tuple[Agency, ...], clock: Clock | None = None
    ) -> Mapping[str, str]:
        environ = {**self.environ, HOME_VARIABLE: str(self.folder / name)}
        setup = Setup("B-2 Roxbury", "B-2 laptop", "Ann", PASSPHRASE, RECOVERY, agencies)
        places = find_places(environ)
        set_up(places, setup, TableRules(), clock or SystemClock(), parameters=QUICK)
        return environ
