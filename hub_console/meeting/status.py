"""The live meeting as one object of plain values, for scripts and tests."""

from collections.abc import Mapping
from datetime import date, datetime

from hub_console.meeting import clock
from hub_console.meeting.agenda import Item, Meeting
from hub_console.meeting.pace import pace
from hub_console.meeting.roster import Seat
from hub_console.meeting.situation import Situation
from hub_console.meeting.table import Table
from hub_console.meeting.values import Id, picked

_NO_CONFLICTS: Mapping[Id, int] = {}


def status(
    table: Table,
    now: datetime,
    *,
    undo: int,
    saved: datetime | None,
    sealed: str = "",
    conflicts: Mapping[Id, int] = _NO_CONFLICTS,
) -> dict[str, object]:
    """What ``hub-console status --json`` prints: local times with their offset, whole seconds.

    Args:
        table: The table.
        now: The time.
        undo: How many acts can be taken back.
        saved: When the last act was saved; None before the first.
        sealed: The code of the meeting's last seal; empty where it has none.
        conflicts: How many fields of each situation two stations filled differently.

    Returns:
        One object; what there is none of is None. The situations are those on the agenda, then
        the open ones that are not.
    """
    meeting, live = table.meeting, table.live
    taken_up = [s for item in table.agenda if (s := table.situation_of(item)) is not None]
    situations = {s.id: s for s in (*taken_up, *table.open_situations())}
    return {
        "table": {"name": table.home.name, "station": table.station},
        "meeting": _meeting(table, meeting, now, sealed) if meeting else None,
        "live": live.position if live and not table.amending else None,
        "items": [_item(table, item, now) for item in table.agenda],
        "situations": [_situation(s, conflicts.get(s.id, 0)) for s in situations.values()],
        "roster": [_seat(seat) for seat in table.seats],
        "wall": _wall(meeting) if meeting else None,
        "undo": undo,
        "saved": _local(saved),
    }


def _meeting(table: Table, meeting: Meeting, now: datetime, sealed: str) -> dict[str, object]:
    state = "closed" if meeting.closed else "open" if meeting.began else "scheduled"
    keeping = pace(table, now)
    amended = max((item.amended for item in table.agenda if item.amended), default=None)
    return {
        "date": _day(meeting.starts.astimezone().date()) if meeting.starts else None,
        "state": state,
        "began": _local(meeting.began),
        "scheduled_end": _local(keeping.scheduled_end if keeping else meeting.ends),
        "projected_end": _local(keeping.projected_end) if keeping else None,
        "pace_s": keeping.over if keeping else None,
        "sealed": sealed or None,
        "amending": table.live.position if table.live and table.amending else None,
        "amended": _local(amended),
    }


def _item(table: Table, item: Item, now: datetime) -> dict[str, object]:
    situation, elapsed = table.situation_of(item), item.elapsed(now)
    return {
        "position": item.position,
        "kind": item.kind.value,
        "number": situation.number if situation else None,
        "title": item.title,
        "state": item.state.value,
        "budget_s": item.allowed,
        "elapsed_s": elapsed,
        "clock": clock.sign(elapsed, item.allowed, table.rules).value,
        "urgent": item.urgent,
        "amended": _local(item.amended),
    }


def _situation(situation: Situation, conflicts: int) -> dict[str, object]:
    return {
        "number": situation.number,
        "type": situation.type,
        "sex": situation.sex,
        "age_band": situation.age_band,
        "filter": int(situation.filter),
        "state": situation.state.value,
        "originating": situation.originating,
        "lead": situation.lead,
        "assisting": [*picked(situation.assisting)],
        "involved": [*picked(situation.involved)],
        "risk_factors": [*picked(situation.risk_factors)],
        "protective_factors": [*picked(situation.protective_factors)],
        "flags": [*picked(situation.flags)],
        "outcome": situation.outcome,
        "conclusion": {"grouping": situation.grouping, "reason": situation.reason}
        if situation.grouping
        else None,
        "due": _day(situation.due),
        "conflicts": conflicts,
    }


def _seat(seat: Seat) -> dict[str, object]:
    return {
        "tag": seat.agency.tag,
        "name": seat.agency.name,
        "sector": seat.agency.sector,
        "state": seat.presence.value,
        "since": _local(seat.since),
    }


def _wall(meeting: Meeting) -> dict[str, object]:
    return {
        "blank": meeting.wall_blank,
        "view": meeting.wall_view,
        "detail": meeting.wall_detail,
    }


def _local(at: datetime | None) -> str | None:
    return at.astimezone().isoformat(timespec="seconds") if at else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
