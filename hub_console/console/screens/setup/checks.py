"""What is wrong with an answer, in sentences that say what to do; empty when nothing is."""

import re
from collections.abc import Mapping
from unicodedata import normalize

from hub_console.record import MistypedRecoveryKey
from hub_console.record.passphrase import LENGTH, WORDS, is_long_enough, words_in
from hub_console.record.recovery import must_be_typed_back

NAME_LENGTH = 40
AGENCY_NAME_LENGTH = 28
LONGEST_PASSPHRASE = 256

_LETTERS = re.compile(r"[A-Z0-9]{2}")
_STRONG_LENGTH = 16
_VERY_STRONG_LENGTH = 24
_FEW_CHARACTERS = 6


def name_fault(name: str, what: str, longest: int = NAME_LENGTH) -> str:
    """What is wrong with a name."""
    if not name:
        return f"Type {what}."
    return _too_long(name, longest)


def letters_fault(letters: str, taken: Mapping[str, str]) -> str:
    """What is wrong with an agency's letters.

    Args:
        letters: As typed.
        taken: The other agencies' names by their letters.
    """
    letters = letters.upper()
    if not _LETTERS.fullmatch(letters):
        return "Type two letters or digits, such as PD."
    if letters in taken:
        return f"{letters} is {taken[letters]} already. Choose two others."
    return ""


def passphrase_fault(passphrase: str) -> str:
    """What is wrong with a new passphrase."""
    if not passphrase.strip():
        return "Type a passphrase."
    if not is_long_enough(passphrase):
        return f"Make it longer: {LENGTH} characters, or {WORDS} words."
    return _too_long(passphrase, LONGEST_PASSPHRASE)


def again_fault(again: str, passphrase: str) -> str:
    """What is wrong with a passphrase typed once more."""
    if not again:
        return "Type the passphrase once more."
    if normalize("NFC", again) != normalize("NFC", passphrase):
        return "The two differ. Type it again here, or go back up and change the first."
    return ""


def recovery_fault(typed: str, key: str) -> str:
    """What is wrong with a recovery key that is typed back."""
    if not typed.strip():
        return "Type the recovery key from your paper."
    try:
        must_be_typed_back(typed, key)
    except MistypedRecoveryKey as fault:
        return str(fault)
    return ""


def strength(passphrase: str) -> str:
    """How hard a passphrase is to guess, in words."""
    if not is_long_enough(passphrase):
        missing = LENGTH - len(passphrase.strip())
        return f"Too short: {missing} more characters, or {WORDS} words."
    words = set(words_in(passphrase))
    length = len(passphrase)
    if len(set(passphrase)) < _FEW_CHARACTERS:
        return "Weak: it repeats itself. Other words make it harder to guess."
    if len(words) > WORDS or length >= _VERY_STRONG_LENGTH:
        return "Very strong."
    if len(words) == WORDS or length >= _STRONG_LENGTH:
        return "Strong."
    return "Fair. One more word makes it strong."


def _too_long(text: str, longest: int) -> str:
    if len(text) <= longest:
        return ""
    return f"Shorten it to {longest} characters; it has {len(text)}."
