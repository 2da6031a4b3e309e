"""What the keys do: modes, the cursor, and the sentence in the mode line. Knows no screen."""

from collections.abc import Callable, Mapping
from typing import Concatenate, ParamSpec, Protocol, TypeAlias

from hub_console.console.commands import COMMANDS, KeyMap, key_map
from hub_console.console.cursor import Cursor
from hub_console.console.modes.mode import Mode
from hub_console.console.views import (
    EventLine,
    KeyChoice,
    NormalView,
    Said,
    Scene,
    Tone,
)
from hub_console.desk import Desk
from hub_console.meeting.acts import discussion
from hub_console.meeting.table import Table
from hub_console.meeting.values import Id, Moment, Refused

Hints: TypeAlias = Mapping[str, tuple[KeyChoice, ...]]

P = ParamSpec("P")
Act = Callable[Concatenate[Table, Moment, P], Table]

DRAFT_SECONDS = 0.5
"""How long the fingers rest before a draft is kept."""

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
                board.say(f"{key} does nothing here. Press ? for the keys.", Tone.REFUSED)

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
        jump: Seconds by which the laptop's clock jumped, while they can still be left out.
    """

    def __init__(
        self, desk: Desk, host: Host, marks: Marks, chosen_keys: Mapping[str, str] | None = None
    ) -> None:
        self.desk = desk
        self.host = host
        self._marks = marks
        self.keys: KeyMap = key_map(chosen_keys or {})
        self.cursor = Cursor()
        self.mode: Mode = Normal(self)
        self.said: Said | None = None
        self.jump = 0
        self._told_before_leaving = ""
        self._early: list[str] = []
        self._repeat: Callable[[], bool] | None = None
        self._marked: Id | None = None
        self._hinted: tuple[tuple[object, ...], Hints] | None = None
        self._draft: tuple[Id, str, float] | None = None
        if self.keys.problems:
            self.say(" ".join(self.keys.problems), Tone.TROUBLE)

    def press(self, key: str) -> None:
        """Take one key; those that come before the table is there are kept for it."""
        if self.desk.table is None:
            self._early.append(key)
            return
        self.said = None
        self.mode.press(key)

    def opened(self) -> None:
        """The table is there: take the keys that came before it."""
        early, self._early = self._early, []
        for key in early:
            self.press(key)

    def run(self, command: str) -> None:
        """Run a command, or say why it cannot run."""
        barred = self.barred(command)
        if barred:
            self.say(barred, Tone.REFUSED)
        else:
            self._marks.run(self, command)

    def barred(self, command: str) -> str:
        """Why a command cannot act at the moment; empty when it can."""
        return self._marks.barred(self, command)

    def enter(self, mode: Mode) -> None:
        """Let the keys mean something else until the mode ends."""
        self.mode = mode

    def back(self) -> None:
        """Return to the normal mode."""
        self.mode = Normal(self)

    def say(self, text: str, tone: Tone = Tone.PLAIN) -> None:
        """Say a sentence in the mode line."""
        self.said = Said(text, tone)

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

    def undo(self) -> None:
        """Take back the last act."""
        self._marked = None
        self._say_words("Took back", self.desk.undo)

    def redo(self) -> None:
        """Do again what was taken back."""
        self._say_words("Did again", self.desk.redo)

    def repeat(self) -> None:
        """Make the last mark again, on what is live now."""
        if self._repeat is None:
            self.say("No mark was made yet that could be repeated.", Tone.REFUSED)
        elif self._marked is not None and self._marked == self._live_situation():
            self.say("The last mark is on this situation already.", Tone.REFUSED)
        else:
            self._repeat()

    def choose(self) -> None:
        """Enter: choose what the cursor is on."""
        self._marks.choose(self)

    def keep_draft(self, about: Id, text: str) -> None:
        """Keep a text that is being typed, once the fingers rest; an empty one at once."""
        self._draft = (about, text, self.desk.clock.monotonic())
        if not text:
            self.flush_draft()

    def flush_draft(self) -> None:
        """Keep the text that is being typed now."""
        if self._draft is not None:
            self.desk.save_draft(*self._draft[:2])
            self._draft = None

    def may_leave(self) -> bool:
        """Whether the recorder may leave; what is not on the disk is told once, and then may go."""
        trouble = self.desk.trouble
        if trouble and self._told_before_leaving != trouble:
            self._told_before_leaving = trouble
            waiting = f"{self.desk.pending} marks are not on the disk yet: {trouble}"
            key = self.keys.key["quit"]
            self.say(f"{waiting} Press {key} again to leave without them.", Tone.TROUBLE)
            return False
        self.flush_draft()
        return True

    def tick(self) -> None:
        """Look at the clock: it may have jumped, an item be forgotten, a draft be due."""
        if self._draft is not None:
            rested = self.desk.clock.monotonic() - self._draft[2]
            if rested >= DRAFT_SECONDS:
                self.flush_draft()
        if self.desk.table is not None:
            self._marks.watch_the_clock(self)

    def scene(self) -> Scene:
        """Everything that the screen paints now."""
        desk = self.desk
        told = desk.told[:12]
        events = tuple(EventLine(t.at, t.text, n < desk.pending) for n, t in enumerate(told))
        return Scene(
            desk.table,
            desk.vocabulary,
            desk.clock.now(),
            saved=desk.saved,
            pending=desk.pending,
            trouble=desk.trouble,
            undo=len(desk.done),
            events=events,
            mode=self.mode.view(),
            said=self.said,
            panel=self.cursor.panel,
            cursor=self.cursor.row,
            hints=self._hints(),
            watching=desk.watching,
        )

    def _live_situation(self) -> Id | None:
        situation = self.desk.table.live_situation if self.desk.table else None
        return situation.id if situation else None

    def _hints(self) -> Hints:
        """The keys and why they are barred; tried again only when that may have changed."""
        desk = self.desk
        ten_seconds = int(desk.clock.now().timestamp()) // 10
        state = (desk.table, desk.done, desk.undone, self.jump, ten_seconds)
        if self._hinted is None or not _same(self._hinted[0], state):
            self._hinted = state, self._tried_hints()
        return self._hinted[1]

    def _tried_hints(self) -> Hints:
        hints: dict[str, tuple[KeyChoice, ...]] = {}
        for command in COMMANDS:
            key = self.keys.key.get(command.id)
            if key:
                choice = KeyChoice(key, command.label, self.barred(command.id))
                hints[command.group] = (*hints.get(command.group, ()), choice)
        return hints

    def _say_words(self, done: str, again: Callable[[], str]) -> None:
        try:
            self.say(f"{done}: {again()}", Tone.DONE)
        except Refused as refused:
            self.say(str(refused), Tone.REFUSED)


def _same(before: tuple[object, ...], now: tuple[object, ...]) -> bool:
    """Whether two states are the same objects; tables are too large to be compared by value."""
    return all(a is b or (isinstance(a, int) and a == b) for a, b in zip(before, now, strict=True))
