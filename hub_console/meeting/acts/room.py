"""Who is in the room, and the agencies of the table."""

from dataclasses import replace

from hub_console.meeting.roster import HERE, Agency, Attendance, Presence, agency_id
from hub_console.meeting.table import Table
from hub_console.meeting.values import AgencyTag, Moment, Refused


def arrive(table: Table, moment: Moment, tag: str) -> Table:
    """An agency is in the room; after the start it is late, with the minute."""
    agency = _agency(table, tag)
    if table.seat(agency).presence in HERE:
        raise Refused(f"{tag} is in the room already.")
    return _arrived(table, moment, agency)


def apologise(table: Table, moment: Moment, tag: str) -> Table:
    """An agency sends its apologies: it was not in the room at this meeting."""
    agency = _agency(table, tag)
    meeting = table.open_meeting()
    for interval in table.intervals(agency.tag):
        table = table.without(interval)
    return table.with_records(Attendance(moment.new_id(), meeting.id, agency.tag))


def leave(table: Table, moment: Moment, tag: str) -> Table:
    """An agency has left the room."""
    agency = _agency(table, tag)
    here = [i for i in table.intervals(agency.tag) if i.arrived and i.left is None]
    if not here:
        raise Refused(f"{tag} is not in the room.")
    return table.with_records(*(replace(i, left=moment.now) for i in here))


def all_expected_arrive(table: Table, moment: Moment) -> Table:
    """Every expected agency that was not marked yet is in the room."""
    table.open_meeting()
    awaited = [s.agency for s in table.seats if s.presence is Presence.EXPECTED]
    if not awaited:
        raise Refused("Nobody is awaited any more.")
    for agency in awaited:
        table = _arrived(table, moment, agency)
    return table


def set_roster(table: Table, _: Moment, agencies: tuple[Agency, ...]) -> Table:
    """Add agencies, or change those that have the same letters; nobody is removed."""
    last = max((a.position for a in table.agencies.values()), default=0)
    for agency in agencies:
        id_ = agency_id(table.home.id, agency.tag)
        known = table.agencies.get(id_)
        last += known is None
        position = known.position if known else last
        table = table.with_records(replace(agency, id=id_, position=position))
    return table


def _arrived(table: Table, moment: Moment, agency: Agency) -> Table:
    meeting = table.open_meeting()
    for interval in table.intervals(agency.tag):
        if interval.arrived is None:
            table = table.without(interval)
    return table.with_records(
        Attendance(moment.new_id(), meeting.id, agency.tag, arrived=moment.now)
    )


def _agency(table: Table, tag: str) -> Agency:
    table.open_meeting()
    agency = table.agency(AgencyTag(tag))
    if agency is None:
        raise Refused(f"No agency has the letters {tag}. Add it in the palette: press <palette>")
    return agency
