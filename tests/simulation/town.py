"""The stations that a schedule begins with: made once, and copied for each."""

from functools import cache
from itertools import permutations
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple

from hub_console.meeting.acts import discussion, floor, planning, room
from hub_console.meeting.acts.planning import Draft, Schedule
from hub_console.meeting.agenda import ItemKind
from hub_console.meeting.table import table_id
from hub_console.meeting.values import NO_ID
from tests.builders import HOUR, TEN, some_agencies
from tests.record.exchange.laptops import Laptop
from tests.simulation.station import Station

B2, C11 = table_id("B-2 Roxbury"), table_id("C-11 Dorchester")
TABLE_OF = {
    "recorder": "B-2 Roxbury",
    "chair": "B-2 Roxbury",
    "deputy": "B-2 Roxbury",
    "spare": "B-2 Roxbury",
    "city": "",
    "other": "C-11 Dorchester",
}
"""Four laptops of one table, the coordinator's, and one of another table."""


class Kind(NamedTuple):
    """How a town begins.

    Attributes:
        met: Whether all hold the beginning of a meeting; else nobody holds anything.
        late: The station that the others do not know yet; empty where all know all.
    """

    met: bool
    late: str


def a_town(kind: Kind, folder: Path, random: Random) -> list[Station]:
    """The stations of a town, each with its file in a folder."""
    stations = []
    for name, image in _images(kind).items():
        path = folder / f"{name}.hub"
        path.write_bytes(image)
        home = C11 if name == "other" else B2
        stations.append(Station(name, path, Random(random.getrandbits(64)), home))
    return stations


@cache
def _images(kind: Kind) -> dict[str, bytes]:
    with TemporaryDirectory() as folder:
        laptops = {
            name: Laptop(Path(folder) / f"{name}.hub", name, table, random=Random(name))
            for name, table in TABLE_OF.items()
        }
        for one, other in permutations(laptops.values(), 2):
            may_meet = one.home == other.home or NO_ID in (one.home, other.home)
            if may_meet and other.name != kind.late:
                one.knows(other)
        if kind.met:
            _hold_a_meeting(laptops)
        for laptop in laptops.values():
            laptop.record.close()
        return {name: laptop.path.read_bytes() for name, laptop in laptops.items()}


def _hold_a_meeting(laptops: dict[str, Laptop]) -> None:
    """Begin a meeting, open one situation, discuss another, and let everybody hear of it."""
    recorder = laptops["recorder"]
    recorder.do(room.set_roster, some_agencies(4))
    recorder.do(planning.plan_meeting, Schedule(TEN, TEN + HOUR), [])
    for tag in ("SD", "PD"):
        recorder.do(planning.add_item, Draft(ItemKind.NEW, originating=tag))
    recorder.do(floor.begin_next).do(discussion.pass_filter).do(discussion.set_lead, "HC")
    recorder.do(discussion.write_note, "first").do(discussion.open_situation, "intervention")
    recorder.do(floor.begin_next).do(discussion.pass_filter)
    recorder.do(discussion.set_lead, "HC").do(discussion.write_note, "second")
    for name in ("chair", "deputy", "spare", "city"):
        laptops[name].takes(recorder.parcel())
