"""Commands that a script calls."""

import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping

from tests.bench.figure import Figure, in_turn, timed
from tests.bench.stand import Stand


def figures(stand: Stand, rounds: int) -> Iterator[Figure]:
    """Each against the import of what it cannot do without."""
    for command, library in ((["--version"], "click"), (["status", "--json"], "sqlalchemy")):
        measured = (
            _run(stand.small, "-m", "hub_console", *command),
            _run(stand.environ, "-c", f"import {library}"),
        )
        in_turn(1, *measured)
        (ours,), (bare,) = in_turn(rounds, *measured)
        yield Figure(" ".join(command), ours, bare, "ms", "2×")


def _run(environ: Mapping[str, str], *arguments: str) -> Callable[[], list[float]]:
    command = [sys.executable, *arguments]
    return timed(
        lambda: subprocess.run(command, env=environ, check=True, stdout=subprocess.DEVNULL)
    )
