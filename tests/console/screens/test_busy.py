import pytest

from hub_console.console.screens.busy import BusyChoice, BusyScreen
from hub_console.console.screens.working import WorkingScreen
from tests.console.picture import text_of
from tests.console.screens.stages import HOSTILE, UNANSWERED, Stand, cut_off, press

SMALLEST = (80, 24)


@pytest.mark.parametrize(
    ("keys", "choice"),
    [
        ("w", BusyChoice.WATCH),
        ("r", BusyChoice.RETRY),
        ("q", BusyChoice.LEAVE),
        ("escape", BusyChoice.LEAVE),
        ("enter", BusyChoice.WATCH),
        ("down enter", BusyChoice.RETRY),
        ("down down down enter", BusyChoice.LEAVE),
    ],
)
async def test_each_choice_by_key(keys: str, choice: BusyChoice) -> None:
    app = Stand(BusyScreen("B-2 Roxbury"))
    async with app.run_test(size=SMALLEST) as pilot:
        await press(pilot, *keys.split())

    assert app.answer is choice


@pytest.mark.parametrize(("row", "choice"), [(1, "w"), (2, "r"), (3, "q")])
async def test_each_choice_by_mouse(row: int, choice: str) -> None:
    app = Stand(BusyScreen("B-2 Roxbury"))
    async with app.run_test(size=SMALLEST) as pilot:
        await pilot.click("Choices", offset=(5, row))
        await pilot.pause()

    assert app.answer == choice


@pytest.mark.parametrize("ascii", [False, True])
async def test_it_says_what_is_the_matter(ascii: bool) -> None:
    app = Stand(BusyScreen(HOSTILE, ascii=ascii))
    async with app.run_test(size=SMALLEST):
        assert HOSTILE in text_of(app)
        assert "has the table open" in text_of(app)
        assert list(cut_off(app)) == []
        assert not ascii or text_of(app).isascii()


async def test_working_says_what_is_done_and_cannot_be_left() -> None:
    app = Stand(WorkingScreen(f"making the keys… {HOSTILE}"))
    async with app.run_test(size=SMALLEST) as pilot:
        await app.screen.run_action("leave")
        await press(pilot, "escape", "enter")
        assert f"making the keys… {HOSTILE}" in text_of(app)

    assert app.answer is UNANSWERED
