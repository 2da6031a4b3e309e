"""Finding a factor with as few keys as the picker allows."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub_console.vocabulary import PICKER, CodedList, Entry, load_vocabulary, search
from hub_console.vocabulary.words import words_in

OFFERED = load_vocabulary().entries(*PICKER)
CODES = {entry.code for entry in OFFERED}
LONG_WORDS = sorted({w for entry in OFFERED for w in words_in(entry.title) if len(w) > 4})


def found(query: str, **frequency: int) -> list[str]:
    return [entry.code for entry in search(OFFERED, query, frequency)]


def ways_to_type(entry: Entry) -> Iterator[str]:
    """The beginning of the title, then of a word of the label, in five keys at most."""
    first, *rest = dict.fromkeys(words_in(entry.title))
    for start in (first[:2], first[:3]):
        yield start
        for word in rest:
            yield from (f"{start} {word[:n]}" for n in range(1, min(5 - len(start), len(word) + 1)))


@pytest.mark.parametrize("name", PICKER)
def test_every_factor_is_among_the_first_nine_within_six_keys(name: CodedList) -> None:
    def reached(entry: Entry) -> bool:
        return any(
            len(query) + 1 <= 6 and query[:3] not in CODES and entry.code in found(query)[:9]
            for query in ways_to_type(entry)
        )

    assert [entry.title for entry in load_vocabulary().entries(name) if not reached(entry)] == []


def test_the_words_of_the_sketch_find_missing_school() -> None:
    assert found("mis sc") == ["msa", "mst"]


def test_words_may_come_in_any_order_and_from_category_or_label() -> None:
    assert found("known run") == ["mrk"]
    assert found("run mis known") == ["mrk"]
    assert found("violence sexual perp") == found("perp sexual violence") == ["svp"]


def test_every_typed_word_has_to_match() -> None:
    assert found("missing gambling") == []


def test_capitals_apostrophes_and_hyphens_do_not_matter() -> None:
    assert found("OTHERS gambling") == found("others' Gambling")
    assert found("self-harm")[:2] == ["shd", "sht"]


@pytest.mark.parametrize("slip", ["truency", "truancyy", "trancy", "turancy", "rtuancy"])
def test_one_slip_in_a_word_is_forgiven(slip: str) -> None:
    assert found(slip) == ["mst"]


def test_two_slips_or_a_slip_in_a_short_word_are_not_forgiven() -> None:
    assert found("treuncy") == []
    assert "fmu" not in found("usw")


def test_american_spelling_finds_the_same() -> None:
    assert found("neighborhood") == found("neighbourhood")


@given(word=st.sampled_from(LONG_WORDS), at=st.integers(0, 30), letter=st.sampled_from("aeqz"))
def test_any_single_slip_still_finds_the_word(word: str, at: int, letter: str) -> None:
    at %= len(word)
    bearers = {entry.code for entry in OFFERED if word in words_in(entry.title)}
    for slip in (
        word[:at] + letter + word[at:],
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at + 1 :],
        word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
    ):
        assert bearers <= set(found(slip))


def test_words_typed_right_come_before_words_typed_nearly_right() -> None:
    results = search(OFFERED, "home")
    right = [any(word.startswith("home") for word in words_in(e.title)) for e in results]
    assert right == sorted(right, reverse=True)
    assert not all(right)


def test_the_beginning_of_a_title_comes_before_a_word_inside_it() -> None:
    assert found("dr")[:5] == ["drb", "drh", "drp", "drr", "dry"]
    assert found("dr")[5] == "cik"


def test_a_code_finds_its_entry_first_and_its_beginning_after_words() -> None:
    assert found("mrw") == ["mrw"]
    assert found("MH") == ["mhd", "mhg", "mhh", "mht", "mhr", "mhs", "mhw"]
    assert found("al")[:5] == ["alb", "alh", "alp", "alr", "aly"]


def test_what_the_table_uses_most_comes_first_among_equals() -> None:
    assert found("mental")[0] == "mhd"
    assert found("mental", mhs=7, mhg=9)[:3] == ["mhg", "mhs", "mhd"]
    assert found("truancy", msa=99) == ["mst"]


def test_use_never_outweighs_a_better_match() -> None:
    assert found("dr", cik=1000).index("cik") == 5


def test_nothing_typed_lists_the_most_used_first() -> None:
    assert found("  ", fho=3, pyp=5)[:3] == ["pyp", "fho", "alb"]
    assert len(found("")) == len(OFFERED)


@given(st.text(max_size=30))
def test_anything_at_all_may_be_typed(query: str) -> None:
    assert set(found(query)) <= CODES
