"""What could point at one person: an age band, a sex and a factor that few situations share."""

from collections.abc import Mapping
from typing import NamedTuple

from hub_console.meeting.situation import Situation
from hub_console.meeting.values import picked

FEWEST = 5
"""What fewer situations than these share is rare; counts under 5 are suppressed when published."""


class Combination(NamedTuple):
    """What, together, may identify a person in a row without a name."""

    age_band: str
    sex: str
    code: str


def rare_in(situation: Situation, shared: Mapping[Combination, int]) -> dict[Combination, int]:
    """The rare combinations of a situation, in the order in which its factors were picked.

    Args:
        situation: The situation.
        shared: How many situations of the table share each rare combination.
    """
    if situation.age_band is None or situation.sex is None:
        return {}
    factors = picked(situation.risk_factors)
    made = (Combination(situation.age_band, situation.sex, code) for code in factors)
    return {combination: shared[combination] for combination in made if combination in shared}
