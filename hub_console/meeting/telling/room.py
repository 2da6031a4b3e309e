"""What happened to the room: who came and went, the wall, the meeting, the table itself."""

from datetime import datetime

from hub_console.meeting.change import EXISTS
from hub_console.meeting.roster import Presence
from hub_console.meeting.telling.told import Told, minute, named
from hub_console.meeting.values import Id


def closing(told: Told) -> str:
    """The meeting closed; an amendment of it begun or ended."""
    if closed := told.first("meeting", "closed"):
        return "meeting closed" if closed.after else "meeting open again"
    if amending := told.first("meeting", "amending"):
        after = amending.after
        return f"amending {told.item(Id(str(after)))}" if after else "amendment ended"
    return ""


def attendance(told: Told) -> str:
    """Agencies that came, sent apologies or left."""
    left = [
        f"{_tag(told, change.record)} left {minute(change.after)}"
        for change in told.of("attendance", "left")
        if isinstance(change.after, datetime)
    ]
    came: dict[str, list[str]] = {}
    for change in told.of("attendance", EXISTS):
        if change.after:
            came.setdefault(_coming(told, change.record), []).append(_tag(told, change.record))
    said = [f"{named(tags)} {how}" for how, tags in came.items()] + left
    if not said:
        records = dict.fromkeys(c.record for c in told.changes if c.kind == "attendance")
        said = [f"{_tag(told, record)} unmarked" for record in records]
    return ", ".join(said)


def _tag(told: Told, record: Id) -> str:
    interval = told.table.attendances.get(record)
    return interval.agency if interval else str(told.value(record, "agency") or "an agency")


def _coming(told: Told, record: Id) -> str:
    """How an agency came: arrived, late, back, or with apologies only."""
    arrived = told.value(record, "arrived")
    if not isinstance(arrived, datetime):
        return "apologies"
    agency = told.table.agency(_tag(told, record))
    meeting, interval = told.table.meeting, told.table.attendances.get(record)
    if agency is None or meeting is None or interval is None or interval.meeting != meeting.id:
        return "arrived"
    seat = told.table.seat(agency)
    if seat.since is not None and seat.since < arrived:
        return f"back {minute(arrived)}"
    return f"late {minute(arrived)}" if seat.presence is Presence.LATE else "arrived"


def agencies(told: Told) -> str:
    """Agencies added to the roster or changed in it."""
    added = {c.record: _roster_tag(told, c.record) for c in told.of("agency", EXISTS)}
    changed = {
        c.record: _roster_tag(told, c.record)
        for c in told.changes
        if c.kind == "agency" and c.record not in added
    }
    said = [f"roster {named(list(added.values()), '+')}"] if added else []
    if changed:
        said.append(f"{named(list(changed.values()))} changed")
    return ", ".join(said)


def _roster_tag(told: Told, record: Id) -> str:
    agency = told.table.agencies.get(record)
    return agency.tag if agency else str(told.value(record, "tag") or "an agency")


def note(told: Told) -> str:
    """A note written or removed; never its text."""
    texts = told.of("note", "text")
    if not texts:
        return ""
    return "note written" if any(change.after for change in texts) else "note removed"


def wall(told: Told) -> str:
    """What the wall shows."""
    if blank := told.first("meeting", "wall_blank"):
        return "wall blank" if blank.after else "wall shown"
    if view := told.first("meeting", "wall_view"):
        return f"wall view: {view.after}"
    if detail := told.first("meeting", "wall_detail"):
        return f"wall detail: {detail.after}"
    return ""


def home(told: Told) -> str:
    """The table itself."""
    name = told.first("table", "name")
    return f"table named {name.after}" if name else ""
