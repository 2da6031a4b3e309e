"""Figures for the maker to read; a slow machine fails nothing."""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter

from sqlcipher3 import dbapi2

from hub_console.meeting.change import Change
from hub_console.meeting.values import Id
from hub_console.record import Action
from tests.record.keeping import KEY, new_record

ROUNDS = 100


def milliseconds(act: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        begun = perf_counter()
        act()
        times.append(perf_counter() - begun)
    return 1000 * median(times)


def test_an_act_is_measured_against_a_bare_row(tmp_path: Path) -> None:
    bare = dbapi2.connect(str(tmp_path / "bare"), isolation_level=None)
    for pragma in (f"key=\"x'{KEY.hex()}'\"", "journal_mode=WAL", "synchronous=FULL"):
        bare.execute(f"PRAGMA {pragma}").fetchall()
    bare.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, value TEXT)")
    record = new_record(tmp_path / "table.hub")
    situation, ranks = Id("5" * 32), count(1)
    at = datetime(2026, 11, 23, tzinfo=UTC)
    record.write(Action("plan", at, (Change("situation", situation, "exists", None, True),)))

    def insert() -> None:
        bare.execute("BEGIN IMMEDIATE")
        bare.execute("INSERT INTO row (value) VALUES (?)", ("x" * 100,))
        bare.execute("COMMIT")

    def set_lead() -> None:
        lead = Change("detail", situation, "lead", None, f"{next(ranks) % 90 + 10}")
        record.write(Action("set_lead", at, (lead,)))

    yardstick, act = milliseconds(insert), milliseconds(set_lead)
    bare.close()
    record.close()

    print(f"a bare row {yardstick:.2f} ms, an act {act:.2f} ms, ratio {act / yardstick:.1f}")  # noqa: T201
    assert act > 0
