"""Rows out: one a situation, as a provincial database takes them, under the headings of a map."""

import csv
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from io import StringIO

from hub_console.meeting.roster import Agency
from hub_console.meeting.situation import DETAIL_FIELDS, Situation
from hub_console.meeting.values import picked
from hub_console.reports.as_csv import harmless_cell
from hub_console.vocabulary import CodedList, Grouping, Vocabulary

SECTOR = {"originating_sector": "originating", "lead_sector": "lead"}
LISTS = {
    "type": CodedList.TYPES,
    "sex": CodedList.SEXES,
    "age_band": CodedList.AGE_BANDS,
    "language": CodedList.LANGUAGES,
    "consent": CodedList.CONSENTS,
    "outcome": CodedList.OUTCOMES,
    "systemic_issue": CodedList.SYSTEMIC_ISSUES,
    "risk_factors": CodedList.RISK_FACTORS,
    "protective_factors": CodedList.PROTECTIVE_FACTORS,
    "flags": CodedList.FLAGS,
}
AGENCIES = frozenset({"originating", "lead", "assisting", "involved"})
ANSWERS = {True: "Yes", False: "No"}

FIELDS = (
    *("number", "presented", "opened", "grouping", "reason", "concluded", "previously_discussed"),
    *LISTS,
    *sorted(AGENCIES),
    *SECTOR,
    *("affected", "services", "intervened", "calls_before", "calls_after"),
)
"""What a column can hold."""


class MapRefused(Exception):
    """A column map that cannot be used; its text says where and why."""


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """What the columns of a file hold.

    Attributes:
        columns: The field of each heading, in order.
        redacted: What stands in a rejected row where its detail was.
        separator: Between several values in one cell.
    """

    columns: Mapping[str, str]
    redacted: str
    separator: str


def rtd_map() -> ColumnMap:
    """The map in the shape of the Risk-driven Tracking Database."""
    return read_map(files("hub_console.reports").joinpath("data/rtd.toml").read_bytes())


def read_map(data: bytes) -> ColumnMap:
    """Read a column map.

    Raises:
        MapRefused: It is not TOML, or a column holds what is no field.
    """
    try:
        told = tomllib.loads(data.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MapRefused(f"It is not TOML ({error}). Mend it and try again.") from error
    if unknown := told.keys() - {"columns", "redacted", "separator"}:
        raise MapRefused(f'It has no use for "{min(unknown)}". Leave it out.')
    columns = told.get("columns")
    if not isinstance(columns, dict) or not columns:
        raise MapRefused('It needs a table [columns]: "Heading" = "field".')
    for heading, field in columns.items():
        if field not in FIELDS:
            raise MapRefused(
                f'"{heading}" holds no field "{field}". Use one of {", ".join(sorted(FIELDS))}.'
            )
    redacted, separator = told.get("redacted", "N/A"), told.get("separator", "; ")
    if not isinstance(redacted, str) or not isinstance(separator, str):
        raise MapRefused('"redacted" and "separator" are texts. Write them between quotes.')
    return ColumnMap(columns, redacted, separator)


def as_rows(
    situations: Iterable[Situation],
    agencies: Iterable[Agency],
    vocabulary: Vocabulary,
    column_map: ColumnMap,
) -> str:
    """Write situations as CSV; in those that are rejected the detail's columns say so."""
    words = _Words(vocabulary, {agency.tag: agency for agency in agencies}, column_map.separator)
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(map(harmless_cell, column_map.columns))
    for situation in situations:
        cells = (
            column_map.redacted
            if situation.keeps_no_detail and SECTOR.get(field, field) in DETAIL_FIELDS
            else words.said(situation, field)
            for field in column_map.columns.values()
        )
        writer.writerow(map(harmless_cell, cells))
    return out.getvalue()


class _Words:
    """The fields of situations as a row says them."""

    def __init__(
        self, vocabulary: Vocabulary, agencies: Mapping[str, Agency], separator: str
    ) -> None:
        self._vocabulary = vocabulary
        self._agencies = agencies
        self._separator = separator

    def said(self, situation: Situation, field: str) -> str:
        value = getattr(situation, SECTOR.get(field, field))
        match field:
            case "affected":
                return self._joined(f"{who}: {n}" for who, n in sorted(value.items()))
            case "services":
                return self._joined(self._service(*pair) for pair in sorted(value.items()))
            case "grouping":
                return Grouping(value).label if value in set(Grouping) else value or ""
            case "reason":
                return self._label(value, CodedList.CONCLUSIONS, CodedList.ERROR_REASONS)
            case "previously_discussed":
                return ANSWERS.get(value, "")
        if field in SECTOR:
            agency = self._agencies.get(value or "")
            return self._label(agency.sector, CodedList.SECTORS) if agency else ""
        one = self._one(field)
        if isinstance(value, Mapping):
            return self._joined(map(one, picked(value)))
        if isinstance(value, datetime):
            return f"{value.astimezone():%Y-%m-%d %H:%M}"
        return "" if value is None else one(value)

    def _one(self, field: str) -> Callable[[object], str]:
        if field in AGENCIES:
            return lambda tag: self._name(str(tag))
        if field == "risk_factors":
            return lambda code: self._title(str(code))
        if field in LISTS:
            return lambda code: self._label(str(code), LISTS[field])
        return str

    def _service(self, code: str, mobilization: str) -> str:
        service = self._label(code, CodedList.SERVICES)
        return f"{service}: {self._label(mobilization, CodedList.MOBILIZATIONS)}"

    def _name(self, tag: str) -> str:
        agency = self._agencies.get(tag)
        return agency.name if agency else tag

    def _title(self, code: str) -> str:
        entry = self._vocabulary.find(code, CodedList.RISK_FACTORS)
        return f"{entry.category} – {entry.label}" if entry else code

    def _label(self, code: str | None, *lists: CodedList) -> str:
        return self._vocabulary.label(code, *lists) if code else ""

    def _joined(self, texts: Iterable[str]) -> str:
        return self._separator.join(texts)
