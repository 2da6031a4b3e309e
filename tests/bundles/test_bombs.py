"""Small files that would become large, and large ones that would be read: refused soon and cheaply.

Each is opened in a process of its own, whose time and memory are its own.
"""

import subprocess
import sys
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from tests.bundles.forge import chunks_of, forged, message, packed
from tests.bundles.stations import a_station

SENDER, US = a_station("B-2"), a_station("A-7")
SECONDS = 1.0
MEGABYTES = 200

OPEN = """
import sys, time
from pathlib import Path
from hub_console.bundles.errors import BundleError
from tests.bundles.stations import a_station, opened

us, sender = a_station("A-7"), a_station("B-2")
data = Path(sys.argv[1]).read_bytes()
began = time.process_time()
try:
    opened(data, us, sender)
except BundleError as error:
    print(type(error).__name__)
print(time.process_time() - began)
status = Path("/proc/self/status")
lines = status.read_text().splitlines() if status.exists() else ["VmHWM: 0 kB"]
print(next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")))
"""


def deflated(pieces: Iterable[bytes]) -> bytes:
    deflater = zlib.compressobj(9)
    parts = [deflater.compress(piece) for piece in pieces]
    return b"".join([*parts, deflater.flush()])


def a_million_recipients() -> bytes:
    stanzas = [[bytes(8), 1, bytes(120)]] * 1_000_000
    return forged(SENDER, US, chunks_of(packed(b"")), header=lambda fields: [*fields[:4], stanzas])


BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "400 MB of zeros": (
        lambda: forged(SENDER, US, chunks_of(deflated([bytes(2**20)] * 400))),
        "Unsound",
    ),
    "400 messages of 1 MiB": (
        lambda: forged(SENDER, US, chunks_of(deflated([message(bytes(2**20))] * 400))),
        "TooLarge",
    ),
    "a million recipients": (a_million_recipients, "TooLarge"),
    "a million recipients, claimed": (
        lambda: forged(
            SENDER,
            US,
            chunks_of(packed(b"")),
            header=lambda fields: b"\x95\xc4\x10" + bytes(16) + b"\xdd\x00\x0f\x42\x40" * 9000,
        ),
        "Unsound",
    ),
    "10,000 levels": (
        lambda: forged(SENDER, US, chunks_of(packed(b"")), header=lambda _: b"\x91" * 10_000),
        "Unsound",
    ),
    "a message of 4 GiB": (
        lambda: forged(SENDER, US, chunks_of(packed(b"\xff\xff\xff\xff" + bytes(1000)))),
        "Unsound",
    ),
}


@pytest.mark.parametrize("what", BOMBS)
def test_a_bomb_is_refused_soon_and_cheaply(what: str, tmp_path: Path) -> None:
    make, error = BOMBS[what]
    file = tmp_path / "bomb.hubb"
    file.write_bytes(make())

    done = subprocess.run(
        [sys.executable, "-c", OPEN, str(file)], capture_output=True, text=True, check=True
    )
    name, seconds, megabytes = done.stdout.split()

    assert name == error
    assert float(seconds) < SECONDS
    assert float(megabytes) < MEGABYTES
