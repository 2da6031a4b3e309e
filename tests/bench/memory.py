"""What the console holds in memory."""

from collections.abc import Iterator

from tests.bench.figure import Figure
from tests.bench.stand import Stand
from tests.bench.table import PLACE
from tests.bench.window import Window

SETTLED = 5.0
A_DAY = 100_000
BEGUN = 1_000
MARKS = (b"+", b"-")
"""A minute more, a minute less."""


def figures(stand: Stand, rounds: int) -> Iterator[Figure]:
    """The console in the middle of a large meeting, against the bare app."""
    with (
        Window(stand.large, "hub_console") as console,
        Window(stand.environ, "tests.bench.bare", "label") as bare,
    ):
        console.until(PLACE)
        bare.until("Bare")
        console.ignore(SETTLED)
        yield Figure("memory", console.megabytes, bare.megabytes, "MB", "60 MB more")


def day(stand: Stand, rounds: int) -> Iterator[Figure]:
    """The console after so many marks, against itself after the first of them."""
    with Window(stand.large, "hub_console") as console:
        console.until(PLACE)
        console.ignore(SETTLED)
        held = []
        for marks in (BEGUN, A_DAY - BEGUN):
            for _ in range(marks // len(MARKS)):
                for key in MARKS:
                    console.press(key)
            console.ignore(SETTLED)
            held.append(console.megabytes)
    early, late = held
    yield Figure(f"memory after {A_DAY:,} marks, of {BEGUN:,}", late, early, "MB", "1×")
