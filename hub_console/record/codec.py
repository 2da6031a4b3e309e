"""Values on their way to the journal and the tables: what each field holds, from its type.

In the journal a value is text, a whole number, yes or no, or nothing.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from enum import Enum, IntEnum, StrEnum
from functools import cache, lru_cache
from types import NoneType
from typing import Any, TypeAlias, get_args, get_type_hints

from hub_console.meeting.change import DETAIL, EXISTS, KINDS
from hub_console.meeting.clock import ClockEvent
from hub_console.meeting.situation import DETAIL_FIELDS, Situation
from hub_console.meeting.values import NO_ID, Picks

Raw: TypeAlias = bool | int | str | None

_LARGEST = 2**53
"""Of a whole number in any field, below 0 too."""


@dataclass(frozen=True, slots=True)
class Codec:
    """How values of one type are written.

    Attributes:
        encode: From the value to the journal.
        decode: Back; raises ValueError, TypeError or KeyError for what is no such value.
        raw: The type in the journal.
    """

    encode: Callable[[Any], Raw]
    decode: Callable[[Any], Any]
    raw: type = str


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a kind of record.

    Attributes:
        name: As in the dataclass; the column's name too.
        codec: Of its value, or of its members'.
        mapping: Whether each of its members is a cell of its own.
        ranked: Whether the members are picks, whose value is only their order.
        default: As written; what a cell without a value holds.
    """

    name: str
    codec: Codec
    mapping: bool
    ranked: bool
    default: Raw


def _text(raw: object) -> str:
    if not isinstance(raw, str):
        raise TypeError("not text")
    return raw


def _whole(raw: int | str) -> int:
    number = int(raw)
    if abs(number) > _LARGEST:
        raise ValueError("a number beyond all bounds")
    return number


def _moment(raw: str) -> datetime:
    at = datetime.fromisoformat(raw)
    if at.tzinfo is None:
        raise ValueError("a moment without its time zone")
    return at


_CODECS: Mapping[type, Codec] = {
    bool: Codec(bool, {False: False, True: True}.__getitem__, bool),
    int: Codec(int, _whole, int),
    str: Codec(str, _text),
    date: Codec(date.isoformat, date.fromisoformat),
    datetime: Codec(lambda at: at.astimezone(UTC).isoformat(), _moment),
    ClockEvent: Codec(str, ClockEvent.parse),
}


def _codec(hint: Any) -> Codec:
    (hint,) = [part for part in get_args(hint) if part is not NoneType] or [hint]
    hint = getattr(hint, "__supertype__", hint)
    if issubclass(hint, Enum):
        encode = int if issubclass(hint, IntEnum) else str
        assert issubclass(hint, IntEnum | StrEnum), hint
        return Codec(encode, hint, encode)
    return _CODECS[hint]


@cache
def fields_of(kind: str) -> Mapping[str, Field]:
    """The fields of a kind by name, without its id; a situation's are parted from its detail."""
    return {field.name: field for field in _fields_of(kind)}


def _fields_of(kind: str) -> Iterator[Field]:
    cls = KINDS[kind]
    hints, blank = get_type_hints(cls), cls(NO_ID)
    for each in fields(cls):
        name = each.name
        of_detail = cls is Situation and name in DETAIL_FIELDS
        if name == "id" or of_detail is not (kind == DETAIL):
            continue
        hint, default = hints[name], getattr(blank, name)
        mapping = isinstance(default, Mapping)
        codec = _codec(get_args(hint)[1] if mapping else hint)
        empty = mapping or default is None
        yield Field(
            name, codec, mapping, each.type is Picks, None if empty else codec.encode(default)
        )


def encoded(kind: str, field: str, value: object) -> Raw:
    """A cell's value as the journal writes it."""
    if value is None:
        return None
    return bool(value) if field == EXISTS else _of(kind, field).codec.encode(value)


def decoded(kind: str, field: str, raw: Raw) -> Any:
    """A cell's value as the rules know it.

    Raises:
        ValueError: The raw value is none of that field.
        TypeError: Likewise.
        KeyError: Likewise, or there is no such field.
    """
    if raw is None or field == EXISTS:
        return raw
    return _of(kind, field).codec.decode(raw)


def is_sound(kind: str, field: str, raw: Raw) -> bool:
    """Whether a field can hold a raw value; a newer program may write what this one cannot."""
    try:
        decoded(kind, field, raw)
    except (ValueError, TypeError, KeyError):
        return False
    return True


def default_of(kind: str, field: str) -> Any:
    """What a cell holds before anything is said of it."""
    known = fields_of(kind).get(field)
    return None if known is None else decoded(kind, field, known.default)


def is_ranked(kind: str, field: str) -> bool:
    """Whether a cell says only that something is picked, and in which order."""
    known = fields_of(kind).get(field.partition(".")[0])
    return known is not None and known.ranked


@lru_cache(maxsize=4096)
def _of(kind: str, field: str) -> Field:
    name, dot, _ = field.partition(".")
    found = fields_of(kind)[name]
    if found.mapping is not bool(dot):
        raise KeyError(field)
    return found
