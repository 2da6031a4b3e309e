import pytest

from hub_console.console.screens.setup.checks import passphrase_fault, strength


@pytest.mark.parametrize("good", ["twelve chars", "an ox at it", "x" * 12, "correct horse battery"])
def test_twelve_characters_or_four_words_are_enough(good: str) -> None:
    assert passphrase_fault(good) == ""


@pytest.mark.parametrize("bad", ["", " " * 20, "eleven char", "a b c d", "kettle"])
def test_less_is_refused(bad: str) -> None:
    assert passphrase_fault(bad)


@pytest.mark.parametrize(
    ("passphrase", "words"),
    [
        ("kettle", "Too short: 6 more characters, or 4 words."),
        ("aaaaaaaaaaaaaaaaaaaaaaaaaaa", "Weak"),
        ("twelve chars", "Fair"),
        ("an ox at it", "Strong"),
        ("copper kettle tues", "Strong"),
        ("copper kettle on my tuesday", "Very strong"),
    ],
)
def test_strength_is_told_in_words(passphrase: str, words: str) -> None:
    assert strength(passphrase).startswith(words)
