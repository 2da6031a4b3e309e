"""Finding an entry by its code or by the beginnings of its words."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from hub_console.vocabulary.entry import Entry
from hub_console.vocabulary.words import begins_nearly, words_in

_NEVER_USED: Mapping[str, int] = MappingProxyType({})
_SHORTEST_FORGIVEN = 4
_CODE, _PART_OF_CODE, _TYPO, _NO_MATCH = -1, 10, 100, 10_000


def search(
    entries: Iterable[Entry], query: str, frequency: Mapping[str, int] = _NEVER_USED
) -> list[Entry]:
    """Return the entries that a query may mean, the likeliest first.

    An entry is found by the beginning of its code, or when each typed word begins some word of
    its category or label, in any order. A typed word of four letters or more may hold one typo.

    Args:
        entries: What to search, in the order that settles ties.
        query: What was typed; nothing means everything.
        frequency: How often the table has used each code, which settles equal matches.

    Returns:
        The entries found: best match first, then the most used, then in the order given.
    """
    code = query.strip().casefold()
    typed = words_in(query)
    graded = ((_grade(entry, code, typed), entry) for entry in entries)
    found = [match for match in graded if match[0] < _NO_MATCH]
    found.sort(key=lambda match: (match[0], -frequency.get(match[1].code, 0)))
    return [entry for _, entry in found]


def _grade(entry: Entry, code: str, typed: tuple[str, ...]) -> int:
    """Grade an entry against what was typed: the less, the nearer."""
    own = entry.code.casefold()
    if code == own:
        return _CODE
    grade = 0
    for part in typed:
        grade += _nearest(part, entry.category, entry.label)
        if grade >= _NO_MATCH:
            break
    return min(grade, _PART_OF_CODE) if own.startswith(code) else grade


@lru_cache(maxsize=2**14)
def _nearest(part: str, category: str, label: str) -> int:
    """Grade the words of a title against a typed one; kept, as the same are typed every week."""
    words = _searched_words(category, label)
    return min((_distance(part, word) + place for word, place in words), default=_NO_MATCH)


def _distance(part: str, word: str) -> int:
    """Grade a word against a typed one: the whole, its beginning, its beginning with a typo."""
    if word.startswith(part):
        return int(word != part)
    if len(part) >= _SHORTEST_FORGIVEN and begins_nearly(part, word):
        return _TYPO
    return _NO_MATCH


@lru_cache(maxsize=2**12)
def _searched_words(category: str, label: str) -> tuple[tuple[str, int], ...]:
    """Return the words of a title by place: 0 the first, 1 the label's first, 2 the others."""
    before = words_in(category)
    words = before + words_in(label)
    places = {len(before): 1, 0: 0}
    return tuple((word, places.get(index, 2)) for index, word in enumerate(words))
