"""What a station and its table may set for themselves: settings.toml in and out."""

import dataclasses
import re
import reprlib
import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from hub_console.meeting.retention import Retention
from hub_console.meeting.rules import TableRules
from hub_console.places import replace_file

LARGEST = 2**20
"""Bytes that a settings file may have."""

LEAST, MOST = 0, 10_000
"""Bounds of a number whose field does not state its own as metadata ``least`` and ``most``."""

STRING_OR_COMMENT = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|"(?:\\.|[^"\\\n])*"'
    r"|'''.*?'{3,5}|'[^'\n]*'|#[^\n]*",
    re.DOTALL,
)

T = TypeVar("T")
Keys = tuple[str, ...]


_A_LOCK: Mapping[str, int] = {"least": 1, "most": 30}
"""Never above half an hour (the CJIS Security Policy's session lock)."""


class Theme(StrEnum):
    """The colours of the screen."""

    DARK = "dark"
    LIGHT = "light"
    CONTRAST = "contrast"
    TRAFFIC = "traffic"


class Count(StrEnum):
    """Whether an item's clock shows what is left or what has passed."""

    DOWN = "down"
    UP = "up"


class Lost(StrEnum):
    """What the wall shows once the console is gone without a word."""

    LAST = "last"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class WallRules:
    """The room of the wall.

    Attributes:
        image_height_cm: How high the projected picture is.
        farthest_cm: How far from it the farthest seat is.
        lost: What it shows once the console is gone without a word.
    """

    image_height_cm: int = field(default=112, metadata={"least": 10, "most": 2000})
    farthest_cm: int = field(default=800, metadata={"least": 50, "most": 10_000})
    lost: Lost = Lost.LAST


@dataclass(frozen=True, slots=True)
class BackupRules:
    """How the backups that the console makes are kept.

    Attributes:
        keep: So many; when there is one more the oldest goes.
    """

    keep: int = field(default=8, metadata={"least": 1, "most": 100})


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything in settings.toml, with the defaults of what it leaves out.

    Attributes:
        theme: The colours of the screen.
        ascii: Draw with ASCII characters alone.
        bell: Ring when an item's time is up.
        count: Whether clocks count down or up.
        lock_minutes: Without a key for so long the console locks.
        lock_minutes_in_meeting: The same while a meeting is under way.
        keys: The key of each command that has another than its default, by command.
        table: The rules of the table.
        retention: How long each kind of record is kept.
        backups: How the backups are kept.
        wall: The room of the wall.
        vocabulary: What the table changes in its coded lists, as written.
    """

    theme: Theme = Theme.DARK
    ascii: bool = False
    bell: bool = False
    count: Count = Count.DOWN
    lock_minutes: int = field(default=5, metadata=_A_LOCK)
    lock_minutes_in_meeting: int = field(default=30, metadata=_A_LOCK)
    keys: Mapping[str, str] = field(default_factory=dict)
    table: TableRules = field(default_factory=TableRules)
    retention: Retention = field(default_factory=Retention)
    backups: BackupRules = field(default_factory=BackupRules)
    wall: WallRules = field(default_factory=WallRules)
    vocabulary: Mapping[str, object] = field(default_factory=dict)


class SettingsError(Exception):
    """Settings that cannot be used; its text names the file, the line and what to do."""


def load_settings(path: Path) -> Settings:
    """Reads the settings; a file that does not exist leaves every default.

    Raises:
        SettingsError: The file cannot be read, is not TOML, or holds what is no setting.
    """
    return _settings(_text(path), path)


def save_settings(path: Path, changes: Mapping[str, object]) -> Settings:
    """Changes some settings and keeps the others as they are; comments are not kept.

    Args:
        path: The settings file; made when it does not exist.
        changes: New values by name, tables within tables; None takes a setting out, which
            brings its default back.

    Returns:
        The settings as saved.

    Raises:
        SettingsError: The file is not sound or a change is not; the file stays as it was.
    """
    import tomli_w

    changed = tomli_w.dumps(_merged(_parsed(_text(path), path), changes))
    settings = _settings(changed, path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, changed.encode())
    except OSError as error:
        raise SettingsError(
            f"{path} could not be saved ({error.strerror}); check that you may write there."
        ) from error
    return settings


class _Fault(Exception):
    """A value that does not fit, and the keys that lead to it."""

    def __init__(self, keys: Keys, complaint: str) -> None:
        super().__init__(complaint)
        self.keys = keys


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise SettingsError(
            f"{path} cannot be read ({error.strerror}); check that it is a file you may read."
        ) from error
    if len(data) > LARGEST:
        line = data.count(b"\n") + 1
        raise SettingsError(
            f"{path}, line {line}: larger than 1 MiB from here on; take out what is no setting."
        )
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SettingsError(
            f"{path}, line {line}: not UTF-8 text; save the file again with the encoding UTF-8."
        ) from error


def _parsed(text: str, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise SettingsError(f"{path}, line 1: nested too deeply; write it flat.") from error
    except ValueError as error:
        complaint, _, place = str(error).removesuffix(")").partition(" (at ")
        stated = re.match(r"line (\d+)", place)
        line = int(stated[1]) if stated else text.rstrip().count("\n") + 1
        raise SettingsError(
            f"{path}, line {line}: not TOML ({complaint}); "
            f'write a setting as a line like: theme = "dark".'
        ) from error


def _settings(text: str, path: Path) -> Settings:
    written = _parsed(text, path)
    try:
        return _read(Settings, written, ())
    except _Fault as fault:
        line = _line_of(fault.keys, text)
        raise SettingsError(f"{path}, line {line}: {fault}.") from fault


def _read(kind: type[T], written: object, keys: Keys) -> T:
    """Makes a dataclass of a TOML table; the types of its fields say what may be written."""
    if not isinstance(written, dict):
        raise _Fault(keys, f"{keys[-1]} must be a section: [{keys[-1]}] and lines below it")
    fields = {each.name: each for each in dataclasses.fields(kind)}  # type: ignore[arg-type]
    hints = get_type_hints(kind)
    values = {}
    for name, value in written.items():
        if name not in fields:
            raise _Fault((*keys, name), _unknown(name, keys, list(fields)))
        values[name] = _value(hints[name], value, (*keys, name), fields[name].metadata)
    try:
        return kind(**values)
    except ValueError as error:
        first = str(error).partition(" ")[0]
        raise _Fault((*keys, first) if first in written else keys, str(error)) from error


def _value(hint: Any, value: object, keys: Keys, bounds: Mapping[str, int]) -> object:
    """Checks one value against the type of its field.

    Raises:
        _Fault: The value does not fit.
        TypeError: The field has a type that settings cannot have.
    """
    least, most = bounds.get("least", LEAST), bounds.get("most", MOST)
    kind, parts = get_origin(hint) or hint, get_args(hint)
    if kind is object:
        return value
    if dataclasses.is_dataclass(kind):
        return _read(hint, value, keys)
    if kind is Mapping:
        expected = f"a section: [{keys[-1]}] and lines below it"
        if isinstance(value, dict):
            return {name: _value(parts[1], each, (*keys, name), {}) for name, each in value.items()}
    elif kind is tuple:
        expected = "a list in brackets"
        if isinstance(value, list):
            try:
                return tuple(_value(parts[0], each, keys, bounds) for each in value)
            except _Fault as fault:
                raise _Fault(keys, f"each of {fault}") from fault
    elif issubclass(kind, StrEnum):
        expected = _either(f'"{member}"' for member in kind)
        if value in list(kind):
            return kind(value)
    elif kind is bool:
        expected = "true or false"
        if isinstance(value, bool):
            return value
    elif kind is int:
        expected = f"a whole number from {least} to {most}"
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
    elif kind is str:
        expected = "text in quotation marks"
        if isinstance(value, time):
            return f"{value:%H:%M}"
        if isinstance(value, str):
            return value
    else:
        raise TypeError(f"{'.'.join(keys)} has a type that no setting can have: {hint}")
    raise _Fault(keys, f"{_shown(keys[-1])} must be {expected}")


def _unknown(name: str, keys: Keys, known: Iterable[str]) -> str:
    """Says that there is no such setting, and which was probably meant."""
    from difflib import get_close_matches

    section = f" in [{keys[-1]}]" if keys else ""
    if not keys and name in _names(TableRules):
        advice = "move it under [table]"
    elif keys and name in _names(Settings):
        advice = f"move it above [{keys[-1]}] and every other section"
    elif close := get_close_matches(name, known, 1):
        advice = f"write {close[0]}, if that is meant, or take it out"
    else:
        advice = f"take it out or write {_either(known)}"
    return f"there is no setting {_shown(name)}{section}; {advice}"


def _names(kind: type) -> list[str]:
    return [each.name for each in dataclasses.fields(kind)]


def _either(names: Iterable[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} or {last}"


def _shown(name: str) -> str:
    """A name out of the file, with quotes and escapes unless it is plain."""
    return name if name.isidentifier() and len(name) < 40 else reprlib.repr(name)


def _merged(old: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    new = dict(old)
    for name, value in changes.items():
        if value is None:
            new.pop(name, None)
        elif isinstance(value, Mapping) and isinstance(old.get(name, {}), Mapping):
            new[name] = _merged(old.get(name, {}), value)
        else:
            new[name] = value
    return new


def _line_of(keys: Keys, text: str) -> int:
    """The line of the statement that first writes a setting, in a text that is sound TOML."""
    begins, lines = _statements(text), text.split("\n")

    def written_before(statement: int) -> bool:
        value: object = tomllib.loads("\n".join(lines[: begins[statement]]))
        for key in keys:
            if not isinstance(value, dict) or key not in value:
                return False
            value = value[key]
        return True

    after = bisect_left(range(len(begins)), True, key=written_before)
    return begins[max(after - 1, 0)] + 1


def _statements(text: str) -> list[int]:
    """The lines, from 0, on which no string and no bracket of an earlier line is open."""
    plain = STRING_OR_COMMENT.sub(lambda found: "\r" * found[0].count("\n"), text)
    begins, line, depth = [0], 0, 0
    for mark in re.findall(r"[][{}\r\n]", plain):
        if mark in "[{":
            depth += 1
        elif mark in "]}":
            depth -= 1
        else:
            line += 1
            if mark == "\n" and depth == 0:
                begins.append(line)
    return begins
