"""The facts of a period as a reader sees them: under labels, in groups, in a lasting order."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from hub_console.meeting.values import Id
from hub_console.record.statistics.facts import Case, Facts, Pick
from hub_console.reports.report import Figure, Row
from hub_console.vocabulary import CodedList, Grouping, Vocabulary

NOT_RECORDED = "not recorded"
OPEN, UNDECIDED, REJECTED = "Open", "Not decided yet", Grouping.REJECTED.label
STANDINGS = (
    UNDECIDED,
    REJECTED,
    OPEN,
    Grouping.LOWERED.label,
    Grouping.STILL_AER.label,
    Grouping.OTHER.label,
)

_GROUPINGS: Mapping[str, str] = {grouping: grouping.label for grouping in Grouping}

RollUps = Mapping[CodedList, Mapping[str, str]]
"""By list, the group that a report counts each code under, where it is not its own."""


@dataclass(frozen=True)
class View:
    """What figures are made from.

    Attributes:
        facts: What the record tells.
        vocabulary: The table's lists.
        now: UTC; what is overdue by then is overdue.
        roll_ups: Groups that a report counts codes under.
        heard: When the stations of each table last wrote what is here of it, UTC, None before
            the first bundle; of a table that is kept here itself nothing.
    """

    facts: Facts
    vocabulary: Vocabulary
    now: datetime
    roll_ups: RollUps = field(default_factory=dict)
    heard: Mapping[Id, datetime | None] = field(default_factory=dict)

    def label(self, listed_in: CodedList, code: str | None) -> str:
        """What a code is counted under."""
        if code is None:
            return NOT_RECORDED
        label = self._labels.get((listed_in, code))
        if label is None:
            rolled_up = self.roll_ups.get(listed_in, {}).get(code)
            label = rolled_up or self.vocabulary.label(code, listed_in)
            self._labels[listed_in, code] = label
        return label

    @cached_property
    def _labels(self) -> dict[tuple[CodedList, str], str]:
        return {}

    def order(self, listed_in: CodedList) -> list[str]:
        """The labels of a list in its own order, once each."""
        entries = self.vocabulary.entries(listed_in)
        return [*dict.fromkeys(self.label(listed_in, entry.code) for entry in entries)]

    def standing(self, case: Case) -> str:
        """How a situation stands with the table."""
        if case.grouping is not None:
            return _GROUPINGS.get(case.grouping, case.grouping)
        return OPEN if met(case) else UNDECIDED

    def sector(self, tag: str | None, home: Id) -> str:
        """The sector of an agency of a table."""
        agency = self.facts.agencies.get((home, tag or ""))
        return self.label(CodedList.SECTORS, agency.sector if agency else None)

    def agency(self, tag: str, home: Id) -> str:
        """An agency's letters and name; with its table's, where there are several."""
        agency = self.facts.agencies.get((home, tag))
        named = f"{tag} {agency.name}" if agency else tag
        return f"{named}, {self.facts.tables.get(home, '')}" if self.of_several else named

    @property
    def of_several(self) -> bool:
        """Whether it is of more than one table."""
        return len(self.facts.tables) > 1

    @property
    def missing(self) -> tuple[str, ...]:
        """What is not counted, as the stations of a table have not told it here yet."""
        said = []
        for home, name in self.facts.tables.items():
            heard = self.heard.get(home, self.now)
            if heard is None:
                said.append(f"{name}: no bundle of it was taken in yet, and nothing is counted.")
            elif (day := heard.astimezone().date()) < self.facts.last:
                said.append(f"{name}: as it stood on {day:%d %b %Y}; what came after is missing.")
        return tuple(said)

    @cached_property
    def situations(self) -> int:
        """How many were presented."""
        return len(self.facts.cases)

    def picks(self, field: str) -> list[Pick]:
        """What was picked of one kind."""
        return self._picks.get(field, [])

    @cached_property
    def _picks(self) -> Mapping[str, list[Pick]]:
        by_field: dict[str, list[Pick]] = {}
        for pick in self.facts.picks:
            by_field.setdefault(pick.field, []).append(pick)
        return by_field


def met(case: Case) -> bool:
    """Whether the table found acutely elevated risk: past filter 2, and not rejected."""
    return case.grouping != "rejected" and (case.filter >= 3 or case.outcome is not None)


def counted(cases: Iterable[Case], of: Callable[[Case], str]) -> Counter[str]:
    """How many situations there are of each label."""
    return Counter(map(of, cases))


def tallied(picks: Iterable[Pick], of: Callable[[Pick], str]) -> Counter[str]:
    """How often each label was picked."""
    counts: Counter[str] = Counter()
    for pick in picks:
        counts[of(pick)] += pick.times
    return counts


def in_order(counts: Mapping[str, int], order: Iterable[str] = ()) -> list[str]:
    """Labels that were counted: in an order where one is given, the rest by how many."""
    placed = [label for label in order if counts.get(label)]
    rest = sorted(counts.keys() - set(placed), key=lambda label: (-counts[label], label))
    first = [label for label in rest if label != NOT_RECORDED]
    return placed + first + [NOT_RECORDED] * (NOT_RECORDED in rest)


def listed(
    key: str,
    title: str,
    heading: str,
    counts: Mapping[str, int],
    *,
    order: Iterable[str] = (),
    whole: int | None = None,
    column: str = "Situations",
    note: str = "",
) -> Figure:
    """A figure of one count a row, drawn as bars."""
    rows = tuple(Row(label, (counts[label],)) for label in in_order(counts, order))
    return Figure(key, title, heading, (column,), rows, note, whole, drawn=True)


def crossed(
    key: str,
    title: str,
    heading: str,
    counts: Mapping[tuple[str, str], int],
    *,
    order: Iterable[str] = (),
    columns: Iterable[str] = (),
    note: str = "",
    whole: int | None = None,
) -> Figure:
    """A figure of one row and one column a label, the sums first."""
    by_row: Counter[str] = Counter()
    by_column: Counter[str] = Counter()
    for (row, column), count in counts.items():
        by_row[row] += count
        by_column[column] += count
    across = in_order(by_column, columns)
    rows = tuple(
        Row(row, (by_row[row], *(counts.get((row, column), 0) for column in across)))
        for row in in_order(by_row, order)
    )
    return Figure(key, title, heading, ("All", *across), rows, note, whole)
