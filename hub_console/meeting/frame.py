"""What the wall is given: a frame of what the room may see, and nothing beside it.

The wall's process is handed frames and can read nothing else, so this is its whitelist.
"""

from dataclasses import dataclass
from datetime import datetime

from hub_console.meeting import clock
from hub_console.meeting.agenda import Item, ItemKind, Meeting
from hub_console.meeting.clock import ItemState
from hub_console.meeting.pace import pace
from hub_console.meeting.roster import HERE, Presence, Seat
from hub_console.meeting.rules import FilterThree
from hub_console.meeting.seen import risk_words, seen
from hub_console.meeting.situation import Filter, Situation, SituationState
from hub_console.meeting.table import Table
from hub_console.meeting.values import picked
from hub_console.vocabulary import CodedList, Vocabulary

LONGEST = 60
"""Characters of a name or title: no wall has room for more."""


@dataclass(frozen=True, slots=True)
class SeatShown:
    """An agency.

    Attributes:
        tag: Its letters.
        name: As the room says it.
        presence: Where it is.
    """

    tag: str
    name: str
    presence: Presence


@dataclass(frozen=True, slots=True)
class ReportShown:
    """A situation that is to be reported back.

    Attributes:
        number: Its number.
        lead: Who reports.
        late: Days since it was due.
        heard: Whether it was reported at this meeting.
    """

    number: str
    lead: str
    late: int
    heard: bool


@dataclass(frozen=True, slots=True)
class SituationShown:
    """A situation.

    Attributes:
        number: Its number.
        filter: The filter it is at; None once it is decided.
        age: The age band.
        brought_by: The agency that brought it.
        risk: Risk factors, their categories, or how many, as the detail of the wall says.
        involved: Tags of who knows or serves the person.
        lead: The tag of who leads.
        assisting: Tags of who assists.
        spoken: Whether limited identifiers are spoken at filter 3.
    """

    number: str
    filter: Filter | None = None
    age: str = ""
    brought_by: str = ""
    risk: tuple[str, ...] = ()
    involved: tuple[str, ...] = ()
    lead: str = ""
    assisting: tuple[str, ...] = ()
    spoken: bool = True


@dataclass(frozen=True, slots=True)
class ItemShown:
    """The item that has the floor, or had it last.

    Attributes:
        position: Its place.
        title: Of a standing item.
        situation: What it takes up.
        state: Where it stands.
        before: Seconds it had before the run that goes on.
        since: Since when it runs; None while it does not.
        allowed: Seconds it may take.
        wrap_up: How many of them are its WRAP UP.
    """

    position: int
    title: str
    situation: SituationShown | None
    state: ItemState
    before: float
    since: datetime | None
    allowed: int
    wrap_up: int


@dataclass(frozen=True, slots=True)
class PaceShown:
    """How the meeting keeps its time.

    Attributes:
        ends: UTC, as planned.
        projected: UTC, to the minute.
        words: ``OVER 6m``.
        over: Whether it will end too late.
    """

    ends: datetime
    projected: datetime
    words: str
    over: bool


@dataclass(frozen=True, slots=True)
class Today:
    """What the meeting has before it.

    Attributes:
        starts: UTC; None once it has begun.
        new: New situations.
        reports: Situations to be reported back.
        minutes: How long it will take.
    """

    starts: datetime | None
    new: int
    reports: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything the wall knows; a blank one knows nothing.

    Attributes:
        table: The table's name.
        view: Which view is shown.
        items: How many items the agenda has.
        item: What has the floor, or had it last.
        next: The next item, as the room may know it.
        pace: How the meeting keeps its time.
        today: What is before it.
        seats: Every agency.
        reports: What is to be reported back.
    """

    table: str = ""
    view: str = ""
    items: int = 0
    item: ItemShown | None = None
    next: str = ""
    pace: PaceShown | None = None
    today: Today | None = None
    seats: tuple[SeatShown, ...] = ()
    reports: tuple[ReportShown, ...] = ()

    @property
    def blank(self) -> bool:
        """Whether the wall is blank."""
        return self == BLANK


BLANK = Frame()


def frame_of(table: Table | None, vocabulary: Vocabulary | None, now: datetime) -> Frame:
    """What the wall shows of a table; blank when it is, and when no meeting is to be run."""
    meeting = table.meeting if table else None
    if table is None or vocabulary is None or meeting is None:
        return BLANK
    if meeting.wall_blank or meeting.closed or table.amending:
        return BLANK
    item = table.live or _last(table)
    return Frame(
        _short(table.home.name),
        meeting.shown_view,
        len(table.agenda),
        _item(table, meeting, item, vocabulary) if item else None,
        _next(table),
        _pace(table, now),
        _today(table, meeting, now),
        tuple(map(_seat, table.seats)),
        _reports(table, now),
    )


def _last(table: Table) -> Item | None:
    """The item that had the floor last; its situation is a number by then, or open."""
    stopped = [(at, i.position, i) for i in table.agenda if (at := clock.stopped_at(i.clock))]
    return max(stopped, key=lambda stop: stop[:2])[2] if stopped else None


def _item(table: Table, meeting: Meeting, item: Item, vocabulary: Vocabulary) -> ItemShown:
    situation = table.situation_of(item)
    before, since = clock.reckoned(item.clock)
    return ItemShown(
        item.position,
        "" if situation else _short(item.title),
        _situation(table, meeting, item, situation, vocabulary) if situation else None,
        item.state,
        before,
        since,
        item.allowed,
        clock.wrap_up_seconds(item.allowed, table.rules),
    )


def _situation(
    table: Table, meeting: Meeting, item: Item, situation: Situation, vocabulary: Vocabulary
) -> SituationShown:
    """What is shown of the situation of an item; once it has lost the floor, its number."""
    shown, number = seen(situation), _short(situation.number or "new situation")
    undecided = situation.state in (SituationState.PRESENTED, SituationState.OPEN)
    if item is not table.live or not undecided:
        return SituationShown(number)
    agency = table.agency(shown.originating or "")
    return SituationShown(
        number,
        shown.filter,
        _label(vocabulary, shown.age_band, CodedList.AGE_BANDS),
        _short(agency.name) if agency else "",
        tuple(map(_short, risk_words(shown.risk_factors, meeting.wall_detail, vocabulary))),
        picked(shown.involved),
        shown.lead or "",
        picked(shown.assisting),
        table.rules.filter_three is FilterThree.SPOKEN,
    )


def _next(table: Table) -> str:
    waiting = next((i for i in table.agenda if i.state is ItemState.WAITING), None)
    if waiting is None:
        return ""
    situation = table.situation_of(waiting)
    if situation is None:
        return _short(waiting.title)
    return _short(situation.number or "new situation")


def _pace(table: Table, now: datetime) -> PaceShown | None:
    keeping = pace(table, now)
    if keeping is None:
        return None
    projected = keeping.projected_end.replace(second=0, microsecond=0)
    late = keeping.over > 0 and not keeping.on_time
    return PaceShown(keeping.scheduled_end, projected, keeping.words, late)


def _today(table: Table, meeting: Meeting, now: datetime) -> Today:
    """What is before the meeting; its length is that of the agenda, as it is planned."""
    waiting = [i for i in table.agenda if i.state is ItemState.WAITING]
    new = sum(i.kind in (ItemKind.NEW, ItemKind.CARRIED) for i in waiting)
    minutes = round(sum(i.allowed for i in waiting) / 60)
    starts = None if meeting.began else meeting.starts
    return Today(starts, new, len(table.due(now.astimezone().date())), minutes)


def _seat(seat: Seat) -> SeatShown:
    here = Presence.PRESENT if seat.presence in HERE else seat.presence
    return SeatShown(seat.agency.tag, _short(seat.agency.name), here)


def _reports(table: Table, now: datetime) -> tuple[ReportShown, ...]:
    """The open situations that are to be reported back today, by number."""
    today = now.astimezone().date()
    heard = {r.situation for r in table.report_backs.values() if _here(table, r.meeting)}
    return tuple(
        ReportShown(
            _short(situation.number or ""),
            situation.lead or "",
            max(0, (today - situation.due).days) if situation.due else 0,
            situation.id in heard,
        )
        for situation in table.open_situations()
        if situation.id in heard or (situation.due is not None and situation.due <= today)
    )


def _here(table: Table, meeting: str | None) -> bool:
    return table.meeting is not None and table.meeting.id == meeting


def _label(vocabulary: Vocabulary, code: str | None, listed_in: CodedList) -> str:
    return vocabulary.label(code, listed_in) if code else ""


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
