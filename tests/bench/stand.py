"""What the figures stand on: stations in a temporary directory, and an environment to run in."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from hub_console.demo import ROSTER
from hub_console.places import HOME_VARIABLE
from tests.bench.table import in_mid_meeting
from tests.tenyears import PASSPHRASE, a_station, make_ten_years


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
        environ = {**self.environ, HOME_VARIABLE: str(self.folder / "small")}
        a_station(environ, ROSTER)
        return environ

    @cached_property
    def large(self) -> Mapping[str, str]:
        """A station with ten years of record, in the middle of a meeting of 30 items."""
        environ = {**self.environ, HOME_VARIABLE: str(self.folder / "large")}
        make_ten_years(environ)
        in_mid_meeting(environ, PASSPHRASE)
        return environ
