"""A station's public card: the small TOML file by which another station comes to know it.

The card is signed with the station's own key, so that its six words stand for all of it.
"""

import tomllib
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey

from hub_console.bundles.envelope import Recipient
from hub_console.bundles.errors import NewerFormat, NotACard
from hub_console.bundles.fingerprint import words_of
from hub_console.harmless import harmless
from hub_console.meeting.values import Id
from hub_console.record.identity import Identity, is_signed, station_id

VERSION = 1
LARGEST = 2**14
"""Bytes of a card."""

LONGEST_NAME = 60

_PURPOSE = "hub-console card"
_FIRST_LINE = (
    "# The public card of a station. Whoever enrols it compares its six words aloud with the"
    " station.\n"
)
_REASON_LENGTH = 120


@dataclass(frozen=True)
class Card:
    """What a station tells of itself to others.

    Attributes:
        name: Its name, ``B-2 laptop``.
        coordinator: Whether it is the city's coordinator's, which belongs to no table.
        table: The name of its table; empty for a coordinator.
        space: The id of its table, 32 hexadecimal digits; empty for a coordinator.
        signing: Its public signing key, 32 bytes.
        epoch: Of its sealing key.
        sealing: The public sealing key, a compressed point of P-256, 33 bytes.
    """

    name: str
    coordinator: bool
    table: str
    space: str
    signing: bytes
    epoch: int
    sealing: bytes

    @cached_property
    def id(self) -> Id:
        """The station id."""
        return station_id(self.signing)

    @cached_property
    def fingerprint(self) -> str:
        """The six words that are compared aloud."""
        return words_of(self.signing)

    @property
    def recipient(self) -> Recipient:
        """The station as one that bundles are sealed to."""
        return Recipient(self.id, self.epoch, self.sealing)


def _hex(size: int) -> msgspec.Meta:
    return msgspec.Meta(pattern=rf"\A[0-9a-f]{{{2 * size}}}\Z")


class _Written(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The card as the file has it."""

    version: int
    name: str
    coordinator: bool
    table: str
    table_id: Annotated[str, msgspec.Meta(pattern=r"\A([0-9a-f]{32})?\Z")]
    signing_key: Annotated[str, _hex(32)]
    sealing_epoch: Annotated[int, msgspec.Meta(ge=1, lt=2**32)]
    sealing_key: Annotated[str, _hex(33)]
    signature: Annotated[str, _hex(64)]


def own_card(us: Identity, *, table: str = "", space: str = "") -> Card:
    """The card of this station, as it is now.

    Args:
        us: The station.
        table: The name of its table; empty for a coordinator.
        space: The id of that.
    """
    current = us.current
    return Card(us.name, not space, table, space, us.public, current.epoch, current.public)


def card_text(card: Card, us: Identity) -> str:
    """The text of this station's card.

    Raises:
        NotACard: A name in it is one that others would refuse.
    """
    import tomli_w

    _check(card)
    written = {
        "version": VERSION,
        "name": card.name,
        "coordinator": card.coordinator,
        "table": card.table,
        "table_id": card.space,
        "signing_key": card.signing.hex(),
        "sealing_epoch": card.epoch,
        "sealing_key": card.sealing.hex(),
        "signature": us.sign(_signed(card)).hex(),
    }
    return _FIRST_LINE + tomli_w.dumps(written)


def read_card(data: bytes) -> Card:
    """Read another station's card; that it is that station's, people have to say.

    Raises:
        NotACard: It is none, or not as its station wrote it.
        NewerFormat: A newer program wrote it.
    """
    written = _written(_parsed(data))
    card = Card(
        written.name,
        written.coordinator,
        written.table,
        written.table_id,
        bytes.fromhex(written.signing_key),
        written.sealing_epoch,
        bytes.fromhex(written.sealing_key),
    )
    _check(card)
    if not is_signed(card.signing, bytes.fromhex(written.signature), _signed(card)):
        raise NotACard("it was altered or damaged after its station wrote it")
    return card


def _parsed(data: bytes) -> dict[str, Any]:
    if len(data) > LARGEST:
        raise NotACard("it is far too large")
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise NotACard("it is not written as a card is") from error


def _written(fields: dict[str, Any]) -> _Written:
    version = fields.get("version")
    if isinstance(version, int) and version > VERSION:
        raise NewerFormat("card")
    if version != VERSION:
        raise NotACard("it has no version")
    try:
        return msgspec.convert(fields, _Written)
    except msgspec.MsgspecError as error:
        raise NotACard(harmless(str(error))[:_REASON_LENGTH]) from error


def _check(card: Card) -> None:
    """Make sure of what the types do not say.

    Raises:
        NotACard: It is not so.
    """
    for what, name in (("station", card.name), ("table", card.table)):
        if name and (len(name) > LONGEST_NAME or name != harmless(name).strip()):
            raise NotACard(f"the {what}'s name is too long or has characters that do not show")
    if not card.name:
        raise NotACard("the station has no name")
    if card.coordinator != (not card.space) or card.coordinator != (not card.table):
        raise NotACard("a station has a table with a name and an id, or is a coordinator's")
    try:
        EllipticCurvePublicKey.from_encoded_point(SECP256R1(), card.sealing)
    except ValueError as error:
        raise NotACard("its sealing key is none") from error


def _signed(card: Card) -> bytes:
    """What the signature of a card is of."""
    fields = (
        _PURPOSE,
        VERSION,
        card.name,
        card.coordinator,
        card.table,
        card.space,
        card.signing,
        card.epoch,
        card.sealing,
    )
    return msgspec.msgpack.encode(fields)
