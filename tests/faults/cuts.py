"""The power is cut while somebody marks: what the disk may hold then, and what opens of it."""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TypeAlias

from hub_console.places import Places
from hub_console.record import RecordError
from hub_console.record.keys import finish, open_keys, remove_passphrase
from tests.faults.disk import Change, Disk, Image, read_image, write_image
from tests.faults.marking import Hand, begun_record, care_for_backups
from tests.faults.shim import OK, Operation, watching
from tests.faults.sound import Saved, lost_of_all, tips
from tests.faults.system import listening
from tests.record.keeping import KEY, reopened
from tests.record.test_keys import PHRASE
from tests.record.test_rekey import REMAINING, a_table, all_open, quietly

CARELESS = "synchronous=NORMAL"
"""A pragma with which marks that were acknowledged are lost."""

Event: TypeAlias = Change | Saved


@dataclass(frozen=True)
class Run:
    """What was done to a directory.

    Attributes:
        folder: Which.
        before: What was in it, all of it durable.
        events: What happened since, in order.
    """

    folder: Path
    before: Image
    events: list[Event] = field(default_factory=list)


def losses_of_marking(
    marks: int, cuts: int, key: bytes | None = KEY, weakened: str = "", seed: int = 1
) -> Iterator[str]:
    """Cut the power of somebody who marks, and tell of each image what it lost; "": nothing.

    Args:
        marks: How many are made; the meetings that they close are backed up.
        cuts: How many images are made of it.
        key: Of the record; None for a plain file.
        weakened: A pragma that makes the connection less careful.
        seed: Of the marks, and of the first image.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / "table.hub"
        begun_record(path, key).close()
        with _recorded(path.parent) as run, closing(reopened(path, key)) as record:
            if weakened:
                record._file.pragma(weakened)
            hand = Hand(record, Random(seed))
            run.events.append(Saved(hand.table, tips(record)))
            for _ in range(marks):
                action = hand.mark()
                run.events.append(Saved(hand.table, tips(record)))
                care_for_backups(record, path, action)
        said = [event for event in run.events if isinstance(event, Saved)]

        def loss(image: Path, reached: int) -> str:
            path = image / "table.hub"
            saved, coming = said[max(reached, 0)], said[min(reached + 1, len(said) - 1)]
            return lost_of_all(path, key, saved, coming.table)

        yield from _losses(run, cuts, seed, loss)


def losses_of_changing_keys(cuts: int, seed: int = 1) -> Iterator[str]:
    """Cut the power of somebody who changes keys; tell of each image what opens no longer."""
    with TemporaryDirectory() as folder:
        places = a_table(Path(folder))
        with _recorded(places.data) as run:
            remove_passphrase(open_keys(places, PHRASE), "Bob", os.urandom, quietly)

        def loss(image: Path, _: int) -> str:
            places = Places(image, image)
            try:
                all_open(places, *REMAINING)
                finish(open_keys(places, PHRASE), quietly)
                all_open(places, *REMAINING)
            except (AssertionError, RecordError) as error:
                return f"{error}"
            return ""

        yield from _losses(run, cuts, seed, loss)


@contextmanager
def _recorded(folder: Path) -> Iterator[Run]:
    """Hear of all that is done to the disk in the block."""
    run = Run(folder, read_image(folder))

    def tell(operation: Operation) -> int:
        run.events.append(operation)
        return OK

    with watching(tell), listening(run.events.append):
        yield run


def _losses(run: Run, cuts: int, seed: int, loss: Callable[[Path, int], str]) -> Iterator[str]:
    """What is lost of each of so many images, each with a seed of its own."""
    random, disk = Random(seed), Disk(run.before)
    places = Counter(random.randrange(1, len(run.events)) for _ in range(cuts))
    number, reached = seed, -1
    for place, event in enumerate(run.events):
        for _ in range(places[place]):
            with TemporaryDirectory() as folder:
                write_image(disk.after_cut(Random(number)), run.folder, Path(folder))
                found = loss(Path(folder), reached)
            yield f"image {number}: {found}" if found else ""
            number += 1
        if isinstance(event, Saved):
            reached += 1
        else:
            disk.do(event)
