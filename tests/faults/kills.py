"""Programs that are killed in the middle of what they do, and what is there afterwards.

A program is forked off a server that has everything loaded, so that a kill costs milliseconds.
"""

import multiprocessing
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from threading import Event
from typing import Any

from hub_console.meeting.table import Table
from hub_console.places import Places
from hub_console.record.keys import add_passphrase, finish, open_keys, remove_passphrase
from tests.faults.marking import Hand, begun_record, care_for_backups
from tests.faults.sound import Saved, lost_of_all, tips
from tests.record.keeping import KEY, reopened
from tests.record.test_keys import MONDAY, PHRASE, QUICK
from tests.record.test_rekey import BOB, REMAINING, a_table, all_open, quietly

KILLS_EACH = 10
"""Kills that one record goes through before a new one is begun, so that none grows without end."""

MOST_HEARD = 30
WINDOW = 0.003
"""Seconds within which a program is killed after what it said last."""


def mark(said: Connection, path: Path, key: bytes | None, seed: int) -> None:
    """Mark without end; say what is on its way, and what is saved."""
    record = reopened(path, key)
    hand = Hand(record, Random(seed))
    said.send(Saved(hand.table, tips(record)))
    while True:
        action = hand.intend()
        said.send(hand.table)
        record.write(action)
        said.send(Saved(hand.table, tips(record)))


def close_meetings(said: Connection, path: Path, key: bytes | None, seed: int) -> None:
    """Hold short meetings without end; each is closed, sealed and backed up."""
    record = reopened(path, key)
    hand = Hand(record, Random(seed))
    said.send(Saved(hand.table, tips(record)))
    while True:
        for action in hand.short_meeting():
            said.send(hand.table)
            record.write(action)
            said.send(Saved(hand.table, tips(record)))
            care_for_backups(record, path, action)


def change_keys(said: Connection, places: Places) -> None:
    """Let Bob in and shut him out again, without end."""
    while True:
        keys = finish(open_keys(places, PHRASE), quietly)
        if all(slot.person != "Bob" for slot in keys.file.slots):
            keys = add_passphrase(keys, "Bob", BOB, MONDAY, os.urandom, QUICK)
        said.send(None)
        remove_passphrase(keys, "Bob", os.urandom, quietly)


def losses_of_marking(kills: int, key: bytes | None = KEY, seed: int = 1) -> Iterator[str]:
    """Kill so many programs that mark, and tell of each what was lost; "": nothing."""
    return _losses(mark, kills, key, seed, WINDOW)


def losses_of_closing(kills: int, key: bytes | None = KEY, seed: int = 1) -> Iterator[str]:
    """Kill programs that close meetings and back them up; tell of each what was lost."""
    return _losses(close_meetings, kills, key, seed, 20 * WINDOW)


def losses_of_changing_keys(kills: int, seed: int = 1) -> Iterator[str]:
    """Kill programs that change keys; tell of each who can open what no longer."""
    with TemporaryDirectory() as folder:
        places = a_table(Path(folder))
        for kill in range(seed, seed + kills):
            random = Random(kill)
            killed(random, [(change_keys, places)], most_heard=1, window=100 * WINDOW)
            try:
                all_open(places, *REMAINING)
                if random.random() < 0.5:
                    finish(open_keys(places, PHRASE), quietly)
                    all_open(places, *REMAINING)
            except AssertionError as error:
                yield f"kill {kill}: {error}"
            else:
                yield ""


def killed(
    random: Random,
    programs: Sequence[tuple[Any, ...]],
    *,
    most_heard: int = MOST_HEARD,
    window: float = WINDOW,
) -> list[list[Any]]:
    """Run programs side by side and kill them in the middle of something; what each one said."""
    context = _context()
    running = []
    for program, *arguments in programs:
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=_untraced, args=(program, theirs, *arguments), daemon=True)
        process.start()
        theirs.close()
        running.append((process, ours))
    heard = [[ours.recv()] for _, ours in running]
    for _ in range(random.randrange(most_heard)):
        for said, (_, ours) in zip(heard, running, strict=True):
            said.append(ours.recv())
    Event().wait(random.random() * window)
    for process, _ in running:
        process.kill()
    for said, (process, ours) in zip(heard, running, strict=True):
        said.extend(_rest(ours))
        process.join()
    return heard


def at_the_end(heard: list[Saved | Table]) -> tuple[Saved, Table | None]:
    """What was saved last, and what was on its way then."""
    saved = [each for each in heard if isinstance(each, Saved)]
    last = heard[-1]
    return saved[-1], None if isinstance(last, Saved) else last


def _untraced(program: Any, *arguments: Any) -> None:
    """Run a program that is not measured: who is killed never tells what it came by."""
    sys.settrace(None)
    program(*arguments)


def _losses(program: Any, kills: int, key: bytes | None, seed: int, window: float) -> Iterator[str]:
    for begin in range(seed, seed + kills, KILLS_EACH):
        with TemporaryDirectory() as folder:
            path = Path(folder) / "table.hub"
            begun_record(path, key).close()
            for kill in range(begin, min(seed + kills, begin + KILLS_EACH)):
                [heard] = killed(Random(kill), [(program, path, key, kill)], window=window)
                saved, coming = at_the_end(heard)
                loss = lost_of_all(path, key, saved, coming)
                yield f"kill {kill}: {loss}" if loss else ""


def _rest(connection: Connection) -> Iterator[Any]:
    """What is still on its way from a program that is dead; its last words may be cut off."""
    with suppress(EOFError, OSError):
        while True:
            yield connection.recv()


def _context() -> Any:
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__, "tests.faults.exchanging"])
    return context
