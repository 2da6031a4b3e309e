"""The sections of an agenda or roster file, TOML or CSV, each with the lines that it stands on."""

import csv
import io
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum

from hub_console.meeting.values import Refused

LARGEST = 2**20
"""Bytes that a file may have."""

LONGEST_LINE = 4_000
_SHOWN, _COLLECTED = 10, 100

_HEADER = re.compile(r"""\s*\[{1,2}\s*(["']?)([\w-]+)\1\s*\]{1,2}\s*(?:\#.*)?""")
_KEY = re.compile(r"""\s*(["']?)([\w-]+)\1\s*=""")


class Form(StrEnum):
    """How a file is written; the value is the end of its name."""

    TOML = "toml"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that cannot be taken in.

    Attributes:
        line: Its number; 0 where it is the whole file.
        reason: Why, and what to do, as a sentence.
    """

    line: int
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.reason}" if self.line else self.reason


class FileRefused(Refused):
    """A file of which nothing is taken in.

    Attributes:
        lines: All that is wrong with it, in the order of the file.
    """

    def __init__(self, *lines: BadLine) -> None:
        self.lines = tuple(sorted(lines, key=lambda bad: bad.line))
        more = len(self.lines) - _SHOWN
        said = [*map(str, self.lines[:_SHOWN]), *([f"and {more} more"] if more > 0 else [])]
        super().__init__("\n".join(said))


class Faults:
    """What is found wrong while a file is read on, each once."""

    def __init__(self) -> None:
        self._found: dict[BadLine, None] = {}

    def add(self, line: int, reason: str) -> None:
        """Add one; after very many it is time to stop reading."""
        self._found[BadLine(line, reason)] = None
        if len(self._found) >= _COLLECTED:
            self.settle()

    def settle(self) -> None:
        """Refuse the file if anything is wrong with it.

        Raises:
            FileRefused: Something is.
        """
        if self._found:
            raise FileRefused(*self._found)


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a TOML file, or one row of a CSV file.

    Attributes:
        name: ``item``, ``meeting`` or ``agency``.
        line: The line that it begins on.
        cells: Its values by column; a CSV file has texts alone, and no empty ones.
        lines: The line of each column, where it is not the first.
        heading: The line of a CSV file's column names; 0 in TOML.
    """

    name: str
    line: int
    cells: Mapping[str, object]
    lines: Mapping[str, int] = field(default_factory=dict)
    heading: int = 0

    def line_of(self, column: str) -> int:
        """The line on which a column's value stands."""
        return self.lines.get(column, self.line)


def read_sections(
    data: str | bytes, form: Form, faults: Faults, *, many: str, one: str = ""
) -> list[Section]:
    """Take a file apart.

    Args:
        data: The file.
        form: How it is written.
        faults: Where to say what is wrong.
        many: The sections that a TOML file repeats (``[[item]]``); the rows of a CSV file.
        one: The section that it may have once (``[meeting]``).

    Raises:
        FileRefused: It is no such file at all.
    """
    text = _text(data)
    if form is Form.CSV:
        return list(_rows(text, faults, many))
    return list(_tables(text, faults, many, one))


def refusal(line: int, reason: str) -> FileRefused:
    """A file refused for one reason."""
    return FileRefused(BadLine(line, reason))


def did_you_mean(text: str, known: Mapping[str, str]) -> str:
    """What to write instead: the nearest of the known words, else all of a few.

    Args:
        text: What was written.
        known: What may be written, by the words that people may use for it.
    """
    if nearest := get_close_matches(text.casefold()[:60], known, 1):
        return f"did you mean {known[nearest[0]]}?"
    choices = sorted(set(known.values()))
    return f"write one of {', '.join(choices)}." if len(choices) <= 12 else "correct it."


def shown(value: object) -> str:
    """A value out of a file as a message may show it: short, and every character visible."""
    text = value if isinstance(value, str) else str(value)
    cut = text if len(text) <= 40 else f"{text[:40]}…"
    return f"“{''.join(c if c.isprintable() else f'<U+{ord(c):04X}>' for c in cut)}”"


def _text(data: str | bytes) -> str:
    if len(data) > LARGEST:
        raise refusal(0, "The file is larger than 1 MiB; take out what is no agenda or roster.")
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or 4 * raw[1::2].count(0) > len(raw):
        raise refusal(0, "The file is UTF-16 text; save it again with the encoding UTF-8.")
    if (place := raw.find(0)) >= 0:
        line = raw.count(b"\n", 0, place) + 1
        raise refusal(line, "This is not a text file; choose a TOML or CSV file.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        advice = "save the file again with the encoding UTF-8."
        raise refusal(line, f"This is not UTF-8 text; {advice}") from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise refusal(0, "The file is empty; write at least one line, or choose another.")
    for number, line_text in enumerate(text.split("\n"), 1):
        if len(line_text) > LONGEST_LINE:
            raise refusal(
                number, f"The line has more than {LONGEST_LINE:,} characters; shorten it."
            )
    return text


def _tables(text: str, faults: Faults, many: str, one: str) -> Iterator[Section]:
    try:
        parsed = tomllib.loads(text)
    except RecursionError:
        raise refusal(0, "The file is nested too deeply; write it flat.") from None
    except ValueError as error:
        complaint, _, place = str(error).removesuffix(")").partition(" (at ")
        stated = re.match(r"line (\d+)", place)
        line = int(stated[1]) if stated else text.rstrip().count("\n") + 1
        advice = 'Write a value as in: title = "Opening", minutes = 4, starts = "10:00".'
        raise refusal(line, f"This is not TOML: {complaint}. {advice}") from None
    marks = list(_marks(text))
    for name, value in parsed.items():
        of_name = [mark for mark in marks if mark.name == name]
        here = of_name[0].line if of_name else marks[0].line_of(name)
        if name not in (many, one):
            known = {word: f"[[{many}]]" if word == many else f"[{one}]" for word in (many, one)}
            known.pop("", None)
            faults.add(here, f"There is no section {shown(name)} here; {did_you_mean(name, known)}")
        elif name == one and isinstance(value, dict):
            yield Section(name, here, value, of_name[0].lines if of_name else {})
        elif name == many and isinstance(value, list):
            for nth, cells in enumerate(value):
                mark = of_name[nth] if nth < len(of_name) else Section(name, here, {})
                if isinstance(cells, dict):
                    yield Section(name, mark.line, cells, mark.lines)
                else:
                    faults.add(mark.line, f"Write [[{many}]] on a line of its own.")
        else:
            heading = f"[[{many}]] with two brackets" if name == many else f"[{one}], once"
            faults.add(here, f"Write {heading}, on a line of its own.")


def _marks(text: str) -> Iterator[Section]:
    """Where the sections of a TOML text and their keys stand; the first is before any heading."""
    mark, lines, inside = Section("", 1, {}), dict[str, int](), ""
    for number, line in enumerate(text.split("\n"), 1):
        if inside:
            inside = "" if inside in line else inside
            continue
        if heading := _HEADER.fullmatch(line):
            yield Section(mark.name, mark.line, {}, lines)
            mark, lines = Section(heading[2], number, {}), {}
        elif key := _KEY.match(line):
            lines.setdefault(key[2], number)
        inside = next((quotes for quotes in ('"""', "'''") if line.count(quotes) % 2), "")
    yield Section(mark.name, mark.line, {}, lines)


def _rows(text: str, faults: Faults, name: str) -> Iterator[Section]:
    first = text.lstrip("\n").partition("\n")[0]
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True
    )
    columns: list[str] = []
    line = heading = 1
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if any(cells) and not columns:
                columns, heading = [re.sub(r"[\s-]+", "_", c.casefold()) for c in cells], line
                for twice in {c for c in columns if c and columns.count(c) > 1}:
                    faults.add(line, f"The column {shown(twice)} is there twice; take one out.")
            elif any(cells):
                if any(cell for place, cell in enumerate(cells) if not "".join(columns[place:])):
                    faults.add(
                        line, "The line has more cells than there are columns; take them out."
                    )
                named = {c: cell for c, cell in zip(columns, cells, strict=False) if c and cell}
                yield Section(name, line, named, heading=heading)
            line = reader.line_num + 1
    except csv.Error as error:
        advice = "Put a cell that holds a comma or a quote between quotes, and double the quote."
        raise refusal(line, f"This is not CSV: {error}. {advice}") from None
