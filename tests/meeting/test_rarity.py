from hub_console.meeting.rarity import Combination, rare_in
from hub_console.meeting.situation import Situation
from hub_console.meeting.values import Id

SHARED = {
    Combination("12-17", "F", "mrw"): 2,
    Combination("12-17", "F", "drp"): 4,
    Combination("12-17", "M", "msa"): 1,
}


def test_a_situation_has_the_rare_combinations_of_its_own_band_and_sex_in_their_order() -> None:
    situation = Situation(
        Id("s"), age_band="12-17", sex="F", risk_factors={"drp": 1, "msa": 2, "mrw": 3}
    )

    assert [(one.code, count) for one, count in rare_in(situation, SHARED).items()] == [
        ("drp", 4),
        ("mrw", 2),
    ]


def test_without_a_band_or_a_sex_nothing_is_rare() -> None:
    factors = {"mrw": 1}
    assert rare_in(Situation(Id("s"), age_band="12-17", risk_factors=factors), SHARED) == {}
    assert rare_in(Situation(Id("s"), sex="F", risk_factors=factors), SHARED) == {}
