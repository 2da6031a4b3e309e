"""From a key to what it changes on the terminal."""

from collections.abc import Iterator
from statistics import median, quantiles

from tests.bench.figure import Figure
from tests.bench.stand import Stand
from tests.bench.table import PLACE
from tests.bench.window import Window

CURSOR = (b"\x1b[B", b"\x1b[A")
MARKS = (b"+", b"-", b"r", b"m", b"s", b"t")
"""A minute more, a minute less, a factor by its code: the picker opens, narrows, picks."""
BACK = b"\x1b"
"""Not timed: Textual waits a tenth of a second for the rest of what may be a longer code."""
PAUSE = 0.06
"""Seconds without paint before the next key, so that what is painted is the key's doing."""
SETTLED = 3.0


def figures(stand: Stand, rounds: int) -> Iterator[Figure]:
    """The cursor, and the keys of a round of marks, against the cursor of a bare table."""
    bare: list[float] = []
    cursor: list[float] = []
    marks: list[float] = []
    with (
        Window(stand.large, "hub_console") as console,
        Window(stand.environ, "tests.bench.bare", "table") as table,
    ):
        console.until(PLACE)
        table.until("cell")
        console.ignore(SETTLED)
        for _ in range(rounds):
            bare += _pressed(table, CURSOR * 3)
            cursor += _pressed(console, CURSOR * 3)
            marks += _pressed(console, MARKS)
            _pressed(console, (BACK,))
    yield Figure("the cursor moved", median(cursor), median(bare), "ms", "2×")
    yield Figure("any key, median", median(cursor + marks), median(bare), "ms", "2×")
    slowest, of_bare = _slowest(cursor + marks), _slowest(bare)
    yield Figure("any key, 99th percentile", slowest, of_bare, "ms", "50 ms")


def _pressed(window: Window, keys: tuple[bytes, ...]) -> list[float]:
    times = []
    for key in keys:
        window.rest(PAUSE)
        times.append(window.press(key))
    return times


def _slowest(times: list[float]) -> float:
    return quantiles(times, n=100)[-1]
