"""A desk with the demo's table on it, a clock that tests move, and a keyboard that counts."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from hub_console.console import marks
from hub_console.console.keyboard import Keyboard
from hub_console.console.views import LineView, ListView, Tone, WhichKeyView
from hub_console.demo import ROSTER, make_demo
from hub_console.desk import Desk, Opened
from hub_console.desk.station import new_id, opened
from hub_console.meeting.situation import Situation
from hub_console.meeting.table import Table
from hub_console.record import open_record
from hub_console.settings import Settings

MORNING = datetime(2026, 11, 23, 10, 39, 12, tzinfo=UTC)


@dataclass
class MovedClock:
    """A clock that stands still until a test moves it."""

    at: datetime = MORNING
    ticks: float = 1000.0

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.ticks

    def pass_by(self, seconds: float) -> None:
        """Let time go by for both clocks."""
        self.at += timedelta(seconds=seconds)
        self.ticks += seconds

    def jump(self, seconds: float) -> None:
        """Set the wall clock, as a sleep or a person does; the other clock knows nothing."""
        self.at += timedelta(seconds=seconds)


class DemoFiles:
    """Makes the demo's files once, and copies of them for each test."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[bool, Path] = {}
        self._copies = 0

    def copy(self, folder: Path, *, begun: bool = True) -> Path:
        """A fresh copy of the demo's record, as it stands at MORNING."""
        if begun not in self._made:
            made = self._folder / f"demo-{begun}.hub"
            make_demo(made, ROSTER, MORNING, begun=begun).close()
            self._made[begun] = made
        self._copies += 1
        path = folder / f"table-{self._copies}.hub"
        shutil.copyfile(self._made[begun], path)
        return path


def opening(
    path: Path, clock: MovedClock, settings: Settings | None = None
) -> Callable[[], Opened]:
    """What opens a plain record for a desk."""

    def open_it() -> Opened:
        record = open_record(path, key=None, person="demo", entropy=Random(7).randbytes)
        return opened(record, settings or Settings(), clock)

    return open_it


def open_desk(path: Path, clock: MovedClock, settings: Settings | None = None) -> Desk:
    """A desk whose table is there."""
    random = Random(11)
    desk = Desk(opening(path, clock, settings), clock, lambda now: new_id(now, random.randbytes))
    desk.open()
    desk.settle()
    assert desk.failure is None, desk.failure
    return desk


@dataclass
class Fingers:
    """Presses keys on a keyboard, and counts them."""

    desk: Desk
    chosen_keys: Mapping[str, str] = field(default_factory=dict)
    keys: Keyboard = field(init=False)
    asked: list[str] = field(default_factory=list)
    count: int = 0

    def __post_init__(self) -> None:
        self.keys = Keyboard(self.desk, self, marks, self.chosen_keys)

    def offers(self, command: str) -> bool:
        """Everything can be done here."""
        return True

    def perform(self, command: str) -> None:
        """What the program around is asked for."""
        self.asked.append(command)

    def press(self, keys: str) -> int:
        """Press keys: ``r``, ``msa``, ``Esc``, ``Enter``, apart by blanks; returns how many."""
        pressed = 0
        for word in keys.split():
            named = {
                "Esc": "escape",
                "Enter": "enter",
                "Space": "space",
                "Bksp": "backspace",
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
                "Del": "delete",
            }.get(word)
            for key in [named] if named else word:
                self.keys.press(key)
                pressed += 1
        self.count += pressed
        return pressed

    @property
    def table(self) -> Table:
        """The table as it stands."""
        assert self.desk.table is not None
        return self.desk.table

    @property
    def live(self) -> int:
        """The number of the item that has the floor."""
        assert self.table.live is not None
        return self.table.live.position

    @property
    def situation(self) -> Situation:
        """The situation that has the floor."""
        situation = self.table.live_situation
        assert situation is not None
        return situation

    @property
    def mode(self) -> str:
        """What the keys mean."""
        return self.keys.mode.name

    @property
    def tone(self) -> Tone | None:
        """How the sentence in the mode line is said."""
        return self.keys.said.tone if self.keys.said else None

    @property
    def list_shown(self) -> ListView:
        """The list that is open."""
        view = self.keys.mode.view()
        assert isinstance(view, ListView)
        return view

    @property
    def line_shown(self) -> LineView:
        """The line of text that is being typed."""
        view = self.keys.mode.view()
        assert isinstance(view, LineView)
        return view

    def barred_keys(self) -> dict[str, str]:
        """The keys of the panel that is open, each with why it cannot act."""
        view = self.keys.mode.view()
        assert isinstance(view, WhichKeyView)
        return {choice.key: choice.barred for _, group in view.groups for choice in group}

    @property
    def said(self) -> str:
        """The sentence in the mode line."""
        return self.keys.said.text if self.keys.said else ""
