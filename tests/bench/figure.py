"""A figure, its yardstick and its goal; and the turns that both take."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the result.

    Attributes:
        what: What was measured.
        ours: In the unit.
        yardstick: Of the same unit; None where the goal is no ratio.
        unit: ``ms``, ``s``, ``MB``, ``%``.
        goal: In words.
    """

    what: str
    ours: float
    yardstick: float | None
    unit: str
    goal: str

    def __str__(self) -> str:
        against = ""
        if self.yardstick is not None:
            ratio = self.ours / self.yardstick
            against = f" against {self.yardstick:7.2f} {self.unit:2}  {ratio:5.2f}×"
        return f"{self.what:42} {self.ours:7.2f} {self.unit:2}{against:29}  goal {self.goal}"


def in_turn(rounds: int, *measured: Callable[[], Sequence[float]]) -> list[list[float]]:
    """Measure each of several in turn, so many rounds; the medians of what each measured."""
    taken: list[list[Sequence[float]]] = [[] for _ in measured]
    for _ in range(rounds):
        for times, measure in zip(taken, measured, strict=True):
            times.append(measure())
    return [[median(column) for column in zip(*rows, strict=True)] for rows in taken]


def timed(act: Callable[[], object]) -> Callable[[], list[float]]:
    """What measures an act, in milliseconds."""

    def measure() -> list[float]:
        begun = perf_counter()
        act()
        return [1000 * (perf_counter() - begun)]

    return measure
