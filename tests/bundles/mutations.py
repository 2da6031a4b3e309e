"""Bundles that were changed on their way, in large numbers; none may be taken, none may crash.

    python -m tests.bundles.mutations --number 100000             as a stranger changes them
    python -m tests.bundles.mutations --number 100000 --resigned  as their sender does

Prints the seeds of those that went wrong, and ends with 1 when there was one.
"""

import argparse
import time
from collections.abc import Callable
from random import Random

from hub_console.bundles.errors import BundleError
from tests.bundles.forge import resigned
from tests.bundles.stations import a_bundle, a_station, entries, opened

SENDER, US, OTHER = (a_station(name) for name in ("B-2", "A-7", "C-11"))
WHOLE = a_bundle(SENDER, OTHER, US, content=entries(20))
SIGNATURE = 64

Mutation = Callable[[bytearray, Random], object]


def _bit(data: bytearray, random: Random) -> None:
    data[random.randrange(len(data))] ^= 1 << random.randrange(8)


def _byte(data: bytearray, random: Random) -> None:
    data[_place(data, random)] = random.randrange(256)


def _truncate(data: bytearray, random: Random) -> None:
    del data[_place(data, random) :]


def _insert(data: bytearray, random: Random) -> None:
    at = _place(data, random)
    data[at:at] = random.randbytes(random.randint(1, 40))


def _delete(data: bytearray, random: Random) -> None:
    at = _place(data, random)
    del data[at : at + random.randint(1, 40)]


def _swap(data: bytearray, random: Random) -> None:
    one, other, size = _place(data, random), _place(data, random), random.randint(1, 16)
    here, there = data[one : one + size], data[other : other + size]
    data[one : one + len(there)] = there
    data[other : other + len(here)] = here


def _place(data: bytearray, random: Random) -> int:
    """Somewhere; as often as not in what is read first."""
    return random.randrange(random.choice((min(len(data), 400), len(data))))


MUTATIONS: tuple[Mutation, ...] = (_bit, _byte, _truncate, _insert, _delete, _swap)


def mutated(seed: int, *, by_sender: bool) -> bytes:
    """A bundle that differs from the whole one."""
    random = Random(seed)
    while True:
        data = bytearray(WHOLE[:-SIGNATURE] if by_sender else WHOLE)
        random.choice(MUTATIONS)(data, random)
        changed = resigned(bytes(data) + bytes(SIGNATURE), SENDER) if by_sender else bytes(data)
        if changed != WHOLE:
            return changed


def fault_of(seed: int, *, by_sender: bool = False) -> str:
    """What went wrong with a changed bundle; nothing if it was refused as it should be."""
    try:
        opened(mutated(seed, by_sender=by_sender), US, SENDER, OTHER)
    except BundleError:
        return ""
    except Exception as error:  # noqa: BLE001 - whatever it is, it is a fault
        return f"crashed: {error!r}"
    return "was taken"


def main() -> int:
    """Try as many as were asked for; 1 where one went wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.bundles.mutations")
    parser.add_argument("--number", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1, help="of the first")
    parser.add_argument("--resigned", action="store_true", help="the sender changes them")
    told = parser.parse_args()
    began, wrong = time.perf_counter(), 0
    for seed in range(told.seed, told.seed + told.number):
        if fault := fault_of(seed, by_sender=told.resigned):
            wrong += 1
            print(f"seed {seed} {fault}")  # noqa: T201
    took = time.perf_counter() - began
    print(f"{told.number:,} changed bundles in {took:.0f} s, {wrong} of them not refused")  # noqa: T201
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
