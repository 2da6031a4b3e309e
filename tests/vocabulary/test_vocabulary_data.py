"""The packaged lists are whole, and their codes and keys can be told apart."""

from collections import Counter

import pytest

from hub_console.vocabulary import (
    CODE_SPACE,
    OUTCOME_PANEL,
    PICKER,
    CodedList,
    Grouping,
    load_vocabulary,
)
from hub_console.vocabulary.code_space import KEYLESS, PANELS, find_clash, is_picker_code
from hub_console.vocabulary.words import words_in
from tests.vocabulary.keyed import keyed

VOCABULARY = load_vocabulary()

RISK_CATEGORIES = {
    "Alcohol": 5,
    "Antisocial/negative behaviour": 2,
    "Basic needs": 4,
    "Cognitive functioning": 3,
    "Crime victimization": 9,
    "Criminal involvement": 13,
    "Drugs": 5,
    "Elder abuse": 2,
    "Emotional violence": 4,
    "Gambling": 4,
    "Gangs": 4,
    "Housing": 2,
    "Mental health": 7,
    "Missing": 4,
    "Missing school": 2,
    "Negative peers": 2,
    "Parenting": 3,
    "Physical health": 7,
    "Physical violence": 4,
    "Poverty": 1,
    "Self-harm": 2,
    "Sexual violence": 4,
    "Social environment": 2,
    "Suicide": 3,
    "Supervision": 2,
    "Threat to public health and safety": 1,
    "Unemployment": 4,
}

PROTECTIVE_CATEGORIES = {
    "Education": 6,
    "Family supports": 11,
    "Financial security and employment": 6,
    "Housing and neighbourhood": 6,
    "Mental health": 6,
    "Physical health": 5,
    "Pro-social/positive behaviour": 6,
    "Social support network": 4,
}


def keys_of(*lists: CodedList) -> str:
    return "".join(entry.key for entry in VOCABULARY.entries(*lists))


def codes_of(name: CodedList) -> list[str]:
    return [entry.code for entry in VOCABULARY.entries(name)]


@pytest.mark.parametrize(
    ("name", "categories", "total"),
    [
        (CodedList.RISK_FACTORS, RISK_CATEGORIES, 105),
        (CodedList.PROTECTIVE_FACTORS, PROTECTIVE_CATEGORIES, 50),
    ],
)
def test_every_category_has_its_published_number_of_factors(
    name: CodedList, categories: dict[str, int], total: int
) -> None:
    counted = Counter(entry.category for entry in VOCABULARY.entries(name))
    assert counted == categories
    assert counted.total() == total


def test_flags_and_services_are_all_there() -> None:
    assert len(VOCABULARY.entries(CodedList.FLAGS)) == 30
    assert len(VOCABULARY.entries(CodedList.SERVICES)) == 29


def test_every_risk_factor_is_in_one_of_the_13_booklet_groups() -> None:
    used = {entry.group for entry in VOCABULARY.entries(CodedList.RISK_FACTORS)}
    assert used == set(codes_of(CodedList.GROUPS))
    assert len(used) == 13


@pytest.mark.parametrize("name", CodedList)
def test_every_entry_says_when_to_choose_it(name: CodedList) -> None:
    entries = VOCABULARY.entries(name)
    assert entries
    for entry in entries:
        assert entry.definition.endswith("."), entry
        assert words_in(entry.definition) != words_in(entry.label), entry
        assert entry.definition.count(". ") <= 1, entry
    assert len({entry.definition for entry in entries}) == len(entries)
    assert len({entry.title for entry in entries}) == len(entries)
    assert VOCABULARY.versions[name] == 1


def test_labels_of_the_picker_fit_its_line() -> None:
    assert max(len(entry.label) for entry in VOCABULARY.entries(*PICKER)) <= 34


def test_picker_codes_are_three_letters_and_each_its_own() -> None:
    entries = VOCABULARY.entries(*CODE_SPACE)
    assert all(is_picker_code(entry.code) and entry.key == entry.code for entry in entries)
    assert len({entry.code for entry in entries}) == len(entries) == 214


def test_typing_a_word_never_picks_a_code() -> None:
    entries = VOCABULARY.entries(*CODE_SPACE)
    assert find_clash(entries) is None
    written = {word[:3] for entry in entries for word in words_in(entry.definition)}
    assert not written & {entry.code for entry in entries}


def test_codes_that_begin_with_z_are_left_to_tables() -> None:
    assert not [entry for entry in VOCABULARY.entries(*CODE_SPACE) if entry.code[0] == "z"]


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("msa", "Missing school · chronic absenteeism"),
        ("mst", "Missing school · truancy"),
        ("hna", "Housing · no access to appropriate housing"),
        ("mhs", "Mental health · suspected problem"),
        ("npa", "Negative peers · associating"),
        ("drp", "Drugs · drug use by person"),
        ("mrw", "Missing · runaway, whereabouts unknown"),
        ("mrk", "Missing · runaway, whereabouts known"),
    ],
)
def test_codes_of_the_sketches_mean_what_the_sketches_show(code: str, title: str) -> None:
    assert VOCABULARY.require(code, *PICKER).title == title


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: panel[0])
def test_no_key_picks_two_things_in_one_place(panel: tuple[CodedList, ...]) -> None:
    keys = [entry.key for entry in VOCABULARY.entries(*panel)]
    assert len(set(keys)) == len(keys)
    if panel[0] not in CODE_SPACE + KEYLESS:
        assert all(len(key) == 1 for key in keys)


def test_the_outcome_panel_offers_its_letters() -> None:
    assert keys_of(CodedList.OUTCOMES) == "i"
    assert keys_of(CodedList.REPORT_BACKS) == "dpnv"
    assert keys_of(CodedList.CONCLUSIONS) == "cjst" + "fry" + "1234" + "lxuwo"
    assert len(VOCABULARY.entries(*OUTCOME_PANEL)) == 21


def test_digits_reject_in_the_order_of_the_key_card() -> None:
    rejected = [
        entry.code
        for digit in "1234"
        if (entry := keyed(VOCABULARY, digit, CodedList.CONCLUSIONS))
        and entry.grouping is Grouping.REJECTED
    ]
    assert rejected == [
        "not-enough-risk-factors",
        "already-connected",
        "single-agency",
        "options-not-exhausted",
    ]


def test_conclusions_stand_under_their_grouping() -> None:
    grouped = Counter(entry.grouping for entry in VOCABULARY.entries(CodedList.CONCLUSIONS))
    assert grouped == {
        Grouping.LOWERED: 4,
        Grouping.STILL_AER: 3,
        Grouping.REJECTED: 4,
        Grouping.OTHER: 5,
    }
    reason = VOCABULARY.require("connected-to-services", CodedList.CONCLUSIONS)
    assert reason.title == "Overall risk lowered · connected to services"


def test_closed_lists_have_the_codes_that_files_and_status_use() -> None:
    assert codes_of(CodedList.TYPES) == [
        "person",
        "family",
        "dwelling",
        "neighbourhood",
        "environmental",
    ]
    assert codes_of(CodedList.SEXES) == ["F", "M", "X", "U"]
    assert codes_of(CodedList.AGE_BANDS) == [
        *("0-5", "6-11", "12-17", "18-24", "25-29", "30-39", "40-59", "60+", "unknown")
    ]
    assert keys_of(CodedList.AGE_BANDS) == "123456780"
    assert keys_of(CodedList.MOBILIZATIONS) == "icer"
    assert keys_of(CodedList.CARRY_REASONS) == "namro"
