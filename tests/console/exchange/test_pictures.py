"""Pictures of the exchange: what an invented town shows, at the smallest size and the usual one."""

from collections.abc import Awaitable, Callable

import pytest

from hub_console.console.themes import NAMES
from hub_console.settings import Settings, Theme
from tests.console.exchange.conftest import To
from tests.console.neighbours import COORDINATOR, RECORDER, Visit, at_console
from tests.console.picture import Album, svg_of, text_of
from tests.console.screens.stages import cut_off

SIZES = [(80, 24), (120, 35)]


def named(size: tuple[int, int]) -> str:
    return f"{size[0]}x{size[1]}"


async def preview(at: Visit) -> None:
    await at.command("imp")
    await at.until("1 found")
    await at.press("enter")
    await at.until("What it brings", "item 2 began")


async def conflict(at: Visit) -> None:
    await preview(at)
    await at.press("enter")
    await at.until("Taken in", "item 2 began")
    await at.press("enter")
    await at.until("1 found")
    await at.press("escape")
    await at.until("2 conflicts")
    await at.command("conf")
    await at.until("1 of 2")


async def stations(at: Visit) -> None:
    await at.command("stat")
    await at.until("2 enrolled")


async def revoked(at: Visit) -> None:
    await stations(at)
    await at.press("r")
    await at.until("Trust B-2 chair no more?")
    await at.press("y")
    await at.until("1 enrolled")


async def recipients(at: Visit) -> None:
    await at.command("exp")
    await at.until("2 of 2 stations")


async def tables(at: Visit) -> None:
    await at.until("3 tables", "All together")


Story = Callable[[Visit], Awaitable[None]]
STORIES: list[tuple[str, Story]] = [
    (RECORDER, preview),
    (RECORDER, conflict),
    (RECORDER, stations),
    (RECORDER, revoked),
    (RECORDER, recipients),
    (COORDINATOR, tables),
]


@pytest.mark.parametrize("size", SIZES, ids=named)
@pytest.mark.parametrize(("where", "story"), STORIES, ids=lambda of: getattr(of, "__name__", of))
async def test_what_the_screen_says(
    to: To, album: Album, where: str, story: Story, size: tuple[int, int]
) -> None:
    async def look(at: Visit) -> None:
        await story(at)
        await at.pilot.pause()
        assert list(cut_off(at.app)) == []
        album.compare(f"exchange-{story.__name__}-{named(size)}.txt", text_of(at.app))

    await at_console(to(where), look, size)


@pytest.mark.parametrize("theme", NAMES)
async def test_a_preview_in_every_theme(to: To, album: Album, theme: str) -> None:
    async def look(at: Visit) -> None:
        await preview(at)
        await at.pilot.pause()
        album.compare(f"exchange-preview-{theme}-80x24.svg", svg_of(at.app))

    await at_console(to(RECORDER, settings=Settings(theme=Theme(theme))), look)


@pytest.mark.parametrize(("where", "story"), STORIES, ids=lambda of: getattr(of, "__name__", of))
async def test_ascii_alone_says_all_of_it(to: To, where: str, story: Story) -> None:
    async def look(at: Visit) -> None:
        await story(at)
        assert text_of(at.app).isascii()

    await at_console(to(where, settings=Settings(ascii=True)), look)


@pytest.mark.parametrize(("where", "story"), STORIES, ids=lambda of: getattr(of, "__name__", of))
async def test_nothing_is_said_by_colour_alone(
    to: To, album: Album, where: str, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    async def look(at: Visit) -> None:
        await story(at)
        await at.pilot.pause()
        album.compare(f"exchange-{story.__name__}-80x24.txt", text_of(at.app))

    await at_console(to(where), look)
