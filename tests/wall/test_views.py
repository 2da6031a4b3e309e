"""What the wall looks like: every view in every size, its contrast, and without its colours."""

from dataclasses import replace

import pytest
from rich.cells import cell_len

from hub_console.console.themes import NAMES
from hub_console.meeting.frame import Frame
from hub_console.wall.eye_chart import EyeChart
from hub_console.wall.view import WallView
from tests.console import scenes
from tests.console.picture import Album
from tests.console.widgets.test_contrast import DECIDED_BY, contrast, is_frame
from tests.console.widgets.test_hostile_text import HOSTILE, is_whole
from tests.measured import first_measured
from tests.wall.rooms import VIEWS
from tests.wall.stage import HALL, SIZES, all_seen, seen, view_of

READ = 7.0


def named(size: tuple[int, int]) -> str:
    return f"{size[0]}x{size[1]}"


@pytest.mark.parametrize("size", SIZES, ids=named)
def test_every_view_in_every_size(album: Album, size: tuple[int, int]) -> None:
    views = [make() for make in VIEWS.values()]
    for name, (picture, _) in zip(VIEWS, all_seen(views, size), strict=True):
        album.compare(f"{name}-{named(size)}.txt", picture.text)


@pytest.mark.parametrize("theme", first_measured(NAMES))
def test_the_situation_in_every_theme(album: Album, theme: str) -> None:
    ((_, svg),) = all_seen([VIEWS["over"]()], (64, 18), theme)
    album.compare(f"over-{theme}-64x18.svg", svg)


@pytest.mark.parametrize("size", SIZES, ids=named)
def test_every_row_has_its_cells_and_nothing_is_cut_in_silence(size: tuple[int, int]) -> None:
    for picture, _ in all_seen([make() for make in VIEWS.values()], size):
        assert is_whole(picture, size)


@pytest.mark.parametrize("size", SIZES, ids=named)
def test_the_check_in_names_itself_in_every_size(size: tuple[int, int]) -> None:
    for state in ("check-in", "check-in-before"):
        top = seen(VIEWS[state](), size).text.splitlines()[0]
        assert "CHECK-IN" in top
        assert "…" not in top


@pytest.mark.parametrize("size", SIZES, ids=named)
def test_what_the_eye_chart_says_is_whole_and_in_line(size: tuple[int, int]) -> None:
    rows = [row.plain for row in EyeChart().page_of(HALL, *size).lines]
    said = " ".join(" ".join(rows).split())
    assert "Reads to" in said
    assert "…" not in said
    assert all(row.startswith((" ", "━")) for row in rows)


@pytest.mark.parametrize("farthest_m", [8, 8.5])
@pytest.mark.parametrize("size", SIZES, ids=named)
def test_the_eye_chart_parts_no_distance_from_its_metres(
    size: tuple[int, int], farthest_m: float
) -> None:
    room = replace(HALL, image_height_m=3.2, farthest_m=farthest_m)
    rows = [row.plain.strip() for row in EyeChart().page_of(room, *size).lines]

    assert any(f"at {farthest_m:g} m, read" in row for row in rows)
    assert not any(row.startswith("m") for row in rows)


@pytest.mark.parametrize("theme", first_measured(NAMES))
def test_what_the_room_decides_by_is_brightest_and_all_can_be_read(theme: str) -> None:
    weak = set()
    decided = set()
    for picture, _ in all_seen([make() for make in VIEWS.values()], (64, 18), theme):
        for row in picture.runs:
            for text, style in row:
                if not text.strip() or style.color is None or style.bgcolor is None:
                    continue
                ink, ground = style.color.get_truecolor(), style.bgcolor.get_truecolor()
                found = contrast(ink, ground)
                if not is_frame(text.replace(" ", "")) and found < READ:
                    weak.add((text.strip(), round(found, 1)))
                if found >= DECIDED_BY:
                    decided.add(text.strip())
    assert not weak
    said = " ".join(decided)
    for decided_by in ("2026-120", "12-17", "3 WHO?", "HC", "Missing school", "10:39", "11:05"):
        assert decided_by in said, decided_by
    assert any("█" in text for text in decided), "the digits"
    assert any("◆ WRAP UP" in text for text in decided)


@pytest.mark.parametrize("size", SIZES, ids=named)
def test_no_meaning_is_in_a_colour_alone(
    size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Any two views that differ in colours differ in letters and shapes too."""
    views = [make() for make in VIEWS.values()]
    coloured = all_seen(views, size)
    monkeypatch.setenv("NO_COLOR", "1")
    for (in_colour, svg), (bare, _) in zip(coloured, all_seen(views, size), strict=True):
        assert bare.text == in_colour.text
        for other, other_svg in coloured:
            assert (svg == other_svg) == (in_colour.text == other.text)


@pytest.mark.parametrize("size", SIZES, ids=named)
def test_in_ascii_every_meaning_is_kept(size: tuple[int, int]) -> None:
    views = [make() for make in VIEWS.values()]
    texts = {picture.text for picture, _ in all_seen([replace(v, ascii=True) for v in views], size)}
    assert all(text.isascii() for text in texts)
    assert len(texts) == len({picture.text for picture, _ in all_seen(views, size)})


@pytest.mark.parametrize("text", first_measured(HOSTILE), ids=range(len(HOSTILE)))
def test_hostile_text_is_shown_literally(text: str) -> None:
    room = scenes.in_the_midst()
    agencies = [replace(agency, name=text) for agency in room.table.roster]
    room.table = replace(
        room.table.with_records(*agencies), home=replace(room.table.home, name=text)
    )
    for size in ((42, 12), (64, 18)):
        views = [view_of(room, view) for view in ("check-in", "situation", "timer only")]
        for picture, _ in all_seen(views, size):
            assert is_whole(picture, size)


def test_sixty_agencies_are_all_to_be_seen_at_64x18() -> None:
    view = view_of(scenes.in_the_midst(60, 30), "check-in")
    text = seen(view, (64, 18)).text

    assert all(f" {seat.tag}" in text for seat in view.frame.seats)


@pytest.mark.parametrize("view", ["check-in", "report-backs", "situation", "timer only"])
def test_a_terminal_of_any_size_is_painted_whole(view: str) -> None:
    shown = view_of(scenes.in_the_midst(), view)
    for size in ((1, 1), (9, 3), (20, 6), (41, 11), (300, 90)):
        rows = seen(shown, size).text.splitlines()
        assert all(cell_len(row) <= size[0] for row in rows)


def test_the_timer_counts_up_where_the_settings_say_so() -> None:
    room = scenes.in_the_midst()
    down = seen(view_of(room, "timer only", ascii=True), (64, 18)).text
    up = seen(view_of(room, "timer only", ascii=True, up=True), (64, 18)).text

    assert down != up


def test_a_frame_of_nothing_is_blank() -> None:
    text = seen(WallView(Frame(), "situation", scenes.START), (64, 18)).text

    assert text.split() == ["THE", "TABLE", "IS", "PAUSED", "10:00"]
