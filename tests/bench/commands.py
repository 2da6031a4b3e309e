"""Commands that a script calls."""

import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from time import perf_counter

from tests.bench.figure import Figure, in_turn
from tests.bench.stand import Stand


def figures(stand: Stand, rounds: int) -> Iterator[Figure]:
    """Each against the import of what it cannot do without."""
    for command, library in ((["--version"], "click"), (["status", "--json"], "sqlalchemy")):
        measured = (
            _timed(stand.small, "-m", "hub_console", *command),
            _timed(stand.environ, "-c", f"import {library}"),
        )
        in_turn(1, *measured)
        (ours,), (bare,) = in_turn(rounds, *measured)
        yield Figure(" ".join(command), ours, bare, "ms", "2×")


def _timed(environ: Mapping[str, str], *arguments: str) -> Callable[[], list[float]]:
    def measure() -> list[float]:
        begun = perf_counter()
        subprocess.run(
            [sys.executable, *arguments], env=environ, check=True, stdout=subprocess.DEVNULL
        )
        return [1000 * (perf_counter() - begun)]

    return measure
