"""The table as one value: what the rules take and return, and what every screen shows."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from statistics import median
from typing import TypeVar

from hub_console.meeting import clock, roster
from hub_console.meeting.agenda import Item, ItemKind, Meeting, Note, ReportBack, by_position
from hub_console.meeting.clock import ItemState
from hub_console.meeting.roster import HERE, Agency, Attendance, Seat
from hub_console.meeting.rules import TableRules
from hub_console.meeting.situation import Situation, SituationState, overdue
from hub_console.meeting.values import AgencyTag, Id, Refused, derived_id, picked, with_fields

R = TypeVar("R", Agency, Meeting, Item, Attendance, Situation, ReportBack, Note)


@dataclass(frozen=True, slots=True)
class Home:
    """The table itself.

    Attributes:
        id: The record.
        name: ``B-2 Roxbury``.
        numbers: The last number given, by year.
        codes: The meaning of each code that the table added and used.
    """

    id: Id
    name: str = ""
    numbers: Mapping[str, int] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """A table and everything that its meeting works with.

    It holds the agencies, the meeting in hand with its items, attendance and notes, and the
    situations on that agenda or still open; older records stay in the file. What is asked of it
    at every key is found once.
    """

    home: Home
    station: str = ""
    rules: TableRules = field(default_factory=TableRules)
    agencies: Mapping[Id, Agency] = field(default_factory=dict)
    meetings: Mapping[Id, Meeting] = field(default_factory=dict)
    items: Mapping[Id, Item] = field(default_factory=dict)
    attendances: Mapping[Id, Attendance] = field(default_factory=dict)
    situations: Mapping[Id, Situation] = field(default_factory=dict)
    report_backs: Mapping[Id, ReportBack] = field(default_factory=dict)
    notes: Mapping[Id, Note] = field(default_factory=dict)

    @cached_property
    def meeting(self) -> Meeting | None:
        """The meeting in hand: the open one, else the next scheduled, else the last closed.

        One that is being amended goes before them all.
        """
        for meeting in self.meetings.values():
            if meeting.amending is not None:
                return meeting
        open_or_next = [m for m in self.meetings.values() if m.closed is None]
        began = [m for m in open_or_next if m.began is not None]
        if open_or_next:
            return min(began or open_or_next, key=_starts)
        return max(self.meetings.values(), key=_starts, default=None)

    @cached_property
    def agenda(self) -> list[Item]:
        """The items of the meeting in hand, in order."""
        meeting = self.meeting
        return by_position(i for i in self.items.values() if meeting and i.meeting == meeting.id)

    @cached_property
    def live(self) -> Item | None:
        """The item that marks go to: it has the floor, running or paused, or is being amended."""
        if self.meeting is not None and self.meeting.amending is not None:
            return self.items.get(self.meeting.amending)
        return next((i for i in self.agenda if i.state in (ItemState.LIVE, ItemState.PAUSED)), None)

    @property
    def live_situation(self) -> Situation | None:
        """The situation of the live item."""
        return self.situation_of(self.live)

    @property
    def amending(self) -> bool:
        """Whether a closed meeting is being amended: marks go on top of it, and no clock runs."""
        return self.meeting is not None and self.meeting.amending is not None

    @property
    def paused(self) -> bool:
        """Whether the wall was blanked, and the meeting is not over."""
        meeting = self.meeting
        return meeting is not None and meeting.wall_blank and meeting.closed is None

    @cached_property
    def changeover(self) -> int:
        """Seconds between two items: the median of this meeting's own, once it has three."""
        begun = sorted(at for i in self.agenda if (at := clock.started_at(i.clock)) is not None)
        stops = sorted(at for i in self.agenda if (at := clock.stopped_at(i.clock)) is not None)
        gaps = [
            (start - max(before)).total_seconds()
            for start in begun
            if (before := [stop for stop in stops if stop <= start])
        ]
        return round(median(gaps)) if len(gaps) >= 3 else self.rules.changeover_seconds

    @cached_property
    def roster(self) -> list[Agency]:
        """The agencies in the roster's order."""
        return sorted(self.agencies.values(), key=lambda a: (a.position, a.tag))

    @property
    def late_from(self) -> datetime | None:
        """From when an arrival is late: the end of the opening item, else the start.

        Never before the table's own patience is over; None while nobody can be late.
        """
        first = next(iter(self.agenda), None)
        if first is None or self.meeting is None or self.meeting.began is None:
            return None
        patience = self.meeting.began + timedelta(minutes=self.rules.late_after_minutes)
        if first.kind is not ItemKind.STANDING or clock.started_at(first.clock) is None:
            return patience
        over = clock.stopped_at(first.clock)
        return over and max(over, patience)

    def situation_of(self, item: Item | None) -> Situation | None:
        """The situation that an item takes up."""
        return self.situations.get(item.situation) if item and item.situation else None

    def open_meeting(self) -> Meeting:
        """The meeting in hand, to act on.

        Raises:
            Refused: There is none, or it is closed.
        """
        if self.meeting is None:
            raise Refused("No meeting is planned yet. Press <palette> and choose next agenda.")
        if self.amending:
            raise Refused("Only situations are amended. To end it press <palette>, choose close.")
        if self.meeting.closed is not None:
            raise Refused("This meeting is closed. Press <palette> for next agenda, or amend.")
        return self.meeting

    def floor(self) -> Item:
        """The live item of the open meeting, to act on.

        Raises:
            Refused: No item is live.
        """
        self.open_meeting()
        if self.live is None:
            raise Refused("No item is live. Press <next> to begin the next one.")
        return self.live

    def marked(self) -> Item:
        """The item that marks go to.

        Raises:
            Refused: No item is live, and none is being amended.
        """
        return self.live if self.amending and self.live is not None else self.floor()

    def on_agenda(self, item_id: Id) -> Item:
        """An item of the open meeting, to act on.

        Raises:
            Refused: It is not on the agenda, or not any more.
        """
        meeting, item = self.open_meeting(), self.items.get(item_id)
        if item is None or item.meeting != meeting.id:
            raise Refused("That item is not on this agenda. Choose one with <go> and its number.")
        return item

    def discussed(self) -> Situation:
        """The situation that marks go to, to act on.

        Raises:
            Refused: No situation has it.
        """
        item = self.marked()
        situation = self.situation_of(item)
        if situation is None:
            raise Refused(f"Item {item.position} takes up no situation. Press <next> for the next.")
        return situation

    def agency(self, tag: str) -> Agency | None:
        """The agency called by a tag."""
        return self.agencies.get(roster.agency_id(self.home.id, tag))

    @cached_property
    def seats(self) -> tuple[Seat, ...]:
        """Every agency as the roster shows it at the meeting in hand."""
        late_from = self.late_from
        return tuple(self._seat(agency, late_from) for agency in self.roster)

    def seat(self, agency: Agency) -> Seat:
        """One agency as the roster shows it."""
        return self._seat(agency, self.late_from)

    def missed(self, situation: Situation) -> tuple[AgencyTag, ...]:
        """Who brings, leads or assists in a situation and is not in the room."""
        needed = (situation.originating, situation.lead, *picked(situation.assisting))
        seats = {seat.agency.tag: seat for seat in self.seats}
        return tuple(
            tag
            for tag in dict.fromkeys(AgencyTag(tag) for tag in needed if tag)
            if tag in seats and seats[tag].presence not in HERE
        )

    def _seat(self, agency: Agency, late_from: datetime | None) -> Seat:
        meeting = self.meeting
        return roster.seat(
            agency,
            self.intervals(agency.tag),
            late_from,
            closed=meeting is not None and meeting.closed is not None,
        )

    def intervals(self, tag: AgencyTag) -> list[Attendance]:
        """An agency's intervals and apologies at the meeting in hand."""
        return self._intervals.get(tag, [])

    @cached_property
    def _intervals(self) -> Mapping[AgencyTag, list[Attendance]]:
        meeting, intervals = self.meeting, defaultdict[AgencyTag, list[Attendance]](list)
        for attendance in self.attendances.values():
            if meeting is not None and attendance.meeting == meeting.id:
                intervals[attendance.agency].append(attendance)
        return intervals

    def note_on(self, item: Item) -> Note | None:
        """The note of an item."""
        return next((n for n in self.notes.values() if n.item == item.id), None)

    def report_back_on(self, situation: Situation) -> ReportBack | None:
        """What was reported of a situation at the meeting in hand."""
        meeting = self.meeting
        return next(
            (
                r
                for r in self.report_backs.values()
                if meeting and r.situation == situation.id and r.meeting == meeting.id
            ),
            None,
        )

    def open_situations(self) -> list[Situation]:
        """Situations that the table opened and has not concluded, by number."""
        open_ones = (s for s in self.situations.values() if s.state is SituationState.OPEN)
        return sorted(open_ones, key=lambda s: (s.number or "", s.id))

    def due(self, by: date) -> list[Situation]:
        """Open situations whose report-back is due by a date."""
        return [s for s in self.open_situations() if s.due is not None and s.due <= by]

    def overdue(self, now: datetime) -> list[Situation]:
        """Open situations whose 48 hours went by with no contact recorded."""
        done = {r.situation for r in self.report_backs.values() if r.kind == "done"}
        return [s for s in self.open_situations() if overdue(s, s.id in done, now)]

    def with_records(self, *records: R) -> "Table":
        """The table with records added or replaced."""
        collections: dict[str, dict[Id, object]] = {}
        for record in records:
            name = COLLECTION[type(record)]
            collections.setdefault(name, dict(getattr(self, name)))[record.id] = record
        return with_fields(self, collections)

    def without(self, record: R) -> "Table":
        """The table without a record."""
        name = COLLECTION[type(record)]
        kept = {id_: other for id_, other in getattr(self, name).items() if id_ != record.id}
        return with_fields(self, {name: kept})


COLLECTION: Mapping[type, str] = {
    Agency: "agencies",
    Meeting: "meetings",
    Item: "items",
    Attendance: "attendances",
    Situation: "situations",
    ReportBack: "report_backs",
    Note: "notes",
}
"""Where the table holds each kind of record."""


def table_id(name: str) -> Id:
    """The record id of a table: laptops that are set up under one name are stations of one table.

    Capitals and blanks make no difference.
    """
    return derived_id("table", " ".join(name.casefold().split()))


def _starts(meeting: Meeting) -> tuple[float, str]:
    return (meeting.starts.timestamp() if meeting.starts else 0.0, meeting.id)
