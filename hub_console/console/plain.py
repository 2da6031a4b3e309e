"""The plain mode: the same table as lines, for a screen reader or a script.

A line is what would be pressed: ``r msa hna``, ``l hc``, ``x 4``; the names of keys are words of
it, as in ``: close Enter``. Where text is asked for, the rest of the line is the text. A mode
that was given what it asked for ends with its line; words and letters are never continued on the
next one. An empty line asks where the meeting stands.
"""

import signal
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, TextIO

from hub_console.console import marks, spoken
from hub_console.console.invented import demo_desk
from hub_console.console.keyboard import Keyboard
from hub_console.console.locking import IdleWatch
from hub_console.console.modes import calling
from hub_console.console.views import (
    LineView,
    ListView,
    ModeView,
    NormalView,
    Said,
    TagsView,
    Tone,
    WhichKeyView,
)
from hub_console.desk import Desk, SystemClock
from hub_console.desk.board import Board
from hub_console.desk.memory import name_for
from hub_console.desk.station import new_id, open_station
from hub_console.desk.wall_feed import WallFeed
from hub_console.harmless import harmless
from hub_console.meeting.clock import Sign
from hub_console.meeting.role import Role
from hub_console.places import Places
from hub_console.settings import Settings

if TYPE_CHECKING:
    from hub_console.desk import Told
    from hub_console.record import Unlocked

TICK_SECONDS = 0.2

NAMES = {
    "Esc": "escape",
    "Enter": "enter",
    "Space": "space",
    "Bksp": "backspace",
    "Del": "delete",
    "Tab": "tab",
    "Up": "up",
    "Down": "down",
    "Left": "left",
    "Right": "right",
    "PgUp": "pageup",
    "PgDn": "pagedown",
    "Home": "home",
    "End": "end",
    "Ctrl+X": "ctrl+x",
}
"""The keys that have no character, as a line names them."""

WELCOME = "One mark a line. An empty line says where we are, ? the keys, q leaves."
DEMO = "Demo: an invented table, nothing of it is kept. "


@dataclass
class Plain:
    """A table run by lines.

    Attributes:
        desk: Its record is open.
        settings: From settings.toml.
        say: Prints a line.
        demo: Whether the table is invented; it has no passphrase, so that it does not lock.
    """

    desk: Desk
    settings: Settings
    say: Callable[[str], None]
    demo: bool = False
    left: bool = field(default=False, init=False)
    _told: "Told | None" = field(default=None, init=False)
    _sign: tuple[int, Sign] | None = field(default=None, init=False)
    _said: list[Said] = field(default_factory=list, init=False)
    _given: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self._keyboard = Keyboard(self.desk, self, marks, self.settings.keys)
        self._idle = IdleWatch(self.desk.clock, self.settings)
        self._told = self.desk.told[0] if self.desk.told else None
        self._sign = self._sign_now()

    def begin(self) -> None:
        """Say where the meeting stands."""
        table = self.desk.table
        assert table is not None
        self.say(f"{DEMO if self.demo else ''}{table.home.name}. {WELCOME}")
        self._where()

    def line(self, text: str) -> None:
        """Do what a line says."""
        self._idle.touch()
        self.desk.receive()
        board = self._keyboard
        text = text.rstrip("\r\n")
        if isinstance(board.mode.view(), NormalView):
            board.press("escape")  # what was refused on the line before is over
        if not text.strip() and isinstance(board.mode.view(), NormalView):
            self._where()
            return
        if text.strip() == board.keys.pressed("help") and isinstance(board.mode.view(), NormalView):
            for row in spoken.pressed(board.offered, board.keys, board.barred):
                self.say(row)
            return
        before = board.mode
        self._press(text)
        if not self.left:
            self._answer(heard=board.mode is before)
            self._hear()

    def tick(self) -> None:
        """Say what time, or another program, has brought."""
        self.desk.receive()
        before = self._keyboard.said
        self._keyboard.tick()
        said = self._keyboard.said
        if said is not None and said is not before:
            self.say(said.text)
        self._hear()
        if not self.demo and self._idle.due(in_meeting=self.desk.in_meeting):
            self.perform("lock")

    def offers(self, command: str) -> bool:
        """Whether a command can ever be done by lines: not what is about the screen."""
        return command in marks.HANDLERS or command in ("quit", "lock", "guide")

    def perform(self, command: str) -> None:
        """Do a command that is not about the table."""
        match command:
            case "quit":
                self.left = self._keyboard.may_leave()
            case "lock" if self.demo:
                self._keyboard.say("The demo has no passphrase: it does not lock.", Tone.REFUSED)
            case "lock":
                self._keyboard.lock_away()
                self.left = True
                self.say("Locked: the wall is blank. Start again with the passphrase.")
            case "guide":
                self._keyboard.say("The guides: hub-console guide")
            case _:
                self._keyboard.say("That is about the screen; here are lines.", Tone.REFUSED)

    def _press(self, text: str) -> None:
        """Press the keys of a line."""
        board, words = self._keyboard, text.split(" ")
        began, self._said, self._given = board.mode.view(), [], 0
        self._strike(*["backspace"] * len(_half_typed(began, words[0])))
        for place, word in enumerate(words):
            mode = board.mode.view()
            if isinstance(mode, LineView) and word not in NAMES:
                rest = ["space" if each == " " else each for each in " ".join(words[place:])]
                self._strike(*rest, "enter")
                return
            if isinstance(mode, ListView) and mode.query and word not in NAMES and len(word) > 1:
                self._strike("space")
            self._strike(*([NAMES[word]] if word in NAMES else word))
        if not text:
            self._strike("enter")
        elif isinstance(began, NormalView) and self._given and _has_what_it_asked(board):
            self._strike("escape")

    def _strike(self, *keys: str) -> None:
        """Press keys, and keep what is said to each."""
        board = self._keyboard
        for key in keys:
            mode, board.said = board.mode, None
            board.press(key)
            self._given = self._given + 1 if board.mode is mode else 0
            if (said := self._keyboard.said) is None:
                continue
            if self._said and said.tone is Tone.REFUSED is self._said[-1].tone:
                del self._said[-1]  # each letter of a word is refused anew
            self._said.append(said)

    def _answer(self, *, heard: bool) -> None:
        """Say what was done, or why it was not, and what is asked now; a panel only once."""
        for said in self._said:
            self.say(f"Not done: {said.text}" if said.tone is Tone.REFUSED else said.text)
        asked = self._keyboard.mode.view()
        if not (heard and isinstance(asked, WhichKeyView)):
            for row in spoken.asked(asked):
                self.say(row)

    def _hear(self) -> None:
        """Say what happened that was not said, and what the timer says when that is new."""
        told = self.desk.told
        said = " ".join(each.text for each in self._said)
        for each in reversed(_since(told, self._told)):
            if each.text.removeprefix("undo: ").removeprefix("redo: ") not in said:
                self.say(each.text)
        self._told, self._said = told[0] if told else None, []
        sign = self._sign_now()
        if sign != self._sign and sign is not None and sign[1] is not Sign.ON_TIME:
            self.say(f"{sign[1]}, item {sign[0]}")
        self._sign = sign

    def _sign_now(self) -> tuple[int, Sign] | None:
        table = self.desk.table
        return spoken.sign_of(table, self.desk.clock.now()) if table else None

    def _where(self) -> None:
        table = self.desk.table
        assert table is not None
        for row in spoken.where(table, self.desk.vocabulary, self.desk.clock.now()):
            self.say(row)


def _has_what_it_asked(board: Keyboard) -> bool:
    """Whether a mode that goes on and on has nothing half typed in it."""
    match board.mode.view():
        case TagsView(prefix=prefix):
            return not prefix
        case ListView(query=query, picked=picked):
            return bool(picked) and not query
        case _:
            return False


def _half_typed(asked: ModeView, word: str) -> str:
    """What an earlier line left half typed, where this one begins with a word of its own."""
    if not word or word in NAMES:
        return ""
    match asked:
        case ListView(query=query, digits=digits):
            return "" if digits and word.isdecimal() else query
        case TagsView(prefix=prefix):
            return prefix.lstrip(calling.SIGNS)
        case _:
            return ""


def _since(told: "list[Told]", last: "Told | None") -> "list[Told]":
    """What was told since, newest first."""
    return told[: told.index(last)] if last in told else told[:1]


def run_plain(
    places: Places,
    settings: Settings,
    unlocked: "Unlocked",
    role: Role,
    lines: Iterable[str] = sys.stdin,
    out: TextIO = sys.stdout,
) -> int:
    """Run this laptop's table by lines.

    Args:
        places: Its files.
        settings: From settings.toml.
        unlocked: Its key.
        role: Who sits here.
        lines: What is typed.
        out: Where it is answered.

    Returns:
        The exit code.
    """
    from hub_console.record import Busy, ConsoleLock

    lock = ConsoleLock(places.lock if role is Role.RECORDER else places.chair_lock)
    if not lock.take():
        raise Busy("Another console has the table open. Leave it first (q), then try again.")
    clock = SystemClock()
    feed = WallFeed(Board(name_for(places.record), make=True), role)
    desk = Desk(
        lambda: open_station(places, unlocked, settings, clock, role=role),
        clock,
        new_id,
        person=unlocked.person,
        wall=feed,
        role=role,
    )
    try:
        return _at(desk, settings, lines, out)
    finally:
        lock.release()


def run_plain_demo(
    settings: Settings,
    *,
    begun: bool,
    lines: Iterable[str] = sys.stdin,
    out: TextIO = sys.stdout,
) -> int:
    """Run the demo's table by lines.

    Args:
        settings: From settings.toml.
        begun: Whether its meeting is under way.
        lines: What is typed.
        out: Where it is answered.

    Returns:
        The exit code.
    """
    with tempfile.TemporaryDirectory(prefix="hub-console-demo-") as folder:
        desk = demo_desk(Path(folder), settings, begun=begun)
        return _at(desk, settings, lines, out, demo=True)


def _at(
    desk: Desk, settings: Settings, lines: Iterable[str], out: TextIO, *, demo: bool = False
) -> int:
    """Answer lines at a desk until one leaves; returns the exit code."""

    def say(text: str) -> None:
        print(harmless(text), file=out, flush=True)

    try:
        desk.open()
        desk.settle()
        if desk.failure is not None:
            raise desk.failure
        _run(Plain(desk, settings, say, demo), lines)
    finally:
        desk.close()
    if desk.pending:
        say(f"{desk.unsaved} {desk.trouble}")
    return int(bool(desk.pending))


def _run(plain: Plain, lines: Iterable[str]) -> None:
    """Answer lines as they come, and look at the clock between them, until one leaves."""
    typed: SimpleQueue[str | None] = SimpleQueue()
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    Thread(target=_read, args=(lines, typed), daemon=True).start()
    plain.begin()
    while not plain.left:
        try:
            text = typed.get(timeout=TICK_SECONDS)
        except Empty:
            plain.tick()
            continue
        if text is None:
            return
        plain.line(text)


def _read(lines: Iterable[str], typed: "SimpleQueue[str | None]") -> None:
    for text in lines:
        typed.put(text)
    typed.put(None)
