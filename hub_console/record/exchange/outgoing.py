"""What a record gives to others: its entries beyond what they were seen to hold."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from hub_console.meeting.values import Id
from hub_console.record import schema
from hub_console.record.digest import NO_DIGEST, read_digests
from hub_console.record.entry import NOTHING, VERSION, Entry, microseconds
from hub_console.record.exchange.parcel import Manifest, ParcelKind, Segment
from hub_console.record.exchange.peers import Frontier, names_of, read_frontier, read_peers
from hub_console.record.exchange.tips import FeedEnd
from hub_console.record.identity import Identity
from hub_console.record.statements import each

_BEYOND = (
    select(schema.entry)
    .where(schema.entry.c.feed == bindparam("feed"), schema.entry.c.seq > bindparam("after"))
    .order_by(schema.entry.c.seq)
)
_FIRST = select(schema.entry.c.hlc, schema.entry.c.previous).where(
    schema.entry.c.feed == bindparam("feed"), schema.entry.c.seq == bindparam("seq")
)


def manifest_of(
    connection: Connection, identity: Identity, home: Id, beyond: Frontier | None, now: datetime
) -> Manifest:
    """What is to be sent of a table.

    Args:
        connection: Sees one state of the file until the entries are read.
        identity: This station's keys.
        home: The table.
        beyond: What all who shall have it hold already; None to send everything.
        now: UTC.
    """
    segments = _segments(connection, identity, home, beyond or {})
    authors = sorted({segment.station for segment in segments})
    named = names_of(connection, [Id(author.hex()) for author in authors])
    kind = ParcelKind.FULL if beyond is None else ParcelKind.DELTA
    newest = identity.current
    return Manifest(
        kind=kind if segments else ParcelKind.ACKNOWLEDGEMENT,
        at=microseconds(now),
        fold=VERSION,
        frontier=tuple(sorted(read_frontier(connection, home).items())),
        digest=read_digests(connection).get(home, NO_DIGEST),
        names=tuple((author, named.get(Id(author.hex()), "")) for author in authors),
        revoked=tuple(
            bytes.fromhex(peer.station)
            for peer in read_peers(connection)
            if peer.revoked and peer.speaks_of(home)
        ),
        epoch=newest.epoch,
        sealing=newest.public,
        segments=segments,
    )


def entries_of(connection: Connection, manifest: Manifest) -> Iterator[Entry]:
    """The entries that a manifest announces, in its order."""
    for segment in manifest.segments:
        for row in each(connection, _BEYOND, {"feed": segment.feed, "after": segment.first - 1}):
            entry = Entry(*row)
            if entry.seq > segment.last:
                break
            yield entry


def _segments(
    connection: Connection, identity: Identity, home: Id, beyond: Frontier
) -> tuple[Segment, ...]:
    """The feeds that go beyond, those that began first in front.

    A feed of another station goes on only as far as its author signed it.
    """
    feed, found = schema.feed.c, list[tuple[int, Segment]]()
    query = select(schema.feed).where(feed.home == home, feed.seq > 0)
    for row in connection.execute(query):
        first = beyond.get(row.id, 0) + 1
        if first > row.seq:
            continue
        end = FeedEnd(row.id, row.station, home, row.role, row.started, row.seq, row.tip)
        signature = end.signed(identity) if row.station == identity.id else row.signature
        if signature is None:
            continue
        ((hlc, previous),) = each(connection, _FIRST, {"feed": row.id, "seq": first})
        segment = Segment(
            feed=row.id,
            station=bytes.fromhex(row.station),
            role=row.role,
            started=row.started,
            first=first,
            last=row.seq,
            previous=previous if first > 1 else NOTHING,
            signature=signature,
        )
        found.append((hlc, segment))
    return tuple(segment for _, segment in sorted(found, key=lambda pair: (pair[0], pair[1].feed)))


def held_by_all(frontiers: Sequence[Frontier]) -> Frontier:
    """What is held by each of some stations, one at least."""
    common = set(frontiers[0]).intersection(*frontiers[1:])
    return {feed: min(frontier[feed] for frontier in frontiers) for feed in common}
