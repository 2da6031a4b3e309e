"""Names of persons: known ones, and unknown ones by the company that they keep."""

import re
from collections.abc import Iterator
from functools import lru_cache

from hub_console.meeting.identifiers import cues
from hub_console.meeting.identifiers.company import is_surely, may_be, names_somebody
from hub_console.meeting.identifiers.lists import Phrases, load_lists, phrases_of
from hub_console.meeting.identifiers.organisations import excuse_organisations, excuse_phrases
from hub_console.meeting.identifiers.suspicion import Kind, Suspicion
from hub_console.meeting.identifiers.words import Word, folded, words_of

_INITIALS = re.compile(r"(?<![\w.])(?:[A-Z]\.\s?){1,3}[A-Z]\.(?!\w)")
_SAID_INITIALS = re.compile(
    r"\binitials?\b(?:\s*(?:are|is|:|of))*\s*([A-Z]\.?\s?[A-Z]\.?(?:[A-Z]\.?)?)\b"
)
_SURNAME_FIRST = re.compile(r"(?<![\w.])([A-Z][A-Za-z'’-]+),\s?[A-Z]\b\.?(?!['’\w])")
_BESIDE = re.compile(r"\.? ?|-")


def found(text: str, known: tuple[str, ...]) -> Iterator[Suspicion]:
    """What looks like the name of a person."""
    lists = load_lists()
    words = words_of(text, lists)
    phrases, single = _excused(known)
    for word in words:
        word.innocent = word.fold in single
    excuse_phrases(words, lists.phrases)
    excuse_phrases(words, phrases)
    excuse_organisations(words)
    for word in words:
        if names_somebody(word):
            yield _whole(word)
    yield from _initials(text)
    for listed in _SURNAME_FIRST.finditer(text):
        surname = folded(listed[1])
        if surname in lists.surnames and not lists.is_word(surname):
            yield Suspicion(*listed.span(), Kind.NAME)


@lru_cache(maxsize=8)
def _excused(known: tuple[str, ...]) -> tuple[Phrases, frozenset[str]]:
    """The phrases of what is known at the table, and their words."""
    texts = [" ".join(re.findall(r"[^\W_]+", folded(name))) for name in known]
    return phrases_of(texts), frozenset(" ".join(texts).split())


def _initials(text: str) -> Iterator[Suspicion]:
    for initials in _INITIALS.finditer(text):
        if re.sub(r"[. ]", "", initials[0]) not in cues.DOTTED:
            yield Suspicion(*initials.span(), Kind.NAME)
    for said in _SAID_INITIALS.finditer(text):
        yield Suspicion(*said.span(1), Kind.NAME)


def _whole(word: Word) -> Suspicion:
    """The whole of a name of which one word is found: with what stands beside it and belongs."""
    first = last = word
    while earlier := _goes_back(first):
        first = earlier
    while not last.owns and (later := _goes_on(last)):
        last = later
    return Suspicion(first.start, last.end, Kind.NAME)


def _goes_back(word: Word) -> Word | None:
    """The word of a name before one; over ``de la`` and the like."""
    if _BESIDE.fullmatch(word.gap) and _belongs(word.before, word.gap):
        return word.before
    while word.before.fold in cues.PARTICLES and word.gap in (" ", "-"):
        word = word.before
        if may_be(word.before) and word.gap in (" ", "-"):
            return word.before
    return None


def _goes_on(word: Word) -> Word | None:
    """The next word of a name; over ``de la`` and the like."""
    ahead = word.next
    if _BESIDE.fullmatch(ahead.gap) and _belongs(ahead, ahead.gap):
        return ahead
    if word.given and ahead.joined and not ahead.capital and ahead.fold in cues.SMALL_SURNAMES:
        return ahead
    while ahead.fold in cues.PARTICLES and ahead.gap in (" ", "-"):
        ahead = ahead.next
        if may_be(ahead) and ahead.gap in (" ", "-"):
            return ahead
    return None


def _belongs(word: Word, gap: str) -> bool:
    if word.innocent or not word.text:
        return False
    if word.initial:
        return True
    if "." in gap:
        return False
    if not word.capital:
        return is_surely(word)
    return may_be(word) and (not word.plain or word.surname)
