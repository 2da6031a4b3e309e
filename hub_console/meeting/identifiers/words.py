"""The words of a text one by one, each with what is known of it and with its neighbours."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from hub_console.meeting.identifiers.lists import Lists

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_OWNS = ("'s", "’s")
_STOPS = frozenset(".!?;:•|(/\n–—")


@dataclass(slots=True, eq=False)
class Word:
    """A word of a text.

    Attributes:
        start: Its first character's place.
        end: The place after its last, without the ending of a possessive.
        text: As it is written.
        fold: As it is looked up: small, no accents, no apostrophes.
        gap: What stands between it and the word before.
        line: The whole text.
        owns: Whether it is a possessive: ``Ann's``.
        capital: Whether it begins with a capital; False where the whole text is capitals.
        given: Whether it is a given name, whatever else it is.
        surname: Whether it is a surname, whatever else it is.
        plain: Whether it is an ordinary word, even with a capital.
        double: Whether it is a name that is a word when it is written small.
        placed: Whether it is a place or a street.
        innocent: Whether it is part of what names nobody.
    """

    start: int = 0
    end: int = 0
    text: str = ""
    fold: str = ""
    gap: str = ""
    line: str = ""
    owns: bool = False
    capital: bool = False
    given: bool = False
    surname: bool = False
    plain: bool = False
    double: bool = False
    placed: bool = False
    innocent: bool = False
    previous: "Word | None" = None
    following: "Word | None" = None

    @property
    def before(self) -> "Word":
        """The word before; an empty one where there is none."""
        return self.previous or _NO_WORD

    @property
    def next(self) -> "Word":
        """The word after; an empty one where there is none."""
        return self.following or _NO_WORD

    @property
    def joined(self) -> bool:
        """Whether nothing but a space stands before it."""
        return self.gap == " " and self.previous is not None

    @property
    def first(self) -> bool:
        """Whether a sentence begins with it."""
        return self.previous is None or not _STOPS.isdisjoint(self.gap)

    @property
    def letters(self) -> bool:
        """Whether it is written in capitals throughout, as ``EMS`` is."""
        return len(self.text) > 1 and self.text.isupper()

    @property
    def initial(self) -> bool:
        """Whether it is a single capital."""
        return len(self.text) == 1 and self.capital

    @property
    def name(self) -> bool:
        """Whether it is a name, whatever else it is."""
        return self.given or self.surname

    @property
    def surely_given(self) -> bool:
        """Whether it is a given name and nothing else."""
        return self.given and not (self.placed or self.plain)


_NO_WORD = Word()


def folded(text: str) -> str:
    """A word as it is looked up."""
    text = text.casefold()
    if not text.isascii():
        spread = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in spread if not unicodedata.combining(c))
    return text.replace("'", "").replace("’", "")


def words_of(text: str, lists: Lists) -> list[Word]:
    """The words of a text, in order."""
    words = list(_words(text, lists))
    for word, following in pairwise(words):
        word.following, following.previous = following, word
    return words


def _words(text: str, lists: Lists) -> Iterator[Word]:
    shouted = text.isupper() and " " in text.strip()
    before = 0
    for found in _WORD.finditer(text):
        written = found[0]
        owns = written.endswith(_OWNS)
        bare = written[:-2] if owns else written
        fold = folded(bare)
        yield Word(
            found.start(),
            found.start() + len(bare),
            bare,
            fold,
            text[before : found.start()],
            text,
            owns=owns,
            capital=not shouted and bare[0].isupper(),
            given=fold in lists.given,
            surname=fold in lists.surnames,
            plain=lists.is_word(fold),
            double=fold in lists.doubles,
            placed=fold in lists.places,
        )
        before = found.end()
