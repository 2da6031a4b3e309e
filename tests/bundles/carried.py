"""Bundles that real records write and take in, as bytes, cut wherever a test wants them cut."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from hub_console.bundles import importing
from hub_console.bundles.envelope import Recipient, sealed
from hub_console.bundles.frames import framed
from hub_console.meeting.values import Id
from hub_console.record import Record
from hub_console.record.exchange.arrived import Arrived
from hub_console.record.exchange.peers import Frontier, Peer
from hub_console.record.identity import Identity
from tests.record.exchange.laptops import Laptop


def cut_bundle(
    record: Record,
    identity: Identity,
    home: Id,
    to: Sequence[Peer],
    beyond: Frontier | None,
    now: datetime,
    entropy: Callable[[int], bytes],
) -> bytes:
    """A bundle of what is beyond a frontier, whoever was seen to hold what; None: of everything."""
    with record.exchange.sending(identity, home, beyond, now) as (_, clock, messages):
        return resealed(messages, identity, to, home, clock, entropy)


def resealed(
    messages: Iterable[bytes],
    sender: Identity,
    to: Sequence[Peer],
    home: Id,
    clock: int,
    entropy: Callable[[int], bytes],
) -> bytes:
    """Messages in a bundle that is truly signed by its sender."""
    return sealed(
        framed(messages),
        sender,
        [Recipient(peer.station, peer.epoch, peer.sealing) for peer in to],
        bundle=entropy(16),
        clock=clock,
        space=home,
        entropy=entropy,
    )


def bundle_of(laptop: Laptop, *to: Laptop, beyond: Frontier | None = None) -> bytes:
    """A laptop's bundle for others."""
    peers = [laptop.peer(other) for other in to]
    return cut_bundle(
        laptop.record,
        laptop.identity,
        laptop.home,
        peers,
        beyond,
        laptop.now,
        laptop.random.randbytes,
    )


def taken(laptop: Laptop, data: bytes, *, only_look: bool = False) -> Arrived:
    """Let a laptop take a bundle in.

    Raises:
        BundleError: It refuses it.
    """
    identity = laptop.identity
    bundle = importing.verified(laptop.record, identity, data)
    return importing.take(
        laptop.record, identity, bundle, "bundle", laptop.now, only_look=only_look
    )
