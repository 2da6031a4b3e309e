from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub_console.bundles import packing
from hub_console.bundles.errors import TooLarge, TooMuch
from hub_console.bundles.packing import packed, padded_length, unpacked

LARGEST_FILE = 2**28


@given(st.binary(max_size=20_000), st.integers(1, 5000))
def test_content_unpacks_wherever_it_is_divided(content: bytes, size: int) -> None:
    data = packed([content])
    chunks = [data[at : at + size] for at in range(0, len(data), size)]

    assert b"".join(unpacked(chunks, len(data))) == content


def test_what_hardly_anything_is_left_of_unpacks_a_piece_at_a_time() -> None:
    pieces = list(unpacked([packed([bytes(900_000)])], 4096))

    assert max(map(len, pieces)) <= packing.PIECE
    assert b"".join(pieces) == bytes(900_000)


@given(st.integers(0, LARGEST_FILE))
def test_padding_costs_little_and_hides_much(length: int) -> None:
    padded = padded_length(length)

    assert padded >= max(length, 4096)
    assert padded <= max(2 * length, 4096) if length <= 2**20 else padded <= length * 9 / 8
    assert padded_length(padded) == padded
    assert padded_length(length + 1) >= padded


def test_there_are_73_lengths_in_all() -> None:
    lengths, length = [], 0
    while length < LARGEST_FILE:
        lengths.append(padded_length(length + 1))
        length = lengths[-1]

    assert len(lengths) == 73
    assert lengths[:3] == [4096, 8192, 16384]


def test_more_than_anyone_unpacks_is_not_packed() -> None:
    with pytest.raises(TooMuch, match="none was written"):
        packed([bytes(2**20)] * 100)


def test_the_last_byte_that_may_be_packed_may_be_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "MOST", 50_000)
    content = Random(1).randbytes(50_000)

    assert b"".join(unpacked([packed([content])], 65536)) == content
    with pytest.raises(TooMuch):
        packed([content, b"x"])
    data = packed([content])
    monkeypatch.setattr(packing, "MOST", 49_999)
    with pytest.raises(TooLarge, match="unpacks to far more"):
        list(unpacked([data], len(data)))
