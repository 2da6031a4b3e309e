"""The power is cut while the table marks: the disk holds less, and yet nothing is lost."""

from tests.faults import cuts


def test_what_was_saved_is_there_after_a_power_cut() -> None:
    assert set(cuts.losses_of_marking(100, 50)) == {""}


def test_what_was_rejected_is_gone_after_a_power_cut_too() -> None:
    assert set(cuts.losses_of_marking(100, 20, key=None)) == {""}


def test_who_remains_opens_everything_after_a_power_cut() -> None:
    assert set(cuts.losses_of_changing_keys(12)) == {""}


def test_syncing_less_would_lose_marks() -> None:
    """Proves that the cuts are cruel enough to lose something."""
    lost = cuts.losses_of_marking(100, 24, weakened=cuts.CARELESS)
    assert sum("an acknowledged mark is lost" in loss for loss in lost) > 6
