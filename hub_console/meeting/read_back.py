"""The read-back before a meeting is closed: each situation as it stands, and what is missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from hub_console.meeting.agenda import Item, ItemKind
from hub_console.meeting.clock import ItemState
from hub_console.meeting.situation import Situation, SituationState, warnings
from hub_console.meeting.table import Table
from hub_console.meeting.values import Id, picked
from hub_console.vocabulary import REASONS, CodedList, Vocabulary


@dataclass(frozen=True, slots=True)
class Line:
    """One situation as it is read out: no identity, no note.

    Attributes:
        item: The item that takes it up; None where it is on no agenda but due.
        situation: The situation itself.
        position: The item's place; 0 where there is none.
        number: Of the situation, or who brought it while it has none.
        decision: What the table decided, in words.
        lead: Who leads.
        assisting: Who assists.
        due: When it is reported back.
        missing: What is missing, each in a few words.
    """

    item: Id | None
    situation: Situation
    position: int
    number: str
    decision: str
    lead: str
    assisting: tuple[str, ...]
    due: date | None
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What is read back.

    Attributes:
        lines: Every situation of the agenda, then those that were due and are not on it.
        erased: The numbers of those whose detail goes for good with the closing.
    """

    lines: tuple[Line, ...]
    erased: tuple[str, ...]


def read_back(table: Table, vocabulary: Vocabulary, now: datetime) -> ReadBack:
    """What is read back of the meeting in hand.

    Args:
        table: The table.
        vocabulary: The coded lists.
        now: The time, by which report-backs are due.
    """
    taken_up = [(item, s) for item in table.agenda if (s := table.situation_of(item))]
    on_agenda = {situation.id for _, situation in taken_up}
    today = now.astimezone().date()
    lines = [_line(table, vocabulary, item, situation) for item, situation in taken_up]
    lines += [_not_on_agenda(s) for s in table.due(today) if s.id not in on_agenda]
    redacted = [
        number_of(situation)
        for item, situation in taken_up
        if situation.keeps_no_detail and (item.amended is not None or not table.amending)
    ]
    return ReadBack(tuple(lines), tuple(redacted))


def number_of(situation: Situation) -> str:
    """How a situation is called: its number, or who brought it while it has none."""
    return situation.number or f"from {situation.originating or '–'}"


def _line(table: Table, vocabulary: Vocabulary, item: Item, situation: Situation) -> Line:
    return Line(
        item.id,
        situation,
        item.position,
        number_of(situation),
        _decision(table, vocabulary, item, situation),
        situation.lead or "",
        picked(situation.assisting),
        situation.due,
        tuple(_missing(table, vocabulary, item, situation)),
    )


def _not_on_agenda(situation: Situation) -> Line:
    return Line(
        None,
        situation,
        0,
        number_of(situation),
        "not on this agenda",
        situation.lead or "",
        picked(situation.assisting),
        situation.due,
        ("report-back is due and was not given",),
    )


def _decision(table: Table, vocabulary: Vocabulary, item: Item, situation: Situation) -> str:
    if item.state is ItemState.CARRIED:
        reason = vocabulary.label(item.carried or "", CodedList.CARRY_REASONS)
        return f"carried: {_in_mid_sentence(reason)}"
    if item.state is ItemState.WAITING:
        return "not reached"
    if situation.grouping is not None:
        reason = vocabulary.label(situation.reason or "", *REASONS)
        return f"{situation.state}: {reason}"
    said = table.report_back_on(situation)
    if said is not None and said.kind:
        kind = vocabulary.label(said.kind, CodedList.REPORT_BACKS)
        return f"report-back: {_in_mid_sentence(kind)}"
    if situation.outcome is None:
        return "undecided"
    if item.kind is ItemKind.REPORT_BACK:
        return "no report-back"
    return f"opened: {vocabulary.label(situation.outcome, CodedList.OUTCOMES)}"


def _missing(
    table: Table, vocabulary: Vocabulary, item: Item, situation: Situation
) -> Iterator[str]:
    awaited = item.kind is ItemKind.REPORT_BACK and situation.state is SituationState.OPEN
    if awaited and table.report_back_on(situation) is None:
        yield "report-back is due and was not given"
    if item.state is ItemState.CARRIED:
        reason = vocabulary.label(item.carried or "", CodedList.CARRY_REASONS)
        yield f"carried to the next meeting: {_in_mid_sentence(reason)}"
    elif item.state is ItemState.WAITING:
        yield "not reached; it comes back on the next agenda"
    elif situation.state is SituationState.PRESENTED:
        yield "undecided"
    if item.state not in (ItemState.CARRIED, ItemState.WAITING):
        yield from _not_recorded(vocabulary, situation)


def _not_recorded(vocabulary: Vocabulary, situation: Situation) -> Iterator[str]:
    found = ((code, vocabulary.find(code)) for code in situation.risk_factors)
    yield from warnings(situation, {code: entry.category for code, entry in found if entry})
    if situation.outcome is not None and situation.type is None:
        yield "type not recorded"
    if situation.outcome is not None and situation.type == "person":
        if situation.age_band is None:
            yield "age band not recorded"
        if situation.sex is None:
            yield "sex not recorded"
    if situation.state is SituationState.OPEN and situation.due is None:
        yield "no date for the report-back"


def _in_mid_sentence(label: str) -> str:
    """A label with a small first letter, unless it begins with an abbreviation."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
