"""What is put right after a meeting was closed: marks on top of it, and no clock runs."""

from dataclasses import replace

from hub_console.meeting.agenda import Item, Meeting
from hub_console.meeting.change import differences
from hub_console.meeting.clock import ItemState
from hub_console.meeting.table import Table
from hub_console.meeting.values import Id, Moment, Refused


def amend(table: Table, _: Moment, item_id: Id) -> Table:
    """Give an item of the closed meeting in hand back to the keys."""
    meeting, item = _closed_meeting(table), table.items.get(item_id)
    if item is not None and meeting.amending == item_id:
        raise Refused(f"Item {item.position} is being amended already.")
    if why := _why_not(table, item):
        raise Refused(why)
    return table.with_records(replace(meeting, amending=item_id))


def end_amending(table: Table, _: Moment) -> Table:
    """End amending: the meeting is closed again as it now stands."""
    meeting = table.meeting
    if meeting is None or meeting.amending is None:
        raise Refused("Nothing is being amended.")
    return table.with_records(replace(meeting, amending=None))


def amendable(table: Table) -> list[Item]:
    """The items of the closed meeting in hand that can be amended.

    Raises:
        Refused: No closed meeting is in hand, or none of its items can be.
    """
    _closed_meeting(table)
    found = [item for item in table.agenda if not _why_not(table, item)]
    if not found:
        raise Refused("This meeting took up no situation that can be amended.")
    return found


def stamped(before: Table, after: Table, moment: Moment) -> Table:
    """The table after an act, with the minute on the item where the act amended something."""
    item = before.live
    if not before.amending or item is None or after.meetings != before.meetings:
        return after
    if not differences(before, after):
        return after
    return after.with_records(replace(after.items[item.id], amended=moment.now))


def _why_not(table: Table, item: Item | None) -> str:
    """Why an item cannot be amended; empty when it can."""
    if item is None or item not in table.agenda:
        return "That item is not on this agenda. Choose one with <go> and its number."
    situation = table.situation_of(item)
    if situation is None:
        return f"Item {item.position} takes up no situation, and only situations are amended."
    if item.state is ItemState.WAITING:
        return f"Item {item.position} was not reached; it comes back on the next agenda."
    if situation.keeps_no_detail:
        return f"Item {item.position} is {situation.state}; after the closing that stands."
    return ""


def _closed_meeting(table: Table) -> Meeting:
    meeting = table.meeting
    if meeting is None or meeting.closed is None:
        raise Refused(
            "Only a closed meeting is amended, until the next one is planned;"
            " older ones stay sealed."
        )
    return meeting
