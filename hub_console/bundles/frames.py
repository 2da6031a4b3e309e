"""Messages on a stream of bytes: before each its length, in four bytes."""

from collections.abc import Iterable, Iterator

from hub_console.bundles.errors import Unsound

LARGEST_FRAME = 2**23
"""Bytes of a message, room for a manifest of the feeds of ten years; the smallest is 1."""

_LENGTH_BYTES = 4


def framed(messages: Iterable[bytes]) -> Iterator[bytes]:
    """Put messages on a stream.

    Raises:
        ValueError: A message is empty or too large: it must be divided before.
    """
    for message in messages:
        if not 1 <= len(message) <= LARGEST_FRAME:
            raise ValueError(f"a message of {len(message)} bytes")
        yield len(message).to_bytes(_LENGTH_BYTES)
        yield message


def messages(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The messages that are on a stream, each as soon as all of it is there.

    Raises:
        Unsound: A message is cut off, empty or too large.
    """
    buffer = bytearray()
    for piece in pieces:
        buffer += piece
        at = 0
        while (start := at + _LENGTH_BYTES) <= len(buffer):
            size = int.from_bytes(buffer[at:start])
            if not 1 <= size <= LARGEST_FRAME:
                raise Unsound("a message in it has a wrong length")
            if start + size > len(buffer):
                break
            at = start + size
            yield bytes(memoryview(buffer)[start:at])
        del buffer[:at]
    if buffer:
        raise Unsound("its last message breaks off")
