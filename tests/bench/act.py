"""An act made durable."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from os import urandom
from pathlib import Path

from hub_console.meeting.change import Change
from hub_console.meeting.values import Id
from hub_console.record import Action, create_record
from tests.bench.driver import bare_file
from tests.bench.figure import Figure, in_turn, timed
from tests.bench.stand import Stand

KEY = bytes(32)
SITUATION = Id("5" * 32)
AT = datetime(2026, 11, 23, tzinfo=UTC)
ACTS_A_ROUND = 20


def figures(stand: Stand, rounds: int) -> Iterator[Figure]:
    """The lead of a situation, against a row inserted by the bare driver."""
    insert, act = _insertion(stand.folder / "bare.db"), _marking(stand.folder / "act.hub")
    in_turn(ACTS_A_ROUND, timed(insert), timed(act))
    (bare,), (ours,) = in_turn(rounds * ACTS_A_ROUND, timed(insert), timed(act))
    yield Figure("an act made durable", ours, bare, "ms", "3×")


def _insertion(path: Path) -> Callable[[], None]:
    bare = bare_file(path, KEY)
    bare.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, value TEXT)")

    def insert() -> None:
        bare.execute("BEGIN IMMEDIATE")
        bare.execute("INSERT INTO row (value) VALUES (?)", ("x" * 100,))
        bare.execute("COMMIT")

    return insert


def _marking(path: Path) -> Callable[[], None]:
    record = create_record(
        path, key=KEY, table="B-2", station="here", person="Ann", entropy=urandom
    )
    record.write(Action("plan", AT, (Change("situation", SITUATION, "exists", None, True),)))
    tags = count()

    def mark() -> None:
        lead = Change("detail", SITUATION, "lead", None, f"{next(tags) % 90 + 10}")
        record.write(Action("set_lead", AT, (lead,)))

    return mark
