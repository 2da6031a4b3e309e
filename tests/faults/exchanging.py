"""Programs that are killed while they take bundles in, or write them, and what is there then."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from threading import Event

from hub_console.bundles import exporting, importing
from hub_console.bundles.errors import BundleError
from hub_console.meeting.acts import discussion, planning
from hub_console.record import Record, RecordError
from tests.builders import TEN
from tests.bundles.carried import bundle_of
from tests.faults.kills import killed
from tests.faults.sound import found_by_a_doctor
from tests.record.exchange.laptops import B2, laptops
from tests.record.exchange.test_taking import a_meeting_on
from tests.record.keeping import KEY, reopened
from tests.simulation import agreed

BUNDLES = 8
TOGETHER = 2
KEPT_KEYS = 9
WINDOW = 0.02


@dataclass(frozen=True, slots=True)
class Post:
    """What is on a stick, and who takes it in.

    Attributes:
        sender: The file of the record that wrote the bundles.
        bundles: Each goes on where the one before ended.
        receiver: The file of the record that takes them in, after so many of them.
        shown: What it holds then.
    """

    sender: bytes
    bundles: tuple[bytes, ...]
    receiver: tuple[bytes, ...]
    shown: tuple[agreed.Picture, ...]


@cache
def the_post() -> Post:
    """Made once: marks, a rejection and a closing, handed on in many small bundles."""
    with TemporaryDirectory() as folder:
        chair, recorder = laptops(Path(folder), "chair", "recorder")
        bundles, seen = [], dict[bytes, int]()
        for step in range(BUNDLES):
            if step == 0:
                a_meeting_on(chair)
            elif step == BUNDLES - 2:
                chair.do(discussion.reject, "originator").do(planning.close_meeting)
            elif step == BUNDLES - 1:
                chair.do(planning.plan_next_meeting)
            else:
                chair.do(discussion.write_note, f"note {step}" * 10)
                chair.do(discussion.set_field, "type", ("person", "family")[step % 2])
            bundles.append(bundle_of(chair, recorder, beyond=seen))
            seen = dict(chair.holds)
        files, shown = [], []
        for data in (None, *bundles):
            recorder.record.close()
            recorder.record = reopened(recorder.path)  # by who takes them in elsewhere too
            if data is not None:
                _import(recorder.record, data)
            shown.append(agreed.everything(recorder.record))
            recorder.record.close()
            files.append(recorder.path.read_bytes())
        for laptop in (chair, recorder):
            laptop.record.close()
        return Post(chair.path.read_bytes(), tuple(bundles), tuple(files), tuple(shown))


def import_all(said: Connection, path: Path, bundles: tuple[bytes, ...]) -> None:
    """Take bundles in one after the other, and say after each how many are in."""
    record = reopened(path)
    said.send(0)
    for number, data in enumerate(bundles, 1):
        _import(record, data)
        said.send(number)
    Event().wait()


def export_on_and_on(said: Connection, path: Path, stick: Path) -> None:
    """Write bundles without end, and say of each that it is safe to take the stick out."""
    record = reopened(path)
    said.send("")
    while True:
        said.send(export(record, stick).name)


def losses_of_importing(kills: int, seed: int = 1) -> Iterator[str]:
    """Kill programs that take bundles in; tell of each what was lost, or is half there."""
    post = the_post()
    for kill in range(seed, seed + kills):
        with TemporaryDirectory() as folder:
            path, random = Path(folder) / "table.hub", Random(kill)
            begun = random.randrange(BUNDLES)
            path.write_bytes(post.receiver[begun])
            program = import_all, path, post.bundles[begun : begun + TOGETHER]
            most_heard = min(TOGETHER, BUNDLES - begun)
            [heard] = killed(random, [program], most_heard=most_heard, window=WINDOW)
            wrong = _half_imported(path, post, begun + heard[-1])
            yield f"kill {kill}: {wrong}" if wrong else ""


def losses_of_exporting(kills: int, seed: int = 1) -> Iterator[str]:
    """Kill programs that write bundles; tell of each what is not whole."""
    post = the_post()
    for kill in range(seed, seed + kills):
        with TemporaryDirectory() as folder:
            path, stick = Path(folder) / "table.hub", Path(folder) / "stick"
            path.write_bytes(post.sender)
            stick.mkdir()
            program = export_on_and_on, path, stick
            [heard] = killed(Random(kill), [program], most_heard=4, window=WINDOW)
            written = [name for name in heard if name]
            wrong = _half_exported(path, stick, written, post)
            yield f"kill {kill}: {wrong}" if wrong else ""


def _half_imported(path: Path, post: Post, number: int) -> str:
    """What is wrong with a record that had said that so many bundles are in."""
    if wrong := found_by_a_doctor(path, KEY):
        return wrong
    with closing(reopened(path)) as record:
        there = agreed.everything(record)
        if there not in post.shown[number : number + 2]:
            return f"it holds neither what {number} bundles leave nor what one more does"
        if differing := record.refold().differing:
            return f"refold: {', '.join(differing)}"
        for data in post.bundles[number:]:
            _import(record, data)
        if agreed.everything(record) != post.shown[-1]:
            return "the rest could not be taken in as if nothing had happened"
    return ""


def _half_exported(path: Path, stick: Path, written: list[str], post: Post) -> str:
    """What is wrong with what was written to a stick."""
    if wrong := found_by_a_doctor(path, KEY):
        return wrong
    there = {each.name for each in stick.glob("*.hubb")}
    if missing := set(written) - there:
        return f"{missing} was said to be written"
    receiver = path.with_name("receiver.hub")
    receiver.write_bytes(post.receiver[0])
    with closing(reopened(receiver)) as record:
        for name in sorted(there):
            try:
                _import(record, (stick / name).read_bytes())
            except BundleError as error:
                return f"{name}: {error}"
    with closing(reopened(path)) as record:
        logged = {each.name for each in record.exchange.log()}
        if unknown := there - logged:
            return f"{unknown} is not in the log"
        try:
            export(record, stick)
        except RecordError as error:
            return f"the next one cannot be written: {error}"
    left = sorted(each.name for each in stick.iterdir() if each.suffix != ".hubb")
    return f"{left} is left over" if len(left) > 1 else ""


def _import(record: Record, data: bytes) -> None:
    identity = record.exchange.identity(TEN.date(), KEPT_KEYS)
    bundle = importing.verified(record, identity, data)
    importing.take(record, identity, bundle, "stick.hubb", TEN)


def export(record: Record, out: Path) -> Path:
    """Write a bundle for all others, to a directory or a file."""
    identity = record.exchange.identity(TEN.date(), KEPT_KEYS)
    peers = exporting.recipients(record, B2)
    return exporting.export(record, identity, B2, peers, out, TEN).path
