"""The facts of a period, read from the tables."""

from collections.abc import Callable, Collection
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal,
    not_,
    null,
    or_,
    select,
    union,
)

from hub_console.meeting import clock
from hub_console.meeting.agenda import ItemKind
from hub_console.meeting.change import DETAIL
from hub_console.meeting.clock import ClockEvent
from hub_console.meeting.roster import Agency
from hub_console.meeting.values import AgencyTag, Id
from hub_console.record import schema
from hub_console.record.exchange.peers import table_names
from hub_console.record.numbers import numbers_of
from hub_console.record.reading import REDACTED
from hub_console.record.statements import Row, found
from hub_console.record.statistics.facts import (
    Case,
    Facts,
    Held,
    Needed,
    Pick,
    Presence,
    Reported,
    Timed,
)

_SITUATION = schema.TABLES["situation"].c
_DETAIL = schema.TABLES[DETAIL]
_MEETING = schema.TABLES["meeting"].c
_ITEM = schema.TABLES["item"].c
_ATTENDANCE = schema.TABLES["attendance"].c
_REPORT_BACK = schema.TABLES["report-back"].c
_MEMBER = schema.member.c
_OF_DETAIL = tuple(name for name in Case._fields if name in _DETAIL.c and name != "id")


def _here(home: ColumnElement[Any]) -> ColumnElement[bool]:
    """What picks one table, or all where none is named."""
    return or_(bindparam("home") == null(), home == bindparam("home"))


def _one_of(column: ColumnElement[Any], values: Collection[str]) -> ColumnElement[bool]:
    """Whether a column has one of some values, written out: the statement is compiled once."""
    return or_(*(column == literal(value) for value in sorted(values)))


_PRESENTED = and_(
    _here(_SITUATION.home),
    _SITUATION.presented.between(bindparam("first"), bindparam("last")),
)
_SOUND = or_(_SITUATION.grouping.is_(None), _SITUATION.grouping != literal("error"))
_WITH_DETAIL = or_(_SITUATION.grouping.is_(None), not_(_one_of(_SITUATION.grouping, REDACTED)))
_HELD = and_(
    _here(_MEETING.home),
    _MEETING.closed.is_not(None),
    _MEETING.began.between(bindparam("since"), bindparam("until")),
)


def _at_these(meeting: ColumnElement[Any]) -> ColumnElement[bool]:
    """The same as ``_HELD``, said beside a join: SQLite then begins with these meetings."""
    return meeting.in_(select(_MEETING.id).where(_HELD))


_CASES = (
    select(*(_DETAIL.c[n] if n in _OF_DETAIL else _SITUATION[n] for n in Case._fields))
    .outerjoin(_DETAIL, and_(_DETAIL.c.id == _SITUATION.id, _WITH_DETAIL))
    .where(_PRESENTED, _SOUND)
    .order_by(_SITUATION.presented, _SITUATION.id)
)
_DECODED: tuple[tuple[int, Callable[[Any], object]], ...] = (
    (Case._fields.index("presented"), date.fromisoformat),
    (Case._fields.index("previously_discussed"), bool),
    (Case._fields.index("opened"), datetime.fromisoformat),
    (Case._fields.index("concluded"), date.fromisoformat),
    (Case._fields.index("intervened"), datetime.fromisoformat),
)
_IN_ERROR = select(func.count()).where(_PRESENTED, _SITUATION.grouping == literal("error"))

_BESIDE = case(
    (_MEMBER.field == literal("risk_factors"), _SITUATION.age_band),
    (_MEMBER.field == literal("services"), _MEMBER.value),
)
_TIMES = func.sum(
    case((_MEMBER.field == literal("affected"), cast(_MEMBER.value, Integer)), else_=literal(1))
)
_PICKS = (
    select(_SITUATION.home, _MEMBER.field, _MEMBER.key, _BESIDE.label("beside"), _TIMES)
    .join(schema.member, and_(_MEMBER.record == _SITUATION.id, _MEMBER.kind == literal(DETAIL)))
    .where(_PRESENTED, _WITH_DETAIL, _MEMBER.record.in_(select(_SITUATION.id).where(_PRESENTED)))
    .group_by(_SITUATION.home, _MEMBER.field, _MEMBER.key, "beside")
)

_DONE = select(_REPORT_BACK.situation).where(_REPORT_BACK.kind == literal("done"))
_MEETINGS = select(*(_MEETING[name] for name in Held._fields)).where(_HELD)
_PRESENT = (
    select(
        _MEETING.home,
        _ATTENDANCE.meeting,
        _ATTENDANCE.agency,
        func.max(_ATTENDANCE.arrived.is_not(None)).label("came"),
    )
    .join(schema.TABLES["attendance"], _ATTENDANCE.meeting == _MEETING.id)
    .where(_HELD, _at_these(_ATTENDANCE.meeting))
    .group_by(_MEETING.home, _ATTENDANCE.meeting, _ATTENDANCE.agency)
).subquery("present")
_PRESENCES = select(
    _PRESENT.c.home,
    _PRESENT.c.agency,
    func.sum(_PRESENT.c.came),
    func.sum(literal(1) - _PRESENT.c.came),
).group_by(_PRESENT.c.home, _PRESENT.c.agency)
_REPORTED = (
    select(
        _MEETING.home,
        _REPORT_BACK.situation,
        _REPORT_BACK.kind,
        _REPORT_BACK.by,
        _MEETING.began,
        _SITUATION.presented,
    )
    .join(schema.TABLES["report-back"], _REPORT_BACK.meeting == _MEETING.id)
    .join(schema.TABLES["situation"], _SITUATION.id == _REPORT_BACK.situation)
    .where(_HELD, _at_these(_REPORT_BACK.meeting), _REPORT_BACK.kind.is_not(None))
)


_FIRST_HEARD = _one_of(_ITEM.kind, (ItemKind.NEW, ItemKind.CARRIED))


def _taken_up(agency: ColumnElement[Any], *which: ColumnElement[bool]) -> Select[Any]:
    """The agencies that a column names, of the situations that the meetings took up."""
    members = and_(_MEMBER.record == _SITUATION.id, _MEMBER.kind == literal(DETAIL))
    query = (
        select(_MEETING.home, _MEETING.id.label("meeting"), agency.label("agency"))
        .join(schema.TABLES["item"], _ITEM.meeting == _MEETING.id)
        .join(schema.TABLES["situation"], _SITUATION.id == _ITEM.situation)
    )
    if agency.table is _DETAIL:
        query = query.join(_DETAIL, _DETAIL.c.id == _SITUATION.id)
    if agency.table is schema.member:
        query = query.join(schema.member, members)
    return query.where(_HELD, _at_these(_ITEM.meeting), agency.is_not(None), *which)


_PARTS = union(
    _taken_up(_SITUATION.originating, _SOUND, _FIRST_HEARD),
    _taken_up(_DETAIL.c.lead, _WITH_DETAIL),
    _taken_up(
        _MEMBER.key,
        _WITH_DETAIL,
        _FIRST_HEARD,
        _one_of(_MEMBER.field, ("assisting", "involved")),
    ),
).subquery("part")
_CAME = (
    select(_ATTENDANCE.meeting, _ATTENDANCE.agency)
    .where(_at_these(_ATTENDANCE.meeting), _ATTENDANCE.arrived.is_not(None))
    .distinct()
    .subquery("came")
)
_NEEDED = (
    select(
        _PARTS.c.home,
        _PARTS.c.agency,
        func.count(),
        func.sum(_CAME.c.agency.is_(None)),
    )
    .select_from(
        _PARTS.outerjoin(
            _CAME,
            and_(_CAME.c.meeting == _PARTS.c.meeting, _CAME.c.agency == _PARTS.c.agency),
        )
    )
    .group_by(_PARTS.c.home, _PARTS.c.agency)
)

_CLOCKS = (
    select(
        _MEETING.home,
        _ITEM.kind,
        _ITEM.budget,
        _MEETING.closed,
        func.group_concat(_MEMBER.key + literal(" ") + _MEMBER.value, literal("|")),
    )
    .join(schema.TABLES["item"], _ITEM.meeting == _MEETING.id)
    .join(
        schema.member,
        and_(
            _MEMBER.record == _ITEM.id,
            _MEMBER.kind == literal("item"),
            _MEMBER.field == literal("clock"),
        ),
    )
    .where(_HELD, _at_these(_ITEM.meeting))
    .group_by(_ITEM.id)
)
_MARKS = (
    select(func.count())
    .select_from(schema.TABLES["situation"])
    .join(schema.entry, schema.entry.c.record == _SITUATION.id)
    .where(_PRESENTED, _SOUND, _one_of(schema.entry.c.kind, ("situation", DETAIL)))
)


def read_facts(
    connection: Connection,
    first: date,
    last: date,
    home: Id | None,
    step: Callable[[str], None] = lambda _: None,
) -> Facts:
    """Read what happened from one day to another.

    Args:
        connection: In a transaction that reads.
        first: The first day, as the room's calendar has it.
        last: The last day.
        home: The table; None reads all that the file holds.
        step: Told what is read next.
    """
    values: Row = {
        "home": home,
        "first": first.isoformat(),
        "last": last.isoformat(),
        "since": _midnight(first),
        "until": _midnight(last + timedelta(days=1)),
    }
    step("situations")
    cases = [_case(row) for row in found(connection, _CASES, values)]
    still_open = [case.id for case in cases if case.outcome is not None and not case.grouping]
    ((in_error,),) = found(connection, _IN_ERROR, values)
    step("what was picked in them")
    picks = [Pick(*row) for row in found(connection, _PICKS, values)]
    done = frozenset(Id(row[0]) for row in found(connection, _DONE))
    step("meetings")
    meetings = [_held(*row) for row in found(connection, _MEETINGS, values)]
    presences = [Presence(*row) for row in found(connection, _PRESENCES, values)]
    needed = [Needed(*row) for row in found(connection, _NEEDED, values)]
    reported = [_reported(*row) for row in found(connection, _REPORTED, values)]
    step("clocks")
    timed = [_timed(*row) for row in found(connection, _CLOCKS, values)]
    step("marks")
    ((marks,),) = found(connection, _MARKS, values)
    names = table_names(connection)
    tables = names if home is None else {home: names.get(home, "")}
    return Facts(
        first=first,
        last=last,
        tables=tables,
        agencies=_agencies(connection),
        cases=cases,
        numbers=numbers_of(connection, still_open),
        in_error=in_error,
        picks=picks,
        done=done,
        meetings=meetings,
        presences=presences,
        needed=needed,
        reported=reported,
        timed=timed,
        marks=marks,
    )


def _case(row: tuple[Any, ...]) -> Case:
    values = list(row)
    for place, decode in _DECODED:
        if values[place] is not None:
            values[place] = decode(values[place])
    return Case._make(values)


def _held(home: str, id_: str, ends: str | None, began: str, closed: str) -> Held:
    moments = datetime.fromisoformat(began), datetime.fromisoformat(closed)
    return Held(Id(home), Id(id_), _moment(ends), *moments)


def _reported(
    home: str, situation: str, kind: str, by: str | None, at: str, presented: str | None
) -> Reported:
    first = None if presented is None else date.fromisoformat(presented)
    return Reported(Id(home), Id(situation), kind, by, datetime.fromisoformat(at), first)


def _timed(home: str, kind: str, budget: int, closed: str, events: str) -> Timed:
    """An item's times, by the rule that the console's timer goes by."""
    pairs = (event.split(" ", 1) for event in events.split("|"))
    ticks = {ordinal: ClockEvent.parse(text) for ordinal, text in pairs}
    taken = clock.elapsed(ticks, datetime.fromisoformat(closed))
    return Timed(Id(home), ItemKind(kind), budget, taken)


def _moment(raw: str | None) -> datetime | None:
    return None if raw is None else datetime.fromisoformat(raw)


def _midnight(day: date) -> str:
    """When a day begins in the room, as the tables write moments."""
    return datetime.combine(day, time()).astimezone().astimezone(UTC).isoformat()


def _agencies(connection: Connection) -> dict[tuple[Id, str], Agency]:
    agency = schema.TABLES["agency"].c
    query = select(agency.home, agency.id, agency.tag, agency.name, agency.sector)
    return {
        (Id(home), tag): Agency(Id(id_), AgencyTag(tag), name, sector)
        for home, id_, tag, name, sector in connection.execute(query)
    }
