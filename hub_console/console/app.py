"""The console: it opens screens one after the other, and owns nothing else.

Before its first frame it loads nothing but Textual; the rest comes while words are on the screen.
"""

import asyncio
from importlib import import_module
from typing import TYPE_CHECKING, TypeVar

from textual import events
from textual.app import App, ComposeResult
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from hub_console.console.look import Look
from hub_console.console.terminal import LastingApp
from hub_console.console.text import literal
from hub_console.console.themes import PREFIX, THEMES
from hub_console.console.times import hour
from hub_console.console.typed import typed

if TYPE_CHECKING:
    from hub_console.console.entrance import Entrance
    from hub_console.console.screens.table import TableScreen
    from hub_console.desk import Desk

_SAVED_LOOK_SECONDS = 0.2

FIRST_WORDS = " HUB  opening the table"

T = TypeVar("T")


class DeskSpoke(Message):
    """The writer's thread has said something."""


class ConsoleApp(LastingApp):
    """The recorder's program.

    Args:
        entrance: The way to the table.
        look: How to look and behave.

    Attributes:
        desk: Where the recorder sits; None on the way there.
        failure: Why the table could not be opened, or why nothing more could be written.
    """

    TITLE = "HUB"
    ENABLE_COMMAND_PALETTE = False
    CSS_PATH = "styles.tcss"

    def __init__(self, entrance: "Entrance", look: Look) -> None:
        super().__init__()
        self.desk: Desk | None = None
        self.failure: Exception | None = None
        self._entrance = entrance
        self._look = look
        self._table: TableScreen | None = None
        self._ahead: list[events.Key] = []
        for theme in THEMES:
            self.register_theme(theme)
        self.set_reactive(App.theme, PREFIX + look.settings.theme)
        self.stylesheet.set_variables(self.get_css_variables())

    def compose(self) -> ComposeResult:
        """The first frame."""
        yield Static(literal(FIRST_WORDS, "bold $accent"))

    def on_mount(self) -> None:
        """Set out on the way to the table once the first frame is painted."""
        self.call_after_refresh(self.run_worker, self._enter, exit_on_error=True)

    async def ask(self, screen: Screen[T]) -> T | None:
        """Show a screen and wait for its answer."""
        self._ahead.clear()
        while len(self.screen_stack) > 1:
            self.pop_screen()
        return await self.push_screen_wait(screen)

    def show(self, screen: Screen[T]) -> None:
        """Show a screen that has no answer."""
        self.push_screen(screen)

    def typed_ahead(self) -> list[events.Key]:
        """What was typed before anything asked for it; once, then it is forgotten."""
        ahead, self._ahead = self._ahead, []
        return ahead

    async def on_table_screen_locked(self) -> None:
        """Lock the table; until the passphrase is given nothing of it is on the screen."""
        if self._table is not None:
            self._table.lock_away()
            locked, self._table = self._table, None
            self.run_worker(self._lock(locked), exit_on_error=True)

    def on_desk_spoke(self) -> None:
        """Take in what the writer said."""
        if self._table is not None:
            self._table.receive()
        elif self.desk is not None:
            self.desk.receive()
        if self.desk is not None and self.desk.failure is not None:
            self._fail(self.desk.failure)

    @property
    def locked(self) -> bool:
        """Whether there is a desk, and the passphrase is asked for."""
        return self.desk is not None and self._table is None

    def paint(self) -> None:
        """Show the table as it is now."""
        if self._table is not None:
            self._table.repaint()

    async def action_quit(self) -> None:
        """Ctrl+Q leaves as the key of the commands does."""
        if self._table is None:
            self.exit()
        else:
            self._table.leave()

    async def on_event(self, event: events.Event) -> None:
        """Who presses a key at any screen is there, so that the console does not lock."""
        if self._table is not None and isinstance(event, events.Key | events.MouseDown):
            self._table.touch()
        await super().on_event(event)

    def on_key(self, event: events.Key) -> None:
        """Keep what is typed before anything is there that takes it.

        It may be the passphrase: where that is asked for, it is for its line or for nothing, as no
        other screen would hide it, and its letters would be marks at the table.
        """
        if self._table is None and len(self.screen_stack) == 1:
            self._ahead.append(event)

    async def _enter(self) -> None:
        """Go to the table; its screen is loaded on the way."""
        from hub_console.record import RecordError

        loading = asyncio.to_thread(import_module, "hub_console.console.screens.table")
        try:
            desk, _ = await asyncio.gather(self._entrance.lead(self, self._wake), loading)
        except RecordError as error:
            self._fail(error)
            return
        if desk is None:
            self.exit()
        else:
            desk.open()
            self._sit_down(desk)

    async def _lock(self, locked: "TableScreen") -> None:
        """Close the desk, forget the key, and open another desk for who has the passphrase.

        A desk that cannot write what was marked is kept as it is: the marks come first.
        """
        from hub_console.record import RecordError

        former = locked.desk
        closing = asyncio.create_task(_closed_once_saved(former))
        said = f"Locked at {hour(former.clock.now())}. The wall is blank."
        try:
            desk = await self._entrance.lead(self, self._wake, said)
            if desk is None and former.stuck:
                said = f"{former.unsaved} {former.trouble}"
                desk = await self._entrance.lead(self, self._wake, said)
            while desk is not None and former.stuck and desk.person != former.person:
                said = f"{former.unsaved} {former.person} must unlock it. {former.trouble}"
                desk = await self._entrance.lead(self, self._wake, said)
        except RecordError as error:
            self._fail(error)
            return
        if desk is None:
            self.exit()
        elif former.stuck:
            closing.cancel()
            self._sit_down(former, locked)
        else:
            await closing
            desk.open()
            self._sit_down(desk, locked)

    def _sit_down(self, desk: "Desk", before: "TableScreen | None" = None) -> None:
        """Show the table; its record may be being opened."""
        from hub_console.console.screens.table import TableScreen

        self.desk = desk
        self._table = TableScreen(desk, self._look, before)
        self.push_screen(self._table)
        for event in self.typed_ahead():
            for key in typed(event):
                self._table.press(key)

    def _fail(self, error: Exception) -> None:
        self.failure = error
        self.exit(return_code=1)

    def _wake(self) -> None:
        if self.is_running:
            self.post_message(DeskSpoke())

    def told_to_end(self, number: int) -> None:
        """End, and leave the table to whoever starts it next."""
        if self._table is not None:
            self._table.end()
        super().told_to_end(number)


async def _closed_once_saved(desk: "Desk") -> None:
    """Close a desk, which forgets the key, as soon as every mark is on the disk."""
    while desk.pending:
        await asyncio.sleep(_SAVED_LOOK_SECONDS)
    await asyncio.to_thread(desk.close)
