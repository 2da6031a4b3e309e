"""What the console holds in memory."""

from collections.abc import Iterator

from tests.bench.figure import Figure
from tests.bench.stand import Stand
from tests.bench.table import PLACE
from tests.bench.window import Window

SETTLED = 5.0


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
