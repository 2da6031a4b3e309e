"""Stations and what they send each other; the same ones for the same names."""

from collections.abc import Iterable
from random import Random

from hub_console.bundles.envelope import Recipient, content_of, sealed
from hub_console.bundles.errors import UnknownSender
from hub_console.bundles.frames import framed, messages
from hub_console.bundles.header import header_of, sender_of
from hub_console.record.identity import Identity, new_identity

SPACE = "0123456789abcdef0123456789abcdef"
CLOCK = 1_795_000_000_000 << 16


def a_station(name: str) -> Identity:
    return new_identity(name, Random(name).randbytes)


def as_recipient(station: Identity) -> Recipient:
    return Recipient(station.id, station.current.epoch, station.current.public)


def a_bundle(
    sender: Identity, *to: Identity, content: Iterable[bytes] = (b"hello",), seed: int = 1
) -> bytes:
    """The file in which a station sends messages to others."""
    random = Random(seed)
    return sealed(
        framed(content),
        sender,
        [as_recipient(each) for each in to],
        bundle=random.randbytes(16),
        clock=CLOCK,
        space=SPACE,
        entropy=random.randbytes,
    )


def opened(data: bytes, us: Identity, *known: Identity) -> list[bytes]:
    """The messages in a file, read as an import reads it, by a station that knows others."""
    sender = sender_of(data)
    signing = next((each.public for each in known if each.id == sender), None)
    if signing is None:
        raise UnknownSender(sender)
    return list(messages(content_of(data, header_of(data, signing), us)))


def entries(count: int, seed: int = 1) -> list[bytes]:
    """Messages about as telling as a journal's entries."""
    random = Random(seed)
    words = ("housing", "mental-health", "accepted", "B-2 laptop", "Roxbury", "risk_factors")
    return [
        random.randbytes(24) + " ".join(random.choices(words, k=6)).encode() for _ in range(count)
    ]
