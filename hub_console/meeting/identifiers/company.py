"""Whether a word names a person: by itself, or by the company that it keeps."""

import re

from hub_console.meeting.identifiers import cues
from hub_console.meeting.identifiers.words import Word

_YEARS = r"\d{1,2}(?:\s?(?:yo|y/o|yrs?|years? old))?"
_AGED = re.compile(rf"\s?[,(]\s?(?:age[d ]*\s*)?{_YEARS}\s?[,).;]?(?=\s|$)")
_AGED_AND_NO_MORE = re.compile(rf"\s?[,(]\s?(?:age[d ]*\s*)?{_YEARS}\s?(?:[,).;]|$)")
_IS_AGED = re.compile(
    r" (?:is|was|just turned|turned) \d{1,2}(?=$|[,.;]| (?:and|but|yo\b|y/o|now|w))"
)
_IS_SO = re.compile(r" (?:is|was) ([a-z]+)")
_AND_KIN = re.compile(r"\.? and (?:his|her|their) ")


def names_somebody(word: Word) -> bool:
    """Whether a word is, or begins, the name of a person."""
    return (
        is_surely(word)
        or _is_titled(word)
        or _is_cued(word)
        or _is_told_of(word)
        or _is_said_of(word)
        or _is_paired(word)
        or _is_listed(word)
    )


def is_surely(word: Word) -> bool:
    """Whether it is a name and nothing else."""
    if word.innocent or word.placed:
        return False
    if not word.name or word.plain:
        return _is_a_family(word)
    if not word.capital:
        return not word.double and (len(word.fold) > 3 or word.fold in cues.SHORT)
    if word.letters:
        return len(word.fold) > 3 and not word.double
    if word.first and word.double and not _opens_as_a_name(word):
        return False
    return len(word.fold) > 2 or word.given


def may_be(word: Word) -> bool:
    """Whether a word with a capital may be a name: it is one, or no word that is known.

    A capital far inside, as in ``MassHire``, is an agency's.
    """
    if word.innocent or not word.capital or word.letters or len(word.fold) < 2:
        return False
    if any(c.isupper() for c in word.text[4:]):
        return False
    return word.name or not (word.plain or word.placed)


def is_strange(word: Word) -> bool:
    """Whether a word with a capital may be a name, and is neither an ordinary word nor a place."""
    return may_be(word) and not word.plain and not word.placed


def _is_a_family(word: Word) -> bool:
    """The Garcias."""
    strange = word.capital and not (word.plain or word.innocent) and word.fold.endswith("s")
    return strange and word.before.fold == "the" and word.joined and _is_surname(word.fold[:-1])


def _is_surname(fold: str) -> bool:
    from hub_console.meeting.identifiers.lists import load_lists

    return fold in load_lists().surnames and not load_lists().is_word(fold)


def _opens_as_a_name(word: Word) -> bool:
    """Whether a sentence begins with a name, though written small it would be a word."""
    if not word.given or len(word.fold) < 3:
        return False
    said = word.next.fold
    goes_on = said in cues.PERSON_GOES_ON or said in cues.PERSON_DOES or said in cues.PERSON_IS
    return not word.next.joined or goes_on or said.endswith(("ing", "ed"))


def _is_titled(word: Word) -> bool:
    """After Mr, Mrs, Dr: any name, and a single letter."""
    title = word.before
    if title.fold not in cues.TITLES or title.text == "MS" or word.gap not in (" ", ". ", "."):
        return False
    if len(word.text) == 1:
        return title.fold != "dr"
    if word.name and not word.letters:
        return word.capital or title.fold != "miss"
    if word.capital:
        return not (word.letters or word.plain)
    return title.fold not in ("dr", "miss") and not title.capital and not word.plain


def _is_cued(word: Word) -> bool:
    """After what says that a name follows, after kin, after a role."""
    cue = word.before.fold
    longer = f"{word.before.before.fold} {cue}"
    if _is_nicknamed(word, cue, longer):
        return True
    if cue in cues.NAMED or longer in cues.NAMED:
        small = not word.capital and len(word.fold) > 2 and not word.plain
        plain = re.fullmatch(r"\W{1,3}", word.gap) is not None
        return plain and not word.innocent and (may_be(word) or small)
    if not may_be(word) or (word.first and not any(sign in word.gap for sign in "(:/")):
        return False
    if cue in cues.KIN or cue in cues.ROLES:
        if word.joined:
            return word.name or not word.plain
        return word.gap in (", ", " (", ": ", ' "', " “") and not word.plain
    if cue in cues.BROUGHT and word.joined and is_strange(word):
        return _is_alone(word)
    if cue in cues.OF_A_PERSON and (word.gap in (" ", ": ") or cue == "w"):
        known = word.given or not word.plain
        return known and not word.placed and _is_alone(word) and word.fold not in cues.SEASONS
    return False


def _is_nicknamed(word: Word, cue: str, longer: str) -> bool:
    if cue not in cues.GOES_BY and longer not in cues.GOES_BY:
        return False
    quoted = any(sign in word.gap for sign in "\"'“‘")
    if word.fold in cues.PRONOUNS or not re.fullmatch(r"\W{1,4}", word.gap):
        return False
    if word.innocent and not quoted:
        return False
    if cue in cues.BIG:
        small = cue == "lil" and not word.capital and not word.plain
        return len(word.text) == 1 or is_strange(word) or small
    strong = longer in cues.ASKS_FOR_A_NAME or cue in cues.ASKS_FOR_A_NAME
    return quoted or word.capital or (strong and not word.plain)


def _is_told_of(word: Word) -> bool:
    """Before what only a person owns, does or is: a mother, a birthday, an age."""
    if word.capital and word.text in cues.NICKNAMES and not word.innocent:
        return True
    if not may_be(word):
        return False
    ahead = word.next
    strange = is_strange(word)
    if word.fold in cues.SEASONS:
        return word.owns and ahead.joined and ahead.fold in cues.KIN and word.given
    if word.owns:
        owned = ahead.joined and ahead.fold in cues.PERSON_OWNS
        return owned or (ahead.joined and not ahead.capital and strange)
    if strange and _AGED.match(word.line, word.end):
        return True
    if ahead.capital:
        return False
    if ahead.gap in (" (", ", ") and ahead.fold in cues.KIN:
        return strange
    if not ahead.joined:
        return False
    if ahead.fold in cues.NEVER and strange:
        return True
    held = ahead.fold == "in" and ahead.next.fold in cues.HELD
    does = ahead.fold in cues.PERSON_DOES or ahead.fold in cues.PERSON_IS or held
    return does and (word.given or not word.plain)


def _is_said_of(word: Word) -> bool:
    """Where even a name that is mostly something else can only be one."""
    ahead, cue = word.next, word.before.fold
    if word.innocent:
        return False
    if word.letters:
        return word.owns and ahead.fold in cues.KIN and len(word.text) < 4
    kin = _AND_KIN.match(word.line, word.end) is not None
    if word.initial and word.line[word.end : word.end + 1] == ".":
        return cue not in cues.LETTERED and (ahead.fold in cues.PERSON_DOES or kin)
    if word.capital and word.surname and ahead.joined and ahead.fold in cues.HOUSEHOLD:
        return word.plain and word.fold not in cues.NO_SURNAME
    if word.capital and word.fold in cues.VIRTUES and _is_within(word):
        return True
    if not word.given or word.fold in cues.NEVER_NAMES:
        return False
    return _has_a_capital_and_more(word, kin) if word.capital else _is_small(word, kin)


def _has_a_capital_and_more(word: Word, kin: bool) -> bool:
    ahead = word.next
    aged = _AGED_AND_NO_MORE.match(word.line, word.end) is not None
    if aged and not word.owns and word.fold not in cues.MONTHS:
        return True
    if not ahead.joined or ahead.capital:
        return False
    so = _IS_SO.match(word.line, word.end)
    told = word.before.fold in cues.TOLD and ahead.fold in cues.TOLD_THAT
    is_aged = _IS_AGED.match(word.line, word.end) is not None
    is_so = so is not None and so[1] in cues.PERSON_IS
    return kin or told or is_aged or is_so or ahead.fold in cues.SURELY_DOES


def _is_small(word: Word, kin: bool) -> bool:
    ahead, cue = word.next, word.before.fold
    if not word.plain and len(word.fold) > 1:
        if cue in cues.ELDERS and word.joined:
            return True
        if ahead.joined and len(ahead.text) == 1:
            return ahead.fold not in "aix" and not ahead.capital
    if len(word.fold) < 3 or word.fold in cues.SEASONS or cue in cues.DETERMINERS:
        return False
    if cue in cues.SEEN and word.double:
        return True
    return ahead.joined and not ahead.capital and (kin or ahead.fold in cues.SURELY_DOES)


def _is_paired(word: Word) -> bool:
    """Two words with capitals side by side of which one is a name: given name and surname."""
    ahead = word.next
    if ahead.innocent or not may_be(ahead) or word.fold in cues.SEASONS:
        return False
    surname = ahead.surname or not ahead.plain
    if word.initial and not word.innocent and ahead.gap in (" ", ". ", "."):
        sure = not ahead.plain or word.first
        return word.before.fold not in cues.LETTERED and surname and sure
    if ahead.gap not in (" ", "-") or not may_be(word) or not (word.name or ahead.name):
        return False
    if word.plain or ahead.plain:
        return surname and word.given
    return surname and not (word.placed and ahead.placed)


def _is_listed(word: Word) -> bool:
    """An unknown word with a capital in a list with a name."""
    if not is_strange(word) or word.owns:
        return False
    beside = ((word.before, word.gap), (word.next, word.next.gap))
    return any(
        other.capital and gap in (", ", " & ", " + ") and is_surely(other) for other, gap in beside
    )


def _is_alone(word: Word) -> bool:
    """Whether no other word with a capital stands right after it."""
    return not (word.next.joined and word.next.capital)


def _is_within(word: Word) -> bool:
    """Whether it stands in the middle of a sentence, among words without capitals."""
    if word.before.capital or word.first or word.gap not in (" ", ", "):
        return False
    return word.before.fold not in cues.DETERMINERS and _is_alone(word)
