"""What left the laptop and what came, read at the console."""

from tests.console.exchange.conftest import To
from tests.console.neighbours import RECORDER, Visit, at_console


async def test_what_came_and_what_left_stand_with_who_it_was(to: To) -> None:
    async def story(at: Visit) -> None:
        await at.command("imp")
        await at.until("1 bundle")
        await at.press("enter")
        await at.until("What it brings")
        await at.press("enter")
        await at.until("Taken in")
        await at.press("enter", "escape")
        await at.until("ROSTER")
        await at.command("log")
        shown = await at.until("Was taken in")
        assert "Dana Reyes: bundle from B-2 chair" in " ".join(shown.split())
        await at.press("escape")
        await at.until("ROSTER")

    await at_console(to(RECORDER), story)
