"""Sealing content to stations, and opening what is sealed to us: the file of a bundle.

After the front (header.py) stand the chunks: four bytes of length, then AES-256-GCM of up to 64 KiB
of the packed content (packing.py); all but the last are full. Each bundle has a fresh content key
and a fresh salt of 7 bytes, which travel together, sealed to each recipient by HPKE. A chunk's
nonce is the salt, its index in four bytes, and 1 for the last chunk or 0, so that none can be
moved, left out or added; what is authenticated with each is the SHA-256 of the front, so that none
can be put into another bundle.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from hub_console import __version__
from hub_console.bundles.errors import KeyGone, NotForUs, TooMuch, Unsound
from hub_console.bundles.header import (
    FORMAT,
    LARGEST,
    MAGIC,
    SHORT_ID_BYTES,
    SIGNATURE_BYTES,
    Header,
    Stanza,
    front_bytes,
    front_of,
)
from hub_console.bundles.packing import packed, unpacked
from hub_console.meeting.values import Id
from hub_console.record.identity import Identity

CHUNK = 2**16
"""Bytes of a full chunk before it is encrypted."""

_LENGTH_BYTES = 4
_TAG_BYTES = 16
_KEY_BYTES = 32
_SALT_BYTES = 7
_SUITE = Suite(KEM.P256, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


@dataclass(frozen=True, slots=True)
class Recipient:
    """A station that a bundle is sealed to.

    Attributes:
        station: Its id.
        epoch: Of its sealing key.
        public: That key, a compressed point of P-256, 33 bytes.
    """

    station: Id
    epoch: int
    public: bytes


def sealed(
    pieces: Iterable[bytes],
    sender: Identity,
    recipients: Sequence[Recipient],
    *,
    bundle: bytes,
    clock: int,
    space: str,
    entropy: Callable[[int], bytes],
) -> bytes:
    """Make the file of a bundle.

    Args:
        pieces: The content; where it is divided is forgotten.
        sender: Signs it.
        recipients: Each can open it, nobody else can, not even the sender; one at least.
        bundle: Its id, 16 random bytes.
        clock: The sender's hybrid logical clock.
        space: The id of the table that it is about.
        entropy: Gives random bytes.

    Raises:
        TooMuch: One bundle cannot hold it.
    """
    content = packed(pieces)
    key, salt = entropy(_KEY_BYTES), entropy(_SALT_BYTES)
    stanzas = tuple(_stanza(key + salt, sender, to, bundle) for to in recipients)
    header = Header(bundle, clock, space, __version__, stanzas)
    count = -(-len(content) // CHUNK)
    body = len(content) + count * (_LENGTH_BYTES + _TAG_BYTES)
    front = front_bytes(sender.id, header, body)
    if len(front) + body + SIGNATURE_BYTES > LARGEST:
        raise TooMuch
    parts = [front]
    cipher, bound = AESGCM(key), front_of(front).digest
    for index in range(count):
        plain = content[index * CHUNK : (index + 1) * CHUNK]
        nonce = _nonce(salt, index, last=index == count - 1)
        parts.append((len(plain) + _TAG_BYTES).to_bytes(_LENGTH_BYTES))
        parts.append(cipher.encrypt(nonce, plain, bound))
    unsigned = b"".join(parts)
    return unsigned + sender.sign(unsigned)


def content_of(data: bytes, header: Header, us: Identity) -> Iterator[bytes]:
    """The content, a piece at a time.

    It is whole once the last piece has been taken: do nothing with the first ones before.

    Args:
        data: The whole file.
        header: As ``header_of`` has read it.
        us: A recipient.

    Raises:
        NotForUs: It is not sealed to us.
        KeyGone: It is sealed to a key that we do not have.
        Unsound: It does not decrypt or unpack. This, too, may come with any piece.
        TooLarge: With any piece: more comes out than may.
    """
    front = front_of(data)
    key = _content_key(header, us, front.sender)
    end = len(data) - SIGNATURE_BYTES
    return unpacked(_opened(data, front.size, end, key, front.digest), end - front.size)


def _opened(data: bytes, at: int, end: int, key: bytes, bound: bytes) -> Iterator[bytes]:
    """Decrypt the chunks between two places of a file."""
    cipher, salt = AESGCM(key[:_KEY_BYTES]), key[_KEY_BYTES:]
    index = 0
    while at < end:
        start = at + _LENGTH_BYTES
        size = int.from_bytes(data[at:start])
        at = start + size
        if at > end or size > CHUNK + _TAG_BYTES or (at < end and size < CHUNK + _TAG_BYTES):
            raise Unsound("a chunk has a wrong length")
        try:
            yield cipher.decrypt(_nonce(salt, index, last=at == end), data[start:at], bound)
        except InvalidTag as error:
            raise Unsound("a chunk does not decrypt") from error
        index += 1


def _nonce(salt: bytes, index: int, *, last: bool) -> bytes:
    return salt + index.to_bytes(4) + bytes([last])


def _stanza(key: bytes, sender: Identity, to: Recipient, bundle: bytes) -> Stanza:
    public = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), to.public)
    info = _info(bytes.fromhex(sender.id), to.station, bundle)
    short = bytes.fromhex(to.station)[:SHORT_ID_BYTES]
    return Stanza(short, to.epoch, _SUITE.encrypt(key, public, info=info))


def _content_key(header: Header, us: Identity, sender: bytes) -> bytes:
    """The content key and the salt, sealed to us."""
    short = bytes.fromhex(us.id)[:SHORT_ID_BYTES]
    ours = next((each for each in header.recipients if each.station == short), None)
    if ours is None:
        raise NotForUs
    opening = us.opening(ours.epoch)
    if opening is None:
        raise KeyGone
    try:
        info = _info(sender, us.id, header.bundle)
        return _SUITE.decrypt(ours.sealed, opening.key, info=info)
    except (InvalidTag, ValueError) as error:
        raise Unsound("its key does not open") from error


def _info(sender: bytes, recipient: Id, bundle: bytes) -> bytes:
    """What a sealed key is bound to: the format, from whom, to whom, and in which bundle."""
    return MAGIC + bytes([FORMAT]) + sender + bytes.fromhex(recipient) + bundle
