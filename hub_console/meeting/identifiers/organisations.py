"""Agencies, schools, streets and shops: what holds a name and names nobody."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from hub_console.meeting.identifiers import cues, heads
from hub_console.meeting.identifiers.lists import Phrases
from hub_console.meeting.identifiers.words import Word


def excuse_phrases(words: Iterable[Word], phrases: Phrases) -> None:
    """Mark the words of known phrases as innocent."""
    for word in words:
        for beginning in {word.fold, _as_written(word)}:
            for phrase in phrases.get(beginning, ()):
                here = list(_words_from(word, len(phrase)))
                if len(here) == len(phrase) and all(
                    said in (one.fold, _as_written(one))
                    for one, said in zip(here, phrase, strict=True)
                ):
                    _excuse(here)


def excuse_organisations(words: list[Word]) -> None:
    """Mark the words of agencies, places and roads as innocent."""
    place = 0
    while place < len(words):
        run = _run(words[place])
        _excuse_run(run)
        place += len(run)
    for word in words:
        _excuse_beside(word)
        _excuse_crossing(word)
        if word.fold in heads.ROADS:
            _excuse(_roads_after(word))
        elif word.fold in heads.SEVERAL:
            _excuse(_several_before(word))
        elif word.fold == "the":
            _excuse_with_article(word.next)


def _excuse(words: Iterable[Word]) -> None:
    for word in words:
        word.innocent = True


def _as_written(word: Word) -> str:
    return word.fold + "s" if word.owns else word.fold


def _words_from(word: Word, count: int) -> Iterator[Word]:
    for _ in range(count):
        if not word.text:
            return
        yield word
        word = word.next


def _run(word: Word) -> list[Word]:
    """Words with capitals that stand together, with what links them; one word where it is small."""
    run = [word]
    while word.capital or word.fold in heads.LINKS:
        ahead = word.next
        apart = ahead.gap == ". " and word.fold not in heads.PREFIXES
        if apart or ahead.gap not in (" ", "-", ". ", "' ", "’ ", " & "):
            break
        linked = ahead.fold in heads.LINKS and ahead.next.capital and ahead.next.joined
        if not ahead.capital and not (linked and word.capital):
            break
        run.append(ahead)
        word = ahead
    return run


def _excuse_run(run: list[Word]) -> None:
    titles = (n for n, word in enumerate(run) if word.fold in cues.TITLES and word.fold != "dr")
    run = run[: next(titles, len(run))]
    for word, ahead in pairwise(run):
        if word.capital and word.fold in heads.PREFIXES:
            family = ahead.next.fold in heads.OF_A_FAMILY
            if not (family or (word.fold in heads.WEAK_PREFIXES and ahead.given)):
                _excuse((word, ahead))
    kinds = [n for n, word in enumerate(run) if n and word.capital and word.fold in heads.HEADS]
    if kinds:
        person = kinds[-1] == 1 and run[0].surely_given
        if not (person and run[1].fold in heads.AMBIGUOUS):
            _excuse(run[: kinds[-1] + 1])
    if run and not run[-1].owns:
        _excuse_before_small(run)


def _excuse_before_small(run: list[Word]) -> None:
    """``Lopez park``, ``Ryan playground``: the kind of place is written small."""
    last = run[-1]
    kind = last.next.fold
    person = last.surely_given and kind not in heads.NO_PERSONS
    follows = last.next.joined and kind in heads.SMALL_HEADS
    if follows and (last.capital or last.surname) and not person:
        _excuse(run)


def _excuse_beside(word: Word) -> None:
    """A language, a shop, a school: by the word beside it."""
    ahead = word.next
    language = ahead.fold in heads.OF_A_LANGUAGE and ahead.gap in (" ", "-")
    if language or (word.owns and ahead.fold in heads.SHOPS):
        word.innocent = True
    near = word.before.fold in heads.ALONG and word.capital and not word.owns
    if near and not word.surely_given:
        word.innocent = True


def _excuse_crossing(left: Word) -> None:
    """Two roads where they meet, when one of them is known: ``Howard & Dudley``."""
    right = left.next
    if right.fold == "and" and right.joined and right.next.joined:
        right = right.next
    elif right.gap.strip() not in ("&", "/", "@"):
        return
    known = any(road.placed and not road.given for road in (left, right))
    if known and left.capital and right.capital and not (left.owns or right.owns):
        _excuse((left, right))


def _roads_after(word: Word) -> Iterator[Word]:
    """Roads by their bare names: ``corner of Adams and Gallivan``."""
    for ahead in _words_from(word.next, 6):
        if "." in ahead.gap or not (ahead.capital or ahead.fold in heads.BETWEEN_ROADS):
            return
        yield ahead


def _several_before(word: Word) -> Iterator[Word]:
    """Several of a kind by their bare names: ``Lincoln, Jackson and Madison Park schools``."""
    while word.previous and word.gap in (" ", ", ", " & "):
        word = word.previous
        if not (word.capital or word.fold in ("and", "or")):
            return
        yield word


def _excuse_with_article(word: Word) -> None:
    """A school or a house by its bare name, ``the Burke``; a family stays a family."""
    ahead = word.next
    family = ahead.joined and ahead.fold in heads.OF_A_FAMILY
    alone = not (ahead.joined and ahead.capital)
    person = family or word.owns or word.surely_given or word.fold.endswith("s")
    if word.joined and word.capital and alone and not person:
        word.innocent = True
