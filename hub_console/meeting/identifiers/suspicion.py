"""What a text is suspected of: that some of its characters say who somebody is."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What it looks like; the value ends the sentence "it looks like …"."""

    NAME = "a person's name"
    BIRTH_DATE = "a birth date"
    PHONE = "a phone number"
    ADDRESS = "an address"
    E_MAIL = "an e-mail address"
    RECORD = "a record or licence number"


@dataclass(frozen=True, slots=True, order=True)
class Suspicion:
    """Characters of a text that look like an identifier.

    Attributes:
        start: The first of them, from 0.
        end: The one after the last.
        kind: What they look like.
    """

    start: int
    end: int
    kind: Kind


def apart(found: Iterable[Suspicion]) -> tuple[Suspicion, ...]:
    """Suspicions in the order of the text; where two share characters, the longer one."""
    kept: list[Suspicion] = []
    for one in sorted(found, key=lambda s: (s.start - s.end, s.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return tuple(sorted(kept))


def without(text: str, suspicion: Suspicion) -> tuple[str, int]:
    """A text without what is suspected in it, its spaces tidied, and where that stood."""
    before, after = text[: suspicion.start], text[suspicion.end :]
    if after.startswith(("'s", "’s")):
        after = after[2:]
    if not before or before.endswith(" ") or not after:
        after = after.lstrip(" ")
    if not after or after[0] in ",.;:!?)":
        before = before.rstrip(" ")
    return before + after, len(before)
