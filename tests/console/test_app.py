"""The whole console: keys and mouse through the real screen, the guide, failures, leaving."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from hub_console.console import opening
from hub_console.console.app import ConsoleApp
from hub_console.console.entrance import Hall
from hub_console.console.look import Look
from hub_console.console.screens.guide import GuideScreen
from hub_console.console.screens.statistics import StatisticsScreen
from hub_console.console.widgets.agenda import AgendaPanel
from hub_console.console.widgets.keys import KeyHints
from hub_console.console.widgets.overlay import Overlay
from hub_console.console.widgets.painted import Painted
from hub_console.console.widgets.roster import RosterPanel
from hub_console.console.widgets.situation import SituationPanel
from hub_console.desk import Desk
from hub_console.desk.station import new_id
from hub_console.meeting.acts import discussion
from hub_console.meeting.table import Table
from hub_console.settings import Settings
from hub_console.vocabulary import CodedList, VocabularyError
from tests.console.picture import text_of
from tests.desks import DemoFiles, MovedClock
from tests.desks import opening as opening_of


@dataclass
class Seat:
    """A way straight to a desk."""

    path: Path
    clock: MovedClock
    settings: Settings = field(default_factory=Settings)

    async def lead(self, hall: Hall, wake: Callable[[], None], locked: str = "") -> Desk | None:
        return Desk(opening_of(self.path, self.clock, self.settings), self.clock, new_id, wake)

    def leave(self) -> None:
        pass


class Visit:
    """A recorder at the whole console."""

    def __init__(self, app: ConsoleApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot

    @property
    def table(self) -> Table:
        assert self.app.desk is not None
        assert self.app.desk.table is not None
        return self.app.desk.table

    @property
    def live(self) -> int:
        assert self.table.live is not None
        return self.table.live.position

    async def press(self, *keys: str) -> str:
        """Press keys; returns what the screen shows then."""
        await self.pilot.press(*keys)
        await self.pilot.pause()
        return text_of(self.app)

    async def click(self, where: type[Painted[Any]], value: str) -> str:
        """Click what stands for a value in a panel; returns what the screen shows then."""
        widget = self.app.screen.query_one(where)
        spot = next(spot for spot in widget._page.spots if spot.value == value)
        await self.pilot.click(widget, offset=(spot.left, spot.row))
        await self.pilot.pause()
        return text_of(self.app)


@pytest.fixture
def visit(demo_files: DemoFiles, tmp_path: Path, clock: MovedClock) -> Callable[..., ConsoleApp]:
    """Plays a story at the console."""

    def at_console(
        story: Callable[[Visit], Awaitable[None]], settings: Settings | None = None, **look: object
    ) -> ConsoleApp:
        settings = settings or Settings()
        seat = Seat(demo_files.copy(tmp_path), clock, settings)
        app = ConsoleApp(seat, Look(settings, **look))  # type: ignore[arg-type]

        async def play() -> None:
            async with app.run_test(size=(120, 35)) as pilot:
                for _ in range(500):
                    if app.desk is not None and (app.desk.table or app.desk.failure):
                        break
                    await pilot.pause(0.01)
                await pilot.pause()
                await story(Visit(app, pilot))

        try:
            asyncio.run(play())
        finally:
            if app.desk is not None:
                app.desk.close()
        return app

    return at_console


def test_a_click_puts_the_cursor_on_an_item_and_the_next_turns_to_it(
    visit: Callable[..., ConsoleApp],
) -> None:
    async def story(at: Visit) -> None:
        item = at.table.agenda[7]
        await at.click(AgendaPanel, item.id)
        assert at.live == 6
        assert "item 8 began" in await at.click(AgendaPanel, item.id)
        assert at.live == 8

    visit(story)


def test_a_click_on_a_factor_and_again_says_what_it_means(
    visit: Callable[..., ConsoleApp],
) -> None:
    async def story(at: Visit) -> None:
        await at.click(SituationPanel, "msa")
        assert "The person misses a great deal" in await at.click(SituationPanel, "msa")

    visit(story)


def test_in_the_roll_a_click_calls_the_agency(visit: Callable[..., ConsoleApp]) -> None:
    async def story(at: Visit) -> None:
        await at.press("t", "j")
        assert "TR late" in await at.click(RosterPanel, "TR")
        await at.press("minus")
        assert "JO apologies" in await at.click(RosterPanel, "JO")
        await at.press("escape", "l")
        assert "lead HC → MH" in await at.click(RosterPanel, "MH")

    visit(story)


def test_a_click_on_a_hint_is_its_key_and_idle_while_a_mode_asks(
    visit: Callable[..., ConsoleApp],
) -> None:
    async def story(at: Visit) -> None:
        await at.click(KeyHints, "n")
        assert at.live == 7
        await at.press("e", "x")
        assert "Press Esc first." in await at.click(KeyHints, "n")
        assert "Press Esc first." in await at.click(AgendaPanel, at.table.agenda[8].id)
        assert at.live == 7

    visit(story)


def test_clicks_choose_in_lists_and_panels(visit: Callable[..., ConsoleApp]) -> None:
    async def story(at: Visit) -> None:
        await at.press("r", *"trua")
        assert "risk +mst" in await at.click(Overlay, "0")
        await at.press("escape", "o")
        assert "opened" in await at.click(Overlay, "i")

    visit(story)


def test_the_guide_is_read_inside_the_console_and_escape_returns(
    visit: Callable[..., ConsoleApp],
) -> None:
    async def story(at: Visit) -> None:
        await at.pilot.resize_terminal(80, 24)
        first = await at.press("colon", *"guide", "enter")
        assert isinstance(at.app.screen, GuideScreen)
        topics = first.splitlines()[1].split()
        assert {"care", "recorder", "setup", "stations"} <= set(topics)
        second = await at.press("tab")
        assert first != second
        assert await at.press("shift+tab") == first
        assert await at.press("pagedown") != first
        assert "AGENDA" in await at.press("escape")
        await at.press("n")
        assert at.live == 7

    visit(story)


def test_every_outcome_can_be_read_on_the_smallest_screen(visit: Callable[..., ConsoleApp]) -> None:
    async def story(at: Visit) -> None:
        await at.pilot.resize_terminal(80, 24)
        shown = await at.press("o")
        assert at.app.desk is not None
        assert at.app.desk.vocabulary is not None
        entries = at.app.desk.vocabulary.entries(CodedList.CONCLUSIONS)
        labels = {each.label for each in entries if each.category != "Rejected"}
        assert "unable to locate" in labels
        assert {label for label in labels if label not in shown} == set()
        assert "Esc back" in shown

    visit(story)


def test_guide_and_statistics_are_drawn_in_ascii_alone_where_that_is_wanted(
    visit: Callable[..., ConsoleApp],
) -> None:
    async def story(at: Visit) -> None:
        await at.press("colon", *"statistics", "enter")
        assert (await at.press("down")).isascii()
        await at.press("escape")
        assert (await at.press("colon", *"guide", "enter")).isascii()

    visit(story, Settings(ascii=True))


def test_the_statistics_are_counted_inside_the_console_and_escape_returns(
    visit: Callable[..., ConsoleApp],
) -> None:
    async def story(at: Visit) -> None:
        await at.press("colon", *"statistics", "enter")
        assert isinstance(at.app.screen, StatisticsScreen)
        shown = await counted(at)
        assert "How many situations came to the table?" in shown
        assert "Situations by month" in shown
        assert "█" in shown
        await at.pilot.resize_terminal(80, 24)
        await at.pilot.pause()
        assert text_of(at.app).rstrip().endswith("↑ ↓ scroll")
        await at.press("left")
        assert "2025: for the table alone" in await counted(at)
        await at.press("right")
        assert "2026: for the table alone" in await counted(at)
        assert "AGENDA" in await at.press("escape")
        await at.press("n")
        assert at.live == 7

    async def counted(at: Visit) -> str:
        shown = text_of(at.app)
        while "Counting" in shown:
            await asyncio.sleep(0.02)
            await at.pilot.pause()
            shown = text_of(at.app)
        return shown

    visit(story)


def test_look_and_theme_are_changed_from_the_palette_and_kept(
    visit: Callable[..., ConsoleApp],
) -> None:
    kept: list[tuple[str, str]] = []

    async def story(at: Visit) -> None:
        assert "theme: light" in await at.press("colon", *"theme", "enter")
        assert "│" not in await at.press("colon", *"ascii", "enter")
        await at.press("colon", *"count", "enter")

    visit(story, keep=lambda name, value: kept.append((name, str(value))))
    assert kept == [("theme", "light"), ("ascii", "True"), ("count", "up")]


def test_a_setting_that_cannot_be_kept_holds_until_you_leave(
    visit: Callable[..., ConsoleApp],
) -> None:
    def keep(_name: str, _value: object) -> None:
        raise OSError(30, "Read-only file system")

    async def story(at: Visit) -> None:
        shown = await at.press("colon", *"theme", "enter")
        assert "theme: light, until you leave (Read-only file system)." in shown
        assert at.app.theme == "hub-light"

    visit(story, keep=keep)


def test_a_picture_of_the_demo_is_saved_without_the_palette(
    visit: Callable[..., ConsoleApp], tmp_path: Path
) -> None:
    async def story(at: Visit) -> None:
        await at.press("colon", *"picture", "enter")
        await at.pilot.pause()

    visit(story, demo=True, pictures=tmp_path / "pictures")
    (picture,) = (tmp_path / "pictures").iterdir()
    assert "PALETTE" not in picture.read_text(encoding="utf-8")


def test_no_picture_is_made_of_a_table_of_ones_own(
    visit: Callable[..., ConsoleApp], tmp_path: Path
) -> None:
    async def story(at: Visit) -> None:
        shown = await at.press("P")
        assert "Take one of the demo." in shown

    visit(story, Settings(keys={"picture": "P"}), pictures=tmp_path / "pictures")
    assert not (tmp_path / "pictures").exists()


@pytest.mark.parametrize(("demo", "nowhere"), [(True, "tables"), (False, "picture")])
def test_what_can_never_be_done_here_is_not_offered(
    visit: Callable[..., ConsoleApp], demo: bool, nowhere: str
) -> None:
    async def story(at: Visit) -> None:
        assert "nothing matches" in await at.press("colon", *nowhere)
        await at.press("escape")
        assert "nothing matches" in await at.press("question_mark", *nowhere)
        await at.press("escape")
        assert "Write a bundle" in await at.press("colon", *"export")

    visit(story, demo=demo)


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
def test_leaving_keeps_everything(visit: Callable[..., ConsoleApp], key: str) -> None:
    async def story(at: Visit) -> None:
        await at.press("e", *"half", "escape", "n", key)

    app = visit(story)
    assert app.return_code == 0
    assert app.desk is not None
    assert app.desk.pending == 0
    assert "half" in app.desk.drafts.values()


def test_control_c_says_how_to_leave(visit: Callable[..., ConsoleApp]) -> None:
    async def story(at: Visit) -> None:
        shown = await at.press("ctrl+c")
        assert "ctrl+c does nothing here. Press ? for the keys, q to leave." in shown

    visit(story)


def test_bad_settings_of_the_vocabulary_end_the_console_with_their_sentence(
    visit: Callable[..., ConsoleApp],
) -> None:
    async def story(at: Visit) -> None:
        await at.pilot.pause()

    app = visit(story, Settings(vocabulary={"hide": ["zzz"]}))
    assert isinstance(app.failure, VocabularyError)
    assert app.return_code == 1


def test_a_fault_of_the_writer_ends_the_console_and_names_what_was_lost(
    visit: Callable[..., ConsoleApp],
) -> None:
    async def story(at: Visit) -> None:
        assert at.app.desk is not None
        at.app.desk._writer.hand(lambda _: 1 // 0)
        at.app.desk.do(discussion.set_lead, "MH")
        for _ in range(1000):
            if at.app.failure:
                break
            await at.pilot.pause(0.01)

    app = visit(story)
    assert isinstance(app.failure, ZeroDivisionError)
    assert app.return_code == 1
    assert app.desk is not None
    assert opening._unwritten(app.desk) == "Not saved, oldest first:\n  10:39:12  lead HC → MH"
    said = opening._plainly(app.failure)
    assert said.startswith("A fault of the program ended the console (ZeroDivisionError: ")
    assert "What was saved is safe: start hub-console again" in said


def test_wrong_keys_in_the_settings_are_said_on_the_first_screen(
    visit: Callable[..., ConsoleApp],
) -> None:
    async def story(at: Visit) -> None:
        assert "“p” is the key of “previous” already. “n” stays." in text_of(at.app)
        await at.press("n")
        assert at.live == 7

    visit(story, Settings(keys={"next": "p"}))


def test_the_tour_stops_at_the_first_key_of_ones_own(visit: Callable[..., ConsoleApp]) -> None:
    async def story(at: Visit) -> None:
        await at.pilot.pause(0.5)
        assert "Any key of yours stops the tour." in text_of(at.app)
        await at.press("n")
        assert at.live == 7
        await at.pilot.pause(0.5)
        assert "tour" not in text_of(at.app)

    visit(story, tour=True)
