import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub_console.bundles.errors import Unsound
from hub_console.bundles.frames import LARGEST_FRAME, framed, messages


def divided(stream: bytes, size: int) -> Iterator[bytes]:
    return (stream[at : at + size] for at in range(0, len(stream), size))


@given(st.lists(st.binary(min_size=1, max_size=300)), st.integers(1, 400))
def test_messages_come_out_wherever_the_stream_is_divided(sent: list[bytes], size: int) -> None:
    assert list(messages(divided(b"".join(framed(sent)), size))) == sent


def test_a_message_comes_out_as_soon_as_it_is_there() -> None:
    def pieces() -> Iterator[bytes]:
        yield from framed([b"first", b"second"])
        raise AssertionError("read too far")

    stream = messages(pieces())

    assert [next(stream), next(stream)] == [b"first", b"second"]


def test_the_largest_message_comes_out_and_no_larger_one_goes_in() -> None:
    largest = bytes(LARGEST_FRAME)

    assert list(messages(framed([largest]))) == [largest]
    for refused in (b"", largest + b"\0"):
        with pytest.raises(ValueError, match="a message of"):
            list(framed([refused]))


@given(st.lists(st.binary(min_size=1, max_size=30), min_size=1), st.data())
def test_a_stream_that_breaks_off_is_refused(sent: list[bytes], data: st.DataObject) -> None:
    stream = b"".join(framed(sent))
    ends = {0}
    for each in sent:
        ends.add(max(ends) + 4 + len(each))
    inside = st.integers(1, len(stream) - 1).filter(lambda at: at not in ends)

    with pytest.raises(Unsound, match="breaks off"):
        list(messages([stream[: data.draw(inside)]]))


@pytest.mark.parametrize("length", [0, LARGEST_FRAME + 1, 2**32 - 1])
def test_a_length_that_no_message_has_is_refused_at_once(length: int) -> None:
    def pieces() -> Iterator[bytes]:
        yield length.to_bytes(4)
        raise AssertionError("waited for the rest")

    with pytest.raises(Unsound, match="wrong length"):
        list(messages(pieces()))


def test_a_hundred_megabytes_take_no_longer_than_copying_them_a_few_times() -> None:
    def piece() -> Iterator[bytes]:
        yield from divided(b"".join(framed([bytes(500_000)] * 200)), 2**18)

    began = time.process_time()
    assert sum(map(len, messages(piece()))) == 100_000_000
    assert time.process_time() - began < 5  # were it quadratic, it would be minutes
