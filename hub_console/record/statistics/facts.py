"""The facts of a period, as reports count them; what a figure means, the reports say."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from hub_console.meeting.agenda import ItemKind
from hub_console.meeting.roster import Agency
from hub_console.meeting.values import Id


class Case(NamedTuple):
    """A situation that was presented in the period; of one that is rejected no detail.

    The fields are those of ``Situation``.
    """

    home: Id
    id: Id
    presented: date
    type: str | None
    sex: str | None
    age_band: str | None
    originating: str | None
    consent: str | None
    previously_discussed: bool | None
    filter: int
    outcome: str | None
    opened: datetime | None
    grouping: str | None
    reason: str | None
    concluded: date | None
    language: str | None
    lead: str | None
    intervened: datetime | None
    calls_before: int | None
    calls_after: int | None
    systemic_issue: str | None

    @property
    def calls(self) -> tuple[int, int] | None:
        """Calls for service before and after; None where not both are on record."""
        if self.calls_before is None or self.calls_after is None:
            return None
        return self.calls_before, self.calls_after


class Pick(NamedTuple):
    """How often a member was picked in the situations of the period.

    Attributes:
        home: The table.
        field: ``risk_factors``, ``assisting``, ``services``, and so on.
        key: The code or the tag.
        beside: With a risk factor the age band, with a service how far it was mobilized.
        times: How many situations; with affected persons, how many persons.
    """

    home: Id
    field: str
    key: str
    beside: str | None
    times: int


class Held(NamedTuple):
    """A meeting of the period that was closed."""

    home: Id
    id: Id
    ends: datetime | None
    began: datetime
    closed: datetime


class Presence(NamedTuple):
    """At how many meetings an agency was in the room for a time, or only sent apologies."""

    home: Id
    agency: str
    came: int
    apologies: int


class Needed(NamedTuple):
    """At how many meetings an agency had a part in what was taken up, and was not there.

    It has a part in a situation that it brings, leads, helps with or is involved in.
    """

    home: Id
    agency: str
    meetings: int
    missed: int


class Reported(NamedTuple):
    """A report-back at a meeting of the period, and when its situation was presented."""

    home: Id
    situation: Id
    kind: str
    by: str | None
    at: datetime
    presented: date | None


class Timed(NamedTuple):
    """An item that had the floor at a meeting of the period: seconds planned and taken."""

    home: Id
    kind: ItemKind
    planned: int
    taken: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What happened from one day to another, at one table or at all that the file holds.

    Attributes:
        first: The first day.
        last: The last day, which is part of it.
        tables: The names of the tables, by id.
        agencies: By table and tag.
        cases: Situations presented, without those entered in error.
        numbers: Of those of them that are open still.
        in_error: How many were entered in error.
        picks: What was picked in them.
        done: Situations of which a report-back, whenever it was, said that it is done.
        meetings: Meetings closed.
        presences: Who came to them.
        needed: Whom the situations they took up asked for.
        reported: What was reported back at them.
        timed: What the items took.
        marks: How many entries of the journal made the records of the situations.
    """

    first: date
    last: date
    tables: Mapping[Id, str]
    agencies: Mapping[tuple[Id, str], Agency]
    cases: list[Case]
    numbers: Mapping[Id, str]
    in_error: int
    picks: list[Pick]
    done: frozenset[Id]
    meetings: list[Held]
    presences: list[Presence]
    needed: list[Needed]
    reported: list[Reported]
    timed: list[Timed]
    marks: int
