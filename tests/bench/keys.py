"""From a key to what it changes on the terminal."""

from collections.abc import Iterator
from statistics import quantiles

from tests.bench.figure import Figure
from tests.bench.stand import Stand
from tests.bench.table import PLACE
from tests.bench.window import Window

MARKS = (b"\x1b[B", b"\x1b[A", b"+", b"-", b"r", b"m", b"s", b"t", b"i", b"sd", b"\x1b")
"""The cursor down and up; a minute more, less; a factor by code; an agency that is involved."""
CURSOR = (b"\x1b[B", b"\x1b[A")
PAUSE = 0.06
"""Seconds without paint before the next key: what is told of is what the key changed."""


def figures(stand: Stand, rounds: int) -> Iterator[Figure]:
    """Every key of a round of marks, against the cursor of a bare table."""
    ours: list[float] = []
    bare: list[float] = []
    with (
        Window(stand.large, "hub_console") as console,
        Window(stand.environ, "tests.bench.bare", "table") as table,
    ):
        console.until(PLACE)
        table.until("cell")
        console.ignore(3)
        for _ in range(rounds):
            for window, keys, times in ((console, MARKS, ours), (table, CURSOR * 3, bare)):
                for key in keys:
                    window.rest(PAUSE)
                    times.append(window.press(key))
    yield Figure("key to paint, median", *_at(50, ours, bare), "ms", "2×")
    yield Figure("key to paint, 99th percentile", *_at(99, ours, bare), "ms", "50 ms and 2×")


def _at(percent: int, *several: list[float]) -> tuple[float, float]:
    ours, bare = (quantiles(times, n=100)[percent - 1] for times in several)
    return ours, bare
