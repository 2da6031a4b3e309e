"""Two consoles and a wall on one file, for as long as a meeting: ``python -m tests.bench.soak``.

    python -m tests.bench.soak --minutes 30

The recorder and the chair mark five times a second between them. Now and then one of them blanks
the wall and the other shows it again, and that is timed. In the end every mark must be in the
history, and no console may have shown an error.
"""

import argparse
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from itertools import cycle
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.bench.stand import Stand
from tests.bench.table import PLACE
from tests.bench.wall import LIVE, PAUSED
from tests.bench.window import Window

MARKS_A_SECOND = 5
TIMED_EVERY = 50
WRONG = (b"NOT SAVED", b"Traceback", b"LAGS", b"NO WALL")
MARKS = (b"msf", b"msm")
TIMED = {0: (b"b", PAUSED, "blank_wall"), 5: (b"B", LIVE, "show_wall")}
"""A second apart, so that the one console has seen what the other did."""


def main() -> None:
    """Run the soak, and print what came of it."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.soak")
    parser.add_argument("--minutes", type=float, default=30)
    minutes = parser.parse_args().minutes
    with TemporaryDirectory(prefix="hub-console-soak-") as folder:
        _soak(Stand.at(folder).large, round(60 * minutes * MARKS_A_SECOND))


def _soak(environ: Mapping[str, str], marks: int) -> None:
    before, made = _verbs(environ), Counter[str]()
    lags: list[float] = []
    wrong: dict[str, float] = {}
    marked = cycle(MARKS)
    with (
        Window(environ, "hub_console") as recorder,
        Window(environ, "hub_console", "--role", "chair") as chair,
        Window(environ, "hub_console", "wall") as wall,
    ):
        recorder.until(PLACE)
        chair.until(PLACE)
        wall.until(LIVE)
        for window in (recorder, chair):
            window.ignore(3)  # they began before there was a wall, and said so
        begun = perf_counter()
        for number in range(marks):
            recorder.ignore(max(0.0, begun + number / MARKS_A_SECOND - perf_counter()))
            for window in (recorder, chair):
                shown = window.drained()
                for each in WRONG:
                    if each in shown:
                        wrong.setdefault(each.decode(), round(perf_counter() - begun, 1))
            wall.drained()
            if (timed := TIMED.get(number % TIMED_EVERY)) is not None:
                key, brought, verb = timed
                who = (recorder, chair)[(number // TIMED_EVERY + (verb == "show_wall")) % 2]
                lags.append(wall.painted(brought, who.strike(key)))
                made[verb] += 1
            elif number % 2:
                recorder.strike(next(marked))
                made["set_field"] += 1
            else:
                chair.strike(b"W")
                made["next_detail"] += 1
        recorder.ignore(2)
    kept = _verbs(environ)
    lost = {verb: count for verb, count in made.items() if kept[verb] - before[verb] != count}
    out = sys.stdout.write
    out(f"{marks} marks in {(perf_counter() - begun) / 60:.1f} minutes; lost or doubled: {lost}\n")
    out(f"shown that should not be, and at which second first: {wrong}\n")
    out(f"{len(lags)} timed: median {median(lags):.0f} ms, slowest {max(lags):.0f} ms\n")


def _verbs(environ: Mapping[str, str]) -> Counter[str]:
    """How often each act is in the journal."""
    command = [sys.executable, "-m", "hub_console", "history", "--json"]
    printed = subprocess.run(
        command, env=os.environ | dict(environ), capture_output=True, text=True, check=True
    ).stdout
    return Counter(line["verb"] for line in json.loads(printed))


if __name__ == "__main__":
    main()
