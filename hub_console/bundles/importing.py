"""Taking a bundle in: every check in its order, and nothing changed before the last one holds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hub_console.bundles.envelope import content_of
from hub_console.bundles.errors import (
    BundleError,
    OtherTable,
    OwnBundle,
    RevokedSender,
    TooLarge,
    UnknownSender,
    Unsound,
)
from hub_console.bundles.frames import messages
from hub_console.bundles.header import LARGEST, Header, header_of, sender_of
from hub_console.bundles.quarantine import quarantined
from hub_console.meeting.values import Id
from hub_console.record.exchange.parcel import WrongParcel, read_manifest

if TYPE_CHECKING:
    from hub_console.record import Record
    from hub_console.record.exchange.arrived import Arrived
    from hub_console.record.exchange.parcel import Manifest
    from hub_console.record.exchange.peers import Peer
    from hub_console.record.identity import Identity


def read_file(path: Path) -> bytes:
    """The bytes of a file that may be a bundle.

    Raises:
        TooLarge: It has more than any bundle.
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise TooLarge(f"has more than {LARGEST:,} bytes")
    return data


@dataclass(frozen=True, slots=True)
class Verified:
    """A bundle that is as an enrolled station wrote it.

    Attributes:
        sender: That station.
        header: What it says of itself.
        data: All of it.
    """

    sender: "Peer"
    header: Header
    data: bytes


def verified(record: "Record", identity: "Identity", data: bytes) -> Verified:
    """Make sure that a bundle is from an enrolled station, and about a table of this one.

    Raises:
        BundleError: It is not.
    """
    exchange, sender = record.exchange, sender_of(data)
    if sender == identity.id:
        raise OwnBundle
    peer = next((each for each in exchange.peers() if each.station == sender), None)
    if peer is None:
        raise UnknownSender(sender)
    if peer.revoked is not None:
        raise RevokedSender(peer.name)
    header = header_of(data, peer.signing)
    space, own, tables = Id(header.space), exchange.own_home(), exchange.tables()
    if own and space != own:
        raise OtherTable("bundle", tables.get(space, ""), tables.get(own, ""))
    if not peer.speaks_of(space):
        raise Unsound("it is about a table that its sender is no station of")
    return Verified(peer, header, data)


def take(
    record: "Record",
    identity: "Identity",
    bundle: Verified,
    name: str,
    now: datetime,
    *,
    only_look: bool = False,
    progress: Callable[[int, int], None] = lambda done, all_: None,
) -> "Arrived":
    """Take a bundle in, all of it or nothing.

    Args:
        record: Ours.
        identity: This station's keys.
        bundle: What ``verified`` made sure of.
        name: Of the file.
        now: UTC.
        only_look: Change nothing, and only tell what would.
        progress: Told how many entries have come, of how many.

    Raises:
        BundleError: It is not for us, or wrong inside; nothing was taken in.
        RecordError: It could not be written; nothing was taken in.
    """
    header = bundle.header
    content = messages(content_of(bundle.data, header, identity))
    try:
        return record.exchange.take(
            _counted(content, progress),
            sender=bundle.sender,
            home=Id(header.space),
            bundle=header.bundle,
            clock=header.clock,
            name=name,
            now=now,
            only_look=only_look,
        )
    except WrongParcel as error:
        raise Unsound(str(error)) from error


def take_file(
    record: "Record",
    identity: "Identity",
    path: Path,
    quarantine: Path,
    now: datetime,
    *,
    only_look: bool = False,
    progress: Callable[[int, int], None] = lambda done, all_: None,
) -> "Arrived":
    """Take the bundle of a file in; one that is bad is laid aside with the reason.

    Raises:
        BundleError: It cannot be taken in; nothing was.
        RecordError: It could not be written; nothing was taken in.
        OSError: The file cannot be read.
    """
    data = read_file(path)
    try:
        bundle = verified(record, identity, data)
        return take(
            record, identity, bundle, path.name, now, only_look=only_look, progress=progress
        )
    except BundleError as error:
        if error.quarantined:
            quarantined(quarantine, data, path.name, str(error), now)
        raise


def manifest_of(identity: "Identity", bundle: Verified) -> "Manifest":
    """What a bundle says that it carries.

    Raises:
        BundleError: It is not for us, or wrong inside.
    """
    first = next(messages(content_of(bundle.data, bundle.header, identity)), b"")
    try:
        return read_manifest(first)
    except WrongParcel as error:
        raise Unsound(str(error)) from error


def _counted(content: Iterator[bytes], progress: Callable[[int, int], None]) -> Iterator[bytes]:
    from hub_console.record.exchange.parcel import BATCH_ENTRIES

    about = 1
    for done, message in enumerate(content):
        if done == 0:
            about += read_manifest(message).entries // BATCH_ENTRIES
        progress(min(done, about), about)
        yield message
