"""What was said of a rejected situation, looked for where bundles carried it."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from hub_console.bundles.envelope import content_of
from hub_console.bundles.header import header_of
from hub_console.meeting.acts import discussion, planning
from hub_console.record import Backups
from tests.bundles.carried import bundle_of, taken
from tests.faults.marking import PLANTED
from tests.faults.sound import holding
from tests.record.exchange.laptops import Laptop, laptops
from tests.record.exchange.test_taking import a_meeting_on
from tests.record.keeping import KEY

_PAGE, _RESERVED, _SALT = 4096, 80, 16


def losses_of_bundles(runs: int, seed: int = 1) -> Iterator[str]:
    """Where the words can still be read after the closing has come to others, with every key.

    A note, a code and a report travel from one to another, some of it comes too early and waits;
    then the situation is rejected, and the meeting is closed.
    """
    for run in range(seed, seed + runs):
        with TemporaryDirectory() as folder:
            found = _found(Path(folder), Random(run), f"{PLANTED}{run}")
            yield f"run {run}: {found}" if found else ""


def _found(folder: Path, random: Random, word: str) -> list[str]:
    recorder, chair, deputy = laptops(
        folder, "recorder", "chair", "deputy", seed=random.randrange(10**9)
    )
    a_meeting_on(recorder)
    beginning = bundle_of(recorder, chair, deputy)
    for laptop in (chair, deputy):
        taken(laptop, beginning)
    base = dict(chair.holds)
    for number in range(random.randint(1, 5)):
        recorder.do(discussion.write_note, f"{word} {'said ' * random.randrange(20)}{number}")
        recorder.do(discussion.pick_code, "risk_factors", f"{word}{number}")
    (feed,) = base
    middle = random.randint(base[feed] + 1, recorder.holds[feed] - 1)
    early = bundle_of(recorder, chair, deputy, beyond={feed: middle})
    for laptop in (chair, deputy):
        waits = taken(laptop, early).waits
        assert waits
    if random.random() < 0.5:
        taken(chair, bundle_of(recorder, chair, beyond=base))
        chair.do(discussion.write_note, f"{word} in the chair's words")
    if random.random() < 0.5:
        chair.started_again()
    recorder.do(discussion.reject, "originator").do(planning.close_meeting)
    after = [bundle_of(recorder, chair, deputy, beyond=cut) for cut in (None, dict(chair.holds))]
    closing_one = bundle_of(recorder, chair, deputy, beyond={feed: recorder.holds[feed] - 3})
    for laptop in (chair, deputy):
        taken(laptop, after[random.randrange(2)])
        taken(laptop, after[0])
        taken(laptop, closing_one)
    after += [bundle_of(chair, recorder, deputy), bundle_of(deputy, recorder, chair)]
    taken(recorder, after[-2])
    everybody = recorder, chair, deputy
    found = []
    for laptop in everybody:
        laptop.record.forget(_backups(laptop))
        found += _in_plain(laptop.path, word.encode())
    for number, data in enumerate(after):
        found += [
            f"bundle {number}" for each in everybody if _opens_to(data, each, everybody, word)
        ]
    for laptop in everybody:
        laptop.record.close()
    return found


def _backups(laptop: Laptop) -> Backups:
    folder = laptop.path.with_suffix(".backups")
    return Backups(folder, laptop.path.with_suffix(".keys"), keep=3)


def plain_pages(path: Path, key: bytes) -> Iterator[bytes]:
    """The pages of a record as they are under the encryption, unused ones and the log's too.

    SQLCipher's format 4: pages of 4,096 bytes, of which the last 80 are the vector and a code, and
    the first 16 of the first a salt. In the log 24 bytes stand before each page, and 32 at first.
    """
    log = path.with_name(f"{path.name}-wal")
    data, logged = path.read_bytes(), log.read_bytes() if log.exists() else b""
    for start in range(0, len(data), _PAGE):
        yield _plain(data[start : start + _PAGE], key, first=start == 0)
    for start in range(32, len(logged), 24 + _PAGE):
        number = int.from_bytes(logged[start : start + 4])
        yield _plain(logged[start + 24 : start + 24 + _PAGE], key, first=number == 1)


def _plain(page: bytes, key: bytes, *, first: bool) -> bytes:
    end = _PAGE - _RESERVED
    cipher = Cipher(algorithms.AES(key), modes.CBC(page[end : end + 16])).decryptor()
    return cipher.update(page[_SALT if first else 0 : end]) + cipher.finalize()


def _in_plain(path: Path, word: bytes) -> list[str]:
    """Where a word stands in a record's files, with the encryption taken off."""
    pages = list(plain_pages(path, KEY))
    assert b"CREATE TABLE entry" in b"".join(pages)
    there = [f"page {number}" for number, page in enumerate(pages, 1) if word in page]
    return [f"{path.name}: {place}" for place in there] + holding(path.parent, [word])


def _opens_to(data: bytes, us: Laptop, everybody: tuple[Laptop, ...], word: str) -> bool:
    """Whether somebody who can open a bundle finds a word in it."""
    identity = us.identity
    sender = data[8:24].hex()
    signing = next(each.identity.public for each in everybody if each.identity.id == sender)
    header = header_of(data, signing)
    if bytes.fromhex(identity.id)[:8] not in {each.station for each in header.recipients}:
        return False
    return word.encode() in b"".join(content_of(data, header, identity))
