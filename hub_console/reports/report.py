"""A report as data: the answers of its first page, and its figures in sections."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, StrEnum
from typing import TypeAlias


class Suppressed(Enum):
    """Stands where a count is not told."""

    SUPPRESSED = "suppressed"


SUPPRESSED = Suppressed.SUPPRESSED

Value: TypeAlias = int | float | str | Suppressed | None
"""None where there is nothing to tell, as the median of no situation."""


class Edition(StrEnum):
    """For whom a report is."""

    INTERNAL = "internal"
    PUBLIC = "public"
    CITYWIDE = "citywide"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a figure.

    Attributes:
        label: What is counted.
        values: One for each column.
    """

    label: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One table of a report.

    Attributes:
        key: Names it in JSON and CSV; it stays the same from year to year.
        title: What it shows.
        heading: Of the rows' labels.
        columns: Headings of the values.
        rows: In the order in which they are read.
        note: How to read it, or what it rests on.
        whole: What the first column's counts are shares of; None where they are of nothing.
        drawn: Whether the first column is drawn as bars.
    """

    key: str
    title: str
    heading: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""
    whole: int | None = None
    drawn: bool = False

    def share(self, row: Row) -> Value:
        """The first value of a row in percent of the whole, to a tenth."""
        first = row.values[0]
        if first is SUPPRESSED:
            return SUPPRESSED
        if not self.whole or not isinstance(first, int):
            return None
        return round(100 * first / self.whole, 1)

    def is_worded(self, column: str) -> bool:
        """Whether a column holds words, which are read from the left."""
        place = self.columns.index(column)
        return any(isinstance(row.values[place], str) for row in self.rows)

    def value(self, label: str, column: str = "") -> Value:
        """What stands in the row of a label, under a heading or the first.

        Raises:
            KeyError: There is no such row.
        """
        place = self.columns.index(column) if column else 0
        for row in self.rows:
            if row.label == label:
                return row.values[place]
        raise KeyError(label)


@dataclass(frozen=True, slots=True)
class Section:
    """Figures of one subject."""

    title: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A question of the first page, answered in a few words.

    Attributes:
        question: As a reader asks it.
        said: The answer.
        detail: What it rests on, or what stands beside it; may be empty.
    """

    question: str
    said: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that one document tells.

    Attributes:
        title: ``Report of the table``.
        subject: The table's name, or what all of them are called together.
        first: The first day of the period.
        last: Its last day.
        made: UTC.
        edition: For whom it is.
        answers: The first page.
        sections: What follows.
        notes: How it counts, and what it does not say.
    """

    title: str
    subject: str
    first: date
    last: date
    made: datetime
    edition: Edition
    answers: tuple[Answer, ...]
    sections: tuple[Section, ...]
    notes: tuple[str, ...]

    @property
    def figures(self) -> Sequence[Figure]:
        """All of them, in order."""
        return [figure for section in self.sections for figure in section.figures]

    def figure(self, key: str) -> Figure:
        """The figure of a key.

        Raises:
            KeyError: There is none.
        """
        for figure in self.figures:
            if figure.key == key:
                return figure
        raise KeyError(key)
