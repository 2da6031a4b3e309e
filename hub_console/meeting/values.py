"""The small values that every rule speaks in: ids, moments, ordered picks, refusals."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b
from typing import Any, NewType, TypeAlias, TypeVar

Id = NewType("Id", str)
"""A record's identity: 128 bits, most often random, as 32 hexadecimal digits."""

AgencyTag = NewType("AgencyTag", str)
"""Two upper-case letters or digits that call an agency: ``PD``."""

NO_ID = Id("")
NO_AGENCY = AgencyTag("")

Picks: TypeAlias = Mapping[str, int]
"""Codes or tags that were picked, each with its rank; the rank keeps the order through undo."""


T = TypeVar("T")


def derived_id(*parts: str) -> Id:
    """An identity made of what a record is, so that two stations that make it mean the same one."""
    return Id(blake2b("/".join(parts).encode(), digest_size=16).hexdigest())


class Refused(Exception):
    """An act that the table's rules do not allow; its text says what to do instead.

    A key is named by its command, ``<next>``: which one it is, only the console knows.
    """


@dataclass(frozen=True, slots=True)
class Moment:
    """What an act needs of the world.

    Attributes:
        now: The time, in UTC.
        new_id: Makes the identity of a new record.
    """

    now: datetime
    new_id: Callable[[], Id]


def picked(picks: Picks) -> tuple[str, ...]:
    """The picks in the order in which they were made."""
    return tuple(sorted(picks, key=lambda pick: (picks[pick], pick)))


def with_pick(picks: Picks, pick: str) -> Picks:
    """The picks with one more at the end; unchanged when it is there already."""
    if pick in picks:
        return picks
    return {**picks, pick: max(picks.values(), default=0) + 1}


def without_pick(picks: Picks, pick: str) -> Picks:
    """The picks without one of them."""
    return {other: rank for other, rank in picks.items() if other != pick}


def with_fields(record: T, changed: Mapping[str, Any]) -> T:
    """A record with fields named at run time replaced."""
    return replace(record, **changed)  # type: ignore[type-var]
