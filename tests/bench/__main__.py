"""Figures of speed and size, each as a ratio to a yardstick measured beside it.

    python -m tests.bench             all of them
    python -m tests.bench start keys  some of them
    python -m tests.bench --rounds 5  fewer rounds; the figures of start take 15

Ours and the yardstick take turns, A B A B, so that a busy machine slows both, and medians are
compared. Programs run in a terminal of 120 by 35 with their bytecode compiled, as an installed
one's is. Nothing here fails: the figures are for the maker to read. Linux, for its ``/proc``.

    start     from the start of the process to the first frame and to the table filled in, of the
              demo, a small station, and one with a year of record; a bare Textual app that
              paints one label is the yardstick. Keys are derived in a moment here.
    keys      from a key to what it changes on the terminal, 60 agencies and 30 items: the
              cursor, and the keys of marks; a bare DataTable's cursor
    memory    what the console holds in mid-meeting; the bare app
    idle      processor time of the console left alone in mid-meeting for 20 s
    wall      from the recorder's key, ``b`` among them, to what it changes on the wall
    act       an act made durable; a row inserted by the bare driver with the same pragmas
    commands  ``--version`` and ``status --json``; importing click, importing SQLAlchemy
    report    the report over 50,000 situations; the same aggregates in bare SQL
"""

import argparse
from collections.abc import Callable, Iterator
from tempfile import TemporaryDirectory

from tests.bench import act, commands, idle, keys, memory, report, start, wall
from tests.bench.figure import Figure
from tests.bench.stand import Stand

BENCHES: dict[str, Callable[[Stand, int], Iterator[Figure]]] = {
    "start": start.figures,
    "keys": keys.figures,
    "wall": wall.figures,
    "memory": memory.figures,
    "idle": idle.figures,
    "act": act.figures,
    "commands": commands.figures,
    "report": report.figures,
}


def main() -> None:
    """Measure what was asked for, and print it."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(BENCHES))
    parser.add_argument("--rounds", type=int, default=15)
    told = parser.parse_args()
    if unknown := set(told.names) - BENCHES.keys():
        parser.error(f"there is no {', '.join(sorted(unknown))}: choose of {', '.join(BENCHES)}")
    with TemporaryDirectory(prefix="hub-console-bench-") as folder:
        stand = Stand.at(folder)
        for name in told.names or BENCHES:
            for figure in BENCHES[name](stand, told.rounds):
                print(figure, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
