"""What was said of a situation that was rejected is nowhere, once its meeting is closed."""

from tests.faults import planted

RUNS = 6


def test_no_file_holds_it() -> None:
    assert set(planted.losses_of_plain_records(RUNS)) == {""}


def test_nobody_reads_it_with_the_key() -> None:
    assert set(planted.losses_of_stations(RUNS)) == {""}
