from datetime import date
from pathlib import Path

from hub_console.bundles.header import header_of
from hub_console.record.identity import Identity, SealingKey
from tests.bundles.stations import CLOCK, SPACE, opened

KEPT = Path(__file__).parent / "golden" / "format-1.hubb"
"""Made once, of these keys and this content; never again, or it would prove nothing."""

SENDER = Identity("B-2", bytes(range(32)), (SealingKey(1, date(2026, 11, 23), b"\1" * 32),))
RECIPIENT = Identity(
    "A-7", bytes(range(32, 64)), (SealingKey(7, date(2026, 11, 23), bytes(range(1, 33))),)
)
CONTENT = [b"the frontier", b"a feed", bytes(range(256)) * 1000]


def test_a_bundle_of_the_first_format_still_opens() -> None:
    data = KEPT.read_bytes()
    header = header_of(data, SENDER.public)

    assert data[:8] == b"HUBBNDL\1"
    assert data[8:24].hex() == SENDER.id == "56475aa75463474c0285df5dbf2bcab7"
    assert int.from_bytes(data[24:32]) == len(data)
    assert (header.bundle, header.clock, header.space) == (bytes(range(16)), CLOCK, SPACE)
    assert [each.epoch for each in header.recipients] == [7]
    assert opened(data, RECIPIENT, SENDER) == CONTENT
