"""A table makes the lists its own, and cannot break them."""

import tomllib
from dataclasses import replace

import pytest

from hub_console.vocabulary import (
    PICKER,
    Amendments,
    BadAmendment,
    CodedList,
    Grouping,
    UnknownCode,
    Vocabulary,
    amend,
    load_vocabulary,
    search,
)
from tests.vocabulary.keyed import keyed

WINTER = {
    "list": "flags",
    "code": "zwd",
    "label": "Winter displacement",
    "definition": "A seasonal shelter closed and left the person without a place.",
}

MOVED = {
    "list": "conclusions",
    "grouping": "other",
    "code": "moved-to-core-table",
    "key": "k",
    "label": "moved to another table",
    "definition": "Another table has taken the situation over.",
}


def amended(**settings: object) -> Vocabulary:
    return amend(load_vocabulary(), Amendments.from_settings(settings))


def test_the_settings_of_a_table_are_read_as_a_person_writes_them() -> None:
    settings = tomllib.loads("""
        [vocabulary]
        hide = ["fcv", "languages.greek"]

        [vocabulary.relabel]
        mst = "skipping school"
        carry_reasons.other = "put off by the chair"

        [[vocabulary.add]]
        list = "risk_factors"
        category = "Housing"
        group = "HO"
        code = "hne"
        label = "facing eviction"
        definition = "A court or landlord has told the person to leave by a certain day."
    """)
    table = amended(**settings["vocabulary"])
    assert table.label("mst") == "skipping school"
    assert table.label("other", CodedList.CARRY_REASONS) == "put off by the chair"
    assert table.label("other", CodedList.CONCLUSIONS) == "other"
    assert table.require("fcv").hidden
    assert keyed(table, "g", CodedList.LANGUAGES) is None
    assert [e.code for e in search(table.entries(*PICKER), "hou evi")] == ["hne"]


def test_amending_leaves_the_packaged_lists_alone() -> None:
    amended(add=[WINTER], relabel={"mst": "skipping school"}, hide=["fcv"])
    packaged = load_vocabulary()
    assert packaged.find("zwd") is None
    assert packaged.label("mst") == "truancy"
    assert not packaged.require("fcv").hidden


def test_a_hidden_entry_is_offered_no_more_and_stays_readable() -> None:
    table = amended(hide=["fcv"])
    assert "fcv" not in {entry.code for entry in table.entries(*PICKER)}
    assert keyed(table, "fcv", *PICKER) is None
    assert table.label("fcv") == "COVID-19"
    assert table.suggest("COVID-19", *PICKER) is None


def test_an_addition_can_be_hidden_when_the_table_has_done_with_it() -> None:
    table = amended(add=[WINTER], hide=["zwd"])
    assert table.label("zwd") == "Winter displacement"
    assert keyed(table, "zwd", *PICKER) is None


def test_relabelling_keeps_code_and_meaning() -> None:
    before = load_vocabulary().require("mst")
    after = amended(relabel={"mst": "skipping school"}).require("mst")
    assert after == replace(before, label="skipping school")


def test_a_conclusion_is_added_under_its_grouping() -> None:
    table = amended(add=[MOVED])
    entry = keyed(table, "k", CodedList.CONCLUSIONS)
    assert entry is not None
    assert entry.grouping is Grouping.OTHER
    assert entry.title == "Other · moved to another table"


def test_the_key_of_a_hidden_entry_is_free_again() -> None:
    table = amended(add=[MOVED | {"key": "x"}], hide=["deceased"])
    entry = keyed(table, "x", CodedList.CONCLUSIONS)
    assert entry is not None
    assert entry.code == "moved-to-core-table"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"code": "msa"}, 'already that of "Missing school · chronic absenteeism"'),
        ({"code": "smh"}, 'already that of "Mental health"'),
        ({"code": "win"}, 'Typing "winter" of "Winter displacement" would pick the code "win"'),
        ({"code": "cou"}, 'Typing "counselling" of "Counselling" would pick the code "cou"'),
        ({"code": "fw"}, "three lower-case letters"),
        ({"code": "Zwd"}, "three lower-case letters"),
        ({"key": "z"}, "Take the key out"),
        ({"label": "Wait list"}, 'would both be shown as "Wait list"'),
        ({"label": " "}, "must be a line of plain text"),
        ({"label": "red\x1b[31m"}, "must be a line of plain text"),
        ({"definition": 3}, "must be a line of plain text"),
        ({"defintion": "?"}, 'no field "defintion". Use code, label, definition'),
        ({"grouping": "other"}, "no grouping. Leave it out"),
        ({"group": "HO"}, "Only risk factors have a group"),
        ({"list": "flag"}, 'needs "list".* Use one of risk_factors'),
        ({"list": "types", "key": "w"}, 'Nothing can be added to "types"'),
        ({"list": "risk_factors"}, "needs a category"),
        ({"list": "sectors", "code": "no way"}, "letters, digits and single hyphens"),
        ({"list": "consents"}, "needs a key of one character"),
        ({"list": "consents", "key": "y"}, 'key "y" would pick both "Yes" and "Winter'),
        ({"list": "conclusions", "key": "w"}, 'needs a "grouping". Use one of lowered'),
    ],
)
def test_a_bad_addition_is_refused_with_what_to_do(
    change: dict[str, object], sentence: str
) -> None:
    with pytest.raises(BadAmendment, match=sentence):
        amended(add=[WINTER | change])


def test_an_addition_needs_a_definition() -> None:
    with pytest.raises(BadAmendment, match=r'needs "definition"\. Write it in'):
        amended(add=[{name: WINTER[name] for name in ("list", "code", "label")}])


def test_a_key_of_the_outcome_panel_cannot_be_taken_twice() -> None:
    with pytest.raises(BadAmendment, match='key "d" would pick both "Done" and'):
        amended(add=[MOVED | {"key": "d"}])


def test_a_new_label_may_not_begin_like_a_code() -> None:
    with pytest.raises(BadAmendment, match='Typing "npas" of'):
        amended(relabel={"mst": "npa's of school"})


def test_a_used_code_never_changes_its_meaning() -> None:
    winter = Amendments.from_settings({"add": [WINTER]})
    with pytest.raises(BadAmendment, match='has used the code "zwd" for: "The person works'):
        amend(load_vocabulary(), winter, {"zwd": "The person works without documents."})
    assert amend(load_vocabulary(), winter, {"zwd": WINTER["definition"]}).find("zwd")


def test_an_unknown_code_brings_the_nearest_one() -> None:
    with pytest.raises(UnknownCode, match='Did you mean "relocated"'):
        amended(hide=["relocatd"])
    with pytest.raises(UnknownCode, match='Did you mean "mst"'):
        amended(relabel={"mstt": "skipping school"})
    with pytest.raises(UnknownCode, match='no code "XX"'):
        amended(add=[WINTER | {"list": "risk_factors", "category": "Housing", "group": "XX"}])


def test_a_code_of_several_lists_is_asked_for_by_list() -> None:
    with pytest.raises(BadAmendment, match=r'Write "languages\.other" or "conc'):
        amended(hide=["other"])


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"added": []}, 'no "added". Use add, relabel and hide'),
        ({"add": {"code": "zwd"}}, r"under its own heading \[\[vocabulary.add\]\]"),
        ({"add": ["zwd"]}, r"under its own heading \[\[vocabulary.add\]\]"),
        ({"relabel": ["mst"]}, r"under \[vocabulary.relabel\]"),
        ({"relabel": {"mst": ""}}, 'The label of "mst" must be a line of plain text'),
        ({"hide": "fcv"}, "Write hidden codes as a list"),
        ({"hide": [3]}, "A code to hide must be"),
    ],
)
def test_settings_of_the_wrong_shape_are_refused(
    settings: dict[str, object], sentence: str
) -> None:
    with pytest.raises(BadAmendment, match=sentence):
        amended(**settings)
