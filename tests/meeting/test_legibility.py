import pytest

from hub_console.meeting.legibility import metres, reads_to, short_of


@pytest.mark.parametrize(("rows", "reads"), [(18, "8"), (24, "6"), (35, "4.1"), (14, "10.3")])
def test_a_picture_two_metres_wide_reads_as_far_as_the_standard_says(rows: int, reads: str) -> None:
    assert metres(reads_to(1.125, rows)) == reads


def test_the_wall_says_how_far_it_is_short_of_the_farthest_seat() -> None:
    assert short_of(reads_to(1.125, 24), 8) == "6 m of 8"
    assert short_of(reads_to(1.125, 18), 8) == ""


def test_no_distance_is_said_to_be_more_than_it_is() -> None:
    assert metres(5.99) == "5.9"
    assert short_of(7.96, 8) == "7.9 m of 8"


def test_a_picture_without_rows_reads_nowhere() -> None:
    assert reads_to(1.0, 0) == 0
