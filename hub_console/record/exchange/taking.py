"""One parcel taken in and looked at, within a transaction: what it brought, and what it changed."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Connection

from hub_console.meeting.values import Id
from hub_console.record.conflicts import Conflict, read_conflicts
from hub_console.record.digest import NO_DIGEST, read_digests
from hub_console.record.entry import VERSION, moment
from hub_console.record.exchange import holding, log
from hub_console.record.exchange.arrived import Arrived, Left, Waits, read_touched
from hub_console.record.exchange.incoming import Incoming, Taken
from hub_console.record.exchange.parcel import (
    Manifest,
    WrongParcel,
    read_batch,
    read_manifest,
)
from hub_console.record.exchange.peers import (
    Heard,
    Peer,
    names_of,
    read_frontier,
    read_peers,
    table_names,
    write_heard,
    write_key,
)
from hub_console.record.identity import Identity
from hub_console.record.numbers import given_twice, numbers_of
from hub_console.record.wipe import note_traces


class Taking:
    """Takes a parcel in and tells what came of it.

    Args:
        connection: In a transaction that writes.
        identity: This station's keys.
        sender: Who sent it.
        home: The table that it is of.
    """

    def __init__(self, connection: Connection, identity: Identity, sender: Peer, home: Id) -> None:
        self._connection = connection
        self._identity = identity
        self._sender = sender
        self._home = home

    def take(self, messages: Iterator[bytes], bundle: bytes, clock: int, now: datetime) -> Arrived:
        """Take it in.

        Args:
            messages: The manifest, then batches.
            bundle: Its id.
            clock: The sender's hybrid clock.
            now: UTC.

        Raises:
            WrongParcel: It is not as it must be.
        """
        first = next(messages, None)
        if first is None:
            raise WrongParcel("nothing is in it")
        manifest = read_manifest(first)
        if log.is_known(self._connection, bundle):
            return self._arrived(manifest, Taken(), (), again=True)
        peers = read_peers(self._connection)
        authors = {peer.station: peer.signing for peer in peers if peer.speaks_of(self._home)}
        authors[self._identity.id] = self._identity.public
        before = read_conflicts(self._connection, self._home)
        incoming = Incoming(self._connection, self._home, authors)
        with _no_garbage():
            taken = incoming.take(manifest, map(read_batch, messages))
        if taken.erased:
            note_traces(self._connection)
        heard = Heard(now, clock, dict(manifest.frontier))
        write_heard(self._connection, self._sender.station, self._home, heard)
        write_key(self._connection, self._sender.station, manifest.epoch, manifest.sealing)
        after = read_conflicts(self._connection, self._home)
        new = tuple(conflict for conflict in after if conflict not in before)
        return self._arrived(manifest, taken, new)

    def _arrived(
        self,
        manifest: Manifest,
        taken: Taken,
        conflicts: tuple[Conflict, ...],
        *,
        again: bool = False,
    ) -> Arrived:
        connection, home = self._connection, self._home
        names = {Id(station.hex()): name for station, name in manifest.names}
        seen = dict(manifest.frontier)
        return Arrived(
            sender=self._sender.name,
            table=table_names(connection).get(home, self._sender.table),
            kind=manifest.kind,
            made=moment(manifest.at),
            entries=taken.entries,
            known=taken.known,
            touched=read_touched(connection, taken.before, taken.erased, seen),
            more=taken.more,
            erased=len(taken.erased),
            conflicts=conflicts,
            renumbered=self._renumbered(taken),
            waits=read_waits(connection, home),
            left=tuple(
                Left(station, names.get(station, ""), entries)
                for station, entries in taken.left_out.items()
            ),
            forked=tuple(sorted(names_of(connection, sorted(taken.forked)).values())),
            revoked=self._revoked_there(manifest),
            disagrees=not again and not taken.forked and self._disagrees(manifest),
            again=again,
        )

    def _renumbered(self, taken: Taken) -> tuple[tuple[str, str], ...]:
        """The numbers that a situation lost to another, where one of the two has just come."""
        came = {key.record for key in taken.before if key.kind == "situation"}
        if not came:
            return ()
        return tuple(
            (number, numbers_of(self._connection, [id_])[id_])
            for number, ids in given_twice(self._connection, self._home).items()
            for id_ in ids[1:]
            if came.intersection(ids)
        )

    def _revoked_there(self, manifest: Manifest) -> tuple[str, ...]:
        """Stations that the sender refuses and this one trusts."""
        theirs = {Id(station.hex()) for station in manifest.revoked}
        peers = read_peers(self._connection)
        return tuple(p.name for p in peers if p.station in theirs and p.revoked is None)

    def _disagrees(self, manifest: Manifest) -> bool:
        """Whether both hold the same entries and do not show the same.

        A newer program reads entries that an older one only passes on: they are not compared.
        """
        if manifest.fold != VERSION:
            return False
        if dict(manifest.frontier) != read_frontier(self._connection, self._home):
            return False
        ours = read_digests(self._connection).get(self._home, NO_DIGEST)
        return ours != manifest.digest


@contextmanager
def _no_garbage() -> Iterator[None]:
    """Look for no garbage meanwhile: entries leave none, and looking takes a seventh of it all."""
    looked = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looked:
            gc.enable()


def read_waits(connection: Connection, home: Id) -> tuple[Waits, ...]:
    """What is held of a table, and for what."""
    gaps = holding.gaps(connection, home)
    names = names_of(connection, [gap.station for gap in gaps])
    return tuple(Waits(names.get(gap.station, ""), gap) for gap in gaps)
