"""Records to report on: situations written straight into the journal, by their fields."""

import os
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from hub_console.meeting.change import DETAIL, EXISTS, Change
from hub_console.meeting.roster import Agency, agency_id
from hub_console.meeting.situation import DETAIL_FIELDS
from hub_console.meeting.values import AgencyTag, Id
from hub_console.record import Action, Record, create_record
from hub_console.reports.view import RollUps, View
from hub_console.vocabulary import load_vocabulary

Fields = Mapping[str, Any]

NOW = datetime(2027, 1, 4, 12, 0, tzinfo=UTC)
SECTORS = {
    "PD": "police",
    "SD": "education",
    "CF": "child-welfare",
    "HC": "health-centre",
    "MH": "mental-health",
    "AD": "addictions",
    "HO": "housing",
    "YS": "youth",
}


class Kept:
    """A record of one table that is written to by the field.

    Attributes:
        record: The record.
        at: When the next action happens.
    """

    def __init__(
        self, path: Path, table: str = "B-2 Roxbury", record: Record | None = None
    ) -> None:
        self.record = record or create_record(
            path, key=None, table=table, station="laptop", person="Ann", entropy=os.urandom
        )
        self.at = datetime(2020, 1, 1, tzinfo=UTC)
        self._ids = count(1)
        self._changes: list[Change] = []
        for tag, sector in SECTORS.items():
            id_ = agency_id(self.record.home, tag)
            agency = Agency(id_, AgencyTag(tag), f"Agency {tag}", sector)
            self.put("agency", id_, tag=agency.tag, name=agency.name, sector=sector, expected=True)
        self.write()

    def put(self, kind: str, id_: Id | None = None, /, **fields: Any) -> Id:
        """Say of a record that it exists, and its fields; ``write`` makes it durable."""
        id_ = id_ or Id(f"{self.record.home[:16]}{next(self._ids):016x}")
        if kind != DETAIL:
            self._changes.append(Change(kind, id_, EXISTS, None, True))
        for name, value in fields.items():
            if isinstance(value, Mapping):
                for member, each in value.items():
                    self._changes.append(Change(kind, id_, f"{name}.{member}", None, each))
            elif value is not None:
                self._changes.append(Change(kind, id_, name, None, value))
        return id_

    def situation(self, **fields: Any) -> Id:
        """A situation with its detail; lists of picks may be given as a text of codes."""
        spelled = {
            name: {code: rank for rank, code in enumerate(value.split(), 1)}
            if isinstance(value, str)
            and name in ("risk_factors", "protective_factors", "flags", "assisting", "involved")
            else value
            for name, value in fields.items()
        }
        own = {name: value for name, value in spelled.items() if name not in DETAIL_FIELDS}
        id_ = self.put("situation", **{"presented": date(2026, 3, 2), **own})
        self.put(DETAIL, id_, **{n: v for n, v in spelled.items() if n in DETAIL_FIELDS})
        return id_

    def situations(self, number: int, **fields: Any) -> None:
        """So many that are alike."""
        for _ in range(number):
            self.situation(**fields)

    def meeting(self, day: date, minutes: int = 60, over: int = 0) -> Id:
        """A meeting that was held and closed."""
        starts = datetime.combine(day, time(15, 0), UTC)
        ends = starts + timedelta(minutes=minutes)
        closed = ends + timedelta(minutes=over)
        return self.put("meeting", starts=starts, ends=ends, began=starts, closed=closed)

    def write(self) -> "Kept":
        """Make what was said durable, in one action."""
        if self._changes:
            self.record.write(Action("create", self.at, tuple(self._changes)))
        self._changes = []
        self.at += timedelta(minutes=1)
        return self

    def view(
        self,
        first: date = date(2026, 1, 1),
        last: date = date(2026, 12, 31),
        roll_ups: RollUps | None = None,
    ) -> View:
        """A period of it, as reports see it."""
        self.write()
        return view_of(self.record, first, last, roll_ups)


def view_of(
    record: Record,
    first: date = date(2026, 1, 1),
    last: date = date(2026, 12, 31),
    roll_ups: RollUps | None = None,
    home: Id | None = None,
) -> View:
    """A period of a record, as reports see it."""
    return View(record.facts(first, last, home), load_vocabulary(), NOW, roll_ups or {})


def shares(parts: Iterable[tuple[str, int]]) -> list[str]:
    """Labels, each so often."""
    return [label for label, number in parts for _ in range(number)]
