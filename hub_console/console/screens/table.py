"""The main screen with a recorder at it, from the first look at the table to the last mark."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from textual.message import Message

from hub_console.console import haste, marks
from hub_console.console.keyboard import Keyboard
from hub_console.console.locking import IdleWatch
from hub_console.console.look import Look
from hub_console.console.screens.main import MainScreen
from hub_console.console.themes import PREFIX
from hub_console.console.tour import Tour
from hub_console.console.views import Panel, Said, Tone
from hub_console.console.widgets.agenda import AgendaPanel
from hub_console.console.widgets.keys import KeyHints
from hub_console.console.widgets.overlay import Overlay
from hub_console.console.widgets.roster import RosterPanel
from hub_console.console.widgets.situation import SituationPanel
from hub_console.desk import Desk
from hub_console.settings import Count, Theme

TICK_SECONDS = 0.2


class TableScreen(MainScreen):
    """Hands keys and clicks to the keyboard, and the scene that they make to the screen.

    Args:
        desk: Where acts go; its record is being opened.
        look: How to look and behave.
        before: The screen that was left when the table was locked.
    """

    class Locked(Message):
        """The table is to be locked."""

    def __init__(self, desk: Desk, look: Look, before: "TableScreen | None" = None) -> None:
        super().__init__(self.press)
        self.desk = desk
        self._look = look
        self._settings = look.settings
        self._keyboard = Keyboard(desk, self, marks, look.settings.keys)
        if before is not None:
            self._keyboard.go_on_from(before._keyboard)
        self._tour = Tour(self._keyboard) if look.tour else None
        self._idle = IdleWatch(desk.clock, look.settings)
        self._locked = False
        self.repaint()

    def on_mount(self) -> None:
        """Let the clock run."""
        self.set_interval(TICK_SECONDS, self._tick)

    def receive(self) -> None:
        """Take in what the writer said."""
        was_there = self.desk.table is not None
        self.desk.receive()
        if self.desk.table is not None and not was_there:
            self._keyboard.opened()
            self.call_after_refresh(haste.end)
            if not self.desk.table.home.id:
                self._exchange("tables")
        self.repaint()

    def press(self, key: str) -> None:
        """Take one key, and paint what it did."""
        self._take(lambda keyboard: keyboard.press(key))

    def run(self, command: str) -> Said | None:
        """Run a command from a screen above the table; returns what was said of it."""
        self._take(lambda keyboard: keyboard.run(command))
        return self._keyboard.said

    def leave(self) -> None:
        """Leave as the key of the commands does."""
        self.run("quit")

    def touch(self) -> None:
        """Somebody is there, at this screen or at one above it."""
        self._idle.touch()

    def end(self) -> None:
        """Keep what is being typed, before the program is ended from outside."""
        self._keyboard.drafts.flush()

    def lock_away(self) -> None:
        """Leave the table as it may stay while it is locked."""
        self._keyboard.lock_away()

    def repaint(self) -> None:
        """Show the scene as it is now."""
        scene = replace(
            self._keyboard.scene(),
            demo=self._look.demo,
            ascii=self._settings.ascii,
            count_up=self._settings.count is Count.UP,
        )
        self.paint(scene)

    def offers(self, command: str) -> bool:
        """Whether a command can ever be done at this station."""
        match command:
            case "picture":
                return self._look.demo
            case "tables":
                return not self.desk.at_home
            case _:
                return True

    def perform(self, command: str) -> None:
        """Do a command that is not about the table."""
        match command:
            case "quit" if not self.desk.at_home and self.desk.table:
                self._exchange("tables")
            case "quit":
                self._leave()
            case "lock" if self._look.demo:
                self._keyboard.say("The demo has no passphrase: it does not lock.", Tone.REFUSED)
            case "lock":
                self._lock()
            case "theme":
                themes = list(Theme)
                following = themes[(themes.index(self._settings.theme) + 1) % len(themes)]
                self.app.theme = PREFIX + following
                self._change("theme", following)
            case "ascii":
                self._change("ascii", not self._settings.ascii)
            case "count":
                self._change("count", Count.DOWN if self._settings.count is Count.UP else Count.UP)
            case "picture" if not self._look.demo:
                said = "A picture of your table would lie on this laptop for all to see."
                self._keyboard.say(f"{said} Take one of the demo.", Tone.REFUSED)
            case "picture":
                self.call_after_refresh(self._save_picture)
            case "import" | "export" | "stations" | "conflicts" | "log" | "tables":
                self._exchange(command)
            case "guide":
                from hub_console.console.screens.guide import GuideScreen

                self.app.push_screen(GuideScreen(ascii=self._settings.ascii))
            case "statistics":
                from hub_console.console.screens.statistics import StatisticsScreen

                self.app.push_screen(StatisticsScreen(self.desk, ascii=self._settings.ascii))

    def _exchange(self, command: str) -> None:
        """Go about bundles; the table stays as it is behind those screens."""
        places = self._look.places
        if places is None:
            self._keyboard.say("The demo exchanges nothing.", Tone.REFUSED)
        elif self.desk.watching:
            said = "Another console holds this table; here it can only be watched."
            self._keyboard.say(said, Tone.REFUSED)
        elif command == "tables" and self.desk.at_home:
            self._keyboard.say("This station holds its own table alone.", Tone.REFUSED)
        else:
            from hub_console.console.screens.exchange.errand import Errand
            from hub_console.console.screens.exchange.office import courier_of, go_about

            courier = courier_of(self.desk, places, self._settings)
            keys = self._keyboard.keys
            errand = Errand(self.app, self.desk, courier, self._settings, keys, self.run)
            self.run_worker(go_about(errand, command), group="exchange", exclusive=True)

    def on_agenda_panel_chosen(self, message: AgendaPanel.Chosen) -> None:
        """A click on an item."""
        self._take(lambda keyboard: keyboard.click(Panel.AGENDA, message.item_id))

    def on_roster_panel_chosen(self, message: RosterPanel.Chosen) -> None:
        """A click on an agency."""
        self._take(lambda keyboard: keyboard.click(Panel.ROSTER, message.tag))

    def on_situation_panel_chosen(self, message: SituationPanel.Chosen) -> None:
        """A click on a factor."""
        self._take(lambda keyboard: keyboard.click(Panel.SITUATION, message.code))

    def on_key_hints_pressed(self, message: KeyHints.Pressed) -> None:
        """A click on a hint is its key."""
        self._take(lambda keyboard: keyboard.press_hint(message.key))

    def on_overlay_chosen(self, message: Overlay.Chosen) -> None:
        """A click in an overlay chooses."""
        self._take(lambda keyboard: keyboard.click_choice(message.choice))

    def _take(self, did: Callable[[Keyboard], None]) -> None:
        """Take what the recorder did, which ends the tour, and paint it."""
        if self._locked:
            return
        self._idle.touch()
        if self._tour is not None:
            self._tour = None
            self._keyboard.back()
        did(self._keyboard)
        self.repaint()

    def _tick(self) -> None:
        self._keyboard.tick()
        if not self._look.demo and self._idle.due(in_meeting=self.desk.in_meeting):
            self._lock()
        if self._tour is not None and not self._tour.step():
            self._tour = None
        self.repaint()

    def _lock(self) -> None:
        """Lock, and take nothing more: what follows may be the passphrase, and must not mark."""
        self._locked = True
        self.post_message(self.Locked())

    def _leave(self) -> None:
        """Leave; when a mark cannot be written, only once that was said."""
        if self._keyboard.may_leave():
            self.app.exit()

    def _change(self, name: str, value: Any) -> None:
        self._settings = replace(self._settings, **{name: value})
        try:
            self._look.keep(name, value)
            said, tone = f"{name}: {value}", Tone.DONE
        except OSError as error:
            said, tone = f"{name}: {value}, until you leave ({error.strerror}).", Tone.TROUBLE
        self._keyboard.say(said, tone)

    def _save_picture(self) -> None:
        try:
            self._look.pictures.mkdir(parents=True, exist_ok=True)
            said, tone = self.app.save_screenshot(path=str(self._look.pictures)), Tone.DONE
        except OSError as error:
            said, tone = f"The picture could not be saved: {error.strerror}.", Tone.TROUBLE
        self._keyboard.say(said, tone)
        self.repaint()
