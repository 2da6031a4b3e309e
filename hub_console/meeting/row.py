"""The values of one section of a file, checked; what is wrong is said and read on."""

import re
from collections.abc import Collection, Mapping
from contextlib import suppress
from datetime import date, datetime, time

from hub_console.meeting.files import Faults, Section, did_you_mean, shown
from hub_console.meeting.values import Picks
from hub_console.vocabulary import PICKER, CodedList, Vocabulary

_IDENTITY = re.compile(
    r"(?:^|[\W_])(?:first|last|full|given|family|sur|fore|nick|street|middle)?names?(?:$|[\W_])"
    r"|alias|dob|birth|born|address|street|zip|post(?:al)?_?code|phone|mobile|mail|contact"
    r"|ssn|social_sec|mrn|passport|photo|picture|licen[cs]e|plate|immigra|criminal_(?:hist|rec)"
)
"""Words in a column's name that say it holds who somebody is."""

_ALSO_CALLED = {
    "age": "age_band",
    "gender": "sex",
    "agency": "originating",
    "originator": "originating",
    "risks": "risk_factors",
    "factors": "risk_factors",
    "duration": "minutes",
    "budget": "minutes",
    "letters": "tag",
}
_YES, _NO = ("yes", "y", "true", "x", "1"), ("no", "n", "false", "0")
_MOST_CODES = 60


class Row:
    """A section of a file that is read value by value.

    Every reader gives the value, or where it is bad says so and gives what stands for nothing.
    """

    def __init__(self, section: Section, faults: Faults, vocabulary: Vocabulary) -> None:
        self.section = section
        self._faults = faults
        self._vocabulary = vocabulary

    def __contains__(self, column: str) -> bool:
        return column in self.section.cells

    def refuse(self, column: str, reason: str) -> None:
        """Say what is wrong with a column's value."""
        self._faults.add(self.section.line_of(column), reason)

    def allow(self, columns: Collection[str]) -> None:
        """Refuse every column but these."""
        for column in self.section.cells:
            if column in columns:
                continue
            line = self.section.heading or self.section.line_of(column)
            if _IDENTITY.search(column.casefold()):
                reason = "has no place here: no identity is recorded. Take it out."
            else:
                known = {c: c for c in columns} | {
                    other: c for other, c in _ALSO_CALLED.items() if c in columns
                }
                reason = f"is no column of this file; {did_you_mean(column, known)}"
            self._faults.add(line, f"{shown(column)} {reason}")

    def leave_out(self, columns: Collection[str], reason: str) -> None:
        """Refuse columns that have no place in this row."""
        for column in columns:
            if column in self:
                self.refuse(column, f"{column} has no place here: {reason}")

    def text(self, column: str, longest: int, *, needed: bool = False) -> str:
        """A line of text; white space is evened out, what cannot be seen is refused."""
        value = self.section.cells.get(column, "")
        if not isinstance(value, str):
            self.refuse(column, f"{column} must be text; write it between quotes.")
            return ""
        text = " ".join(value.split())
        if hidden := next((c for c in text if not c.isprintable()), ""):
            self.refuse(
                column,
                f"{column} holds a character that cannot be seen (U+{ord(hidden):04X}); "
                "type the text anew.",
            )
        elif len(text) > longest:
            self.refuse(
                column, f"{column} has {len(text)} characters; shorten it to {longest} at most."
            )
        elif needed and not text:
            self.refuse(column, f"{column} is missing; write it in.")
        else:
            return text
        return ""

    def whole(self, column: str, least: int, most: int) -> int | None:
        """A whole number between bounds; None where there is none."""
        value = self.section.cells.get(column)
        if isinstance(value, str) and re.fullmatch("[0-9]{1,9}", value.strip()):
            value = int(value)
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        self.refuse(
            column, f"{column} is {shown(value)}; write a whole number from {least} to {most}."
        )
        return None

    def yes(self, column: str, *, default: bool) -> bool:
        """Yes or no."""
        value = self.section.cells.get(column, default)
        if isinstance(value, bool):
            return value
        word = str(value).strip().casefold()
        if word not in _YES + _NO:
            self.refuse(column, f"{column} is {shown(value)}; write yes or no.")
        return word in _YES

    def day(self, column: str) -> date | None:
        """A date; None where there is none."""
        value = self.section.cells.get(column)
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value.strip()):
            with suppress(ValueError):
                value = date.fromisoformat(value.strip())
        if isinstance(value, date) and not isinstance(value, datetime):
            if 2000 <= value.year < 2200:
                return value
        elif value is None:
            return None
        self.refuse(column, f"{column} is {shown(value)}; write a date as in 2026-11-23.")
        return None

    def hour(self, column: str) -> time | None:
        """A time of day in the room; None where there is none."""
        value = self.section.cells.get(column)
        if isinstance(value, str) and re.fullmatch(r"\d{1,2}:\d{2}(:\d{2})?", value.strip()):
            with suppress(ValueError):
                value = time.fromisoformat(
                    value.strip().rjust(8 if value.count(":") > 1 else 5, "0")
                )
        if value is None or isinstance(value, time):
            return value
        self.refuse(column, f"{column} is {shown(value)}; write a time of day as in 10:00.")
        return None

    def one_of(
        self, column: str, known: Mapping[str, str], *, needed: bool = False, called: str = ""
    ) -> str:
        """One of a few words, by any of the words that people use for it."""
        text = self.text(column, 200, needed=needed)
        if not text or text.casefold() in known:
            return known.get(text.casefold(), "")
        what = called or column.replace("_", " ")
        self.refuse(column, f"There is no {what} {shown(text)}; {did_you_mean(text, known)}")
        return ""

    def code(self, column: str, listed_in: CodedList, *, needed: bool = False) -> str:
        """A code of a list, found by its label too."""
        words: dict[str, str] = {}
        for entry in self._vocabulary.entries(listed_in):
            words.setdefault(entry.code.casefold(), entry.code)
            words.setdefault(entry.label.casefold(), entry.code)
        return self.one_of(column, words, needed=needed)

    def codes(self, column: str, listed_in: CodedList) -> Picks:
        """Codes of a list, in a TOML list or separated by spaces or semicolons."""
        value = self.section.cells.get(column, "")
        written = re.split(r"[\s;,]+", value) if isinstance(value, str) else value
        if not isinstance(written, list) or not all(isinstance(code, str) for code in written):
            self.refuse(column, f'{column} must be a list of codes, as in ["msa", "hna"].')
            return {}
        if len(written) > _MOST_CODES:
            self.refuse(column, f"{column} has {len(written)} codes; {_MOST_CODES} is the most.")
            return {}
        found = [self._picked(column, code.strip(), listed_in) for code in written if code.strip()]
        return {code: rank for rank, code in enumerate(dict.fromkeys(filter(None, found)), 1)}

    def _picked(self, column: str, code: str, listed_in: CodedList) -> str:
        if self._vocabulary.find(code.casefold(), listed_in):
            return code.casefold()
        if elsewhere := self._vocabulary.find(code.casefold(), *PICKER):
            self.refuse(
                column, f"{shown(code)} belongs under {elsewhere.listed_in}; move it there."
            )
            return ""
        near = self._vocabulary.suggest(code[:60], listed_in)
        advice = f"did you mean {near}?" if near else "look the code up in the picker."
        self.refuse(column, f"There is no code {shown(code)} in {column}; {advice}")
        return ""
