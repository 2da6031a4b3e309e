"""What the console costs while nobody touches it."""

from collections.abc import Iterator

from tests.bench.figure import Figure
from tests.bench.stand import Stand
from tests.bench.table import PLACE
from tests.bench.window import Window

SECONDS, SETTLED = 20.0, 5.0


def figures(stand: Stand, rounds: int) -> Iterator[Figure]:
    """A large meeting whose clock runs."""
    with Window(stand.large, "hub_console") as console:
        console.until(PLACE)
        console.ignore(SETTLED)
        before = console.processor_seconds
        console.ignore(SECONDS)
        used = console.processor_seconds - before
    yield Figure("idle, of one core", 100 * used / SECONDS, None, "%", "2 %")
