"""What can be asked of the lists: codes, keys, labels and the nearest code."""

import subprocess
import sys
from pathlib import Path

import pytest

import hub_console
from hub_console.vocabulary import (
    OUTCOME_PANEL,
    PICKER,
    CodedList,
    UnknownCode,
    load_vocabulary,
)
from tests.vocabulary.keyed import keyed

VOCABULARY = load_vocabulary()


def test_a_code_is_found_in_the_lists_asked_for() -> None:
    entry = VOCABULARY.find("msa", *PICKER)
    assert entry is not None
    assert entry.listed_in is CodedList.RISK_FACTORS
    assert VOCABULARY.find("msa", CodedList.FLAGS) is None
    assert VOCABULARY.find("msa") is entry


def test_the_same_code_may_mean_another_thing_in_another_closed_list() -> None:
    carried = VOCABULARY.require("other", CodedList.CARRY_REASONS)
    closed = VOCABULARY.require("other", CodedList.CONCLUSIONS)
    assert carried.definition != closed.definition


def test_a_key_picks_what_its_panel_shows() -> None:
    entry = keyed(VOCABULARY, "i", *OUTCOME_PANEL)
    assert entry is not None
    assert entry.code == "intervention"
    assert keyed(VOCABULARY, "i", CodedList.MOBILIZATIONS) != entry
    assert keyed(VOCABULARY, "z", *OUTCOME_PANEL) is None


def test_a_code_from_elsewhere_is_shown_as_it_is() -> None:
    assert VOCABULARY.label("mst") == "truancy"
    assert VOCABULARY.label("zqq") == "zqq"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("mstt", "mst"),
        ("MSA", "msa"),
        ("truency", "mst"),
        ("Missing school - truancy", "mst"),
        ("chronic absentism", "msa"),
    ],
)
def test_the_nearest_code_or_label_is_suggested(written: str, meant: str) -> None:
    assert VOCABULARY.suggest(written, *PICKER) == meant


def test_an_unknown_code_says_what_to_do() -> None:
    with pytest.raises(UnknownCode, match=r'no code "12-71".*Did you mean "12-17"') as caught:
        VOCABULARY.require("12-71", CodedList.AGE_BANDS)
    assert (caught.value.code, caught.value.suggestion) == ("12-71", "12-17")
    with pytest.raises(UnknownCode, match=r"add it under \[\[vocabulary.add\]\]"):
        VOCABULARY.require("#####")


def test_importing_reads_no_list_and_nothing_heavy() -> None:
    program = (
        "import sys; before = set(sys.modules); import hub_console.vocabulary as v;"
        "new = set(sys.modules) - before;"
        "assert not v.load_vocabulary.cache_info().currsize;"
        "print(sorted(new & {'tomllib', 'difflib', 'importlib.resources', 'msgspec', 'textual'}),"
        "[m for m in new if m.startswith('hub_console.') and 'vocabulary' not in m])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(hub_console.__file__).parent.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[] []"


def test_the_lists_are_read_once() -> None:
    assert load_vocabulary() is load_vocabulary()
