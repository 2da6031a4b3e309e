"""What may be on the wall, said once more and in another way: every value, by where it stands."""

from collections.abc import Iterator, Mapping

import msgspec

from hub_console.meeting.acts.wall import VIEWS
from hub_console.meeting.clock import ItemState
from hub_console.meeting.frame import Frame
from hub_console.meeting.situation import Filter, Situation, SituationState
from hub_console.meeting.table import Table
from tests.wall.meetings import VOCABULARY

TIMES_AND_NUMBERS = {
    "items",
    "item.position",
    "item.before",
    "item.since",
    "item.allowed",
    "item.wrap_up",
    "item.situation.filter",
    "item.situation.spoken",
    "pace.ends",
    "pace.projected",
    "pace.over",
    "today.starts",
    "today.new",
    "today.reports",
    "today.minutes",
    "reports.late",
    "reports.heard",
}
"""Where a time, a number or a yes may stand; nothing else can be said there."""

Allowed = Mapping[str, set[str]]


def leaks(frame: Frame, table: Table) -> list[str]:
    """Everything in a frame that may not be there, with its place."""
    meeting = table.meeting
    assert meeting is not None
    if meeting.wall_blank or meeting.closed or table.amending:
        return [] if frame == Frame() else ["not blank"]
    allowed = _allowed(table)
    found = []
    for place, value in _values(msgspec.to_builtins(frame)):
        if place in TIMES_AND_NUMBERS and (
            not isinstance(value, str) or place.split(".")[-1] in _MOMENTS
        ):
            continue
        if value not in (None, "") and value not in allowed.get(place, set()):
            found.append(f"{place}: {value}")
    return found


_MOMENTS = {"since", "ends", "projected", "starts"}
_MINUTES = (*(f"{n}m" for n in range(100)), *(f"{n // 60}h{n % 60:02}m" for n in range(100, 400)))
_PACES = {"ON TIME", *(f"{way} {long}" for way in ("OVER", "UNDER") for long in _MINUTES)}


def _values(value: object, place: str = "") -> Iterator[tuple[str, object]]:
    """Every value, with the names of the fields that lead to it."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield from _values(each, f"{place}.{name}" if place else name)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _values(each, place)
    else:
        yield place, value


def _allowed(table: Table) -> dict[str, set[str]]:
    numbers = {s.number or "" for s in table.situations.values()} | {"new situation"}
    titles = {item.title for item in table.agenda if item.situation is None}
    open_ones = [s for s in table.situations.values() if s.state is SituationState.OPEN]
    allowed: dict[str, set[str]] = {
        "table": {table.home.name},
        "view": {*VIEWS},
        "next": numbers | titles,
        "item.title": titles,
        "item.state": {*ItemState},
        "item.situation.number": numbers,
        "pace.words": _PACES,
        "seats.tag": {agency.tag for agency in table.roster},
        "seats.name": {agency.name for agency in table.roster},
        "seats.presence": {"present", "left", "expected", "apologies", "absent"},
        "reports.number": {s.number or "" for s in open_ones},
        "reports.lead": {s.lead or "" for s in open_ones},
    }
    situation = table.live_situation
    if situation is not None:
        allowed |= _of_the_live_one(table, situation)
    return allowed


def _of_the_live_one(table: Table, situation: Situation) -> dict[str, set[str]]:
    undecided = situation.outcome is None and situation.grouping is None
    discussed = undecided and situation.filter in (2, 3)
    agreed = situation.grouping is None and situation.filter is Filter.PLANNING
    agency = table.agency(situation.originating or "")
    allowed: dict[str, set[str]] = {}
    if discussed:
        allowed["item.situation.age"] = {situation.age_band or ""}
        allowed["item.situation.brought_by"] = {agency.name if agency else ""}
        allowed["item.situation.risk"] = _factors(table, situation)
    if undecided and situation.filter is Filter.LIMITED_IDENTIFICATION:
        allowed["item.situation.involved"] = {*situation.involved}
    if agreed or (undecided and situation.filter is Filter.LIMITED_IDENTIFICATION):
        allowed["item.situation.lead"] = {situation.lead or ""}
        allowed["item.situation.assisting"] = {*situation.assisting}
    return allowed


def _factors(table: Table, situation: Situation) -> set[str]:
    meeting, codes = table.meeting, situation.risk_factors
    assert meeting is not None
    match meeting.wall_detail:
        case "full":
            return {VOCABULARY.require(code).title for code in codes}
        case "category":
            return {VOCABULARY.require(code).category for code in codes}
        case _:
            return {f"{len(codes)} factor" + ("" if len(codes) == 1 else "s")}
