"""The record of one meeting: who was there, what was decided, and the time it took."""

from datetime import datetime

from hub_console.meeting.agenda import Item, ItemKind
from hub_console.meeting.roster import HERE, Presence, Seat
from hub_console.meeting.situation import Situation
from hub_console.meeting.table import Table
from hub_console.meeting.values import picked
from hub_console.record.history import HistoryLine
from hub_console.reports.report import Answer, Edition, Figure, Report, Row, Section
from hub_console.vocabulary import CodedList, Vocabulary

MINUTE = 60
INTERNAL = "For the table alone. Do not pass it on."
PUBLIC = "What was discussed is not told here, nor how much: weeks could be compared."
KINDS = {
    ItemKind.NEW: "New",
    ItemKind.REPORT_BACK: "Report-back",
    ItemKind.CARRIED: "Carried",
    ItemKind.STANDING: "Standing",
}

Amendments = tuple[tuple[HistoryLine, str], ...]
"""What was put right after the meeting was sealed, each with its words."""


def meeting_record(
    table: Table,
    vocabulary: Vocabulary,
    now: datetime,
    *,
    seal: str = "",
    amendments: Amendments = (),
    public: bool = False,
) -> Report:
    """The record of a table's meeting in hand, which is closed.

    Args:
        table: As read for that meeting.
        vocabulary: The lists.
        now: UTC.
        seal: The code of its seal.
        amendments: What was put right since.
        public: Whether it is for anybody: then nothing of any situation is told.
    """
    meeting = table.meeting
    assert meeting is not None
    assert meeting.began is not None
    assert meeting.closed is not None
    day = meeting.began.astimezone().date()
    told = _Told(table, vocabulary)
    agenda = Section("Agenda", (told.standing_items(),) if public else (told.items(),))
    sections = [agenda, Section("Attendance", (told.attendance(),))]
    if amendments:
        sections.append(Section("Amendments", (_amended(amendments),)))
    seals = (f"Sealed {seal}.",) if seal and not public else ()
    return Report(
        title="Record of the meeting",
        subject=table.home.name,
        first=day,
        last=day,
        made=now,
        edition=Edition.PUBLIC if public else Edition.INTERNAL,
        answers=told.answers(public),
        sections=tuple(sections),
        notes=(PUBLIC if public else INTERNAL, *seals),
    )


class _Told:
    """A meeting in the words of its record."""

    def __init__(self, table: Table, vocabulary: Vocabulary) -> None:
        assert table.meeting is not None
        self.table = table
        self.meeting = table.meeting
        self.vocabulary = vocabulary

    def answers(self, public: bool) -> tuple[Answer, ...]:
        meeting, seats = self.meeting, self.table.seats
        assert meeting.began is not None
        assert meeting.closed is not None
        there = [seat for seat in seats if seat.presence in (*HERE, Presence.LEFT)]
        minutes = round((meeting.closed - meeting.began).total_seconds() / MINUTE)
        planned = f"planned until {_time(meeting.ends)}" if meeting.ends else ""
        of_all = (
            Answer("When was it?", f"{_time(meeting.began)} to {_time(meeting.closed)}", planned),
            Answer(
                "Who was there?",
                f"{len(there)} of {len(seats)} agencies",
                f"{minutes} minute{'s' if minutes != 1 else ''}",
            ),
        )
        if public:
            return of_all
        new = [item for item in self.table.agenda if item.kind is ItemKind.NEW and item.clock]
        due = [s for s in self.table.open_situations() if s.due]
        nearest = min((s.due for s in due if s.due), default=None)
        return (
            Answer("How many new situations?", str(len(new)), _opened(self.table, new)),
            *of_all,
            Answer(
                "What is open?",
                f"{len(due)} to be reported back",
                f"the next on {nearest}" if nearest else "",
            ),
        )

    def attendance(self) -> Figure:
        rows = tuple(
            Row(
                f"{seat.agency.tag} {seat.agency.name}",
                (seat.presence.value, self._intervals(seat)),
            )
            for seat in self.table.seats
        )
        return Figure(
            "attendance", "Attendance by interval", "Agency", ("Was", "From and to"), rows
        )

    def _intervals(self, seat: Seat) -> str:
        spans = [
            (a.arrived, a.left)
            for a in self.table.intervals(seat.agency.tag)
            if a.arrived is not None
        ]
        spans.sort(key=lambda span: span[0])
        end = self.meeting.closed
        return ", ".join(f"{_time(since)}–{_time(left or end)}" for since, left in spans)

    def items(self) -> Figure:
        rows = tuple(self._item(item) for item in self.table.agenda)
        return Figure(
            "agenda",
            "Each item with what was decided",
            "Item",
            ("Kind", "Decision", "Lead", "Assisting", "Due", "Planned", "Taken"),
            rows,
            "Planned and taken in minutes; an item that was extended stands with what was planned.",
        )

    def standing_items(self) -> Figure:
        standing = [item for item in self.table.agenda if item.kind is ItemKind.STANDING]
        rows = tuple(
            Row(item.title, (_minutes(item.budget), self._taken(item))) for item in standing
        )
        return Figure("agenda", "Standing items", "Item", ("Planned", "Taken"), rows, "In minutes.")

    def _item(self, item: Item) -> Row:
        situation = self.table.situation_of(item)
        label = item.title if situation is None else situation.number or "no number"
        lead, assisting, due = "", "", ""
        if situation is not None and not situation.keeps_no_detail:
            lead, assisting = situation.lead or "", ", ".join(picked(situation.assisting))
            due = situation.due.isoformat() if situation.due else ""
        decision = self._decision(item, situation)
        if item.amended is not None:
            decision += f" (amended {item.amended.astimezone():%Y-%m-%d %H:%M})"
        times = _minutes(item.budget), self._taken(item)
        return Row(
            f"{item.position}. {label}", (KINDS[item.kind], decision, lead, assisting, due, *times)
        )

    def _taken(self, item: Item) -> float:
        assert self.meeting.closed is not None
        return _minutes(item.elapsed(self.meeting.closed))

    def _decision(self, item: Item, situation: Situation | None) -> str:
        if item.carried is not None:
            return f"carried: {self._label(CodedList.CARRY_REASONS, item.carried)}"
        if not item.clock:
            return "not reached"
        if situation is None:
            return "held"
        said = []
        report = self.table.report_back_on(situation)
        if report is not None and report.kind is not None:
            said.append(self._label(CodedList.REPORT_BACKS, report.kind))
        if item.kind is not ItemKind.REPORT_BACK and self._is_today(situation.opened):
            said.append(self._label(CodedList.OUTCOMES, situation.outcome or ""))
        assert self.meeting.began is not None
        if situation.concluded == self.meeting.began.astimezone().date():
            said.append(self._conclusion(situation))
        undecided = item.kind is not ItemKind.REPORT_BACK and situation.outcome is None
        return "; ".join(said) or ("not decided" if undecided else "kept open")

    def _conclusion(self, situation: Situation) -> str:
        lists = CodedList.CONCLUSIONS, CodedList.ERROR_REASONS
        entry = self.vocabulary.find(situation.reason or "", *lists)
        if situation.grouping == "error":
            return f"entered in error: {entry.label if entry else situation.reason}"
        return entry.title if entry else f"{situation.grouping}: {situation.reason}"

    def _is_today(self, at: datetime | None) -> bool:
        began = self.meeting.began
        return at is not None and began is not None and _day(at) == _day(began)

    def _label(self, listed_in: CodedList, code: str) -> str:
        return self.vocabulary.label(code, listed_in)


def _amended(amendments: Amendments) -> Figure:
    rows = tuple(
        Row(f"{line.at.astimezone():%Y-%m-%d %H:%M}", (line.person, words))
        for line, words in amendments
    )
    return Figure("amendments", "Put right after the seal", "When", ("By", "What"), rows)


def _opened(table: Table, items: list[Item]) -> str:
    situations = [s for item in items if (s := table.situation_of(item)) is not None]
    opened = sum(s.outcome is not None for s in situations)
    rejected = sum(s.grouping == "rejected" for s in situations)
    return f"{opened} opened, {rejected} rejected"


def _time(at: datetime | None) -> str:
    return f"{at.astimezone():%H:%M}" if at else ""


def _day(at: datetime) -> str:
    return at.astimezone().date().isoformat()


def _minutes(seconds: int) -> float:
    return round(seconds / MINUTE, 1)
