"""What the keys do: modes, the cursor, and the sentence in the mode line. Knows no screen."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Concatenate, ParamSpec, Protocol

from hub_console.console.commands import BY_ID, CHAIRS, COMMANDS, Command, KeyMap, key_map
from hub_console.console.cursor import Cursor
from hub_console.console.drafts import Drafts
from hub_console.console.hints import Hinting
from hub_console.console.modes.asking import Asking
from hub_console.console.modes.calling import Calling
from hub_console.console.modes.choosing import Choosing
from hub_console.console.modes.mode import Mode
from hub_console.console.modes.reading_back import ReadingBack
from hub_console.console.projected import as_projected
from hub_console.console.views import (
    EventLine,
    NormalView,
    Panel,
    Said,
    Scene,
    Tone,
)
from hub_console.desk import Desk
from hub_console.meeting.acts import discussion
from hub_console.meeting.acts.wall import blank_wall
from hub_console.meeting.role import Role
from hub_console.meeting.table import Table
from hub_console.meeting.values import Id, Moment, Refused

P = ParamSpec("P")
Act = Callable[Concatenate[Table, Moment, P], Table]

TOGETHER_SECONDS = 0.7
"""Keys that follow a refused one within this time were struck together with it."""

QUIET_SECONDS = 5.0
"""How long the fingers rest before something is said unasked."""

RECORDERS = "The recorder does that, at the other console."

REPEATABLE = frozenset(
    act.__name__
    for act in (
        discussion.pick_code,
        discussion.toggle_involved,
        discussion.toggle_assisting,
        discussion.set_lead,
        discussion.set_field,
        discussion.set_affected,
        discussion.set_due,
        discussion.mobilize,
        discussion.reject,
        discussion.open_situation,
        discussion.conclude,
        discussion.report_back,
    )
)
"""Marks on a situation that ``.`` makes again on the live one."""


@dataclass(frozen=True, slots=True)
class Jump:
    """Seconds by which the laptop's clock jumped ahead while an item ran."""

    item: Id
    seconds: int


class Marks(Protocol):
    """What the commands do; ``console/marks.py`` is one."""

    def barred(self, board: "Keyboard", command: str) -> str:
        """Why a command cannot act at the moment; empty when it can."""

    def run(self, board: "Keyboard", command: str) -> None:
        """Run a command."""

    def choose(self, board: "Keyboard") -> None:
        """Choose what the cursor is on."""

    def watch_the_clock(self, board: "Keyboard") -> None:
        """Say what the clock has to say."""


class Host(Protocol):
    """What a command asks of the program around the keyboard."""

    def perform(self, command: str) -> None:
        """Do a command that is not about the table: leave, theme, picture, guide."""

    def offers(self, command: str) -> bool:
        """Whether a command can ever be done at this station; the rest is named nowhere."""


class Normal:
    """The mode in which a key is a command."""

    name = "NORMAL"

    def __init__(self, board: "Keyboard") -> None:
        self._board = board

    def press(self, key: str) -> None:
        """Take one key."""
        board = self._board
        command = board.keys.command.get(key)
        if command is not None:
            board.run(command.id)
        elif not board.cursor.press(key, board.desk.table):
            if key == "enter":
                board.choose()
            elif key == "escape":
                board.cursor.rest()
            else:
                keys = board.keys.worded("Press <help> for the keys, <quit> to leave.")
                board.say(f"{key} does nothing here. {keys}", Tone.REFUSED)

    def view(self) -> NormalView:
        """What the screen shows of it."""
        return NormalView()


class Keyboard:
    """Turns keys into acts at the desk.

    Args:
        desk: Where acts go.
        host: The program around.
        marks: What the commands do.
        chosen_keys: The key map of settings.toml, command id to key.

    Attributes:
        mode: What the keys mean at the moment.
        said: The mode line's sentence.
        cursor: Where the cursor is.
        drafts: Keeps what is being typed.
        jump: The last jump of the laptop's clock, while it can still be left out.
        idle_told: The end of the last item, once it was said that nothing runs since.
        projected: Whether the room sees this screen.
    """

    def __init__(
        self, desk: Desk, host: Host, marks: Marks, chosen_keys: Mapping[str, str] | None = None
    ) -> None:
        self.desk = desk
        self.host = host
        self._marks = marks
        self.keys: KeyMap = key_map(chosen_keys or {})
        if desk.role is Role.CHAIR:
            self.keys = self.keys.within(CHAIRS)
        self.cursor = Cursor()
        self.drafts = Drafts(desk)
        self.mode: Mode = Normal(self)
        self.said: Said | None = None
        self.jump: Jump | None = None
        self.idle_told: datetime | None = None
        self.projected = False
        self._warned_of_leaving = False
        self._pressed_at = desk.clock.monotonic()
        self._refused = False
        self._trouble_told = ""
        self._short_told = ""
        self._early: list[str] = []
        self._repeat: Callable[[], bool] | None = None
        self._marked: Id | None = None
        self._hinting = Hinting(self.keys, self.barred)
        if self.keys.problems:
            first, *more = self.keys.problems
            others = f" {len(more)} more: hub-console guide keys" if more else ""
            self.say(f"{first}{others}", Tone.TROUBLE)

    def press(self, key: str) -> None:
        """Take one key; those that come before the table is there are kept for it."""
        if self.desk.table is None:
            self._early.append(key)
            return
        before, self._pressed_at = self._pressed_at, self.desk.clock.monotonic()
        if self._refused and self._pressed_at - before < TOGETHER_SECONDS and key != "escape":
            return
        self._refused = False
        self.said = None
        self.mode.press(key)

    def press_hint(self, key: str) -> None:
        """Take a click on a key of the hints; while a mode asks, they are idle."""
        if isinstance(self.mode, Normal):
            self.press(key)
        else:
            self.say("Press Esc first.", Tone.REFUSED)

    def click(self, panel: Panel, row: str) -> None:
        """Take a click on a row: the first puts the cursor there, the next chooses it."""
        self.said = None
        if isinstance(self.mode, Calling) and panel is Panel.ROSTER:
            self.mode.call(row)
        elif not isinstance(self.mode, Normal):
            self.say("Press Esc first.", Tone.REFUSED)
        elif (self.cursor.panel, self.cursor.row) == (panel, row):
            self.choose()
        else:
            self.cursor.on(panel, row)

    def click_choice(self, choice: int | str) -> None:
        """Take a click on a line of a list, or on a key that is asked for."""
        self.said = None
        if isinstance(self.mode, Choosing | ReadingBack) and isinstance(choice, int):
            self.mode.pick(choice)
        elif isinstance(self.mode, Asking) and isinstance(choice, str):
            self.mode.press(choice)

    def opened(self) -> None:
        """The table is there: take the keys that came before it."""
        early, self._early = self._early, []
        for key in early:
            self.press(key)

    def run(self, command: str) -> None:
        """Run a command, or say why it cannot run.

        The keys that were struck along with one that cannot run must not become commands.
        """
        self._warned_of_leaving = self._warned_of_leaving and command == "quit"
        barred = self.barred(command)
        if barred:
            self.say(barred, Tone.REFUSED)
            self._refused = bool(BY_ID[command].then)
        else:
            self._marks.run(self, command)

    @property
    def offered(self) -> list[Command]:
        """The commands that can ever be done here, as help and palette list them."""
        return [command for command in COMMANDS if self.host.offers(command.id)]

    def barred(self, command: str) -> str:
        """Why a command cannot act at the moment; empty when it can."""
        if self.desk.role is Role.CHAIR and command not in CHAIRS:
            return RECORDERS
        return self._marks.barred(self, command)

    def enter(self, mode: Mode) -> None:
        """Let the keys mean something else until the mode ends."""
        self.mode = mode

    def back(self) -> None:
        """Return to the normal mode."""
        self.mode = Normal(self)

    def say(self, text: str, tone: Tone = Tone.PLAIN) -> None:
        """Say a sentence in the mode line, with the keys of the commands that it names."""
        self.said = Said(self.keys.worded(text), tone)

    @property
    def quiet(self) -> bool:
        """Whether the fingers rest, so that something may be said unasked."""
        return self.desk.clock.monotonic() - self._pressed_at >= QUIET_SECONDS

    def act(self, act: "Act[P]", *args: P.args, **kwargs: P.kwargs) -> bool:
        """Do an act at the desk and say what was done, or why it was not."""
        try:
            changed = self.desk.do(act, *args, **kwargs)
        except Refused as refused:
            self.say(str(refused), Tone.REFUSED)
            return False
        if act.__name__ in REPEATABLE:
            self._repeat = lambda: self.act(act, *args, **kwargs)
            self._marked = self._live_situation()
        if changed:
            self.say(self.desk.told[0].text, Tone.DONE)
        else:
            self.say("That is so already.", Tone.PLAIN)
        return changed

    def why_not(
        self,
        act: Callable[Concatenate[Table, Moment, P], object],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> str:
        """Why an act would be refused now, with the keys as they are; empty when it would not."""
        return self.keys.worded(self.desk.refusal(act, *args, **kwargs))

    def undo(self) -> None:
        """Take back the last act."""
        self._marked = None
        self._say_words("Took back", self.desk.undo)

    def redo(self) -> None:
        """Do again what was taken back."""
        self._say_words("Did again", self.desk.redo)

    def repeat(self) -> None:
        """Make the last mark again, on what is live now."""
        if self._repeat is not None:
            self._repeat()

    def why_not_repeat(self) -> str:
        """Why the last mark cannot be made again; empty when it can."""
        if self._repeat is None:
            return "No mark was made yet that could be repeated."
        if self._marked is not None and self._marked == self._live_situation():
            return "The last mark is on this situation already."
        return ""

    def choose(self) -> None:
        """Enter: choose what the cursor is on."""
        self._marks.choose(self)

    def may_leave(self) -> bool:
        """Whether the recorder may leave; what is not on the disk is told once, and then may go."""
        if self.desk.trouble and self.desk.pending and not self._warned_of_leaving:
            self._warned_of_leaving = True
            self.say(f"{self.desk.unsaved} <quit> again leaves without.", Tone.TROUBLE)
            return False
        self.drafts.flush()
        return True

    def lock_away(self) -> None:
        """Keep what is being typed, and blank the wall, before the screen is locked."""
        self.drafts.flush()
        if self.desk.role is Role.RECORDER:  # a chair who rests must not blank the meeting's wall
            with suppress(Refused):
                self.desk.do(blank_wall)

    def go_on_from(self, before: "Keyboard") -> None:
        """Say what the keyboard had to say before the table was locked."""
        self.jump, self.said, self.projected = before.jump, before.said, before.projected

    def tick(self) -> None:
        """Look at clock and disk: a draft may be due, an item be forgotten, a mark not be saved."""
        self.drafts.tick()
        self.desk.beat()
        self._tell_of_trouble()
        self._tell_of_the_wall()
        if self.desk.table is not None:
            self._marks.watch_the_clock(self)

    def scene(self) -> Scene:
        """Everything that the screen paints now."""
        desk, cursor = self.desk, self.cursor
        ten_seconds = int(desk.clock.now().timestamp()) // 10
        state = (desk.table, desk.done, desk.undone, self.jump, self._repeat, ten_seconds)
        told = desk.told[:12]
        events = tuple(EventLine(t.at, t.text, n < desk.pending) for n, t in enumerate(told))
        scene = Scene(
            desk.table,
            desk.vocabulary,
            desk.clock.now(),
            saved=desk.saved,
            pending=desk.pending,
            trouble="not saved" if desk.trouble else "",
            sealed=desk.sealed,
            undo=len(desk.done),
            events=events,
            mode=self.mode.view(),
            mode_name=self.mode.name,
            said=self.said,
            panel=cursor.panel,
            cursor=cursor.row,
            hints=self._hinting.hints(state, (cursor.panel, cursor.row)),
            watching=desk.watching,
            wall=desk.wall_seen,
            role=desk.role if desk.at_home else "coordinator",
            conflicts=desk.conflicts,
        )
        return as_projected(scene) if self.projected else scene

    def _tell_of_trouble(self) -> None:
        """Say once why marks cannot be written, and once that they are."""
        trouble, told = self.desk.trouble, self._trouble_told
        self._trouble_told = trouble
        if trouble and trouble != told:
            self.say(trouble, Tone.TROUBLE)
        elif told and not trouble:
            self.say("Everything is saved again.", Tone.DONE)

    def _tell_of_the_wall(self) -> None:
        """Say once that the wall is too small for the room, and what helps."""
        seen = self.desk.wall_seen
        short, told = seen.short_of if seen else "", self._short_told
        self._short_told = short
        if short and short != told:
            said = f"The wall reads to {short}: zoom in on it, move closer,"
            self.say(f"{said} or show the timer only (<view>).", Tone.TROUBLE)

    def _live_situation(self) -> Id | None:
        situation = self.desk.table.live_situation if self.desk.table else None
        return situation.id if situation else None

    def _say_words(self, done: str, again: Callable[[], str]) -> None:
        try:
            self.say(f"{done}: {again()}", Tone.DONE)
        except Refused as refused:
            self.say(str(refused), Tone.REFUSED)
