"""From the recorder's key to the wall."""

from collections.abc import Iterator
from statistics import median, quantiles

from tests.bench.figure import Figure
from tests.bench.stand import Stand
from tests.bench.table import PLACE
from tests.bench.window import Window

PAUSED, LIVE = "THE TABLE IS PAUSED", "FILTER"
KEYS = ((b"b", PAUSED), (b"B", LIVE), (b"vv", "PRESENT"), (b"vv", LIVE))
"""Each key, and what it brings onto the wall."""
PAUSE = 0.02
SETTLED = 3.0
A_ROUND = 17
"""So that the usual fifteen rounds of four keys make a thousand."""


def figures(stand: Stand, rounds: int) -> Iterator[Figure]:
    """Blank, show, and other views, with 60 agencies and 30 items."""
    taken: list[float] = []
    with (
        Window(stand.large, "hub_console") as console,
        Window(stand.large, "hub_console", "wall") as wall,
    ):
        console.until(PLACE)
        wall.until(LIVE)
        console.ignore(SETTLED)
        for _ in range(rounds * A_ROUND):
            for keys, brought in KEYS:
                console.drained()
                wall.drained()
                taken.append(wall.painted(brought, console.strike(keys)))
                wall.ignore(PAUSE)
    yield Figure("key to wall, median", median(taken), None, "ms", "150 ms")
    yield Figure("key to wall, 99th percentile", quantiles(taken, n=100)[-1], None, "ms", "150 ms")
    yield Figure(f"key to wall, the slowest of {len(taken)}", max(taken), None, "ms", "150 ms")
