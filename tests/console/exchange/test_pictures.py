"""Pictures of the exchange: what an invented town shows, at the smallest size and the usual one."""

import pytest

from hub_console.console.themes import NAMES
from hub_console.settings import Settings, Theme
from tests.console.exchange.conftest import To
from tests.console.exchange.stories import STORIES
from tests.console.neighbours import RECORDER, Visit, at_console
from tests.console.picture import Album, svg_of, text_of
from tests.console.screens.stages import cut_off
from tests.measured import first_measured, unmeasured

SIZES = [(80, 24), (120, 35)]


def named(size: tuple[int, int]) -> str:
    return f"{size[0]}x{size[1]}"


@pytest.mark.parametrize("size", SIZES, ids=named)
@pytest.mark.parametrize("name", STORIES)
async def test_what_the_screen_says(to: To, album: Album, name: str, size: tuple[int, int]) -> None:
    async def look(at: Visit) -> None:
        await STORIES[name][1](at)
        await at.pilot.pause()
        assert list(cut_off(at.app)) == []
        album.compare(f"exchange-{name}-{named(size)}.txt", text_of(at.app))

    await at_console(to(STORIES[name][0]), look, size)


@pytest.mark.parametrize("theme", first_measured(NAMES))
async def test_a_preview_in_every_theme(to: To, album: Album, theme: str) -> None:
    async def look(at: Visit) -> None:
        await STORIES["preview"][1](at)
        await at.pilot.pause()
        album.compare(f"exchange-preview-{theme}-80x24.svg", svg_of(at.app))

    await at_console(to(RECORDER, settings=Settings(theme=Theme(theme))), look)


@pytest.mark.parametrize("name", STORIES)
async def test_ascii_alone_says_all_of_it(to: To, name: str) -> None:
    async def look(at: Visit) -> None:
        await STORIES[name][1](at)
        assert text_of(at.app).isascii()

    await at_console(to(STORIES[name][0], settings=Settings(ascii=True)), look)


@unmeasured
@pytest.mark.parametrize("name", STORIES)
async def test_nothing_is_said_by_colour_alone(
    to: To, album: Album, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    async def look(at: Visit) -> None:
        await STORIES[name][1](at)
        await at.pilot.pause()
        album.compare(f"exchange-{name}-80x24.txt", text_of(at.app))

    await at_console(to(STORIES[name][0]), look)
