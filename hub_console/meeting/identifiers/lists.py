"""The lists that the guard knows words by, read from their files when first wanted."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

Phrase = tuple[str, ...]
Phrases = Mapping[str, tuple[Phrase, ...]]
"""Phrases by their first words."""

_ENDINGS = (
    ("ies", ("y",)),
    ("es", ("", "e")),
    ("s", ("",)),
    ("ed", ("", "e")),
    ("ing", ("", "e")),
    ("ly", ("", "le")),
    ("ers", ("", "e")),
    ("er", ("", "e")),
    ("ness", ("",)),
    ("ments", ("",)),
    ("ment", ("",)),
)
_BEGINNINGS = ("un", "re", "non", "pre", "over", "under", "mis", "dis", "co", "out", "up")


@dataclass(frozen=True, slots=True)
class Lists:
    """What is known of words, all small and without accents.

    Attributes:
        given: Given names.
        surnames: Surnames.
        words: Words that name nobody, even with a capital.
        doubles: Names that are words when they are written small.
        places: Places and streets.
        phrases: What holds a name and names nobody.
    """

    given: frozenset[str]
    surnames: frozenset[str]
    words: frozenset[str]
    doubles: frozenset[str]
    places: frozenset[str]
    phrases: Phrases

    def is_word(self, fold: str) -> bool:
        """Whether it is an ordinary word, or a regular form of one that is no name."""
        if fold in self.words:
            return True
        if fold in self.given or fold in self.surnames:
            return False
        rests = (fold[len(b) :] for b in _BEGINNINGS if fold.startswith(b) and len(fold) > 5)
        return self._is_form(fold) or any(r in self.words or self._is_form(r) for r in rests)

    def _is_form(self, fold: str) -> bool:
        return any(
            fold[: -len(ending)] + stem in self.words
            for ending, stems in _ENDINGS
            if fold.endswith(ending) and len(fold) > len(ending) + 2
            for stem in stems
        )


@cache
def load_lists() -> Lists:
    """The packaged lists."""
    return Lists(
        given=_words("given_names"),
        surnames=_words("surnames"),
        words=_words("words"),
        doubles=_words("doubles"),
        places=_words("places"),
        phrases=phrases_of(_lines("phrases")),
    )


def phrases_of(texts: list[str]) -> Phrases:
    """Phrases by their first words; without accents already."""
    phrases: dict[str, tuple[Phrase, ...]] = {}
    for text in texts:
        if phrase := tuple(text.casefold().replace("'", "").replace("-", " ").split()):
            phrases[phrase[0]] = (*phrases.get(phrase[0], ()), phrase)
    return phrases


def _words(name: str) -> frozenset[str]:
    return frozenset(" ".join(_lines(name)).split())


def _lines(name: str) -> list[str]:
    from importlib.resources import files

    content = (files(__package__) / "data" / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in content.splitlines() if not line.startswith("#")]
