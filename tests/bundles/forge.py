"""A station that is enrolled, and writes what it should not: its seal holds, what is inside is bad.

The format is written here a second time, from its description, so that each part can be bent.
"""

import struct
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from random import Random

import msgspec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from hub_console.record.identity import Identity
from tests.bundles.stations import CLOCK, SPACE

FULL = 65536
Fields = list[object]
Bend = Callable[[Fields], object]


@dataclass(frozen=True)
class Chunk:
    """What is encrypted, and the place that its nonce states."""

    plain: bytes
    index: int
    last: bool


def chunks_of(packed: bytes) -> list[Chunk]:
    starts = range(0, len(packed), FULL)
    return [
        Chunk(packed[at : at + FULL], index, last=index == len(starts) - 1)
        for index, at in enumerate(starts)
    ]


def packed(content: bytes) -> bytes:
    """Packed as it should be."""
    deflated = zlib.compress(content)
    return deflated.ljust(4096, b"\0")


def message(content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + content


def forged(
    sender: Identity,
    to: Identity,
    chunks: Sequence[Chunk],
    *,
    header: Bend = lambda fields: fields,
    header_length: int | None = None,
    stanza: Bend = lambda fields: fields,
    info: Bend = lambda fields: fields,
    tail: bytes = b"",
) -> bytes:
    """A file whose signature holds.

    Args:
        sender: Signs it.
        to: Can open it, if nothing prevents that.
        chunks: Are encrypted one by one.
        header: Bends the header's fields; what it gives as bytes is taken as it is.
        header_length: Is stated instead of the true one.
        stanza: Bends what the recipient opens it with.
        info: Bends what the key is bound to: format, sender, recipient, bundle.
        tail: Follows the chunks.
    """
    random = Random(1)
    bundle, key, salt = random.randbytes(16), random.randbytes(32), random.randbytes(7)
    us, them = bytes.fromhex(sender.id), bytes.fromhex(to.id)
    bound = info([b"HUBBNDL\x01", us, them, bundle])
    assert isinstance(bound, list)
    suite = Suite(KEM.P256, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
    wrapped = suite.encrypt(key + salt, to.current.key.public_key(), info=b"".join(bound))
    own = stanza([them[:8], to.current.epoch, wrapped])
    fields = header([bundle, CLOCK, SPACE, "0.1.0", [own]])
    head = fields if isinstance(fields, bytes) else msgspec.msgpack.encode(fields)
    body = sum(4 + len(each.plain) + 16 for each in chunks) + len(tail)
    stated = len(head) if header_length is None else header_length
    front = struct.pack(">8s16sQI", b"HUBBNDL\x01", us, 36 + len(head) + body + 64, stated) + head
    parts = [front]
    for each in chunks:
        nonce = salt + struct.pack(">IB", each.index, each.last)
        boxed = AESGCM(key).encrypt(nonce, each.plain, sha256(front).digest())
        parts += [struct.pack(">I", len(boxed)), boxed]
    unsigned = b"".join([*parts, tail])
    return unsigned + sender.sign(unsigned)


def resigned(data: bytes, sender: Identity) -> bytes:
    """A changed file with its length and signature made right again."""
    unsigned = bytearray(data[:-64])
    if len(unsigned) >= 32:
        struct.pack_into(">Q", unsigned, 24, len(data))
    return bytes(unsigned) + sender.sign(bytes(unsigned))
