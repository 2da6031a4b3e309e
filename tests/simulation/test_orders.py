"""Eight bundles of one meeting lead to one table, in whichever order they come.

All 40,320 orders: python -m tests.simulation --orders
"""

from random import Random

import pytest

from tests.measured import first_measured
from tests.simulation import orders

BEGINNINGS = 30
TOGETHER = 5


def test_the_history_is_one_in_which_much_goes_wrong() -> None:
    shown = orders.history().shown
    assert shown["contested"]
    assert shown["erased"]
    assert any(number.endswith("b") for _, number in shown["number"])


@pytest.mark.parametrize("first", first_measured(range(0, BEGINNINGS, TOGETHER)))
def test_seven_hundred_and_twenty_orders_lead_to_one_table(first: int) -> None:
    beginnings = orders.sample(BEGINNINGS)[first : first + TOGETHER]
    assert [fault for each in beginnings for fault in orders.faults_of_branch(each)] == []


def test_bundles_that_are_imported_one_by_one_lead_there_too() -> None:
    order, random = list(range(orders.BUNDLES)), Random(1)
    for _ in range(10):
        random.shuffle(order)
        assert orders.faults_of_order(order) == ""
