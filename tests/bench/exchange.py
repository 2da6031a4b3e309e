"""What another station sent, taken in; and a bundle sealed and opened."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from itertools import count, islice
from multiprocessing import get_context
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TypeAlias
from zlib import compress, decompress

from hub_console.bundles.envelope import content_of
from hub_console.bundles.header import header_of
from hub_console.desk.station import new_id
from hub_console.meeting.change import DETAIL, EXISTS, Change
from hub_console.record import Action
from tests.bench.driver import bare_file
from tests.bench.figure import Figure, in_turn, timed
from tests.bench.stand import Stand
from tests.bundles.carried import bundle_of, resealed, taken
from tests.record.exchange.laptops import Laptop, laptops
from tests.record.keeping import KEY
from tests.tenyears import meetings_of

A_YEAR_OF_ALL, TEN_YEARS_OF_ALL = 150_000, 1_500_000
"""Entries of twelve tables."""
VALUES = 30
"""Entries of one value each that the design's prototype held of a situation."""
A_WEEK, A_YEAR = 12, 52
PROTOTYPE = 3.1
"""Seconds that the design's prototype took for a year of all, in SQLCipher."""
RECIPIENTS = 5
ROUNDS = 3

Writing: TypeAlias = Callable[[Laptop], Iterator[Sequence[Action]]]
"""What a station writes, meeting by meeting or situation by situation."""


def figures(stand: Stand, rounds: int) -> Iterator[Figure]:
    """A year of twelve tables taken in; a year of one table sealed and opened."""
    rounds = min(rounds, ROUNDS)
    for what, writing in (("of a value each", _value_by_value), ("of meetings", _meetings)):
        took, bare, megabytes = _imported(writing, A_YEAR_OF_ALL, rounds)
        yield Figure(f"import of 150,000 entries {what}", took, PROTOTYPE, "s", "1×")
        yield Figure("  against bare inserts of as many rows", took, bare, "s", "–")
        yield Figure("  memory held meanwhile, at most", megabytes, None, "MB", "–")
    yield from _in_envelopes(5 * rounds)


def growth(stand: Stand, rounds: int) -> Iterator[Figure]:
    """Ten years of twelve tables taken in at once, against one."""
    year, _, of_year = _alone(A_YEAR_OF_ALL)
    all_, bare, of_all = _alone(TEN_YEARS_OF_ALL)
    yield Figure("import of 1,500,000 entries, a tenth's", all_, year, "s", "10×")
    yield Figure("  against bare inserts of as many rows", all_, bare, "s", "–")
    yield Figure("  memory held meanwhile, at most", of_all, of_year, "MB", "–")


def _alone(entries: int) -> tuple[float, float, float]:
    """An import of meetings in a process of its own: none holds what another left."""
    with ProcessPoolExecutor(1, get_context("spawn")) as process:
        return process.submit(_imported, _meetings, entries, 1).result()


def _meetings(sender: Laptop) -> Iterator[Sequence[Action]]:
    """The meetings of twelve tables; most of their entries hold one or two values."""
    return meetings_of(sender.home, sender.table, Random(1), a_week=A_WEEK)


def _value_by_value(sender: Laptop) -> Iterator[Sequence[Action]]:
    """Situations, each value an entry of its own, as the design's prototype was measured."""
    random, at = Random(1), sender.now
    of_situation: dict[str, bool | str] = {
        EXISTS: True,
        "sex": "F",
        "age_band": "12-17",
        "originating": "SD",
    }
    factors = {f"risk_factors.x{place:02}": place for place in range(VALUES - len(of_situation))}
    cells: list[tuple[str, str, bool | str | int]] = [
        *(("situation", *one) for one in of_situation.items()),
        *((DETAIL, *one) for one in factors.items()),
    ]
    while True:
        at += timedelta(minutes=5)
        id_ = new_id(at, random.randbytes)
        yield [
            Action("mark", at, (Change(kind, id_, field, None, value),))
            for kind, field, value in cells
        ]


def _imported(writing: Writing, entries: int, rounds: int) -> tuple[float, float, float]:
    """Seconds of an import and of bare inserts; megabytes held during the import, at most."""
    with TemporaryDirectory(prefix="hub-console-bench-") as name:
        folder, numbers = Path(name), count()
        sender, *others = laptops(folder, "sender", *(f"{n}" for n in range(rounds)))
        written = writing(sender)
        while sum(sender.holds.values()) < entries:
            sender.record.write(*next(written))
        bundle, receivers = bundle_of(sender, *others), iter(others)
        sender.record.close()  # it would hold its own pages in memory meanwhile

        def take() -> list[float]:
            Path("/proc/self/clear_refs").write_text("5")
            receiver, begun = next(receivers), perf_counter()
            arrived = taken(receiver, bundle)
            seconds = perf_counter() - begun
            assert arrived.entries >= entries
            receiver.record.close()
            return [seconds, _most_memory()]

        def insert() -> list[float]:
            return [_inserted(folder / f"bare-{next(numbers)}.db", entries)]

        (took, megabytes), (bare,) = in_turn(rounds, take, insert)
    return took, bare, megabytes


def _inserted(path: Path, rows: int) -> float:
    """Seconds of rows as large as entries, inserted in one transaction."""
    bare = bare_file(path, KEY)
    bare.execute(
        "CREATE TABLE entry (feed BLOB, seq INTEGER, hlc INTEGER, hash BLOB, record TEXT,"
        " kind TEXT, payload BLOB, PRIMARY KEY (feed, seq)) WITHOUT ROWID"
    )
    feed, digest, payload = bytes(16), bytes(32), bytes(90)
    made = [(feed, n, n << 16, digest, f"{n // 25:032x}", "detail", payload) for n in range(rows)]
    begun = perf_counter()
    bare.execute("BEGIN IMMEDIATE")
    bare.executemany("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)", made)
    bare.execute("COMMIT")
    seconds = perf_counter() - begun
    bare.close()
    return seconds


def _in_envelopes(rounds: int) -> Iterator[Figure]:
    """A year of one table for five stations; the same bytes through zlib alone."""
    with TemporaryDirectory(prefix="hub-console-bench-") as name:
        names = (f"{number}" for number in range(RECIPIENTS))
        sender, *others = laptops(Path(name), "sender", *names)
        for actions in islice(meetings_of(sender.home, sender.table, Random(1)), A_YEAR):
            sender.record.write(*actions)
        parcel, peers, us = sender.parcel(), [sender.peer(other) for other in others], others[0]
        identity, ours, entropy = sender.identity, us.identity, sender.random.randbytes

        def seal() -> bytes:
            return resealed(parcel.messages, identity, peers, parcel.home, parcel.clock, entropy)

        def unseal() -> bytes:
            return b"".join(content_of(bundle, header_of(bundle, identity.public), ours))

        bundle = seal()
        content = unseal()
        small = compress(content)
        acts = (seal, lambda: compress(content), unseal, lambda: decompress(small))
        (sealing,), (packing,), (opening,), (unpacking,) = in_turn(
            rounds, *(timed(each) for each in acts)
        )
    yield Figure("a year of one table sealed for five", sealing, packing, "ms", "–")
    yield Figure("  and opened", opening, unpacking, "ms", "–")


def _most_memory() -> float:
    """The most that this program held since that was last cleared, in megabytes."""
    status = Path("/proc/self/status").read_text()
    [peak] = [line for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(peak.split()[1]) / 1000
