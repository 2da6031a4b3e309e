"""One way to the record's key: a key pair, wrapped by a secret, to which the key is sealed."""

import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated, Literal, TypeAlias

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

Entropy: TypeAlias = Callable[[int], bytes]
Kind: TypeAlias = Literal["passphrase", "recovery", "keyring"]

KEY_BYTES = 32
SALT_BYTES = 16
NONCE_BYTES = 12
WRAPPED_BYTES = KEY_BYTES + 16
SEALED_BYTES = KEY_BYTES + KEY_BYTES + 16
PERSON_LENGTH = 100

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class Argon2(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How hard a passphrase is to guess.

    Attributes:
        memory: KiB, a gigabyte at most.
        passes: How many times the memory is gone through.
        lanes: How much of it at the same time.
    """

    memory: Annotated[int, msgspec.Meta(ge=8, le=2**20)] = 256 * 1024
    passes: Annotated[int, msgspec.Meta(ge=1, le=16)] = 3
    lanes: Annotated[int, msgspec.Meta(ge=1, le=16)] = 4


ARGON2 = Argon2()


def _bytes(size: int) -> msgspec.Meta:
    return msgspec.Meta(min_length=size, max_length=size)


class Slot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way to the key. What stands before ``wrapped`` is authenticated with both that follow.

    Attributes:
        kind: What opens it.
        person: Who acts when it does.
        since: The day of its secret.
        argon2: Makes a key of a passphrase; None where the secret is random already.
        salt: Of the secret.
        nonce: Of the wrapping.
        public: Key of the pair, X25519.
        wrapped: Private key of the pair, AES-256-GCM.
        sealed: The record's key, by HPKE; before it the new one while the record changes keys.
    """

    kind: Kind
    person: Annotated[str, msgspec.Meta(max_length=PERSON_LENGTH)]
    since: date
    argon2: Argon2 | None
    salt: Annotated[bytes, _bytes(SALT_BYTES)]
    nonce: Annotated[bytes, _bytes(NONCE_BYTES)]
    public: Annotated[bytes, _bytes(KEY_BYTES)]
    wrapped: Annotated[bytes, _bytes(WRAPPED_BYTES)] = b""
    sealed: Annotated[
        tuple[Annotated[bytes, _bytes(SEALED_BYTES)], ...],
        msgspec.Meta(min_length=1, max_length=2),
    ] = ()


def secret_of(passphrase: str) -> bytes:
    """A passphrase as a slot's secret, however its accents were typed."""
    return unicodedata.normalize("NFC", passphrase).encode()


def new_slot(
    station: bytes,
    kind: Kind,
    person: str,
    since: date,
    secret: bytes,
    entropy: Entropy,
    argon2: Argon2 | None = None,
) -> Slot:
    """A slot that a secret opens; nothing is sealed to it yet."""
    private = X25519PrivateKey.from_private_bytes(entropy(KEY_BYTES))
    public = private.public_key().public_bytes_raw()
    salt, nonce = entropy(SALT_BYTES), entropy(NONCE_BYTES)
    slot = Slot(kind, person, since, argon2, salt, nonce, public)
    cipher = AESGCM(_wrapping_key(slot, secret))
    wrapped = cipher.encrypt(nonce, private.private_bytes_raw(), _header(station, slot))
    return msgspec.structs.replace(slot, wrapped=wrapped)


def sealed_to(station: bytes, slot: Slot, keys: Sequence[bytes]) -> Slot:
    """The same slot, giving other keys of the record; its secret need not be known."""
    public = X25519PublicKey.from_public_bytes(slot.public)
    info = _header(station, slot)
    sealed = tuple(_SUITE.encrypt(key, public, info=info) for key in keys)
    return msgspec.structs.replace(slot, sealed=sealed)


def open_slot(station: bytes, slot: Slot, secret: bytes) -> tuple[bytes, ...] | None:
    """What is sealed to a slot; None when the secret is not its own."""
    info = _header(station, slot)
    try:
        wrapped = AESGCM(_wrapping_key(slot, secret)).decrypt(slot.nonce, slot.wrapped, info)
        private = X25519PrivateKey.from_private_bytes(wrapped)
        return tuple(_SUITE.decrypt(sealed, private, info=info) for sealed in slot.sealed)
    except InvalidTag:
        return None


def _wrapping_key(slot: Slot, secret: bytes) -> bytes:
    if slot.argon2 is None:
        info = f"hub-console {slot.kind}".encode()
        return HKDF(SHA256(), KEY_BYTES, salt=slot.salt, info=info).derive(secret)
    return Argon2id(
        salt=slot.salt,
        length=KEY_BYTES,
        iterations=slot.argon2.passes,
        lanes=slot.argon2.lanes,
        memory_cost=slot.argon2.memory,
    ).derive(secret)


def _header(station: bytes, slot: Slot) -> bytes:
    """What is authenticated of a slot; the station's keys know no slot of another."""
    bare = msgspec.structs.replace(slot, wrapped=b"", sealed=())
    return msgspec.json.encode({"station": station, "slot": bare}, order="sorted")
