"""Writing a bundle: what others were not seen to hold, sealed to them, on a stick or wherever."""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from hub_console.bundles.envelope import Recipient, sealed
from hub_console.bundles.errors import NobodyToSendTo
from hub_console.bundles.frames import framed
from hub_console.bundles.sticks import SUFFIX
from hub_console.meeting.values import Id
from hub_console.record.copies import new_file, on_disk
from hub_console.record.errors import AlreadyThere, Damaged, Missing
from hub_console.record.exchange.log import Exchanged
from hub_console.record.exchange.parcel import ParcelKind
from hub_console.record.exchange.peers import Peer

if TYPE_CHECKING:
    from hub_console.record import Record
    from hub_console.record.identity import Identity

_BUNDLE_ID_BYTES = 16


@dataclass(frozen=True, slots=True)
class Exported:
    """A bundle that was written and read back.

    Attributes:
        path: Where it is.
        stations: Who can open it, by name.
        kind: How much it carries.
        entries: How many.
        size: Bytes.
    """

    path: Path
    stations: tuple[str, ...]
    kind: ParcelKind
    entries: int
    size: int


def recipients(record: "Record", home: Id) -> list[Peer]:
    """The stations that a bundle of a table is for unless others are named."""
    return [
        peer for peer in record.exchange.peers() if peer.revoked is None and peer.speaks_of(home)
    ]


def must_be_possible(to: Sequence[Peer], out: Path, now: datetime) -> None:
    """Make sure that a bundle can be for somebody, and go somewhere.

    Raises:
        NobodyToSendTo: There is nobody to seal it to.
        RecordError: There is no such place, or the file is there already.
    """
    if not to:
        raise NobodyToSendTo
    target_of(out, "", now)


def export(
    record: "Record",
    identity: "Identity",
    home: Id,
    to: Sequence[Peer],
    out: Path,
    now: datetime,
    *,
    full: bool = False,
    entropy: Callable[[int], bytes] = os.urandom,
    progress: Callable[[int, int], None] = lambda done, all_: None,
) -> Exported:
    """Write a bundle, and read it back.

    Args:
        record: Ours.
        identity: This station's keys.
        home: The table.
        to: Who can open it.
        out: A directory, or the name of a file that is not there yet.
        now: UTC.
        full: Send everything, whatever they hold.
        entropy: Gives random bytes.
        progress: Told how many messages are done, of about how many.

    Raises:
        NobodyToSendTo: There is nobody to seal it to.
        BundleError: It cannot be made.
        RecordError: It could not be written; nothing is left under its name.
    """
    if not to:
        raise NobodyToSendTo
    target = target_of(out, identity.name, now)  # before a stick that is pulled looks like a name
    exchange = record.exchange
    beyond = None if full else exchange.seen(home, [peer.station for peer in to], now)
    bundle = entropy(_BUNDLE_ID_BYTES)
    with exchange.sending(identity, home, beyond, now) as (manifest, clock, messages):
        data = sealed(
            framed(_counted(messages, manifest.entries, progress)),
            identity,
            [Recipient(peer.station, peer.epoch, peer.sealing) for peer in to],
            bundle=bundle,
            clock=clock,
            space=home,
            entropy=entropy,
        )
    names = tuple(peer.name for peer in to)
    with new_file(target) as part:
        with on_disk(target):
            part.write_bytes(data)
        kind = manifest.kind
        left = Exchanged(
            bundle, now, True, home, ", ".join(names), target.name, manifest.entries, kind.value
        )
        exchange.note_sent(left)
    _must_read_back(target, data)
    return Exported(target, names, kind, manifest.entries, len(data))


def target_of(out: Path, station: str, now: datetime) -> Path:
    """Which file to write: ``hubb-STATION-YYYYMMDD-N.hubb`` in a directory.

    Raises:
        AlreadyThere: It is there already.
        Missing: There is no such directory.
    """
    out = out.expanduser().absolute()
    if out.is_dir():
        return _free(out, station, now)
    if not out.parent.is_dir():
        raise Missing(f"{out.parent} is not there. Put the stick in, or name another place.")
    out = out if out.suffix == SUFFIX else out.with_name(f"{out.name}{SUFFIX}")
    if out.exists():
        raise AlreadyThere(f"{out} is there already. It is left as it is; name another file.")
    return out


def safe_name(station: str) -> str:
    """A station's name as a part of a file's."""
    return re.sub(r"[^\w-]+", "-", station).strip("-") or "station"


def _free(folder: Path, station: str, now: datetime) -> Path:
    day, number = f"{now.astimezone():%Y%m%d}", 1
    while (path := folder / f"hubb-{safe_name(station)}-{day}-{number}{SUFFIX}").exists():
        number += 1
    return path


def _counted(
    messages: Iterator[bytes], entries: int, progress: Callable[[int, int], None]
) -> Iterator[bytes]:
    from hub_console.record.exchange.parcel import BATCH_ENTRIES

    about = 1 + entries // BATCH_ENTRIES
    for done, message in enumerate(messages):
        progress(min(done, about), about)
        yield message


def _must_read_back(target: Path, data: bytes) -> None:
    """Read what was written from the disk itself, where the system lets us.

    Raises:
        Damaged: It is not what was written; it is removed.
    """
    with on_disk(target), target.open("rb") as file:
        if hasattr(os, "posix_fadvise"):
            with suppress(OSError):
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        whole = sha256(file.read()).digest() == sha256(data).digest()
    if not whole:
        target.unlink(missing_ok=True)
        raise Damaged(
            f"{target} did not read back as it was written, so it was removed. Try another stick."
        )
