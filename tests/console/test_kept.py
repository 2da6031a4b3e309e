"""What is kept is made again when a thing that it is made of is another, and only then."""

from itertools import count

from hub_console.console.kept import Kept


def test_it_is_made_again_when_one_of_the_things_is_another() -> None:
    kept, made, table = Kept[int](), count(1), {"a": 1}

    assert kept.made(lambda: next(made), table, 7) == 1
    assert kept.made(lambda: next(made), table, 7) == 1
    assert kept.made(lambda: next(made), table, 8) == 2
    assert kept.made(lambda: next(made), dict(table), 8) == 3


def test_nothing_much_is_kept_as_well() -> None:
    kept, made = Kept[str](), count()

    said = [kept.made(lambda: "made" * next(made), "of") for _ in range(2)]

    assert said == ["", ""]
