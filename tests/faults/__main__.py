"""Faults in large numbers: what a laptop goes through, and what is lost of it.

    python -m tests.faults                    all of them, for 20 minutes and more
    python -m tests.faults kill cut           some of them
    python -m tests.faults kill --kills 5000  more of one

Prints a figure for each fault, and ends with 1 when anything was lost. Each try has a seed, which
is named where something is lost. It is quicker in memory: TMPDIR=/dev/shm.

    kill      kill -9 while marking; while meetings are closed, sealed and backed up; while keys
              are changed
    bundle    kill -9 while bundles are imported, and while they are exported; what was said of a
              rejected situation, looked for in bundles and in all who took them in
    cut       the power cut while marking, closing and backing up; while keys are changed; and
              with less syncing, which must lose something, or the cuts are not cruel enough
    plant     what was said of a rejected situation, looked for everywhere once its meeting is
              closed
"""

import argparse
import time
from collections.abc import Iterator

from tests.faults import cuts, exchanging, kills, planted, planted_bundles
from tests.faults.figure import Figure

FAULTS = ("kill", "bundle", "cut", "plant")
MARKS = 300
"""That are made before and between power cuts."""


def main() -> int:
    """Try what was asked for, print it, and return 1 where something was lost."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults")
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(FAULTS))
    parser.add_argument(
        "--kills", type=int, default=1000, help="while marking and exchanging; elsewhere a fifth"
    )
    parser.add_argument("--cuts", type=int, default=2000, help="while marking; elsewhere a tenth")
    parser.add_argument("--runs", type=int, default=100, help="with planted words")
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    if unknown := set(told.names) - set(FAULTS):
        parser.error(f"there is no {', '.join(sorted(unknown))}: choose of {', '.join(FAULTS)}")
    names, seed, all_held = told.names or FAULTS, told.seed, True
    if "kill" in names:
        fifth = told.kills // 5
        all_held &= _try("killed while marking", kills.losses_of_marking(told.kills, seed=seed))
        closing = kills.losses_of_closing(fifth, seed=seed)
        all_held &= _try("killed while closing and backing up", closing)
        changing = kills.losses_of_changing_keys(fifth, seed=seed)
        all_held &= _try("killed while changing keys", changing)
    if "bundle" in names:
        importing = exchanging.losses_of_importing(told.kills, seed=seed)
        all_held &= _try("killed while importing", importing)
        exporting = exchanging.losses_of_exporting(told.kills, seed=seed)
        all_held &= _try("killed while exporting", exporting)
        carried = planted_bundles.losses_of_bundles(told.runs, seed)
        all_held &= _try("planted words in bundles", carried)
    if "cut" in names:
        tenth = told.cuts // 10
        marking = cuts.losses_of_marking(MARKS, told.cuts, seed=seed)
        all_held &= _try("power cut while marking and closing", marking)
        plain = cuts.losses_of_marking(MARKS, tenth, None, seed=seed)
        all_held &= _try("power cut, a plain file read byte by byte", plain)
        changing = cuts.losses_of_changing_keys(tenth, seed=seed)
        all_held &= _try("power cut while changing keys", changing)
        careless = cuts.losses_of_marking(MARKS, tenth, weakened=cuts.CARELESS, seed=seed)
        all_held &= not _try("power cut, syncing less (must lose)", careless)
    if "plant" in names:
        plain = planted.losses_of_plain_records(told.runs, seed)
        all_held &= _try("planted words in files, byte by byte", plain)
        stations = planted.losses_of_stations(told.runs, seed)
        all_held &= _try("planted words in a station, with its key", stations)
    return 0 if all_held else 1


def _try(fault: str, tries: Iterator[str]) -> bool:
    """Try a fault, print its figure, and tell whether nothing was lost."""
    began, said = time.monotonic(), list(tries)
    losses = tuple(loss for loss in said if loss)
    print(Figure(fault, len(said), losses, time.monotonic() - began), flush=True)  # noqa: T201
    return not losses


if __name__ == "__main__":
    raise SystemExit(main())
