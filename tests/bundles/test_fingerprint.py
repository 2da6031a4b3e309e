from collections import Counter
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub_console.bundles.fingerprint import same_words, words_of

WORDS = files("hub_console.bundles").joinpath("words.txt").read_text(encoding="ascii").split()
KEY = bytes(range(32))
KEYS = st.binary(min_size=32, max_size=32)


def test_a_key_has_the_same_six_words_for_ever() -> None:
    assert words_of(KEY) == "vanguard eyelash newscast frequent galaxy actual"


@given(KEYS)
def test_the_words_are_of_the_list(public: bytes) -> None:
    words = words_of(public).split(" ")

    assert len(words) == 6
    assert set(words) <= set(WORDS)


@given(KEYS, KEYS)
def test_another_key_has_other_words(one: bytes, other: bytes) -> None:
    assert same_words(words_of(one), other) == (one == other)


def test_every_place_takes_every_word() -> None:
    said = [words_of(number.to_bytes(32)).split() for number in range(20_000)]

    for place in range(6):
        assert len({words[place] for words in said}) > 2040


@pytest.mark.parametrize("between", [" ", ", ", "-", " - ", ",", "\n", "  ", "; "])
def test_words_are_the_same_however_they_are_typed(between: str) -> None:
    words = words_of(KEY).split()

    assert same_words(f" {between.join(words).upper()} ", KEY)
    assert not same_words(between.join(words[:5]), KEY)
    assert not same_words(between.join([*words, words[0]]), KEY)
    assert not same_words(between.join(reversed(words)), KEY)
    assert not same_words("".join(words), KEY)
    assert not same_words("", KEY)


def test_the_list_has_2048_short_words_in_order() -> None:
    assert len(set(WORDS)) == len(WORDS) == 2048
    assert sorted(WORDS) == WORDS
    assert all(word.isascii() and word.isalpha() and word.islower() for word in WORDS)
    assert all(3 <= len(word) <= 8 for word in WORDS)


def test_no_word_is_another_one_with_an_ending() -> None:
    longer = [w for w in WORDS for size in range(3, len(w)) if w[:size] in set(WORDS)]
    assert longer == []

    begun = Counter(word[:5] for word in WORDS)
    assert [start for start, count in begun.items() if count > 1] == []


def one_slip_away(word: str) -> set[str]:
    """What a word becomes when a letter is lost, misheard or added, or two change places."""
    places = range(len(word))
    lost = {word[:at] + word[at + 1 :] for at in places}
    other = {f"{word[:at]}?{word[at + 1 :]}" for at in places}
    added = {f"{word[:at]}?{word[at:]}" for at in range(len(word) + 1)}
    swapped = {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in places[:-1]}
    return lost | other | added | swapped - {word}


def test_no_slip_makes_a_word_of_another() -> None:
    plain = set(WORDS)
    reached = Counter(each for word in WORDS for each in one_slip_away(word))

    assert [each for each in reached if each in plain] == []
    assert [each for each, count in reached.items() if "?" in each and count > 1] == []


SOUND_ALIKE = (
    "aisle allowed altar bare bear beach blue board boar brake bread buy cell cent cereal chord"
    " coarse course dear deer desert dew die due fair flea flour flower foul fowl hair hare heal"
    " heel hole horse hour key knight knot lead leak mail male meat medal metal moose morning"
    " muscle night none pail pair pale peace pear pedal piece plain plane pole pore rain right"
    " road role root rose route sail sale scene sea seed sew soul stake stair steak tail tale"
    " their tide time tire toad tow vain waist wait weather week whale whether whole wood write"
)

UNWELCOME = (
    "abuse alarm arrest attack beer bleed blood bomb bullet burn cocaine corpse crack crime dead"
    " death die drink drug drunk fight gang gun harm heroin homeless hurt jail kill knife murder"
    " neglect needle pill poison police prison rape risk rope shoot sick slave stab suicide threat"
    " unsafe victim violent weapon whiskey wine wound"
)

NAMES = (
    "amber april august austin basil carol charlotte daisy dawn diana eve faith frank grace grant"
    " hazel heather holly hope iris ivy jack jade jasmine joy june lily mark mason may olive oscar"
    " paris pearl penny poppy robin rose ruby sage savanna scarlet summer taylor victor violet"
    " virginia will willow"
)


@pytest.mark.parametrize("unfit", [SOUND_ALIKE, UNWELCOME, NAMES])
def test_no_word_sounds_like_another_hurts_or_is_a_name(unfit: str) -> None:
    assert set(unfit.split()) & set(WORDS) == set()
