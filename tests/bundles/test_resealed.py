"""What an enrolled station might write: the seal holds, and what is inside is bad."""

import struct
import zlib
from dataclasses import replace
from typing import Any

import pytest

from hub_console.bundles.errors import BundleError, KeyGone, NotForUs, TooLarge, Unsound
from hub_console.bundles.frames import LARGEST_FRAME
from tests.bundles.forge import FULL, Bend, Chunk, Fields, chunks_of, forged, message, packed
from tests.bundles.stations import a_station, opened

SENDER, US, OTHER = (a_station(name) for name in ("B-2", "A-7", "C-11"))
GOOD = packed(message(b"hello"))
LONG = packed(message(SENDER.seed * 2)) + bytes(3 * FULL)
"""Four chunks, of which the last is not full."""


def test_what_is_written_from_the_description_opens() -> None:
    assert opened(forged(SENDER, US, chunks_of(GOOD)), US, SENDER) == [b"hello"]
    assert opened(forged(SENDER, US, chunks_of(LONG)), US, SENDER) == [SENDER.seed * 2]


def with_field(place: int, value: object) -> Bend:
    return lambda fields: [*fields[:place], value, *fields[place + 1 :]]


HEADERS: dict[str, Bend] = {
    "a field too many": lambda fields: [*fields, 1],
    "a field too few": lambda fields: fields[:-1],
    "no list": lambda fields: {"bundle": fields[0]},
    "nothing": lambda fields: b"",
    "something after it": lambda fields: b"\x90\x90",
    "no recipients": with_field(4, []),
    "10,000 levels": lambda fields: b"\x91" * 10_000,
    "10,000 levels of recipients": lambda fields: b"\x95\xc4\x10" + bytes(16) + b"\x91" * 10_000,
    "four thousand million fields": lambda fields: b"\xdd\xff\xff\xff\xff" + b"\x01" * 1000,
    "a short id": with_field(0, b"\x01" * 15),
    "a clock before all time": with_field(1, -1),
    "a clock that no file can hold": with_field(1, 2**63),
    "a space in capitals": with_field(2, "0123456789ABCDEF" * 2),
    "a space with a line's end": with_field(2, "0" * 31 + "\n"),
    "a program that acts on the terminal": with_field(3, "1.0\x1b[2J"),
    "a program without end": with_field(3, "1" * 33),
}


@pytest.mark.parametrize("what", HEADERS)
def test_a_bad_header_is_refused(what: str) -> None:
    with pytest.raises(Unsound, match="its header"):
        opened(forged(SENDER, US, chunks_of(GOOD), header=HEADERS[what]), US, SENDER)


def test_a_header_longer_than_the_file_is_refused() -> None:
    with pytest.raises(Unsound, match="its header does not end"):
        opened(forged(SENDER, US, chunks_of(GOOD), header_length=60_000), US, SENDER)


def many(count: int) -> Bend:
    return lambda fields: [*fields[:4], [[bytes(8), 1, bytes(120)]] * count]


def test_more_recipients_than_there_can_be_are_refused() -> None:
    with pytest.raises(Unsound, match="its header"):
        opened(forged(SENDER, US, chunks_of(GOOD), header=many(401)), US, SENDER)
    with pytest.raises(TooLarge, match="header"):
        opened(forged(SENDER, US, chunks_of(GOOD), header=many(600)), US, SENDER)


STANZAS: dict[str, tuple[Bend, type[BundleError]]] = {
    "another station": (with_field(0, bytes(8)), NotForUs),
    "another epoch": (with_field(1, 9), KeyGone),
    "no epoch": (with_field(1, 0), Unsound),
    "another key": (with_field(2, b"\x04" + bytes(119)), Unsound),
    "a short key": (with_field(2, bytes(104)), Unsound),
    "one thing more": (lambda fields: [*fields, b""], Unsound),
}


@pytest.mark.parametrize("what", STANZAS)
def test_a_bad_stanza_is_refused(what: str) -> None:
    bend, error = STANZAS[what]
    with pytest.raises(error):
        opened(forged(SENDER, US, chunks_of(GOOD), stanza=bend), US, SENDER)


@pytest.mark.parametrize("place", range(4))
def test_a_key_sealed_for_elsewhere_does_not_open(place: int) -> None:
    def bend(fields: Fields) -> object:
        part = fields[place]
        assert isinstance(part, bytes)
        return with_field(place, part[:-1] + bytes([part[-1] ^ 1]))(fields)

    with pytest.raises(Unsound, match="key does not open"):
        opened(forged(SENDER, US, chunks_of(GOOD), info=bend), US, SENDER)


def a_chunk(place: int, **changes: Any) -> list[Chunk]:
    chunks = chunks_of(LONG)
    chunks[place] = replace(chunks[place], **changes)
    return chunks


CHUNKS = {
    "none": [],
    "the last left out": chunks_of(LONG)[:-1],
    "the first left out": chunks_of(LONG)[1:],
    "two in each other's place": [chunks_of(LONG)[each] for each in (1, 0, 2, 3)],
    "one twice": [chunks_of(LONG)[each] for each in (0, 0, 1, 2, 3)],
    "the last is not said to be": a_chunk(-1, last=False),
    "another is said to be the last": a_chunk(1, last=True),
    "one after the last": [*chunks_of(LONG), Chunk(bytes(10), 4, last=False)],
    "a short one in the middle": a_chunk(1, plain=bytes(10)),
    "a long one": a_chunk(1, plain=bytes(FULL + 1)),
    "a long last one": [Chunk(GOOD + bytes(FULL), 0, last=True)],
}


@pytest.mark.parametrize("what", CHUNKS)
def test_bad_chunks_are_refused(what: str) -> None:
    with pytest.raises(Unsound):
        opened(forged(SENDER, US, CHUNKS[what]), US, SENDER)


@pytest.mark.parametrize("tail", [b"\0", bytes(4), bytes(20), b"\xff" * 30])
def test_what_follows_the_chunks_is_refused(tail: bytes) -> None:
    with pytest.raises(Unsound, match="chunk"):
        opened(forged(SENDER, US, chunks_of(GOOD), tail=tail), US, SENDER)


WHOLE = zlib.compress(message(b"hello"))
CONTENTS = {
    "no stream": b"hello",
    "nothing but zeros": bytes(4096),
    "a stream without its end": WHOLE[:-3],
    "a stream without its middle": WHOLE[:8] + WHOLE[9:],
    "another checksum": WHOLE[:-1] + b"\1",
    "a stream that needs a dictionary": b"\x78\xf9" + WHOLE[2:],
    "a letter after it": WHOLE + b"x",
    "a letter far after it": WHOLE + bytes(2 * FULL) + b"x",
    "a letter at a chunk's end": (WHOLE + bytes(FULL))[: FULL - 1] + b"x" + bytes(FULL),
    "two streams": WHOLE + WHOLE,
    "a message that is cut off": packed(message(b"hello")[:-1]),
    "half a length": packed(message(b"hello") + b"\0\0"),
    "an empty message": packed(message(b"")),
    "a message of 4 GiB": packed(struct.pack(">I", 2**32 - 1) + b"hello"),
    "a message a byte too large": packed(struct.pack(">I", LARGEST_FRAME + 1) + b"hello"),
}


@pytest.mark.parametrize("what", CONTENTS)
def test_bad_content_is_refused(what: str) -> None:
    with pytest.raises(Unsound):
        opened(forged(SENDER, US, chunks_of(CONTENTS[what])), US, SENDER)


def test_content_of_another_bundle_is_refused() -> None:
    one = forged(SENDER, US, chunks_of(GOOD))
    other = forged(SENDER, US, chunks_of(GOOD), header=with_field(1, 5))
    (size,) = struct.unpack(">I", other[32:36])
    mixed = other[: 36 + size] + one[-64 - len(GOOD) - 20 : -64]
    length = struct.pack(">Q", len(mixed) + 64)
    mixed = mixed[:24] + length + mixed[32:]

    with pytest.raises(Unsound):
        opened(mixed + SENDER.sign(mixed), US, SENDER)


def test_the_reason_is_told_in_a_sentence() -> None:
    with pytest.raises(Unsound) as told:
        opened(forged(SENDER, US, chunks_of(b"hello")), US, SENDER)

    assert "wrong inside (its content does not unpack" in str(told.value)
    assert str(told.value).endswith("export again.")
