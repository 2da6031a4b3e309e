from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from textual import events
from textual.geometry import Region
from textual.pilot import Pilot
from textual.widget import Widget

from hub_console.console.views import NormalView
from hub_console.meeting.acts import discussion
from tests.console import scenes
from tests.console.picture import text_of
from tests.console.stage import SIZES, Stage, played, seen


def test_every_key_is_handed_on_by_its_name() -> None:
    pressed = ["r", "R", "!", "=", "\\", "?", "é", "space", "enter", "escape", "backspace", "tab"]
    pressed += ["shift+tab", "up", "pagedown", "home", "ctrl+a", "ctrl+x"]

    async def press(stage: Stage, pilot: Pilot[None]) -> None:
        await pilot.press(*pressed)
        assert stage.keys == pressed

    played(scenes.scene(), (80, 24), press)


def test_keys_typed_before_the_picker_is_painted_are_kept() -> None:
    async def type_ahead(stage: Stage, pilot: Pilot[None]) -> None:
        for key in "rmsa":
            stage.post_message(events.Key(key, key))
        await pilot.pause()
        assert stage.keys == list("rmsa")

    played(scenes.scene(), (80, 24), type_ahead)


@pytest.mark.parametrize(
    ("mode", "typed"),
    [
        (NormalView(), []),
        (scenes.WHICH, []),
        (scenes.LINE, ["o", "n", "space", "1"]),
        (scenes.PICKER, ["o", "n", "space", "1"]),
    ],
)
def test_what_is_pasted_is_typed_only_where_text_goes(mode: Any, typed: list[str]) -> None:
    async def paste(stage: Stage, pilot: Pilot[None]) -> None:
        stage.post_message(events.Paste("on \x1b\n1"))
        await pilot.pause()
        assert stage.keys == typed

    played(scenes.scene(mode=mode), (80, 24), paste)


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (79, 24), (80, 23), (300, 1), (1, 100)])
def test_a_terminal_too_small_says_so_and_works_again_when_enlarged(size: tuple[int, int]) -> None:
    async def resize(stage: Stage, pilot: Pilot[None]) -> None:
        before = text_of(stage)
        await pilot.resize_terminal(*size)
        await pilot.pause()
        stage.main.paint(scenes.scene(mode=scenes.PICKER))
        await pilot.press("x")
        if size[0] > 60 and size[1] > 3:
            assert "needs" in text_of(stage)
        stage.main.paint(scenes.scene())
        await pilot.resize_terminal(120, 35)
        await pilot.pause()
        assert text_of(stage) == before

    played(scenes.scene(), (120, 35), resize)


@pytest.mark.parametrize("size", SIZES)
def test_what_is_pressed_with_the_mouse_is_sent_up(size: tuple[int, int]) -> None:
    scene = scenes.scene()
    assert scene.table is not None
    ninth = scene.table.agenda[8]

    async def click(stage: Stage, pilot: Pilot[None]) -> None:
        async def at(text: str) -> Any:
            rows = text_of(stage).splitlines()
            row = next(n for n, row in enumerate(rows) if text in row)
            await pilot.click(offset=(rows[row].index(text), row))
            return stage.sent.pop()

        assert await at("2026-123") == ninth.id
        assert await at("msa") == "msa"
        assert await at("●CT" if size[0] < 100 else "CT Probation") == "CT"
        assert await at("Space pause") == "space"
        assert await at("r risk") == "r"
        stage.main.paint(scenes.scene(mode=scenes.PICKER))
        await pilot.pause()
        assert await at("mrk  Missing") == 2
        stage.main.paint(scenes.scene(mode=scenes.WHICH))
        await pilot.pause()
        assert await at("informed about services") == "m"

    played(scene, size, click)


def test_the_wheel_scrolls_a_panel() -> None:
    async def wheel(stage: Stage, pilot: Pilot[None]) -> None:
        assert "2026-140" not in text_of(stage)
        for _ in range(10):
            await pilot._post_mouse_events(
                [events.MouseScrollDown], "#agenda", offset=(5, 5), button=0
            )
        await pilot.pause()
        assert "2026-140" in text_of(stage)

    played(scenes.scene(scenes.in_the_midst(21, 30)), (80, 24), wheel)


class Refreshes:
    """Which widgets were painted again, and which rows of them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.rows: dict[str, int] = {}
        refresh = Widget.refresh

        def counted(widget: Widget, *regions: Region, **how: Any) -> Widget:
            name = widget.id or type(widget).__name__
            self.rows[name] = self.rows.get(name, 0) + sum(r.height for r in regions)
            return refresh(widget, *regions, **how)

        monkeypatch.setattr(Widget, "refresh", counted)


def test_the_clock_repaints_no_more_than_what_tells_the_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scene = scenes.scene(scenes.in_the_midst(60, 30))

    async def tick(stage: Stage, pilot: Pilot[None]) -> None:
        refreshes = Refreshes(monkeypatch)
        for second in range(1, 31):
            stage.main.paint(replace(scene, now=scene.now + timedelta(seconds=second)))
        assert set(refreshes.rows) <= {"header", "situation", "pace", "agenda"}
        assert refreshes.rows["header"] == 30
        assert refreshes.rows["situation"] <= 3 * 30

    played(scene, (160, 45), tick)


def test_a_mark_repaints_what_it_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    room = scenes.in_the_midst(60, 30)
    before = scenes.scene(room)
    after = scenes.scene(room.do(discussion.toggle_involved, "PD"), now=before.now)

    async def mark(stage: Stage, pilot: Pilot[None]) -> None:
        refreshes = Refreshes(monkeypatch)
        stage.main.paint(replace(before, now=before.now + timedelta(milliseconds=400)))
        assert refreshes.rows == {}
        stage.main.paint(replace(after, saved=before.saved))
        assert refreshes.rows == {"situation": 1, "roster": 1}

    played(before, (160, 45), mark)


def test_a_change_of_theme_is_seen_at_once() -> None:
    async def change(stage: Stage, pilot: Pilot[None]) -> None:
        stage.theme = "hub-light"
        await pilot.pause()
        strip = stage.screen._compositor.render_strips()[0]
        grounds = {s.style.bgcolor.name for s in strip if s.style and s.style.bgcolor}
        assert grounds == {"#fbfbf8"}

    played(scenes.scene(), (120, 35), change)


def test_the_timer_stays_in_sight_behind_a_picker() -> None:
    for size in SIZES:
        text = seen(scenes.scene(mode=scenes.PICKER), size).text
        assert "WRAP UP" in text
        assert "CODE RISK FACTORS" in text
