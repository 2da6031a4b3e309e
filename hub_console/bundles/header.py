"""The front of a bundle, which is not encrypted: the fixed prefix, and the header after it.

The prefix is read with ``struct`` alone, the header once the sender's signature holds. All
integers are big-endian::

     0   7  HUBBNDL
     7   1  format, 1
     8  16  station id of the sender
    24   8  length of the whole file
    32   4  length of the header
    36   …  header, msgpack
     …   …  chunks (envelope.py)
    -64     Ed25519 signature of everything before it
"""

import struct
from hashlib import sha256
from typing import Annotated, NamedTuple

import msgspec

from hub_console.bundles.errors import (
    Altered,
    CutOff,
    NewerFormat,
    NotABundle,
    TooLarge,
    Unsound,
    read_strictly,
)
from hub_console.meeting.values import Id
from hub_console.record.identity import is_signed

MAGIC = b"HUBBNDL"
FORMAT = 1
LARGEST = 2**28
"""Bytes of a file."""

LARGEST_HEADER = 2**16
MOST_RECIPIENTS = 400
"""Fill a header almost."""

SIGNATURE_BYTES = 64
BUNDLE_ID_BYTES = 16
SHORT_ID_BYTES = 8
"""Of a station id: enough to find the own stanza by."""

SEALED_BYTES = 65 + 39 + 16
"""An HPKE message: the sender's point, the content key with its salt, the tag."""


class Stanza(msgspec.Struct, array_like=True, frozen=True, forbid_unknown_fields=True):
    """What one recipient opens a bundle with.

    Attributes:
        station: The first bytes of the recipient's id.
        epoch: Of the recipient's sealing key.
        sealed: The content key and the chunks' salt, by HPKE.
    """

    station: Annotated[bytes, msgspec.Meta(min_length=SHORT_ID_BYTES, max_length=SHORT_ID_BYTES)]
    epoch: Annotated[int, msgspec.Meta(ge=1, lt=2**32)]
    sealed: Annotated[bytes, msgspec.Meta(min_length=SEALED_BYTES, max_length=SEALED_BYTES)]


class Header(msgspec.Struct, array_like=True, frozen=True, forbid_unknown_fields=True):
    """What a bundle says of itself to anyone who finds it.

    Attributes:
        bundle: Its id, random.
        clock: The sender's hybrid logical clock.
        space: The id of the table that it is about, 32 hexadecimal digits.
        program: The version of the program that wrote it.
        recipients: A stanza for each.
    """

    bundle: Annotated[bytes, msgspec.Meta(min_length=BUNDLE_ID_BYTES, max_length=BUNDLE_ID_BYTES)]
    clock: Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]
    space: Annotated[str, msgspec.Meta(pattern=r"\A[0-9a-f]{32}\Z")]
    program: Annotated[str, msgspec.Meta(pattern=r"\A[0-9A-Za-z.+!-]{1,32}\Z")]
    recipients: Annotated[
        tuple[Stanza, ...], msgspec.Meta(min_length=1, max_length=MOST_RECIPIENTS)
    ]


class Front(NamedTuple):
    """What the sealing of each part is bound to.

    Attributes:
        size: Bytes up to the header's end.
        sender: The station id, as bytes.
        digest: SHA-256 of those bytes.
    """

    size: int
    sender: bytes
    digest: bytes


_PREFIX = struct.Struct(">7sB16sQI")
_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Header)


def front_bytes(sender: Id, header: Header, body: int) -> bytes:
    """The front of a file.

    Args:
        sender: The station that writes it.
        header: What it says of itself.
        body: Bytes between header and signature.

    Raises:
        msgspec.ValidationError: Nobody could read the header.
    """
    packed = _encoder.encode(header)
    _decoder.decode(packed)
    length = _PREFIX.size + len(packed) + body + SIGNATURE_BYTES
    return _PREFIX.pack(MAGIC, FORMAT, bytes.fromhex(sender), length, len(packed)) + packed


def front_of(data: bytes) -> Front:
    """The front of a file whose header has been read."""
    *_, sender, _, header = _PREFIX.unpack_from(data)
    size = _PREFIX.size + header
    return Front(size, sender, sha256(data[:size]).digest())


def sender_of(data: bytes) -> Id:
    """Who a bundle says that it is from; nothing of it is trusted yet.

    Raises:
        TooLarge: It, or its header, is larger than a bundle's may be.
        NotABundle: It is some other file.
        NewerFormat: A newer program wrote it.
        CutOff: It has another length than it states.
    """
    if len(data) > LARGEST:
        raise TooLarge(f"has {len(data):,} bytes")
    format_ = data[len(MAGIC) : len(MAGIC) + 1]
    if not data.startswith(MAGIC) or format_ in (b"", b"\0"):
        raise NotABundle
    if format_ > bytes([FORMAT]):
        raise NewerFormat
    if len(data) < _PREFIX.size:
        raise CutOff(None, len(data))
    *_, sender, length, header = _PREFIX.unpack_from(data)
    if length != len(data):
        raise CutOff(length, len(data))
    if header > LARGEST_HEADER:
        raise TooLarge(f"has a header of {header:,} bytes")
    return Id(sender.hex())


def header_of(data: bytes, signing_public: bytes) -> Header:
    """The header, of a file that is as its sender wrote it.

    Args:
        data: The whole file, of which ``sender_of`` has told the sender.
        signing_public: The sender's key.

    Raises:
        Altered: It is not.
        Unsound: It is, and its header is none.
    """
    unsigned = data[:-SIGNATURE_BYTES]
    if not is_signed(signing_public, data[-SIGNATURE_BYTES:], unsigned):
        raise Altered
    *_, size = _PREFIX.unpack_from(data)
    end = _PREFIX.size + size
    if end > len(unsigned):
        raise Unsound("its header does not end")
    with read_strictly("its header"):
        return _decoder.decode(data[_PREFIX.size : end])
