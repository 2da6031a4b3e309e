"""From the start of the process to the first frame, and to the table filled in."""

from collections.abc import Callable, Iterator, Mapping

from tests.bench.figure import Figure, in_turn
from tests.bench.stand import Stand
from tests.bench.table import PLACE
from tests.bench.window import Window

FRAME, FILLED = "HUB", "Police"
"""What the first frame says, and a name that only the record holds."""


def figures(stand: Stand, rounds: int) -> Iterator[Figure]:
    """The demo, a small station and one with ten years, against the bare app."""
    bare = _times(stand.environ, ["tests.bench.bare", "label"], "Bare")
    ours = {
        "demo": _times(stand.environ, ["hub_console", "demo"], FRAME, FILLED),
        "station": _times(stand.small, ["hub_console"], FRAME, FILLED),
        "ten years of record": _times(stand.large, ["hub_console"], FRAME, PLACE),
    }
    in_turn(1, bare, *ours.values())
    (yardstick,), *found = in_turn(rounds, bare, *ours.values())
    for name, (frame, filled) in zip(ours, found, strict=True):
        yield Figure(f"start, {name}: first frame", frame, yardstick, "ms", "1.25×")
        yield Figure(f"start, {name}: filled in", filled, yardstick, "ms", "2.0×")


def _times(environ: Mapping[str, str], module: list[str], *texts: str) -> Callable[[], list[float]]:
    def measure() -> list[float]:
        with Window(environ, *module) as window:
            return [window.until(text) for text in texts]

    return measure
