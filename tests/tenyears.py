"""Ten years of twelve tables, the same ones each time: ``python -m tests.tenyears DIR``.

Twelve tables that meet each week and discuss eight situations each time: 50,000 situations and
1.5 million entries, marked a key at a time. DIR becomes the home of the first table's laptop,
which has taken in the others; the passphrase is printed:

    HUB_CONSOLE_HOME=DIR hub-console
"""

import argparse
import os
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from hub_console.desk import Clock, SystemClock
from hub_console.desk.station import Setup, new_id, open_station, set_up
from hub_console.meeting.agenda import ItemKind
from hub_console.meeting.change import DETAIL, EXISTS, Change
from hub_console.meeting.clock import ClockEvent, Tick
from hub_console.meeting.roster import Agency
from hub_console.meeting.rules import TableRules
from hub_console.meeting.table import table_id
from hub_console.meeting.values import Id
from hub_console.places import HOME_VARIABLE, find_places
from hub_console.record import Action, Record, unlock
from hub_console.record.keys import Argon2
from hub_console.record.recovery import new_recovery_key
from hub_console.settings import Settings
from hub_console.vocabulary import CodedList, Grouping, load_vocabulary
from tests.desks import MovedClock

WEEKS, SITUATIONS = 520, 8
OWN, OTHERS = "B-2 Roxbury", tuple(f"Table {number}" for number in range(2, 13))
FIRST, LAST = date(2016, 1, 1), date(2025, 12, 31)
BEGIN = datetime(2016, 1, 4, 15, tzinfo=UTC)
HOUR, WEEK, A_KEY = timedelta(hours=1), timedelta(days=7), timedelta(seconds=5)
TAGS = [f"{n:02}" for n in range(24)]

PASSPHRASE = "correct horse battery staple"
QUICK = Argon2(memory=8, passes=1, lanes=1)
"""Keys are derived in a moment: what a guess must cost is no matter of speed."""

_VOCABULARY = load_vocabulary()
_CONCLUSIONS = {
    rejected: [
        entry
        for entry in _VOCABULARY.entries(CodedList.CONCLUSIONS)
        if (entry.grouping is Grouping.REJECTED) is rejected
    ]
    for rejected in (True, False)
}


class Marks:
    """What is marked at one table, at random, as actions for its record.

    Args:
        home: The table.
        name: Of the table.
        random: Decides.
        planned: The meeting that is planned already.
    """

    def __init__(self, home: Id, name: str, random: Random, planned: Id | None = None) -> None:
        self._home = home
        self._name = name
        self._random = random
        self._planned = planned
        self._numbers = count(1)
        self._discussed: list[Id] = []
        self._at = BEGIN
        self._actions: list[Action] = []

    def roster(self) -> list[Action]:
        """The table and its agencies."""
        self._mark("create", "table", self._home, name=self._name)
        for tag in TAGS:
            self._mark("set_roster", "agency", tag=tag, name=f"Agency {tag}", sector="police")
        return self._taken()

    def meeting(self, begins: datetime) -> list[Action]:
        """A meeting from its plan to its close."""
        self._at = begins
        closes = begins + timedelta(minutes=self._random.randint(50, 80))
        hour = {"starts": begins, "ends": begins + HOUR}
        meeting = self._mark("plan_meeting", "meeting", self._planned, **hour)
        self._planned = None
        self._say("begin_meeting", "meeting", meeting, began=begins)
        for tag in self._random.sample(TAGS, 15):
            self._mark("arrive", "attendance", meeting=meeting, agency=tag, arrived=begins)
        for position in range(1, SITUATIONS + 1):
            situation = self._situation(meeting, begins)
            self._item(meeting, ItemKind.NEW, position, situation)
            self._discussed.append(situation)
        for position, situation in enumerate(self._discussed[-4:], SITUATIONS + 1):
            self._item(meeting, ItemKind.REPORT_BACK, position, situation)
            said = {"situation": situation, "meeting": meeting, "kind": "done", "by": "01"}
            self._mark("report_back", "report-back", **said)
        self._at = max(self._at, closes)
        self._say("close_meeting", "meeting", meeting, closed=closes)
        return self._taken()

    def _taken(self) -> list[Action]:
        actions, self._actions = self._actions, []
        return actions

    def _mark(self, verb: str, kind: str, id_: Id | None = None, /, **fields: Any) -> Id:
        """Make a record."""
        id_ = id_ or new_id(self._at, self._random.randbytes)
        self._say(verb, kind, id_, **{EXISTS: True}, **fields)
        return id_

    def _say(self, verb: str, kind: str, id_: Id, /, **fields: Any) -> None:
        """Say something of a record, with one key."""
        changes = tuple(Change(kind, id_, name, None, value) for name, value in fields.items())
        self._actions.append(Action(verb, self._at, changes))
        self._at += A_KEY

    def _pick(self, id_: Id, picks: Mapping[str, Mapping[str, object]]) -> None:
        """Pick codes of the detail of a situation, each with a key."""
        for field, picked in picks.items():
            for code, value in picked.items():
                self._say("pick_code", DETAIL, id_, **{f"{field}.{code}": value})

    def _item(self, meeting: Id, kind: ItemKind, position: int, situation: Id) -> None:
        fields = {"meeting": meeting, "kind": kind, "situation": situation, "position": position}
        item = self._mark("add_item", "item", **fields, budget=360)
        began = self._at
        ended = began + timedelta(minutes=5)
        self._say("begin_next", "item", item, **{"clock.1": ClockEvent(Tick.START, began)})
        self._say("begin_next", "item", item, **{"clock.2": ClockEvent(Tick.STOP, ended)})

    def _situation(self, meeting: Id, begins: datetime) -> Id:
        random, day = self._random, begins.date()
        number = f"{day.year}-{next(self._numbers):04}"
        known = {"number": number, "meeting": meeting, "presented": day, "filter": 1}
        id_ = self._mark("add_item", "situation", originating=random.choice(TAGS), **known)
        (sex,), (band,) = self._codes(CodedList.SEXES, 1), self._codes(CodedList.AGE_BANDS, 1)
        (consent,) = self._codes(CodedList.CONSENTS, 1)
        who = {"type": "person", "sex": sex, "age_band": band, "consent": consent}
        for field, value in who.items():
            self._say("set_field", "situation", id_, **{field: value})
        self._say("pass_filter", "situation", id_, filter=2)
        rejected = random.random() < 0.1
        if not rejected:
            self._discuss(id_, begins)
        reason = random.choice(_CONCLUSIONS[rejected])
        concluded = day + timedelta(days=0 if rejected else random.randint(0, 40))
        self._say(
            "conclude",
            "situation",
            id_,
            grouping=str(reason.grouping),
            reason=reason.code,
            concluded=concluded,
        )
        return id_

    def _discuss(self, id_: Id, begins: datetime) -> None:
        """What is said of a situation that is not rejected."""
        random = self._random
        lead, *others = random.sample(TAGS, 6)
        self._pick(id_, {"risk_factors": self._ranked(CodedList.RISK_FACTORS, 6)})
        self._say("pass_filter", "situation", id_, filter=3)
        self._pick(
            id_,
            {
                "protective_factors": self._ranked(CodedList.PROTECTIVE_FACTORS, 1),
                "flags": self._ranked(CodedList.FLAGS, 1),
                "involved": dict.fromkeys(others[2:4], 1),
            },
        )
        self._say("set_lead", DETAIL, id_, lead=lead)
        self._pick(id_, {"assisting": dict.fromkeys(others[:2], 1)})
        self._say(
            "open_situation", "situation", id_, filter=4, outcome="intervention", opened=self._at
        )
        services = self._codes(CodedList.SERVICES, 2)
        self._pick(id_, {"services": dict.fromkeys(services, "connected")})
        contact = begins + timedelta(hours=random.randint(2, 90))
        calls = {"calls_before": random.randint(0, 9), "calls_after": random.randint(0, 9)}
        self._say("set_field", DETAIL, id_, intervened=contact, **calls)

    def _codes(self, listed: CodedList, number: int) -> list[str]:
        return self._random.sample([entry.code for entry in _VOCABULARY.entries(listed)], number)

    def _ranked(self, listed: CodedList, number: int) -> dict[str, int]:
        return {code: rank for rank, code in enumerate(self._codes(listed, number), 1)}


def meetings_of(
    home: Id, name: str, random: Random, planned: Id | None = None, a_week: int = 1
) -> Iterator[list[Action]]:
    """What is marked at one table: its roster, then its meetings, without end."""
    marks = Marks(home, name, random, planned)
    yield marks.roster()
    for number in count():
        yield marks.meeting(BEGIN + number * WEEK / a_week)


def write_ten_years(record: Record, planned: Id) -> None:
    """Let twelve tables have met for ten years, the record's own first; each meeting is a feed."""
    own, random = record.home, Random(1)
    tables = {own: meetings_of(own, OWN, random, planned)}
    for name in OTHERS:
        home = table_id(name)
        tables[home] = meetings_of(home, name, random)
    for _ in range(1 + WEEKS):
        for home, meetings in tables.items():
            record.turn_to(home)
            record.write(*next(meetings))
    record.turn_to(own)


def a_station(
    environ: Mapping[str, str], agencies: tuple[Agency, ...] = (), clock: Clock | None = None
) -> None:
    """Set a station up."""
    recovery = new_recovery_key(bytes)
    setup = Setup(OWN, "B-2 laptop", "Ann", PASSPHRASE, recovery, agencies)
    set_up(find_places(environ), setup, TableRules(), clock or SystemClock(), parameters=QUICK)


def make_ten_years(environ: Mapping[str, str]) -> None:
    """Let a station have been set up ten years ago, and met since."""
    clock = MovedClock(BEGIN - WEEK)
    a_station(environ, clock=clock)
    places = find_places(environ)
    opened = open_station(places, unlock(places.keys, PASSPHRASE), Settings(), clock)
    planned = opened.loaded.table.meeting
    assert planned is not None
    with closing(opened.record) as record:
        write_ten_years(record, planned.id)


def main() -> None:
    """Make a station with ten years of record in a directory."""
    parser = argparse.ArgumentParser(prog="python -m tests.tenyears")
    parser.add_argument("directory", type=Path, metavar="DIR")
    directory = parser.parse_args().directory
    make_ten_years({**os.environ, HOME_VARIABLE: str(directory)})
    print(f"HUB_CONSOLE_HOME={directory} hub-console; passphrase: {PASSPHRASE}")  # noqa: T201


if __name__ == "__main__":
    main()
