"""Which counts are not told, so that nobody can work out one that is under five.

Whoever adds and subtracts what is told works with *lines*: a whole and the parts it is the sum
of. Drawn as a network, each count is an arc, and each line is a node where what comes in (the
whole) is as much as what goes out (its parts). A part of two lines, of its row and of its column,
runs from the one to the other. What can be learned about the counts that are not told is then a
cut: a set of nodes tells the sum of the untold arcs that leave it, when no untold arc comes back
in. So no sum under five can be learned when from the start to the end of each small arc as much
as five can flow, through untold arcs forwards within their counts, and backwards without bound.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

FEWEST = 5
"""The smallest count that may be told."""

Node: TypeAlias = str | tuple[str, str]
ELSEWHERE: Node = ""
"""Where the arcs begin or end that are part of no line that is told."""


@dataclass(frozen=True, slots=True)
class Arc:
    """A count in the network.

    Attributes:
        start: The line that it is a part of.
        end: The line that it is the whole of, or is a part of by its column.
        count: How much of it is unknown when it is not told.
    """

    start: Node
    end: Node
    count: int

    @property
    def small(self) -> bool:
        """Whether it must not be told."""
        return 0 < self.count < FEWEST


def untold(
    arcs: Sequence[Arc], given: Collection[int] = (), offered: Iterable[int] | None = None
) -> frozenset[int]:
    """Choose the counts that are not told: the small ones, and as few others as needed.

    Args:
        arcs: All counts that belong together.
        given: Places of counts that are not told already.
        offered: Places of those that may be left untold beside the small ones; None for all.

    Returns:
        The places of the counts that are not told.
    """
    hidden = {place for place, arc in enumerate(arcs) if arc.small} | set(given)
    free = set(range(len(arcs)) if offered is None else offered)
    for place in sorted(hidden):
        while arcs[place].small and (side := _side(arcs, hidden, arcs[place])):
            crossing = [
                other
                for other in free - hidden
                if (arcs[other].start in side) is not (arcs[other].end in side)
            ]
            if not crossing:
                break
            hidden.add(min(crossing, key=lambda other: (not arcs[other].count, arcs[other].count)))
    return frozenset(hidden)


def is_safe(arcs: Sequence[Arc], hidden: Collection[int]) -> bool:
    """Whether no sum under five can be learned about counts that are not told."""
    return all(not arcs[place].small or not _side(arcs, hidden, arcs[place]) for place in hidden)


def _side(arcs: Sequence[Arc], hidden: Collection[int], small: Arc) -> set[Node]:
    """The nodes that together tell a sum under five with a small arc in it; none if none do."""
    left = {place: arcs[place].count for place in hidden}
    flow = 0
    while True:
        came_by = _reached(arcs, left, small.start)
        if small.end not in came_by:
            return set(came_by)
        way, node = [], small.end
        while node != small.start:
            place, forwards = came_by[node]
            way.append((place, forwards))
            node = arcs[place].start if forwards else arcs[place].end
        bounds = [left[place] for place, forwards in way if forwards]
        flow += (more := min(bounds, default=FEWEST))
        if flow >= FEWEST:
            return set()
        for place, forwards in way:
            left[place] += -more if forwards else more


def _reached(
    arcs: Sequence[Arc], left: Mapping[int, int], start: Node
) -> dict[Node, tuple[int, bool]]:
    """The nodes to which something can flow still, each with the arc by which it comes."""
    came_by: dict[Node, tuple[int, bool]] = {start: (-1, True)}
    waiting = [start]
    while waiting:
        node = waiting.pop()
        for place, capacity in left.items():
            arc = arcs[place]
            for at, to, forwards in ((arc.start, arc.end, True), (arc.end, arc.start, False)):
                if at == node and to not in came_by and (capacity or not forwards):
                    came_by[to] = place, forwards
                    waiting.append(to)
    return came_by
