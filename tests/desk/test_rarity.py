"""What few situations share is counted beside the marks, and never in their way."""

from hub_console.desk import Desk
from hub_console.meeting.acts import discussion
from hub_console.meeting.rarity import Combination


def counted(desk: Desk) -> None:
    """Wait until all is counted."""
    while desk.rare.counting:
        desk.settle()


def test_every_age_band_and_sex_that_was_asked_for_is_counted(desk: Desk) -> None:
    desk.rare.begin([("18-24", "F"), ("30-39", "M"), ("75+", "X")])
    assert desk.rare.counting

    counted(desk)

    assert {(one.age_band, one.sex) for one in desk.rare.found} == {("18-24", "F"), ("30-39", "M")}
    assert desk.rare.found[Combination("18-24", "F", "hnt")] == 1


def test_a_mark_waits_for_one_count_at_most(desk: Desk) -> None:
    desk.rare.begin([("18-24", "F"), ("30-39", "M"), ("12-17", "F")])
    desk.do(discussion.set_due, 5)

    desk.settle()

    assert desk.pending == 0
    assert desk.rare.counting
    counted(desk)


def test_asking_again_begins_anew(desk: Desk) -> None:
    desk.rare.begin([("18-24", "F")])
    desk.rare.begin([("30-39", "M")])

    counted(desk)
    desk.settle()

    assert {one.age_band for one in desk.rare.found} >= {"30-39"}
    assert not desk.rare.counting
