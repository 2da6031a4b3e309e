"""One history of eight bundles, taken in in every order: one table must come of all of them.

The orders are walked as a tree.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import permutations
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple

from sqlalchemy import Connection, select

from hub_console.bundles.envelope import content_of
from hub_console.bundles.frames import messages
from hub_console.bundles.header import header_of, sender_of
from hub_console.meeting.acts import discussion, floor, planning, room
from hub_console.meeting.acts.planning import Draft, Schedule
from hub_console.meeting.agenda import ItemKind
from hub_console.record import schema
from hub_console.record.exchange.incoming import Incoming
from hub_console.record.exchange.parcel import Manifest, Sent, read_batch, read_manifest
from hub_console.record.exchange.peers import Peer, read_frontier, read_peers
from hub_console.record.identity import Identity, read_identity
from tests.builders import HOUR, TEN, some_agencies
from tests.bundles.carried import bundle_of, taken
from tests.record.exchange.laptops import B2, Laptop, laptops
from tests.simulation import agreed
from tests.simulation.schedule import memory
from tests.simulation.station import Station

BUNDLES = 8
BRANCHES = tuple(permutations(range(BUNDLES), 2))
"""How orders begin: so many parts can be walked side by side."""

_NEW = Draft(ItemKind.NEW, originating="SD", picks={"risk_factors": {"msa": 1}})


class History(NamedTuple):
    """What was made once.

    Attributes:
        file: Of a station that knows the others and holds nothing.
        bundles: What the others made.
        shown: What a station shows that took them in as they were made.
    """

    file: bytes
    bundles: tuple[bytes, ...]
    shown: agreed.Picture


class _Author:
    """A station that writes the history.

    Args:
        laptop: Its laptop.
        others: Who can open its bundles.
    """

    def __init__(self, laptop: Laptop, others: Sequence[Laptop]) -> None:
        self.laptop = laptop
        self._others = others
        self._sent: dict[bytes, int] = {}

    def bundle(self) -> bytes:
        """What it wrote since its last bundle, and nothing of what others wrote."""
        own, holds = self._own_feeds(), self.laptop.holds
        theirs = {feed: seq for feed, seq in holds.items() if feed not in own}
        data = bundle_of(self.laptop, *self._others, beyond={**theirs, **self._sent})
        self._sent = {feed: seq for feed, seq in holds.items() if feed in own}
        return data

    def _own_feeds(self) -> set[bytes]:
        feed = schema.feed.c
        ours = select(feed.id).where(feed.station == self.laptop.identity.id)
        with self.laptop.record._file.reading() as connection:
            return set(connection.scalars(ours))


@cache
def history() -> History:
    """Three stations write of one meeting: they disagree, one rejects, two give one number twice.

    Each bundle but the first needs others before it.
    """
    with TemporaryDirectory(dir=memory()) as folder:
        names = ("recorder", "chair", "deputy", "spare")
        everybody = list(laptops(Path(folder), *names))
        spare = everybody[-1]
        spare.record.close()
        file = spare.path.read_bytes()
        spare.started_again()
        bundles = _written(everybody)
        for data in bundles:
            taken(spare, data)
        shown = agreed.picture_of(spare.record, B2)
        for laptop in everybody:
            laptop.record.close()
    return History(file, bundles, shown)


def _written(everybody: Sequence[Laptop]) -> tuple[bytes, ...]:
    recorder, chair, deputy, _ = everybody
    minutes, floor_, third = (
        _Author(one, [other for other in everybody if other is not one])
        for one in (recorder, chair, deputy)
    )
    recorder.do(room.set_roster, some_agencies(4))
    recorder.do(planning.plan_meeting, Schedule(TEN, TEN + HOUR), [])
    recorder.do(planning.add_item, _NEW).do(planning.add_item, _NEW).do(floor.begin_next)
    beginning = minutes.bundle()
    taken(chair, beginning)
    taken(deputy, beginning)
    recorder.do(discussion.set_field, "type", "person").do(discussion.write_note, "one")
    chair.do(discussion.set_field, "type", "family").do(planning.add_item, _NEW)
    deputy.do(discussion.pick_code, "risk_factors", "hna").do(planning.add_item, _NEW)
    disputed = floor_.bundle()
    taken(recorder, disputed)
    noted, picked = minutes.bundle(), third.bundle()
    taken(chair, noted)
    taken(chair, picked)
    taken(deputy, disputed)
    chair.do(discussion.write_note, "two").do(discussion.drop_code, "risk_factors", "hna")
    dropped = floor_.bundle()
    taken(recorder, dropped)
    recorder.do(discussion.reject, "originator").do(floor.begin_next)
    recorder.do(discussion.write_note, "three").do(planning.close_meeting)
    closed = minutes.bundle()
    taken(deputy, noted)
    taken(deputy, closed)
    deputy.started_again().do(planning.plan_next_meeting).do(floor.begin_next)
    chair.do(discussion.set_field, "type", "dwelling").do(floor.begin_next)
    chair.do(discussion.pass_filter).do(discussion.set_lead, "HC")
    planned, unaware = third.bundle(), floor_.bundle()
    return beginning, disputed, noted, picked, dropped, closed, planned, unaware


def faults_of_branch(beginning: Sequence[int]) -> list[str]:
    """The orders that begin so and lead elsewhere, each with what is different there.

    What is in the bundles is taken in within one transaction, and taken back wherever two orders
    part: without the report that is made of each import, which would take most of the time.
    """
    with _receiver() as station, station.record._file.writing() as connection:
        walk = _Walk(connection, station)
        return list(walk.faults((), tuple(beginning)))


def faults_of_order(order: Sequence[int]) -> str:
    """What is different after the bundles were taken in in an order, one after the other."""
    with _receiver() as station:
        for number in order:
            arrived = station.take(history().bundles[number])
            assert not arrived.disagrees
        with station.record._file.reading() as connection:
            return _wrong(connection)


def sample(beginnings: int, seed: int = 1) -> list[tuple[int, ...]]:
    """Beginnings of orders; each stands for the 24 orders that begin so."""
    random = Random(seed)
    return [tuple(random.sample(range(BUNDLES), BUNDLES - 4)) for _ in range(beginnings)]


class _Walk:
    """Walks the tree of orders.

    Args:
        connection: In a transaction that writes.
        station: That takes the bundles in.
    """

    def __init__(self, connection: Connection, station: Station) -> None:
        identity = read_identity(connection, station.name)
        assert identity is not None
        peers = read_peers(connection)
        self._connection = connection
        self._authors = {peer.station: peer.signing for peer in peers}
        self._parcels = [_parcel(data, identity, peers) for data in history().bundles]

    def faults(self, order: tuple[int, ...], beginning: tuple[int, ...]) -> Iterator[str]:
        """Go on from where an order has led to.

        Args:
            order: What was taken in.
            beginning: What comes first of the rest.
        """
        if len(order) == BUNDLES:
            if wrong := _wrong(self._connection):
                yield f"order {' '.join(map(str, order))}: {wrong}"
            return
        for number in beginning[:1] or sorted(set(range(BUNDLES)).difference(order)):
            point = self._connection.begin_nested()
            manifest, batches = self._parcels[number]
            taken = Incoming(self._connection, B2, self._authors).take(manifest, batches)
            assert not taken.forked
            yield from self.faults((*order, number), beginning[1:])
            point.rollback()


def _parcel(
    data: bytes, us: Identity, peers: Sequence[Peer]
) -> tuple[Manifest, list[Sequence[Sent]]]:
    """What is in a bundle."""
    signing = next(peer.signing for peer in peers if peer.station == sender_of(data))
    first, *others = messages(content_of(data, header_of(data, signing), us))
    return read_manifest(first), [read_batch(message) for message in others]


def _wrong(connection: Connection) -> str:
    return agreed.difference(history().shown, agreed.picture(connection, B2)) or agreed.left_behind(
        connection, read_frontier(connection, B2)
    )


@contextmanager
def _receiver() -> Iterator[Station]:
    with TemporaryDirectory(dir=memory()) as folder:
        path = Path(folder) / "spare.hub"
        path.write_bytes(history().file)
        station = Station("spare", path, Random(1), B2)
        yield station
        station.record.close()
