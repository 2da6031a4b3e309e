"""PNGs made of SVGs, each with the SHA-256 of its SVG inside, so that anyone can check it."""

import shutil
import struct
import subprocess
from collections.abc import Iterator
from hashlib import sha256
from zlib import crc32

SIGNATURE = b"\x89PNG\r\n\x1a\n"
KEYWORD = b"SVG SHA-256"


class NoRenderer(Exception):
    """What makes a PNG of an SVG is not installed here."""


def rendered(svg: bytes) -> bytes:
    """Make a PNG of an SVG, with rsvg-convert: others leave gaps in the frames.

    Raises:
        NoRenderer: It is not there.
    """
    program = shutil.which("rsvg-convert")
    if program is None:
        raise NoRenderer("Install rsvg-convert (librsvg) for the PNGs.")
    png = subprocess.run([program], input=svg, capture_output=True, check=True).stdout
    return _marked(png, svg)


def belongs(png: bytes, svg: bytes) -> bool:
    """Whether a PNG was made of this SVG."""
    texts = (data.partition(b"\0") for kind, data in _chunks(png) if kind == b"tEXt")
    return any((word, value) == (KEYWORD, _digest(svg)) for word, _, value in texts)


def _marked(png: bytes, svg: bytes) -> bytes:
    chunks = [(kind, data) for kind, data in _chunks(png) if kind != b"tEXt"]
    chunks.insert(-1, (b"tEXt", KEYWORD + b"\0" + _digest(svg)))
    return SIGNATURE + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc32(kind + data))
        for kind, data in chunks
    )


def _digest(svg: bytes) -> bytes:
    return sha256(svg).hexdigest().encode()


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(SIGNATURE)
    while place < len(png):
        (length,) = struct.unpack_from(">I", png, place)
        yield png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        place += length + 12
