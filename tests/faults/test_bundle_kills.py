"""A killed program has taken a bundle in whole or not at all, and wrote none by half."""

from tests.faults import exchanging


def test_a_bundle_is_in_whole_or_not_at_all() -> None:
    assert set(exchanging.losses_of_importing(50)) == {""}


def test_no_bundle_is_half_written_under_its_name() -> None:
    assert set(exchanging.losses_of_exporting(50)) == {""}
