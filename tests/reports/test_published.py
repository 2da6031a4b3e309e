"""Records with the proportions of published reports come out with the published figures."""

from datetime import date
from itertools import zip_longest
from pathlib import Path

import pytest

from hub_console.reports.as_text import cells
from hub_console.reports.period import period_report
from hub_console.reports.report import Figure, Report
from hub_console.reports.roll_ups import read_roll_ups
from hub_console.vocabulary import load_vocabulary
from tests.reports.records import Kept, shares

YORKTON_GROUPS = b"""
[age_bands]
"18-64" = ["18-24", "25-29", "30-39", "40-59"]

[risk_factors]
"Miscellaneous" = ["Antisocial/negative behaviour", "Negative peers", "Missing school"]
"Child welfare" = ["Parenting", "Supervision"]
"Addictions" = ["Alcohol", "Drugs"]
"Mental health" = ["Mental health", "Suicide"]
"""


def shown(figure: Figure) -> dict[str, str]:
    """The shares of a figure as a reader sees them."""
    return {row[0]: row[2] for row in cells(figure)}


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path / "table.hub")


def report(kept: Kept, first: date, last: date, groups: bytes = b"") -> Report:
    view = kept.view(first, last, read_roll_ups(groups, load_vocabulary()))
    return period_report(view, "a table")


def test_yorkton_2013_14(kept: Kept) -> None:
    types = shares([("person", 149), ("family", 73), ("neighbourhood", 3), ("dwelling", 3)])
    # Sex and age were published over all discussions, so that a family may have them too.
    sexes = shares([("F", 107), ("M", 91)])
    ages = shares([("25-29", 60), ("40-59", 59), ("12-17", 82), ("60+", 12), ("6-11", 15)])
    factors = shares([("anp", 137), ("pgc", 96), ("drp", 82), ("mhs", 77), ("pof", 64)])
    for n, (type_, sex, age) in enumerate(zip_longest(types, sexes, ages)):
        kept.situation(
            presented=date(2013, 11, 1 + n % 30),
            type=type_,
            sex=sex,
            age_band=age,
            risk_factors=" ".join(dict.fromkeys(factors[n::228])),
        )
    kept.situation(presented=date(2013, 10, 31), type="person")
    kept.situation(presented=date(2014, 11, 1), type="person")
    told = report(kept, date(2013, 11, 1), date(2014, 10, 31), YORKTON_GROUPS)

    assert told.answers[0].said == "228"
    assert shown(told.figure("type")) == {
        "Person": "65 %",
        "Family": "32 %",
        "Neighbourhood": "1 %",
        "Dwelling": "1 %",
    }
    sex = shown(told.figure("sex"))
    assert (sex["Female"], sex["Male"], sex["more than one, or a place"]) == (
        "47 %",
        "40 %",
        "13 %",
    )
    age = shown(told.figure("age"))
    assert (age["18-64"], age["12-17"]) == ("52 %", "36 %")
    groups = shown(told.figure("risk-categories"))
    named = ("Miscellaneous", "Child welfare", "Addictions", "Mental health")
    assert [groups[name] for name in named] == ["30 %", "21 %", "18 %", "17 %"]


def test_pittsfield_2022_to_2025(kept: Kept) -> None:
    kept.situations(39, presented=date(2022, 1, 3), type="person", sex="F", risk_factors="hna mhs")
    kept.situations(
        46, presented=date(2025, 11, 3), type="person", sex="M", risk_factors="hna phc cio"
    )
    told = report(kept, date(2022, 1, 1), date(2025, 11, 30))

    assert told.answers[0].said == "85"
    sex = told.figure("sex")
    assert (sex.value("Female"), sex.value("Male")) == (39, 46)
    leading = [row.label for row in told.figure("risk-categories").rows]
    assert leading[0] == "Housing"
    assert set(leading) >= {"Mental health", "Physical health", "Criminal involvement"}
    assert [row.label for row in told.figure("by-time").rows] == ["2022", "2025"]


def test_nottawasaga_2018_19(kept: Kept) -> None:
    kept.situations(
        28,
        presented=date(2018, 4, 9),
        type="person",
        filter=4,
        outcome="intervention",
        grouping="lowered",
        reason="connected-to-services",
        concluded=date(2018, 4, 30),
        lead="HC",
    )
    told = report(kept, date(2018, 4, 1), date(2019, 3, 31))

    assert told.answers[0].detail.startswith("28 met AER (100 %), 0 rejected")
    assert told.answers[1].said == "28 with the risk lowered"
    assert told.figure("standing").value("Overall risk lowered") == 28
    assert told.figure("days-to-conclusion").value("All", "Median") == 21


def test_boston_2018_to_march_2025(kept: Kept) -> None:
    for n in range(696):
        kept.situation(presented=date(2018 + n % 8, 1 + n % 3, 5), type="person")
    told = report(kept, date(2018, 1, 1), date(2025, 3, 31))

    assert told.answers[0].said == "696"
    assert [row.values[0] for row in told.figure("by-time").rows] == [87] * 8
