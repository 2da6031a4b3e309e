"""Stations that lose, swap and spoil what they send each other, and must agree in the end.

    python -m tests.simulation                            10,000 random schedules of five stations
    python -m tests.simulation --seeds 500 --from 7       so many, from a seed on
    python -m tests.simulation --seeds 1 --from 7 --tell  one of them, step by step
    python -m tests.simulation --orders                   one history of 8 bundles in all 40,320
                                                          orders

Prints the seeds, or the orders, that went wrong, and ends with 1 when there was one. One seed is
one schedule, wherever it runs.
"""

import argparse
import multiprocessing
import os
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from math import factorial

from tests.simulation import orders, schedule

AT_ONCE = 10
"""Schedules that are handed to a job together."""


def main() -> int:
    """Try what was asked for, print what went wrong, and return 1 where something did."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation")
    parser.add_argument("--seeds", type=int, default=10_000, help="how many schedules")
    parser.add_argument("--from", type=int, default=1, dest="first", help="the first seed")
    parser.add_argument("--orders", action="store_true", help="all orders of one history instead")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="at the same time")
    parser.add_argument("--tell", action="store_true", help="tell every step")
    told = parser.parse_args()
    began = time.monotonic()
    seeds = range(told.first, told.first + told.seeds)
    if told.orders:
        what, faults = f"{factorial(orders.BUNDLES):,} orders", _of_orders(told.jobs)
    elif told.tell:
        what, faults = (
            f"{told.seeds:,} schedules",
            (schedule.told_fault_of(seed, print) for seed in seeds),
        )
    else:
        what, faults = f"{told.seeds:,} schedules", _of_seeds(seeds, told.jobs)
    wrong = 0
    for fault in filter(None, faults):
        wrong += 1
        print(fault, flush=True)  # noqa: T201
    print(f"{what} in {time.monotonic() - began:.0f} s, {wrong} of them went wrong")  # noqa: T201
    return 1 if wrong else 0


def _of_seeds(seeds: range, jobs: int) -> Iterator[str]:
    with _pool(jobs) as pool:
        yield from pool.map(schedule.told_fault_of, seeds, chunksize=AT_ONCE)


def _of_orders(jobs: int) -> Iterator[str]:
    with _pool(jobs) as pool:
        for of_branch in pool.map(orders.faults_of_branch, orders.BRANCHES):
            yield from of_branch


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"))


if __name__ == "__main__":
    raise SystemExit(main())
