"""Rows in: the same shape read back, for tables that come with years of history."""

import csv
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import StringIO
from typing import Any

from hub_console.meeting.files import Faults, did_you_mean, refusal, shown
from hub_console.meeting.roster import Agency
from hub_console.meeting.situation import DETAIL_FIELDS, Filter, Situation, problems
from hub_console.meeting.values import NO_ID, with_fields
from hub_console.reports.rows import AGENCIES, ANSWERS, LISTS, SECTOR, ColumnMap
from hub_console.vocabulary import CodedList, Grouping, Vocabulary

LARGEST = 32 * 2**20
NUMBER = re.compile(r"\d{4}-\d{3,6}")
_CALLS = 10_000


@dataclass(frozen=True, slots=True)
class Context:
    """What rows are read against.

    Attributes:
        vocabulary: The table's lists.
        agencies: Its agencies.
        known: The numbers that are on record already.
    """

    vocabulary: Vocabulary
    agencies: Collection[Agency]
    known: Collection[str]


def read_rows(data: bytes, column_map: ColumnMap, context: Context) -> list[Situation]:
    """Read situations of the past.

    Args:
        data: The file's content.
        column_map: What its columns hold.
        context: What they are read against.

    Raises:
        FileRefused: A row cannot be taken in; all that is wrong, by its line, and nothing taken.
    """
    if len(data) > LARGEST:
        raise refusal(0, f"The file is larger than {LARGEST >> 20} MiB; take it in year by year.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise refusal(0, "This is not UTF-8 text; save it again with that encoding.") from None
    faults, reader = Faults(), csv.reader(StringIO(text, newline=""), strict=True)
    try:
        headings = next(reader, [])
        fields = _fields(headings, column_map)
        words = _Words(context)
        situations: dict[str, Situation] = {}
        line = reader.line_num + 1
        for cells in reader:
            if any(cells):
                said = dict(zip(fields, cells, strict=False))
                row = _Row(line, said, words, column_map, faults)
                situation = row.situation()
                number = situation.number or ""
                if number in situations or number in context.known:
                    faults.add(line, f"{number} is on record already; take the row out.")
                situations[number] = situation
            line = reader.line_num + 1
    except csv.Error as error:
        raise refusal(reader.line_num, f"This is not CSV: {error}.") from None
    if not situations:
        faults.add(0, "The file has no row; write one under the headings.")
    faults.settle()
    return list(situations.values())


def _fields(headings: list[str], column_map: ColumnMap) -> list[str]:
    """The field that each column holds.

    Raises:
        FileRefused: The map has no such heading, or no column holds a number and a date.
    """
    fields = []
    for heading in headings:
        field = column_map.columns.get(heading.strip())
        if field is None:
            known = {name.casefold(): name for name in column_map.columns}
            raise refusal(1, f"There is no column {shown(heading)}; {did_you_mean(heading, known)}")
        fields.append(field)
    for needed in ("number", "presented"):
        if needed not in fields:
            raise refusal(1, f"No column holds the {needed} of a situation; add it.")
    return fields


class _Words:
    """What people write for each code and agency, by the word in small letters."""

    def __init__(self, context: Context) -> None:
        self._vocabulary = context.vocabulary
        self._of: dict[tuple[CodedList, ...], Mapping[str, str]] = {}
        self.agencies = {
            word.casefold(): agency.tag
            for agency in context.agencies
            for word in (agency.name, agency.tag)
        }
        self.groupings = {each.label.casefold(): each.value for each in Grouping}

    def of(self, *lists: CodedList) -> Mapping[str, str]:
        if lists not in self._of:
            self._of[lists] = {
                word.casefold(): entry.code
                for entry in self._vocabulary.every(*lists)
                for word in (entry.code, entry.label, f"{entry.category} – {entry.label}")
            } | {entry.code.casefold(): entry.code for entry in self._vocabulary.every(*lists)}
        return self._of[lists]


class _Row:
    """One row on its way to a situation."""

    def __init__(
        self,
        line: int,
        cells: Mapping[str, str],
        words: _Words,
        column_map: ColumnMap,
        faults: Faults,
    ) -> None:
        self._line = line
        self._cells = {field: cell.strip().removeprefix("'") for field, cell in cells.items()}
        self._words = words
        self._map = column_map
        self._faults = faults

    def situation(self) -> Situation:
        grouping = self._one("grouping", self._words.groupings)
        redacted = grouping == Grouping.REJECTED
        values: dict[str, Any] = {"grouping": grouping}
        for field in self._cells:
            if field in SECTOR or field == "grouping":
                continue
            if redacted and field in DETAIL_FIELDS:
                self._must_be_redacted(field)
            else:
                values[field] = self._value(field)
        situation = with_fields(Situation(NO_ID), values)
        met = not redacted and situation.lead is not None
        passed = Filter.PLANNING if met else Filter.DE_IDENTIFIED
        outcome = "intervention" if met else None
        situation = with_fields(situation, {"filter": passed, "outcome": outcome})
        for wrong in problems(situation):
            self._refuse(wrong)
        if situation.number and not NUMBER.fullmatch(situation.number):
            self._refuse(f"{shown(situation.number)} is no number; write one like 2024-017.")
        for needed in ("number", "presented"):
            if not self._cells.get(needed):
                self._refuse(f"The row has no {needed}; write it in.")
        return situation

    def _value(self, field: str) -> Any:
        cell = self._cells[field]
        if field in ("affected", "services"):
            return dict(self._pairs(field))
        if field in ("risk_factors", "protective_factors", "flags", "assisting", "involved"):
            words = self._words.agencies if field in AGENCIES else self._words.of(LISTS[field])
            codes = [self._known(field, part, words) for part in self._parts(cell)]
            return {code: rank for rank, code in enumerate(dict.fromkeys(codes), 1) if code}
        if field in AGENCIES:
            return self._one(field, self._words.agencies)
        if field == "reason":
            return self._one(field, self._words.of(CodedList.CONCLUSIONS, CodedList.ERROR_REASONS))
        if field in LISTS:
            return self._one(field, self._words.of(LISTS[field]))
        if field == "previously_discussed":
            answers = {word.casefold(): word for word in ANSWERS.values()}
            answer = self._one(field, answers)
            return None if answer is None else answer == ANSWERS[True]
        readers: Mapping[str, Callable[[str], object]] = {
            "number": str,
            "presented": date.fromisoformat,
            "concluded": date.fromisoformat,
            "opened": _moment,
            "intervened": _moment,
            "calls_before": _count,
            "calls_after": _count,
        }
        return self._read(field, cell, readers[field]) if cell else None

    def _read(self, field: str, cell: str, read: Callable[[str], object]) -> object:
        try:
            return read(cell)
        except ValueError:
            self._refuse(f"{shown(cell)} is no {field}; write it like 2024-05-31, or a number.")
            return None

    def _pairs(self, field: str) -> Iterable[tuple[str, object]]:
        for part in self._parts(self._cells[field]):
            what, _, much = part.rpartition(":")
            if field == "affected":
                yield what.strip(), self._read(field, much.strip(), _count) or 1
                continue
            service = self._known(field, what.strip(), self._words.of(CodedList.SERVICES))
            mobilized = self._words.of(CodedList.MOBILIZATIONS)
            if service and (how := self._known(field, much.strip(), mobilized)):
                yield service, how

    def _one(self, field: str, words: Mapping[str, str]) -> str | None:
        cell = self._cells.get(field)
        return self._known(field, cell, words) if cell else None

    def _known(self, field: str, word: str, words: Mapping[str, str]) -> str | None:
        found = words.get(word.casefold())
        if found is None:
            self._refuse(f"{shown(word)} is not known as {field}; {did_you_mean(word, words)}")
        return found

    def _parts(self, cell: str) -> list[str]:
        separator = self._map.separator.strip() or self._map.separator
        return [part.strip() for part in cell.split(separator) if part.strip()]

    def _must_be_redacted(self, field: str) -> None:
        if self._cells[field] not in ("", self._map.redacted):
            self._refuse(f"It is rejected and has {field}; write {self._map.redacted} there.")

    def _refuse(self, reason: str) -> None:
        self._faults.add(self._line, reason)


def _moment(text: str) -> datetime:
    """A day, or a day and time in the room, as a moment."""
    return datetime.fromisoformat(text).astimezone(UTC)


def _count(text: str) -> int:
    """A count within reason.

    Raises:
        ValueError: It is none.
    """
    if not 0 <= int(text) <= _CALLS:
        raise ValueError(text)
    return int(text)
