from collections.abc import Callable
from dataclasses import replace

import pytest

from hub_console.console.themes import NAMES
from hub_console.console.views import ModeView, NormalView, Panel, Said, Scene, Tone
from hub_console.meeting.acts import floor
from hub_console.meeting.table import Home, Table
from hub_console.meeting.values import Id
from tests.console import scenes
from tests.console.picture import Album
from tests.console.stage import SIZES, all_seen, drawn, seen
from tests.measured import first_measured


def named(size: tuple[int, int]) -> str:
    return f"{size[0]}x{size[1]}"


@pytest.mark.parametrize("size", SIZES, ids=named)
@pytest.mark.parametrize("theme", first_measured(NAMES))
def test_the_midst_of_a_meeting_in_every_theme(
    album: Album, theme: str, size: tuple[int, int]
) -> None:
    album.compare(f"meeting-{theme}-{named(size)}.svg", drawn(scenes.scene(), size, theme))


@pytest.mark.parametrize("size", SIZES, ids=named)
def test_the_midst_of_a_meeting_without_colour(
    album: Album, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    coloured = seen(scenes.scene(), size).text
    monkeypatch.setenv("NO_COLOR", "1")
    bare = seen(scenes.scene(), size).text
    monkeypatch.setenv("NO_COLOR", "1")

    assert bare == coloured
    album.compare(f"meeting-no-colour-{named(size)}.svg", drawn(scenes.scene(), size))


@pytest.mark.parametrize("size", SIZES, ids=named)
def test_the_midst_of_a_meeting_in_ascii(album: Album, size: tuple[int, int]) -> None:
    text = seen(scenes.scene(ascii=True), size).text

    assert text.isascii()
    album.compare(f"meeting-ascii-{named(size)}.txt", text)


@pytest.mark.parametrize("size", [(80, 24), (120, 35)], ids=named)
def test_the_read_back_in_ascii_and_without_colour(
    size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    coloured = seen(scenes.scene(mode=scenes.READ_BACK), size).text
    ascii_text = seen(scenes.scene(mode=scenes.READ_BACK, ascii=True), size).text
    monkeypatch.setenv("NO_COLOR", "1")

    assert seen(scenes.scene(mode=scenes.READ_BACK), size).text == coloured
    assert ascii_text.isascii()
    assert "12 situations, 10 missing" in ascii_text


def no_table() -> Scene:
    return replace(
        scenes.scene(), table=None, vocabulary=None, events=(), saved=None, undo=0, hints=None
    )


def no_meeting() -> Scene:
    return scenes.scene(panel=Panel.AGENDA, table=Table(Home(Id("0"), "B-2 Roxbury Hub")))


def before() -> Scene:
    return scenes.scene(scenes.planned(), panel=Panel.AGENDA, saved=None, undo=0, events=())


def opening() -> Scene:
    return scenes.scene(scenes.opening(), panel=Panel.AGENDA)


def over_and_in_trouble() -> Scene:
    return scenes.scene(
        scenes.in_the_midst().at(41.9), demo=True, watching=True, trouble="the disk is full"
    )


def paused() -> Scene:
    room = scenes.in_the_midst().do(floor.extend).do(floor.toggle_pause).at(41)
    return scenes.scene(room, pending=2, said=Said("paused", Tone.DONE))


def rejected() -> Scene:
    return scenes.scene(scenes.rejected(), said=scenes.SAID)


def closed() -> Scene:
    return scenes.scene(scenes.closed(), panel=Panel.AGENDA, sealed=scenes.SEALED)


def amending() -> Scene:
    return scenes.scene(scenes.amended(), panel=Panel.AGENDA, sealed=scenes.SEALED, undo=1)


def crowded() -> Scene:
    room = scenes.in_the_midst(60, 30)
    return scenes.scene(room, panel=Panel.ROSTER, cursor="BG")


STATES: tuple[Callable[[], Scene], ...] = (
    no_table,
    no_meeting,
    before,
    opening,
    over_and_in_trouble,
    paused,
    rejected,
    closed,
    amending,
    crowded,
)


MODES: tuple[tuple[str, ModeView], ...] = (
    ("picker", scenes.PICKER),
    ("tags", scenes.TAGS),
    ("which-key", scenes.WHICH),
    ("line", scenes.LINE),
    ("suspect-line", scenes.SUSPECT_LINE),
    ("read-back", scenes.READ_BACK),
    ("read-back-end", replace(scenes.READ_BACK, cursor=22, counting=True, rare=())),
    ("help", scenes.help_view()),
)


@pytest.mark.parametrize("size", SIZES, ids=named)
def test_what_the_screen_says(album: Album, size: tuple[int, int]) -> None:
    for state in STATES:
        name = state.__name__.replace("_", "-")
        album.compare(f"{name}-{named(size)}.txt", seen(state(), size).text)


@pytest.mark.parametrize("size", [(80, 24), (120, 35)], ids=named)
def test_every_mode(album: Album, size: tuple[int, int]) -> None:
    pictures = all_seen([scenes.scene(mode=m, mode_name=name.upper()) for name, m in MODES], size)
    for (name, _), picture in zip(MODES, pictures, strict=True):
        album.compare(f"{name}-{named(size)}.txt", picture.text)


@pytest.mark.parametrize(
    "size", [(81, 24), (100, 30), (120, 24), (80, 50), (200, 60), (60, 20)], ids=named
)
def test_sizes_between_and_beyond(album: Album, size: tuple[int, int]) -> None:
    album.compare(f"meeting-{named(size)}.txt", seen(scenes.scene(), size).text)


def test_sixty_agencies_are_all_to_be_seen_at_160x45() -> None:
    scene = crowded()
    assert scene.table is not None
    right = "\n".join(row[107:] for row in seen(scene, (160, 45)).text.splitlines())

    assert all(f" {agency.tag} " in right for agency in scene.table.roster)


def test_twenty_four_agencies_are_all_to_be_seen_at_80x24() -> None:
    scene = scenes.scene(scenes.in_the_midst(24), mode=NormalView())
    assert scene.table is not None
    right = "\n".join(row[53:] for row in seen(scene, (80, 24)).text.splitlines())

    assert all(agency.tag in right for agency in scene.table.roster)


@pytest.mark.parametrize("size", [(80, 24), (120, 35)], ids=named)
def test_before_the_meeting_everyone_who_is_needed_is_named(size: tuple[int, int]) -> None:
    text = seen(before(), size).text

    assert "SD PD for" in text  # the last of them, for item 10
