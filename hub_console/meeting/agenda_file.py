"""A meeting's agenda out of a file."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from hub_console.meeting.acts.planning import Draft, Schedule
from hub_console.meeting.agenda import ItemKind
from hub_console.meeting.files import Faults, Form, read_sections, shown
from hub_console.meeting.identifiers import suspicions_at
from hub_console.meeting.row import Row
from hub_console.meeting.table import Table
from hub_console.vocabulary import CodedList, Vocabulary

MOST_ITEMS = 200
TITLE_LENGTH = 60

_SCHEDULE = ("date", "starts", "ends")
_OF_A_PERSON = ("sex", "age_band", "language")
_VALUES = {
    "type": CodedList.TYPES,
    "sex": CodedList.SEXES,
    "age_band": CodedList.AGE_BANDS,
    "language": CodedList.LANGUAGES,
    "consent": CodedList.CONSENTS,
}
_PICKS = {
    "risk_factors": CodedList.RISK_FACTORS,
    "protective_factors": CodedList.PROTECTIVE_FACTORS,
    "flags": CodedList.FLAGS,
}
_OF_A_NEW_ONE = ("originating", *_VALUES, *_PICKS)
_COLUMNS = ("kind", "title", "number", "minutes", "urgent", *_OF_A_NEW_ONE)


@dataclass(frozen=True, slots=True)
class AgendaFile:
    """What an agenda file holds.

    Attributes:
        schedule: When the meeting is; None where the file gives no date.
        drafts: Its items, for ``plan_meeting``.
    """

    schedule: Schedule | None
    drafts: tuple[Draft, ...]


def read_agenda(
    data: str | bytes,
    form: Form,
    table: Table,
    vocabulary: Vocabulary,
    *,
    anyway: bool = False,
) -> AgendaFile:
    """The schedule and the items of an agenda file.

    Whether the numbers of its report-backs are known is checked when the meeting is planned.

    Args:
        data: The file.
        form: How it is written. A CSV file may have date, starts and ends among its columns.
        table: Whose agencies may originate, and whose hours count where the file has none.
        vocabulary: The table's lists.
        anyway: Whether a title may look like an identifier of a person.

    Raises:
        FileRefused: Something in it is bad; all that is, at once, by its line.
    """
    faults = Faults()
    schedule: Schedule | None = None
    drafts: list[Draft] = []
    sections = read_sections(data, form, faults, many="item", one="meeting")
    for section in sections:
        row = Row(section, faults, vocabulary)
        if len(drafts) >= MOST_ITEMS:
            faults.add(section.line, f"An agenda has {MOST_ITEMS} items at most; stop here.")
            break
        if section.name == "meeting":
            row.allow(_SCHEDULE)
        else:
            row.allow(_COLUMNS if form is Form.TOML else (*_COLUMNS, *_SCHEDULE))
            draft = _draft(row, table)
            if not anyway:
                _screen(row, table, draft.title)
            drafts.append(draft)
        given = _schedule(row, table)
        if schedule and given and given != schedule:
            row.refuse("date", "A file has one meeting; give every line the same date and hours.")
        schedule = schedule or given
    if not sections:
        faults.add(0, "The file has no item; write one under [[item]], or a line for each in CSV.")
    faults.settle()
    return AgendaFile(schedule, tuple(drafts))


def _screen(row: Row, table: Table, title: str) -> None:
    """Refuse a title that looks like an identifier."""
    for suspect in suspicions_at(table, title):
        text = shown(title[suspect.start : suspect.end])
        advice = "take it out, or import with --anyway if it is none."
        row.refuse("title", f"{text} in the title looks like {suspect.kind}; {advice}")


def _schedule(row: Row, table: Table) -> Schedule | None:
    """When the meeting is; hours that the row leaves out are the table's own."""
    day, starts, ends = row.day("date"), row.hour("starts"), row.hour("ends")
    if day is None:
        if "date" not in row and (row.section.name == "meeting" or starts or ends):
            row.refuse("date", "date is missing; write one as in date = 2026-11-23.")
        return None
    begin = _local(day, starts or time.fromisoformat(table.rules.starts))
    end = _local(day, ends) if ends else begin + timedelta(minutes=table.rules.minutes_meeting)
    if end <= begin:
        row.refuse("ends", "The meeting ends before it starts; correct starts or ends.")
    return Schedule(begin, end)


def _local(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour.replace(tzinfo=None)).astimezone(UTC)


def _draft(row: Row, table: Table) -> Draft:
    kind = row.one_of("kind", {kind.value: kind.value for kind in ItemKind}, needed=True)
    if not kind:
        return Draft(ItemKind.STANDING)
    draft = Draft(
        ItemKind(kind),
        minutes=row.whole("minutes", 1, 240),
        urgent=row.yes("urgent", default=False),
    )
    match draft.kind:
        case ItemKind.STANDING:
            row.leave_out(("number", *_OF_A_NEW_ONE), "a standing item takes up no situation.")
            return replace(draft, title=row.text("title", TITLE_LENGTH, needed=True))
        case ItemKind.NEW:
            row.leave_out(("title",), "a situation has a number and no title.")
            row.leave_out(("number",), "the table gives the number.")
            return _new(row, table, draft)
        case ItemKind.REPORT_BACK | ItemKind.CARRIED:
            row.leave_out(("title",), "a situation has a number and no title.")
            row.leave_out(_OF_A_NEW_ONE, "the situation is on record already.")
            return replace(draft, number=_number(row))


def _new(row: Row, table: Table, draft: Draft) -> Draft:
    situation = {name: code for name, listed in _VALUES.items() if (code := row.code(name, listed))}
    if situation.get("type", "person") != "person":
        row.leave_out(_OF_A_PERSON, f"only a person has one, and this is a {situation['type']}.")
    picks = {name: codes for name, listed in _PICKS.items() if (codes := row.codes(name, listed))}
    tags: dict[str, str] = {
        words.casefold(): a.tag for a in table.roster for words in (a.name, a.tag)
    }
    if "originating" in row and not tags:
        row.refuse("originating", "No agency is known yet; import the roster first.")
        return draft
    originating = row.one_of("originating", tags, called="agency")
    return replace(draft, originating=originating or None, situation=situation, picks=picks)


def _number(row: Row) -> str:
    text = row.text("number", TITLE_LENGTH, needed=True)
    if text and not re.fullmatch(r"[0-9]{4}-[0-9]{3,6}", text):
        row.refuse("number", f"number {shown(text)} is no situation's; write one like 2026-123.")
    return text
