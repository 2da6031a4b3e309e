"""The content of a bundle made small, then as long as others: a zlib stream and zeros after it.

The length of a bundle must not tell how much was said at a meeting. It is a power of two up to
1 MiB, so that weeks look alike, and beyond that a multiple of an eighth of the power of two below
it, so that no large bundle grows by more than an eighth. That is coarser than Padmé, at the same
cost, where Padmé is fine: with small files. In all there are 73 lengths.
"""

import zlib
from collections.abc import Iterable, Iterator

from hub_console.bundles.errors import TooLarge, TooMuch, Unsound

LEVEL = 4

MOST = 2**29
"""Bytes that come out of a bundle."""

MOST_TIMES = 200
"""So many bytes come out for each that is in it, and ``ALWAYS`` of them however few are."""

ALWAYS = 2**20

PIECE = 2**18
"""Bytes that are unpacked at a time."""

_SMALLEST = 2**12
_COARSE = 2**20


def packed(pieces: Iterable[bytes]) -> bytes:
    """Make content small, and as long as others.

    Raises:
        TooMuch: Nobody would unpack so much.
    """
    size, parts = 0, []
    deflater = zlib.compressobj(LEVEL)
    for piece in pieces:
        size += len(piece)
        if size > MOST:
            raise TooMuch
        parts.append(deflater.compress(piece))
    parts.append(deflater.flush())
    length = sum(map(len, parts))
    padded = padded_length(length)
    if size > _most_of(padded):
        raise TooMuch
    parts.append(bytes(padded - length))
    return b"".join(parts)


def unpacked(chunks: Iterable[bytes], length: int) -> Iterator[bytes]:
    """The content again, a piece at a time; it is sound once the last piece has been taken.

    Args:
        chunks: What was packed.
        length: Of all of them.

    Raises:
        TooLarge: More comes out than may.
        Unsound: It is no zlib stream, is unfinished, or more than zeros comes after it.
    """
    allowed = _most_of(length)
    inflater = zlib.decompressobj()
    for chunk in chunks:
        left = chunk
        while left and not inflater.eof:
            try:
                piece = inflater.decompress(left, PIECE)
            except (zlib.error, MemoryError) as error:
                raise Unsound(f"its content does not unpack: {error}") from error
            allowed -= len(piece)
            if allowed < 0:
                raise TooLarge("unpacks to far more than it holds")
            left = inflater.unconsumed_tail or inflater.unused_data
            yield piece
        if left.strip(b"\0"):
            raise Unsound("something follows its content")
    if not inflater.eof:
        raise Unsound("its content breaks off")


def padded_length(length: int) -> int:
    """How long something of a length is made."""
    power = 1 << max(length - 1, _SMALLEST - 1).bit_length()
    if power <= _COARSE:
        return power
    step = power // 2 // 8
    return -(-length // step) * step


def _most_of(length: int) -> int:
    """Bytes that may come out of a packed length."""
    return min(MOST, max(ALWAYS, MOST_TIMES * length))
