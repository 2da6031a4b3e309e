"""Who a station is to other stations: the keys it signs with, and those that bundles to it open.

The private halves live inside the encrypted record and nowhere else.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    derive_private_key,
)
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sqlalchemy import Connection, select

from hub_console.meeting.values import Id
from hub_console.record import schema
from hub_console.record.statements import put

SEED_BYTES = 32
STATION_ID_BYTES = 16

_SIGNING = 0
"""In the place of an epoch: the signing key."""

_SCALAR_BYTES = 48
"""Random bytes for a P-256 key: 128 bits more than it has, so that no value is likelier."""

_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Of P-256's group (SEC 2, 2.4.2)."""


@dataclass(frozen=True)
class SealingKey:
    """The key that bundles of one epoch are sealed to.

    Attributes:
        epoch: Counts up from 1; bundles name it.
        made: The day; a new one is made in each quarter.
        private: 32 bytes.
    """

    epoch: int
    made: date
    private: bytes = field(repr=False)

    @cached_property
    def key(self) -> EllipticCurvePrivateKey:
        """The key as the cryptography library has it."""
        return derive_private_key(int.from_bytes(self.private), SECP256R1())

    @cached_property
    def public(self) -> bytes:
        """What others seal to: a compressed point, 33 bytes."""
        point = PublicFormat.CompressedPoint
        return self.key.public_key().public_bytes(Encoding.X962, point)


@dataclass(frozen=True)
class Identity:
    """A station's own keys.

    Attributes:
        name: The station's name, ``B-2 laptop``.
        seed: Of its signing key, 32 bytes; that never changes.
        sealing: The keys that bundles to it open with, the newest last; one at least.
    """

    name: str
    seed: bytes = field(repr=False)
    sealing: tuple[SealingKey, ...]

    @cached_property
    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    @cached_property
    def public(self) -> bytes:
        """Its public signing key, 32 bytes."""
        return self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    @cached_property
    def id(self) -> Id:
        """Its station id."""
        return station_id(self.public)

    @property
    def current(self) -> SealingKey:
        """The key that others seal to now."""
        return self.sealing[-1]

    def opening(self, epoch: int) -> SealingKey | None:
        """The key of an epoch; None where it is destroyed, or was never made."""
        return next((key for key in self.sealing if key.epoch == epoch), None)

    def sign(self, data: bytes) -> bytes:
        """Sign, with Ed25519; 64 bytes."""
        return self._key.sign(data)

    def on(self, today: date, keep: int, entropy: Callable[[int], bytes]) -> "Identity":
        """The identity with a sealing key of this quarter, and old ones let go.

        They are counted, not dated: a clock that is wrong for a day destroys no key.

        Args:
            today: The day.
            keep: So many are kept.
            entropy: Gives random bytes.
        """
        if _quarter(today) == _quarter(self.current.made):
            return self
        new = new_sealing_key(self.current.epoch + 1, today, entropy)
        return replace(self, sealing=(*self.sealing, new)[-keep:])


def new_identity(name: str, entropy: Callable[[int], bytes]) -> Identity:
    """Make a station's keys; the first to seal to is of no quarter, so that its use renews it."""
    return Identity(name, entropy(SEED_BYTES), (new_sealing_key(1, date.min, entropy),))


def new_sealing_key(epoch: int, today: date, entropy: Callable[[int], bytes]) -> SealingKey:
    """Make the sealing key of an epoch."""
    scalar = int.from_bytes(entropy(_SCALAR_BYTES)) % (_ORDER - 1) + 1
    return SealingKey(epoch, today, scalar.to_bytes(SEED_BYTES))


def read_identity(connection: Connection, name: str) -> Identity | None:
    """The keys that a record holds; None where it has none, as the demo and an older file."""
    rows = connection.execute(select(schema.own_key).order_by(schema.own_key.c.epoch)).all()
    if not rows:
        return None
    seed, *sealing = rows
    keys = (SealingKey(row.epoch, date.fromisoformat(row.made), row.private) for row in sealing)
    return Identity(name, seed.private, tuple(keys))


def write_identity(connection: Connection, identity: Identity) -> None:
    """Keep a station's keys in place of those that are there; what is let go is erased."""
    seed = SealingKey(_SIGNING, date.min, identity.seed)
    rows = [
        {"epoch": key.epoch, "made": key.made.isoformat(), "private": key.private}
        for key in (seed, *identity.sealing)
    ]
    connection.execute(schema.own_key.delete())
    put(connection, schema.own_key, rows)


def station_id(public: bytes) -> Id:
    """The id of the station that signs with a key: half of the key's SHA-256."""
    return Id(sha256(public).digest()[:STATION_ID_BYTES].hex())


def is_signed(public: bytes, signature: bytes, data: bytes) -> bool:
    """Whether a signature of some data was made with the private half of a key."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True


def _quarter(day: date) -> tuple[int, int]:
    return day.year, (day.month - 1) // 3
