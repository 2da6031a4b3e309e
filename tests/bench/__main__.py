"""Figures of speed and size, each as a ratio to a yardstick measured beside it.

    python -m tests.bench             all of them but those that take long
    python -m tests.bench start keys  some of them
    python -m tests.bench growth day  those that take long
    python -m tests.bench --rounds 5  fewer rounds; usually 15

Ours and the yardstick take turns, A B A B, so that a busy machine slows both, and medians are
compared. Programs run in a terminal of 120 by 35 with their bytecode compiled, as an installed
one's is. A station with ten years of record is made first (tests/tenyears.py), which takes some
minutes and 1 GB in $TMPDIR. Nothing here fails: the figures are for the maker to read. Linux, for
its ``/proc``.

    start     from the start of the process to the first frame and to the table filled in, of the
              demo, a small station, and one with ten years of record; a bare Textual app that
              paints one label is the yardstick. Keys are derived in a moment here.
    commands  ``--version`` and ``status --json``; importing click, importing SQLAlchemy
    keys      from a key to what it changes on the terminal, 60 agencies, 30 items, ten years: the
              cursor, and the keys of marks; a bare DataTable's cursor
    act       an act made durable; a row inserted by the bare driver with the same pragmas
    wall      from the recorder's key, ``b`` among them, to what it changes on the wall
    import    150,000 entries of another station taken in, of one value each as in the design's
              prototype, and of meetings, which hold twice as much; the prototype, and as many
              rows inserted by the bare driver. A year of one table sealed and opened; zlib alone
    report    the report over 50,000 situations; the same aggregates in bare SQL
    memory    what the console holds in mid-meeting; the bare app
    idle      processor time of the console left alone in mid-meeting for 20 s

    growth    1,500,000 entries taken in at once, and the memory that it takes; 150,000
    day       what the console holds after 100,000 marks; after 1,000
"""

import argparse
from collections.abc import Callable, Iterator
from tempfile import TemporaryDirectory

from tests.bench import act, commands, exchange, idle, keys, memory, report, start, wall
from tests.bench.figure import Figure
from tests.bench.stand import Stand

Bench = Callable[[Stand, int], Iterator[Figure]]

USUAL: dict[str, Bench] = {
    "start": start.figures,
    "commands": commands.figures,
    "keys": keys.figures,
    "act": act.figures,
    "wall": wall.figures,
    "import": exchange.figures,
    "report": report.figures,
    "memory": memory.figures,
    "idle": idle.figures,
}
LONG: dict[str, Bench] = {"growth": exchange.growth, "day": memory.day}
BENCHES = USUAL | LONG


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
        for name in told.names or USUAL:
            for figure in BENCHES[name](stand, told.rounds):
                print(figure, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
