"""What is marked of the situation that has the floor."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from hub_console.meeting.acts.floor import ticked
from hub_console.meeting.agenda import NOTE_LENGTH, Item, Note, ReportBack
from hub_console.meeting.clock import ItemState, Tick
from hub_console.meeting.rules import NumberGiven
from hub_console.meeting.situation import Situation, SituationState
from hub_console.meeting.table import Table
from hub_console.meeting.values import AgencyTag, Id, Moment, Refused, with_fields

LISTS = ("risk_factors", "protective_factors", "flags")


def pass_filter(table: Table, moment: Moment) -> Table:
    """The situation passes its filter, stamped with the minute."""
    return table.with_records(table.discussed().passing_filter(moment.now))


def reject(table: Table, moment: Moment, reason: str) -> Table:
    """Stop at this filter: keep the reason, redact the rest, end the item's clock."""
    item, situation = table.marked(), _to_decide(table, anew=True)
    table = table.with_records(situation.rejected(reason, local_date(_decided_at(table, moment))))
    for note in [n for n in table.notes.values() if n.situation == situation.id]:
        table = table.without(note)
    return table if table.amending else ticked(table, item, Tick.STOP, moment)


def enter_in_error(table: Table, moment: Moment, item_id: Id, reason: str) -> Table:
    """A situation that should not be on record: its number and the reason stay."""
    item = table.marked() if table.amending else table.on_agenda(item_id)
    situation = table.situation_of(item)
    if situation is None:
        raise Refused(f"Item {item.position} takes up no situation, so it has no detail to remove.")
    table = table.with_records(situation.entered_in_error(reason, local_date(moment.now)))
    for note in [n for n in table.notes.values() if n.situation == situation.id]:
        table = table.without(note)
    runs = item.state in (ItemState.LIVE, ItemState.PAUSED)
    return ticked(table, item, Tick.STOP, moment) if runs else table


def pick_code(table: Table, _: Moment, list_field: str, code: str) -> Table:
    """Pick a risk factor, protective factor or flag (``list_field``) by its code."""
    return table.with_records(table.discussed().with_code(list_field, code))


def drop_code(table: Table, _: Moment, list_field: str, code: str) -> Table:
    """Drop one that was picked."""
    return table.with_records(table.discussed().without_code(list_field, code))


def toggle_involved(table: Table, _: Moment, tag: str) -> Table:
    """An agency knows or serves the person, or it does not after all."""
    return table.with_records(table.discussed().toggling_involved(_known(table, tag)))


def set_lead(table: Table, _: Moment, tag: str) -> Table:
    """The agency that leads the intervention."""
    return table.with_records(table.discussed().with_lead(_known(table, tag)))


def toggle_assisting(table: Table, _: Moment, tag: str) -> Table:
    """An agency helps the lead, or it does not after all."""
    return table.with_records(table.discussed().toggling_assisting(_known(table, tag)))


def open_situation(table: Table, moment: Moment, outcome: str) -> Table:
    """The table agrees on an intervention: the situation is open, and has its number."""
    now = _decided_at(table, moment)
    opened = _to_decide(table, anew=True).opened_with(outcome, now, next_meeting_date(table, now))
    return numbered(table, opened, local_date(now))


def conclude(table: Table, moment: Moment, grouping: str, reason: str) -> Table:
    """The table closes the situation."""
    on = local_date(_decided_at(table, moment))
    return table.with_records(_to_decide(table).concluded_with(grouping, reason, on))


def report_back(table: Table, moment: Moment, kind: str) -> Table:
    """What the lead says came of it; the next report-back is due at the next meeting."""
    situation = table.discussed()
    if situation.state is not SituationState.OPEN:
        raise Refused("Only an open situation is reported back. Press <outcome> i to open it.")
    said = table.report_back_on(situation) or ReportBack(
        moment.new_id(), situation.id, table.marked().meeting, by=situation.lead
    )
    due = next_meeting_date(table, moment.now)
    return table.with_records(replace(said, kind=kind)).with_records(replace(situation, due=due))


def set_due(table: Table, moment: Moment, days: int | None) -> Table:
    """Report back in so many days; None: at the next meeting."""
    situation = table.discussed()
    if situation.grouping is not None:
        raise Refused(f"This situation is {situation.state}: nothing is due.")
    if days is None:
        due = next_meeting_date(table, moment.now)
    else:
        due = local_date(moment.now) + timedelta(days=days)
    return table.with_records(replace(situation, due=due))


def set_field(table: Table, _: Moment, name: str, value: str | bool | int | None) -> Table:
    """A single value: type, sex, age band, language, consent, calls for service and the like."""
    situation = table.discussed()
    situation.must_keep_detail()
    if name in _OF_A_PERSON and situation.type not in (None, "person"):
        raise Refused(f"Only a person has one. The type is {situation.type}: <about> t changes it.")
    changed: dict[str, Any] = {name: value}
    if name == "type" and value != "person":
        changed.update(dict.fromkeys(_OF_A_PERSON))
    return table.with_records(with_fields(situation, changed))


_OF_A_PERSON = ("sex", "age_band", "language")


def set_affected(table: Table, _: Moment, who: str, count: int) -> Table:
    """How many affected persons of a band and sex; 0 removes the count."""
    return table.with_records(table.discussed().with_affected(who, count))


def mobilize(table: Table, _: Moment, service: str, kind: str) -> Table:
    """A service mobilized, and how far: informed, connected, engaged, refused."""
    situation = table.discussed()
    if situation.state not in (SituationState.OPEN, SituationState.CONCLUDED):
        raise Refused("Services are mobilized once the intervention is agreed: press <outcome> i.")
    services = {**situation.services, service: kind}
    return table.with_records(replace(situation, services=services))


def intervened(table: Table, moment: Moment, hours_ago: int) -> Table:
    """The joint contact was made, so many hours ago."""
    situation = table.discussed()
    if situation.opened is None:
        raise Refused("No intervention is agreed yet: press <outcome> i.")
    at = moment.now - timedelta(hours=hours_ago)
    return table.with_records(replace(situation, intervened=at))


def write_note(table: Table, moment: Moment, text: str) -> Table:
    """The short note of the live item; empty removes it."""
    return annotate(table, moment, table.marked(), text)


def annotate(table: Table, moment: Moment, item: Item, text: str) -> Table:
    """The short note of an item.

    Raises:
        Refused: It is too long, or the situation is rejected.
    """
    text = " ".join(text.split())
    if len(text) > NOTE_LENGTH:
        raise Refused(f"A note has {NOTE_LENGTH} characters at most; this one has {len(text)}.")
    situation = table.situation_of(item)
    if text and situation is not None:
        situation.must_keep_detail()
    note = table.note_on(item)
    if not text:
        return table.without(note) if note else table
    note = note or Note(moment.new_id(), item.id, situation.id if situation else None)
    return table.with_records(replace(note, text=text))


def annotate_despite_warning(table: Table, moment: Moment, item: Item, text: str) -> Table:
    """The short note of an item, which looks like an identifier and is none: a person says so."""
    return annotate(table, moment, item, text)


def numbered(table: Table, situation: Situation, on: date) -> Table:
    """The table with a situation that has its number, the next of the year, if it had none."""
    if situation.number is not None:
        return table.with_records(situation)
    year = str(on.year)
    last = table.home.numbers.get(year, 0) + 1
    home = replace(table.home, numbers={**table.home.numbers, year: last})
    table = replace(table, home=home)
    return table.with_records(replace(situation, number=f"{year}-{last:03}"))


def gives_number_at_presentation(table: Table) -> bool:
    """Whether the table numbers a situation when it is presented, not when it is accepted."""
    return table.rules.number_given is NumberGiven.PRESENTATION


def local_date(now: datetime) -> date:
    """The date in the room."""
    return now.astimezone().date()


def next_meeting_date(table: Table, now: datetime) -> date:
    """The date of the meeting after the one in hand."""
    meeting = table.meeting
    starts = meeting.starts if meeting and meeting.starts else now
    return local_date(starts) + timedelta(days=table.rules.days_between)


def _decided_at(table: Table, moment: Moment) -> datetime:
    """When the table decides: now, or, where a closed meeting is amended, before it was closed."""
    meeting = table.meeting
    return meeting.closed if meeting is not None and meeting.closed else moment.now


def _to_decide(table: Table, *, anew: bool = False) -> Situation:
    """The situation to decide on; an amendment sets the conclusion of the meeting aside.

    Args:
        table: The table.
        anew: Whether to set aside too that the same meeting opened it.
    """
    situation, meeting = table.discussed(), table.meeting
    if not table.amending or meeting is None or situation.keeps_no_detail:
        return situation
    situation = replace(situation, grouping=None, reason=None, concluded=None)
    if anew and situation.opened and meeting.began and situation.opened >= meeting.began:
        situation = replace(situation, outcome=None, opened=None)
    return situation


def _known(table: Table, tag: str) -> AgencyTag:
    agency = table.agency(tag)
    if agency is None:
        raise Refused(f"No agency has the letters {tag}. Add it in the palette: press <palette>")
    return agency.tag
