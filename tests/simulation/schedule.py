"""A random schedule: what five stations and the sticks between them go through, and the outcome.

Nothing is healed on the way. At the end everybody hears from everybody, and then all must hold the
same, whatever came before.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple

from hub_console.bundles.errors import (
    BundleError,
    KeyGone,
    NotForUs,
    OtherTable,
    OwnBundle,
    RevokedSender,
    UnknownSender,
    Unsound,
)
from hub_console.desk.erasing import PURGE, remove
from hub_console.meeting.acts.amending import stamped
from hub_console.meeting.acts.planning import to_erase
from hub_console.meeting.change import Change, Key, applied, differences
from hub_console.meeting.values import Id, Refused
from hub_console.record import Action
from hub_console.record.action import UNDO
from hub_console.record.exchange.arrived import Arrived
from hub_console.record.exchange.peers import Peer
from hub_console.record.intake import ATTACHED
from tests.simulation import agreed
from tests.simulation.marks import chosen
from tests.simulation.station import Station
from tests.simulation.town import B2, C11, Kind, a_town

STEPS = (8, 32)
MOST_MARKS = 3
MOST_ROUNDS = 12
YEARS = 365 * 30
LATE = 0.3
REVOKED = 0.25
OTHER_TABLE = 0.25
MET = 0.85
BUSIER = 8
NAMED = 0.6
TOO_LITTLE = 0.5
LOST = 0.15
DAMAGED = 0.07
ASTRAY = 0.05
TAKEN_OFF = 0.8
LOOKED_AT = 0.4


class Wrong(Exception):
    """Something that must always hold did not."""


class Sent(NamedTuple):
    """A bundle, or what became of one, on its way.

    Attributes:
        data: The file.
        sender: Who wrote it.
        home: The table that it is of.
        to: Who can open it.
        erased: What its sender knew to be erased when it wrote it. Who hears of an erasure by what
            is missing, and not by the entry that erased it, truly shows something else.
        whole: Whether it is as it was written.
    """

    data: bytes
    sender: Station
    home: Id
    to: frozenset[Id]
    erased: frozenset[Key]
    whole: bool = True


class Schedule:
    """One schedule; everything follows from its seed.

    Args:
        seed: Of all that is random in it.
        folder: Where the stations have their files.
        tell: Hears of every step.
    """

    def __init__(
        self, seed: int, folder: Path, tell: Callable[[str], None] = lambda said: None
    ) -> None:
        self.random = random = Random(seed)
        late = "spare" if random.random() < LATE else ""
        revoked = "chair" if random.random() < REVOKED else ""
        self.folder = folder
        self.tell = tell
        self.stations = {
            station.name: station
            for station in a_town(Kind(random.random() < MET, late), folder, random)
        }
        if random.random() >= OTHER_TABLE:
            self.stations.pop("other").record.close()
        self.id_of = {name: each.identity.id for name, each in self.stations.items()}
        self.late = self.stations.get(late)
        if self.late is not None:
            self._introduce(self.late, self.stations[random.choice(("recorder", "city"))])
        self.revoked = self.stations.get(revoked)
        self.busy = random.sample(("recorder", "chair", "deputy", "spare", "city"), 3)
        self.sticks: list[Sent] = []
        self.restored = False
        self.asked: set[Key] = set()
        self.hung: dict[Id, set[Key]] = {}
        for note in self.stations["recorder"].table.notes.values():
            if note.situation:
                self.hung.setdefault(note.situation, set()).add(Key(note.id, "note"))
        self.undoable: dict[str, list[tuple[Change, ...]]] = {name: [] for name in self.stations}

    def run(self) -> None:
        """Go through all of it.

        Raises:
            Wrong: Something did not hold.
        """
        for number in range(self.random.randint(*STEPS)):
            (step,) = self.random.choices(_STEPS, _WEIGHTS)
            station = self._somebody()
            self.tell(f"{number}: {station.name} {step.__name__}")
            step(self, station)
        self._end()

    def _somebody(self, among: Iterable[Station] | None = None) -> Station:
        """A station; a few of them are much busier than the others."""
        stations = list(self.stations.values() if among is None else among)
        weights = [BUSIER if station.name in self.busy else 1 for station in stations]
        return self.random.choices(stations, weights)[0]

    def close(self) -> None:
        """Close every file."""
        for station in self.stations.values():
            station.record.close()

    # What happens at a station.

    def mark(self, station: Station) -> None:
        """Its people do a few things; each is written, or refused by the rules of the table."""
        if station.name != "city" or station.holds():  # the city has no table of its own to begin
            for _ in range(self.random.randint(1, MOST_MARKS)):
                self._mark(station)

    def _mark(self, station: Station) -> None:
        before, random = station.table, station.random
        if not (act := chosen(before, random)):
            return
        moment = station.moment
        try:
            after = stamped(before, act[0](before, moment, *act[1:]), moment)
        except Refused:
            return
        action = Action(
            act[0].__name__, moment.now, differences(before, after), to_erase(before, after)
        )
        if action.changes:
            self._write(station, action)
            station.shows(after)
            self.undoable[station.name].append(action.changes)

    def undo(self, station: Station) -> None:
        """It takes back what it did last, whatever came in since."""
        done = self.undoable[station.name]
        if done and station.table.meeting is not None:
            changes = tuple(change.reversed() for change in reversed(done.pop()))
            after = applied(station.table, changes)
            action = Action(UNDO, station.now, differences(station.table, after))
            if action.changes:
                self._write(station, action)
                station.shows(None)

    def choose(self, station: Station) -> None:
        """Somebody chooses, where two said different things."""
        for conflict in station.record.conflicts():
            voice = station.random.choice(conflict.voices)
            if changes := conflict.chosen(voice):
                self._write(station, Action("choose", station.now, changes))
                station.shows(None)

    def purge(self, station: Station) -> None:
        """Some of what is past its time goes."""
        keys = tuple(key for key in station.past() if station.random.random() < 0.5)
        if keys and station.holds():
            self._write(station, Action(PURGE, station.now, (), keys))
            station.shows(None)

    def enter_in_error(self, station: Station) -> None:
        """A situation should never have been on record, it is found later."""
        situations = [s for s in station.table.situations.values() if not s.keeps_no_detail]
        if situations and station.holds():
            situation = station.random.choice(situations)
            self.asked.add(Key(situation.id, "detail"))
            with suppress(Refused):
                remove(station.record, station.table, situation, "wrong-table", station.now)
                self._saved(station)
            station.shows(None)

    def write_newer(self, station: Station) -> None:
        """It has had a newer program for a while, and writes what the others cannot read."""
        if station.own_feed in station.holds():
            situations = list(station.table.situations) or [Id(bytes(16).hex())]
            station.write_newer(station.random.choice(situations))

    def restart(self, station: Station) -> None:
        """The program is left, and started; the coordinator may choose another table."""
        home = None
        if station.name == "city":
            home = station.random.choice(
                [each for each in (B2, C11) if station.holds(each)] or [B2]
            )
        station.restart(home)

    def back_up(self, station: Station) -> None:
        """Somebody copies the file."""
        station.back_up()

    def restore(self, station: Station) -> None:
        """Somebody puts an old copy in the file's place."""
        if station.copies:
            self.restored = True
            station.restore(station.random.choice(station.copies))
            self.undoable[station.name].clear()

    def set_clock(self, station: Station) -> None:
        """Its clock jumps, a little or by up to thirty years."""
        jumps = (
            timedelta(hours=1),
            timedelta(days=1),
            timedelta(days=self.random.randrange(YEARS)),
        )
        jump = self.random.choice(jumps) * self.random.choice((1, -1))
        if 1996 <= (station.now + jump).year <= 2056:
            station.now += jump

    # What happens between stations.

    def send(self, station: Station) -> None:
        """It writes a bundle, which is lost, or copied, or damaged on its way."""
        random = self.random
        for home in self._homes(station):
            peers = [p for p in station.peers.values() if p.revoked is None and p.speaks_of(home)]
            if random.random() < NAMED:
                named = self._somebody(each for each in self.stations.values() if each != station)
                peers = [peer for peer in peers if peer.station == self.id_of[named.name]]
            if not peers:
                continue
            if random.random() < TOO_LITTLE:
                data = station.too_little(home, peers)
            else:
                data = station.bundle(home, peers, full=random.random() < 0.1)
            sent = self._sent(data, station, home, peers)
            if random.random() >= LOST:
                self.sticks.append(sent)
            if random.random() < DAMAGED:
                self.sticks.append(sent._replace(data=self._damaged(data), whole=False))

    def _sent(self, data: bytes, sender: Station, home: Id, to: Iterable[Peer]) -> Sent:
        erased = frozenset(agreed.erased_keys(sender.record))
        return Sent(data, sender, home, frozenset(peer.station for peer in to), erased)

    def send_and_deliver(self, station: Station) -> None:
        """It marks something and writes a bundle, and somebody takes that in at once."""
        self.mark(station)
        self.send(station)
        if self.sticks:
            self._deliver(len(self.sticks) - 1)

    def deliver(self, _: Station) -> None:
        """Sticks are put in; what is on them may be old, and may be put in elsewhere too."""
        for _stick in range(self.random.randint(1, 3)):
            if self.sticks:
                self._deliver(self.random.randrange(len(self.sticks)))

    def _deliver(self, place: int) -> None:
        sent, stations = self.sticks[place], list(self.stations.values())
        meant = [each for each in stations if self.id_of[each.name] in sent.to]
        station = self._somebody(stations if self.random.random() < ASTRAY else meant)
        if self.random.random() < TAKEN_OFF:
            del self.sticks[place]
        self._hand(sent, station)

    def meet_late(self, station: Station) -> None:
        """The station that nobody knew is made known."""
        if self.late is not None and station is not self.late:
            self._introduce(self.late, station)

    def refuse(self, station: Station) -> None:
        """A station trusts another no longer."""
        if self.revoked is not None and station is not self.revoked:
            id_ = self.id_of[self.revoked.name]
            if id_ in station.peers and not station.peers[id_].revoked:
                station.revoke(id_)

    def _hand(self, sent: Sent, station: Station) -> Arrived | None:
        """Give a bundle to a station, and make sure that it does with it what it must."""
        doubtful = not sent.whole or self._now_and_then()
        before = (station.identity, station.facts()) if doubtful else None
        try:
            looked = station.take(sent.data, only_look=True) if self._now_and_then() else None
            arrived = station.take(sent.data)
        except BundleError as error:
            self.tell(f"   {station.name} refuses it from {sent.sender.name}: {error}")
            if before and (station.identity, station.facts()) != before:
                raise Wrong(f"{station.name} refused a bundle and changed: {error}") from error
            if sent.whole and not self._may_refuse(error, sent, station):
                raise Wrong(f"{station.name} refused {sent.sender.name}: {error!r}") from error
            return None
        self.tell(f"   {station.name} takes it from {sent.sender.name}: {arrived.summary}")
        if not sent.whole:
            raise Wrong(f"{station.name} took a bundle that was damaged")
        if looked is not None and looked != arrived:
            raise Wrong(f"{station.name} was told {looked} and then got {arrived}")
        if arrived.disagrees and agreed.erased_keys(station.record) == sent.erased:
            raise Wrong(f"{station.name} was told that {sent.sender.name} disagrees")
        if arrived.forked:
            raise Wrong(f"{station.name} was told of a fork of {arrived.forked}")
        if self.random.random() < LOOKED_AT and (
            wrong := station.keeps_badly(sent.data, sent.home)
        ):
            raise Wrong(f"{station.name}: {wrong}")
        unknown = {left.station for left in arrived.left} & station.peers.keys()
        if unknown:
            raise Wrong(f"{station.name} left out what it knows: {unknown}")
        return arrived

    def _may_refuse(self, error: BundleError, sent: Sent, station: Station) -> bool:
        """Whether a station has a reason to refuse a bundle that is whole."""
        sender = station.peers.get(self.id_of[sent.sender.name])
        match error:
            case OwnBundle():
                return sent.sender is station
            case UnknownSender():
                return sender is None
            case RevokedSender():
                return sender is not None and sender.revoked is not None
            case OtherTable():
                return station.name != "city" and station.home != sent.home
            case NotForUs():
                return self.id_of[station.name] not in sent.to
            case KeyGone():
                return True
            case Unsound():
                return "its key does not open" in str(error)
        return False

    def _now_and_then(self) -> bool:
        return self.random.random() < 0.1

    def _damaged(self, data: bytes) -> bytes:
        """A bundle that was cut off, or in which bytes are others."""
        random, damaged = self.random, bytearray(data)
        if random.random() < 0.3:
            return data[: random.randrange(len(data))]
        for _ in range(random.choice((1, 1, 2, 8))):
            damaged[random.randrange(len(data))] ^= 1 << random.randrange(8)
        return bytes(damaged) if damaged != data else data[:-1]

    def _homes(self, station: Station) -> list[Id]:
        """The tables that it sends bundles of."""
        if station.name != "city":
            return [station.home]
        return [B2, C11] if "other" in self.stations else [B2]

    def _introduce(self, one: Station, other: Station) -> None:
        """Let a station know another one."""
        may_meet = one.home == other.home or "city" in (one.name, other.name)
        if may_meet and self.id_of[one.name] not in other.peers:
            other.enroll(one.card)

    # What was written.

    def _write(self, station: Station, action: Action) -> None:
        latest = station.clock()
        station.record.write(action)
        self._note(action)
        if self._saved(station) <= latest:
            raise Wrong(f"{station.name} wrote {action.verb} with a clock behind what it holds")

    def _saved(self, station: Station) -> int:
        return station.saved()

    def _note(self, action: Action) -> None:
        """Keep what an action asked to be erased, and what hangs on what."""
        self.asked |= set(action.erase)
        for change in action.changes:
            if change.kind in ATTACHED and change.field == "situation" and change.after:
                self.hung.setdefault(Id(str(change.after)), set()).add(
                    Key(change.record, change.kind)
                )

    # The end.

    def _end(self) -> None:
        if self.late is not None:
            for station in self.stations.values():
                if station is not self.late:
                    self._introduce(self.late, station)
        if self.revoked is not None:
            for station in self.stations.values():
                self.refuse(station)
        for home in (B2, C11):
            of_table = [
                station
                for station in self.stations.values()
                if home in self._homes(station) and station is not self.revoked
            ]
            if len(of_table) > 1:
                self.tell(f"the end of {home[:4]}")
                self._heal(of_table, home)
                self._must_agree(of_table, home)
        for station in self.stations.values():
            wrong = agreed.unsound(station.record, restored=self.restored)
            if wrong and station is not self.revoked:
                raise Wrong(f"{station.name}: {wrong}")
        for name in {self.random.choice(("recorder", "deputy")), "city"}:
            if wrong := agreed.folds_otherwise(self.stations[name].record):
                raise Wrong(f"{name}: {wrong}")

    def _heal(self, stations: list[Station], home: Id) -> None:
        """Let everybody hear from everybody, until nothing is new."""
        self.random.shuffle(stations)
        ways = (self._in_a_row, self._to_and_fro, self._all_to_all)
        self.random.choices(ways, (7, 7, 2))[0](stations, home)

    def _to_and_fro(self, stations: list[Station], home: Id) -> None:
        """Neighbours tell each other what is new, and only that, until all hold the same."""
        for _ in range(MOST_ROUNDS):
            for row in (stations, stations[::-1]):
                for one, other in pairwise(row):
                    self._give(one, [other], home, full=False)
            if self._hold_the_same(stations, home):
                return
        raise Wrong(f"after {MOST_ROUNDS} rounds somebody still lacks something")

    def _in_a_row(self, stations: list[Station], home: Id) -> None:
        """Each gives all to the next, and the last one to all; again, where that let more in."""
        for _ in range(MOST_ROUNDS):
            for one, other in pairwise(stations):
                self._give(one, [other], home, full=True)
            *others, last = stations
            self._give(last, others, home, full=True)
            back = self.random.choice(others)
            new = self._give(back, [last], home, full=False)
            if not new and self._hold_the_same(stations, home):
                return
        raise Wrong(f"after {MOST_ROUNDS} rounds there is still something new")

    def _hold_the_same(self, stations: list[Station], home: Id) -> bool:
        return len({frozenset(each.holds(home).items()) for each in stations}) == 1

    def _all_to_all(self, stations: list[Station], home: Id) -> None:
        """Everybody gives everything, or what somebody still lacks, to all at once."""
        full = self.random.random() < 0.5
        for _ in range(MOST_ROUNDS):
            new = 0
            for station in stations:
                others = [other for other in stations if other is not station]
                new += self._give(station, others, home, full=full)
            if not new:
                return
        raise Wrong(f"after {MOST_ROUNDS} rounds there is still something new")

    def _give(self, one: Station, others: list[Station], home: Id, *, full: bool) -> int:
        """Give a bundle of one station to others; how many entries were new."""
        new = 0
        peers = [one.peers[self.id_of[other.name]] for other in others]
        sent = self._sent(one.bundle(home, peers, full=full), one, home, peers)
        for other in others:
            arrived = self._hand(sent, other)
            if arrived is None:  # sealed to a key that went with an old file: cards again
                one.enroll(other.card)
                peer = one.peers[self.id_of[other.name]]
                again = self._sent(one.bundle(home, [peer], full=full), one, home, [peer])
                arrived = self._hand(again, other)
            if arrived is None:
                raise Wrong(f"{other.name} can open nothing that {one.name} sends")
            new += arrived.entries
        return new

    def _must_agree(self, stations: list[Station], home: Id) -> None:
        pictures = {station.name: agreed.picture_of(station.record, home) for station in stations}
        (first, shown), *others = pictures.items()
        for name, other in others:
            if wrong := agreed.difference(shown, other):
                raise Wrong(f"{first} and {name} differ: {wrong}")
        frontier = stations[0].holds(home)
        for station in stations:
            for (of, feed), seq in station.acknowledged.items():
                if of == home and frontier.get(feed, 0) < seq:
                    raise Wrong(f"{station.name} lost marks: {frontier.get(feed, 0)} of {seq} left")
            with station.record._file.reading() as connection:
                wrong = agreed.left_behind(connection, frontier)
            if wrong:
                raise Wrong(f"{station.name}: {wrong}")
        self._must_be_asked(agreed.erased_keys(stations[0].record))

    def _must_be_asked(self, erased: Iterable[Key]) -> None:
        """Nothing is erased that nobody asked to erase, or that hangs on nothing erased."""
        asked = self.asked | {
            key for of, keys in self.hung.items() if Key(of, "detail") in self.asked for key in keys
        }
        if unasked := set(erased) - asked:
            raise Wrong(f"{unasked} was erased, and nobody asked for it")


_WEIGHED = (
    (24, Schedule.mark),
    (4, Schedule.undo),
    (2, Schedule.choose),
    (2, Schedule.purge),
    (2, Schedule.enter_in_error),
    (3, Schedule.write_newer),
    (2, Schedule.restart),
    (5, Schedule.back_up),
    (5, Schedule.restore),
    (3, Schedule.set_clock),
    (8, Schedule.send),
    (30, Schedule.send_and_deliver),
    (8, Schedule.deliver),
    (2, Schedule.meet_late),
    (1, Schedule.refuse),
)
_WEIGHTS = tuple(weight for weight, _ in _WEIGHED)
_STEPS = tuple(step for _, step in _WEIGHED)


def fault_of(seed: int, tell: Callable[[str], None] = lambda said: None) -> str:
    """What went wrong in a schedule; nothing if all held."""
    with TemporaryDirectory(dir=memory()) as folder:
        schedule = Schedule(seed, Path(folder), tell)
        try:
            schedule.run()
        except Wrong as wrong:
            return str(wrong)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a fault
            return f"crashed: {error!r}"
        finally:
            schedule.close()
    return ""


def told_fault_of(seed: int, tell: Callable[[str], None] = lambda said: None) -> str:
    """The same, with the seed before it."""
    fault = fault_of(seed, tell)
    return f"seed {seed}: {fault}" if fault else ""


def memory() -> Path | None:
    """Where files cost nothing to sync, if the system has such a place."""
    memory = Path("/dev/shm")
    return memory if memory.is_dir() else None
