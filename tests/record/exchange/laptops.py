"""Laptops with a record each, that hand each other parcels without an envelope."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import ParamSpec

from hub_console.desk.station import new_id
from hub_console.meeting.acts.planning import to_erase
from hub_console.meeting.change import differences
from hub_console.meeting.table import Table, table_id
from hub_console.meeting.values import Id, Moment
from hub_console.record import Action, Record, create_record, open_record
from hub_console.record.exchange.arrived import Arrived
from hub_console.record.exchange.peers import EVERYWHERE, Frontier, Peer, read_frontier
from hub_console.record.identity import Identity
from tests.builders import TEN, Act
from tests.record.keeping import KEY, RULES

P = ParamSpec("P")

B2 = table_id("B-2 Roxbury")


@dataclass(frozen=True)
class Parcel:
    """What one laptop made for others."""

    sender: Id
    home: Id
    bundle: bytes
    clock: int
    messages: tuple[bytes, ...]


@dataclass
class Laptop:
    """A station's laptop; its clock stands still until something is done on it."""

    path: Path
    name: str
    table: str = "B-2 Roxbury"
    now: datetime = TEN
    random: Random = field(default_factory=lambda: Random(1))
    record: Record = field(init=False)

    def __post_init__(self) -> None:
        self.record = create_record(
            self.path,
            key=KEY,
            table=self.table,
            station=self.name,
            person=f"of {self.name}",
            entropy=self.random.randbytes,
        )

    @property
    def home(self) -> Id:
        return self.record.home

    @property
    def identity(self) -> Identity:
        return self.record.exchange.identity(self.now.date(), 9)

    @property
    def seen(self) -> Table:
        """The table as it stands."""
        return self.record.load(RULES).table

    @property
    def holds(self) -> Frontier:
        """How much it holds of each feed."""
        with self.record._file.reading() as connection:
            return read_frontier(connection, self.home)

    def started_again(self) -> "Laptop":
        """The program left and started: a new feed."""
        self.record.close()
        self.record = open_record(
            self.path, key=KEY, person=f"of {self.name}", entropy=self.random.randbytes
        )
        return self

    def do(self, act: "Act[P]", *args: P.args, **kwargs: P.kwargs) -> "Laptop":
        """Do an act and write it."""
        self.now += timedelta(seconds=7)
        table = self.seen
        moment = Moment(self.now, lambda: new_id(self.now, self.random.randbytes))
        after = act(table, moment, *args, **kwargs)
        changes = differences(table, after)
        if changes:
            self.record.write(Action(act.__name__, self.now, changes, to_erase(table, after)))
        return self

    def knows(self, *others: "Laptop") -> "Laptop":
        """Enrol other laptops here."""
        for other in others:
            identity = other.identity
            home = other.home or EVERYWHERE
            key = identity.current
            self.record.exchange.enroll(
                Peer(
                    identity.id,
                    other.name,
                    home,
                    other.table,
                    identity.public,
                    key.epoch,
                    key.public,
                    self.now,
                )
            )
        return self

    def peer(self, other: "Laptop") -> Peer:
        """How another laptop is enrolled here."""
        return next(p for p in self.record.exchange.peers() if p.station == other.identity.id)

    def parcel(self, beyond: Frontier | None = None, home: Id | None = None) -> Parcel:
        """Make something to send."""
        home, identity, exchange = home or self.home, self.identity, self.record.exchange
        with exchange.sending(identity, home, beyond, self.now) as (_, clock, messages):
            bundle = self.random.randbytes(16)
            return Parcel(identity.id, home, bundle, clock, tuple(messages))

    def delta_for(self, *others: "Laptop") -> Parcel:
        """Make what others were not seen to hold."""
        stations = [other.identity.id for other in others]
        return self.parcel(self.record.exchange.seen(self.home, stations, self.now))

    def takes(self, parcel: Parcel, *, only_look: bool = False) -> Arrived:
        """Take in what another sent."""
        sender = next(p for p in self.record.exchange.peers() if p.station == parcel.sender)
        return self.record.exchange.take(
            parcel.messages,
            sender=sender,
            home=parcel.home,
            bundle=parcel.bundle,
            clock=parcel.clock,
            name="parcel",
            now=self.now,
            only_look=only_look,
        )


def laptops(folder: Path, *names: str, seed: int = 1) -> Iterator[Laptop]:
    """Laptops of one table that know each other."""
    random = Random(seed)
    made = [Laptop(folder / f"{name}.hub", name, random=Random(random.random())) for name in names]
    for one in made:
        one.knows(*(other for other in made if other is not one))
    yield from made
