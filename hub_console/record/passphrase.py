"""What a new passphrase must have, so that it is not guessed too easily."""

LENGTH, WORDS = 12, 4
"""So many characters, or so many words."""


def is_long_enough(passphrase: str) -> bool:
    """Whether it has the characters or the words."""
    return len(passphrase.strip()) >= LENGTH or len(words_in(passphrase)) >= WORDS


def words_in(passphrase: str) -> list[str]:
    """Its words; a single letter is none."""
    return [word for word in passphrase.casefold().split() if len(word) > 1]
