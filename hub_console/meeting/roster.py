"""Who is in the room: agencies and the intervals of their attendance."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from hub_console.meeting.values import NO_AGENCY, NO_ID, AgencyTag, Id, derived_id


class Presence(StrEnum):
    """How an agency stands to a meeting."""

    EXPECTED = "expected"
    PRESENT = "present"
    LATE = "late"
    LEFT = "left"
    APOLOGIES = "apologies"
    ABSENT = "absent"


HERE = frozenset({Presence.PRESENT, Presence.LATE})


@dataclass(frozen=True, slots=True)
class Agency:
    """A partner of the table.

    Attributes:
        id: Made from the table and the tag, so that two stations that add the same agency
            mean the same record.
        tag: Two letters or digits, called aloud and typed.
        name: As the room says it.
        sector: A code of the sectors' list.
        expected: Whether it comes to every meeting.
        seats: How many of its people may sit at the table.
        position: Its place in the roster; the first is 1.
    """

    id: Id
    tag: AgencyTag = NO_AGENCY
    name: str = ""
    sector: str = ""
    expected: bool = True
    seats: int = 1
    position: int = 0


@dataclass(frozen=True, slots=True)
class Attendance:
    """One interval of an agency in the room, or its apologies for one meeting.

    Attributes:
        id: The record.
        meeting: The meeting it belongs to.
        agency: Whose it is.
        arrived: UTC; None for apologies.
        left: UTC; None while it is in the room.
    """

    id: Id
    meeting: Id = NO_ID
    agency: AgencyTag = NO_AGENCY
    arrived: datetime | None = None
    left: datetime | None = None


@dataclass(frozen=True, slots=True)
class Seat:
    """An agency as the roster shows it.

    Attributes:
        agency: Whose seat.
        presence: How it stands to the meeting.
        since: UTC of the arrival, the leaving; None where nothing was marked.
    """

    agency: Agency
    presence: Presence
    since: datetime | None


def agency_id(table: Id, tag: str) -> Id:
    """The record id of an agency of a table."""
    return derived_id(table, tag)


def seat(
    agency: Agency,
    intervals: Sequence[Attendance],
    late_from: datetime | None,
    closed: bool,
) -> Seat:
    """How an agency stands to a meeting, from its intervals there.

    Lateness is derived: the first arrival against ``late_from``, None while nobody can be late.
    """
    here = sorted(
        ((at, i) for i in intervals if (at := i.arrived) is not None), key=lambda pair: pair[0]
    )
    if not here:
        if intervals:
            return Seat(agency, Presence.APOLOGIES, None)
        awaited = agency.expected and not closed
        return Seat(agency, Presence.EXPECTED if awaited else Presence.ABSENT, None)
    first, last = here[0][0], here[-1][1]
    if last.left is not None:
        return Seat(agency, Presence.LEFT, last.left)
    late = late_from is not None and first > late_from
    return Seat(agency, Presence.LATE if late else Presence.PRESENT, first)
