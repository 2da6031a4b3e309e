"""Whatever is typed: nothing breaks, the rules hold, and undo leads all the way back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from hub_console.console.commands import COMMANDS
from hub_console.meeting.clock import ItemState, Tick
from hub_console.meeting.situation import problems
from hub_console.meeting.table import Table
from tests.desks import DemoFiles, Fingers, MovedClock, open_desk

NAMED = (
    "escape",
    "enter",
    "backspace",
    "space",
    "tab",
    "up",
    "down",
    "left",
    "right",
    "home",
    "end",
    "pageup",
    "pagedown",
    "delete",
    "shift+tab",
)
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789.,'é-_*"
COMMAND_KEYS = [c.key for c in COMMANDS if c.key not in ("", "q", "B", "b", "v", "W")]
PHRASES = (
    "rmsa",
    "rmis 1",
    "ymo",
    "lhc",
    "amh",
    "ipdsd",
    "oi",
    "x1",
    "x4",
    "ttr",
    "t-va",
    "t_pd",
    "d3",
    "mtp",
    "msf",
    "mb3",
    "Zn",
    "Ann",
    "Ansd",
    "g7",
    "==",
    "e",
    "cb12",
    "smhe",
    "n",
    "y",
)
"""What a hurried recorder types, so that random keys reach deep into a meeting."""


def random_keys(random: Random) -> list[str]:
    """A sequence of keys: commands, half commands, whole phrases, and nonsense."""
    keys: list[str] = []
    for _ in range(random.randint(5, 30)):
        match random.randrange(5):
            case 0:
                keys.append(random.choice(NAMED))
            case 1:
                keys.extend(random.choices(LETTERS, k=random.randint(1, 4)))
            case 2:
                keys.append(random.choice(COMMAND_KEYS))
            case _:
                keys.extend(random.choice(PHRASES))
                if random.random() < 0.7:
                    keys.append("escape")
    return keys


def check(table: Table) -> None:
    """What must hold of any table."""
    for situation in table.situations.values():
        assert problems(situation) == []
    having_the_floor = [i for i in table.agenda if i.state in (ItemState.LIVE, ItemState.PAUSED)]
    assert len(having_the_floor) <= 1
    positions = [item.position for item in table.agenda]
    assert positions == list(range(1, len(positions) + 1))


def can_be_undone(table: Table) -> Table:
    """The table without what undo passes over: the wall, the roster, jumps of the clock."""
    meetings = {
        id_: replace(m, wall_blank=False, wall_view="", wall_detail="")
        for id_, m in table.meetings.items()
    }
    items = {
        id_: replace(i, clock={n: e for n, e in i.clock.items() if e.tick is not Tick.JUMP})
        for id_, i in table.items.items()
    }
    return replace(table, meetings=meetings, agencies={}, items=items)


def try_keys(paths: Iterator[Path], seeds: range) -> None:
    """Press one random sequence after another, each undone before the next.

    A sequence takes back no more than its own acts; what came before could not come again.
    One that closes the meeting cannot be undone; the next one has a fresh table.
    """
    clock, path = MovedClock(), next(paths)
    desk = open_desk(path, clock)
    for seed in seeds:
        random, fingers, depth = Random(seed), Fingers(desk), len(desk.done)
        first = fingers.table
        for key in random_keys(random):
            if key == "u" and len(desk.done) == depth:
                continue
            fingers.keys.press(key)
            fingers.keys.scene()
            clock.pass_by(random.choice((0.2, 1, 7)))
            if random.random() < 0.02:
                clock.jump(random.choice((-3600, -5, 180)))
            fingers.keys.tick()
            check(fingers.table)
        fingers.press("Esc Esc")
        if first.meeting != fingers.table.meeting and not desk.done:
            desk.close()
            path = next(paths)
            desk = open_desk(path, clock)
            continue
        while len(desk.done) > depth:
            fingers.keys.run("undo")
        assert can_be_undone(fingers.table) == can_be_undone(first), f"seed {seed}"
    desk.settle()
    assert desk.pending == 0
    shown = desk.table
    desk.close()
    again = open_desk(path, clock)
    assert again.table == shown
    again.close()


def copies(demo_files: DemoFiles, folder: Path) -> Iterator[Path]:
    """Fresh tables, as many as are wanted."""
    while True:
        yield demo_files.copy(folder)


def test_random_keys_break_nothing_and_undo_leads_back(
    demo_files: DemoFiles, tmp_path: Path
) -> None:
    try_keys(copies(demo_files, tmp_path), range(150))


@pytest.mark.long
@pytest.mark.parametrize("thousand", range(10))
def test_ten_thousand_random_sequences(
    demo_files: DemoFiles, tmp_path: Path, thousand: int
) -> None:
    try_keys(copies(demo_files, tmp_path), range(1000 * thousand, 1000 * (thousand + 1)))
