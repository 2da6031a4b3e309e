"""Whatever five stations and the sticks between them go through, in the end all hold the same.

Ten thousand of these: python -m tests.simulation
"""

import pytest

from tests.measured import first_measured
from tests.simulation.schedule import fault_of

SEEDS = 300
TOGETHER = 20


@pytest.mark.parametrize("first", first_measured(range(1, SEEDS + 1, TOGETHER)))
def test_stations_agree_in_the_end(first: int) -> None:
    faults = {seed: fault_of(seed) for seed in range(first, first + TOGETHER)}
    assert {seed: fault for seed, fault in faults.items() if fault} == {}
