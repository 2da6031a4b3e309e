from tests.bundles.mutations import OTHER, SENDER, US, WHOLE, fault_of
from tests.bundles.stations import entries, opened


def faults(number: int, *, by_sender: bool) -> dict[int, str]:
    told = {seed: fault_of(seed, by_sender=by_sender) for seed in range(number)}
    return {seed: fault for seed, fault in told.items() if fault}


def test_the_bundle_that_is_changed_is_a_good_one() -> None:
    assert opened(WHOLE, US, SENDER, OTHER) == entries(20)


def test_of_5000_bundles_changed_on_their_way_none_is_taken() -> None:
    assert faults(5000, by_sender=False) == {}


def test_of_2000_that_their_sender_changed_and_signed_none_is_taken() -> None:
    assert faults(2000, by_sender=True) == {}
