"""The console: it opens screens, hands them keys and scenes, and owns nothing else."""

import asyncio
import signal
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from textual.app import App
from textual.message import Message
from textual.screen import Screen

from hub_console.console import marks
from hub_console.console.entrance import Entrance
from hub_console.console.keyboard import Keyboard
from hub_console.console.modes.asking import Asking
from hub_console.console.modes.choosing import Choosing
from hub_console.console.screens.main import MainScreen
from hub_console.console.themes import THEMES
from hub_console.console.tour import Tour
from hub_console.console.views import Panel, Tone
from hub_console.console.widgets.agenda import AgendaPanel
from hub_console.console.widgets.keys import KeyHints
from hub_console.console.widgets.overlay import Overlay
from hub_console.console.widgets.roster import RosterPanel
from hub_console.console.widgets.situation import SituationPanel
from hub_console.desk import Desk
from hub_console.record import RecordError
from hub_console.settings import Count, Settings, Theme

TICK_SECONDS = 0.2

T = TypeVar("T")


def _keep_nothing(_name: str, _value: object) -> None:
    """A setting that lasts as long as the console."""


@dataclass(frozen=True, slots=True)
class Look:
    """How this console was asked to look and behave.

    Attributes:
        settings: From settings.toml.
        demo: Whether the table is invented.
        tour: Whether it plays itself.
        pictures: Where pictures of the screen are saved.
        keep: Keeps a setting that was changed on screen.
    """

    settings: Settings
    demo: bool = False
    tour: bool = False
    pictures: Path = Path()
    keep: Callable[[str, object], None] = _keep_nothing


class DeskSpoke(Message):
    """The writer's thread has said something."""


class ConsoleApp(App[None]):
    """The recorder's screen.

    Args:
        entrance: The way to the table.
        look: How to look and behave.

    Attributes:
        failure: Why the table could not be opened, in a sentence; empty when it could.
    """

    TITLE = "HUB"
    ENABLE_COMMAND_PALETTE = False
    CSS_PATH = "styles.tcss"

    def __init__(self, entrance: Entrance, look: Look) -> None:
        super().__init__()
        self.failure = ""
        self.desk: Desk | None = None
        self._entrance = entrance
        self._look = look
        self._settings = look.settings
        self._keyboard: Keyboard | None = None
        self._main = MainScreen(self.pressed)
        self._tour: Tour | None = None
        for theme in THEMES:
            self.register_theme(theme)

    async def on_mount(self) -> None:
        """Set out on the way to the table."""
        self._take_signals()
        self.theme = f"hub-{self._settings.theme}"
        self.run_worker(self._enter(), exit_on_error=True)

    async def ask(self, screen: Screen[T]) -> T | None:
        """Show a screen and wait for its answer."""
        while len(self.screen_stack) > 1:
            self.pop_screen()
        return await self.push_screen_wait(screen)

    def show(self, screen: Screen[T]) -> None:
        """Show a screen that has no answer."""
        self.push_screen(screen)

    def sit_down(self, desk: Desk) -> None:
        """Begin at a desk: paint its first frame, and only then open the record."""
        self.desk = desk
        self._keyboard = Keyboard(desk, self, marks, self._settings.keys)
        if self._look.tour:
            self._tour = Tour(self._keyboard)
        self.push_screen(self._main)
        self.paint()
        self.call_after_refresh(desk.open)
        self.set_interval(TICK_SECONDS, self._tick)

    def on_desk_spoke(self) -> None:
        """Take in what the writer said."""
        if self.desk is None or self._keyboard is None:
            return
        was_there = self.desk.table is not None
        self.desk.receive()
        if self.desk.failure is not None:
            self._fail(self.desk.failure)
        elif self.desk.table is not None and not was_there:
            self._keyboard.opened()
        self.paint()

    def pressed(self, key: str) -> None:
        """Take one key, and paint what it did."""
        if self._keyboard is None:
            return
        if self._tour is not None:
            self._tour = None
            self._keyboard.back()
        self._keyboard.press(key)
        self.paint()

    def paint(self) -> None:
        """Hand the screen the scene as it is now."""
        if self._keyboard is not None:
            scene = replace(
                self._keyboard.scene(),
                demo=self._look.demo,
                ascii=self._settings.ascii,
                count_up=self._settings.count is Count.UP,
            )
            self._main.paint(scene)

    def perform(self, command: str) -> None:
        """Do a command that is not about the table."""
        match command:
            case "quit":
                self._leave()
            case "theme":
                themes = list(Theme)
                following = themes[(themes.index(self._settings.theme) + 1) % len(themes)]
                self.theme = f"hub-{following}"
                self._change("theme", following)
            case "ascii":
                self._change("ascii", not self._settings.ascii)
            case "count":
                self._change("count", Count.DOWN if self._settings.count is Count.UP else Count.UP)
            case "picture":
                self._save_picture()

    def on_agenda_panel_chosen(self, message: AgendaPanel.Chosen) -> None:
        """A click on an item."""
        self._clicked(Panel.AGENDA, message.item_id)

    def on_roster_panel_chosen(self, message: RosterPanel.Chosen) -> None:
        """A click on an agency."""
        self._clicked(Panel.ROSTER, message.tag)

    def on_situation_panel_chosen(self, message: SituationPanel.Chosen) -> None:
        """A click on a factor."""
        self._clicked(Panel.SITUATION, message.code)

    def on_key_hints_pressed(self, message: KeyHints.Pressed) -> None:
        """A click on a hint is its key."""
        self.pressed(message.key)

    def on_overlay_chosen(self, message: Overlay.Chosen) -> None:
        """A click in an overlay chooses."""
        mode = self._keyboard.mode if self._keyboard else None
        if isinstance(mode, Choosing) and isinstance(message.choice, int):
            mode.pick(message.choice)
        elif isinstance(mode, Asking) and isinstance(message.choice, str):
            mode.press(message.choice)
        self.paint()

    def _clicked(self, panel: Panel, row: str) -> None:
        """The first click puts the cursor on a row, the next one chooses it."""
        if self._keyboard is not None:
            cursor = self._keyboard.cursor
            if (cursor.panel, cursor.row) == (panel, row):
                self._keyboard.choose()
            cursor.on(panel, row)
            self.paint()

    async def _enter(self) -> None:
        try:
            desk = await self._entrance.lead(self, self._wake)
        except RecordError as error:
            self._fail(error)
            return
        if desk is None:
            self.exit()
        else:
            self.sit_down(desk)

    def _fail(self, error: Exception) -> None:
        self.failure = str(error)
        self.exit(return_code=1)

    def _tick(self) -> None:
        if self._keyboard is not None:
            self._keyboard.tick()
            if self._tour is not None and not self._tour.step():
                self._tour = None
            self.paint()

    def _wake(self) -> None:
        if self.is_running:
            self.post_message(DeskSpoke())

    def _leave(self) -> None:
        """Leave; when a mark cannot be written, only once that was said."""
        keyboard = self._keyboard
        if keyboard is not None and keyboard.may_leave():
            self.exit()

    def _change(self, name: str, value: Any) -> None:
        self._settings = replace(self._settings, **{name: value})
        try:
            self._look.keep(name, value)
            said, tone = f"{name}: {value}", Tone.DONE
        except OSError as error:
            said, tone = f"{name}: {value}, until you leave ({error.strerror}).", Tone.TROUBLE
        if self._keyboard is not None:
            self._keyboard.say(said, tone)

    def _save_picture(self) -> None:
        try:
            self._look.pictures.mkdir(parents=True, exist_ok=True)
            said, tone = self.save_screenshot(path=str(self._look.pictures)), Tone.DONE
        except OSError as error:
            said, tone = f"The picture could not be saved: {error.strerror}.", Tone.TROUBLE
        if self._keyboard is not None:
            self._keyboard.say(said, tone)

    def _take_signals(self) -> None:
        """End cleanly when told to: the terminal restored, what waits written."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is None:
                continue
            try:
                loop.add_signal_handler(number, self._told_to_end, int(number))
            except (NotImplementedError, RuntimeError):
                signal.signal(number, lambda n, _: self._told_to_end(n))

    def _told_to_end(self, number: int) -> None:
        if self._keyboard is not None:
            self._keyboard.flush_draft()
        self.exit(return_code=128 + number)
