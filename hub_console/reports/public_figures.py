"""A figure for outside the table: what small counts would tell is left out.

What the tables of a city publish and what the city publishes of them is told by the same rule:
each table's counts are suppressed by themselves first, as in its own public report; then of the
sums over all tables those are left out that would give a suppressed count away.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hub_console.meeting.values import Id
from hub_console.reports.report import SUPPRESSED, Figure, Row, Value
from hub_console.reports.spread import spread
from hub_console.reports.suppression import ELSEWHERE, FEWEST, Arc, is_safe, untold

NOT_STATED = "not stated"
BOTH = "both on record"
TOGETHER = "Together"

Counts = Mapping[Id, Counter[str]]


@dataclass(frozen=True, slots=True)
class Told:
    """Something that is told of each table: how many situations there are of each label.

    Attributes:
        key: Of its figure.
        title: Of its figure.
        heading: Of its labels.
        counts: By table and label.
        of_a_whole: Whether the labels of a table make up a whole that is told too.
        order: Labels in their lasting order; the others follow by the alphabet.
        column: What is counted.
    """

    key: str
    title: str
    heading: str
    counts: Counts
    of_a_whole: bool = True
    order: tuple[str, ...] = ()
    column: str = "Situations"

    @property
    def labels(self) -> list[str]:
        """Every label that is counted; never by how many, which would tell."""
        counted = {label for counts in self.counts.values() for label in counts if counts[label]}
        placed = [label for label in self.order if label in counted]
        return placed + sorted(counted - set(placed))


def figure_of(told: Told, tables: Mapping[Id, str]) -> Figure:
    """A figure with what must be suppressed: of one table, or of several and their sums."""
    labels, homes = told.labels, list(tables)
    cells = {(home, label): told.counts[home][label] for home in homes for label in labels}
    hidden = frozenset(key for home in homes for key in _hidden_of(told, home, labels))
    whole = sum(cells.values()) if _has_whole(told) else None

    def shown(home: Id, label: str) -> Value:
        return SUPPRESSED if (home, label) in hidden else cells[home, label]

    if len(homes) == 1:
        rows = tuple(Row(label, (shown(homes[0], label),)) for label in labels)
        columns: tuple[str, ...] = (told.column,)
    else:
        without = _hidden_sums(told, cells, hidden, labels)
        sums = {label: sum(cells[home, label] for home in homes) for label in labels}
        rows = tuple(
            Row(
                label,
                (
                    SUPPRESSED if label in without else sums[label],
                    *(shown(home, label) for home in homes),
                ),
            )
            for label in labels
        )
        columns = (TOGETHER, *(tables[home] for home in homes))
    return Figure(told.key, told.title, told.heading, columns, rows, "", whole, drawn=True)


def _hidden_of(told: Told, home: Id, labels: Iterable[str]) -> list[tuple[Id, str]]:
    """The labels of one table that are not told, as its own report leaves them out."""
    counts = told.counts[home]
    names = [label for label in labels if counts[label]]
    if told.of_a_whole and not _has_row(told, home):
        return [(home, name) for name in names]
    start = home if told.of_a_whole else ELSEWHERE
    arcs = [Arc(start, ELSEWHERE, counts[name]) for name in names]
    hidden = untold(arcs)
    kept_back = hidden if is_safe(arcs, hidden) else range(len(arcs))
    return [(home, names[place]) for place in kept_back]


def _hidden_sums(
    told: Told,
    cells: Mapping[tuple[Id, str], int],
    hidden: frozenset[tuple[Id, str]],
    labels: list[str],
) -> frozenset[str]:
    """The labels whose sums over all tables would give a suppressed count away."""
    keys = sorted(hidden)
    unknown = Counter(dict.fromkeys(labels, 0))
    for home, label in keys:
        unknown[label] += cells[home, label]
    arcs = [
        Arc(home if _has_row(told, home) else ELSEWHERE, ("sum", label), cells[home, label])
        for home, label in keys
    ]
    end = TOGETHER if _has_whole(told) else ELSEWHERE
    arcs += [Arc(("sum", label), end, unknown[label]) for label in labels]
    sums = {len(keys) + place: label for place, label in enumerate(labels) if unknown[label]}
    without = untold(arcs, range(len(keys)), sums)
    if not is_safe(arcs, without):
        return frozenset(sums.values())
    return frozenset(sums[place] for place in without if place in sums)


def _has_row(told: Told, home: Id) -> bool:
    """Whether it is told what the labels of a table come to together."""
    return told.of_a_whole and not 0 < sum(told.counts[home].values()) < FEWEST


def _has_whole(told: Told) -> bool:
    """Whether it is told what the labels of all tables come to."""
    return all(_has_row(told, home) for home in told.counts)


def median_told(values: Sequence[float]) -> Value:
    """A median of which single values cannot be guessed; None of fewer than five."""
    return spread(values)[1] if len(values) >= FEWEST else None
