"""How to come to each screen of the exchange in the invented town, and at which station."""

from collections.abc import Awaitable, Callable

from tests.console.neighbours import COORDINATOR, RECORDER, Visit

Story = Callable[[Visit], Awaitable[None]]


async def preview(at: Visit) -> None:
    """What the chair's bundle brings."""
    await at.command("imp")
    await at.until("1 bundle")
    await at.press("enter")
    await at.until("What it brings", "item 2 began")


async def conflict(at: Visit) -> None:
    """The first of two things that were said differently."""
    await preview(at)
    await at.press("enter")
    await at.until("Taken in", "item 2 began")
    await at.press("enter")
    await at.until("1 bundle")
    await at.press("escape")
    await at.until("2 conflicts")
    await at.command("conf")
    await at.until("1 of 2")


async def stations(at: Visit) -> None:
    """Who is enrolled, and who is behind."""
    await at.command("stat")
    await at.until("2 enrolled")


async def revoked(at: Visit) -> None:
    """One of them is trusted no more."""
    await stations(at)
    await at.press("r")
    await at.until("Trust B-2 chair no more?")
    await at.press("y")
    await at.until("1 enrolled")


async def recipients(at: Visit) -> None:
    """For whom a bundle is."""
    await at.command("exp")
    await at.until("2 of 2 stations")


async def tables(at: Visit) -> None:
    """The tables of a coordinator's station."""
    await at.until("3 tables", "All together")


STORIES: dict[str, tuple[str, Story]] = {
    "preview": (RECORDER, preview),
    "conflict": (RECORDER, conflict),
    "stations": (RECORDER, stations),
    "revoked": (RECORDER, revoked),
    "recipients": (RECORDER, recipients),
    "tables": (COORDINATOR, tables),
}
