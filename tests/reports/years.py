"""Random years of a table, for checking what is counted."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from hub_console.meeting.clock import ClockEvent, Tick
from hub_console.meeting.roster import Attendance
from hub_console.meeting.values import Id
from hub_console.vocabulary import CodedList, Grouping, load_vocabulary
from tests.reports.records import SECTORS, Kept

VOCABULARY = load_vocabulary()


def codes(*lists: CodedList) -> list[str]:
    return [entry.code for entry in VOCABULARY.entries(*lists)]


CONCLUSIONS = [(e.grouping, e.code) for e in VOCABULARY.entries(CodedList.CONCLUSIONS)]


def a_year(kept: Kept, seed: int, meetings: int = 12, a_meeting: int = 6) -> None:
    """Let a table have met, at random, in 2026; a little of it before and after."""
    random = Random(seed)
    tags = list(SECTORS)
    lasting: list[Id] = []
    for number in range(meetings):
        day = date(2025, 12, 15) + timedelta(days=number * 385 // meetings)
        meeting = kept.meeting(day, over=random.choice((0, 5, -10)))
        came = random.sample(tags, 6)
        _attendance(kept, random, meeting, day, came, tags)
        for _ in range(random.randint(1, a_meeting)):
            id_ = _situation(kept, random, meeting, day, tags)
            _item(kept, random, meeting, day, "new", id_)
            lasting.append(id_)
        for id_ in random.sample(lasting, min(3, len(lasting))):
            _item(kept, random, meeting, day, "report-back", id_)
            kind = random.choice(codes(CodedList.REPORT_BACKS))
            kept.put("report-back", situation=id_, meeting=meeting, kind=kind, by="HC")
    kept.write()


def _attendance(
    kept: Kept, random: Random, meeting: Id, day: date, came: list[str], tags: list[str]
) -> None:
    for tag in came:
        arrived = datetime.combine(day, time(15, random.randint(0, 20)), UTC)
        for _ in range(random.choice((1, 1, 2))):
            kept.put("attendance", meeting=meeting, agency=tag, arrived=arrived)
    apologies = Attendance(Id(""), meeting)
    for tag in random.sample([tag for tag in tags if tag not in came], 1):
        kept.put("attendance", meeting=apologies.meeting, agency=tag)


def _item(kept: Kept, random: Random, meeting: Id, day: date, kind: str, situation: Id) -> None:
    at = datetime.combine(day, time(15, 5), UTC)
    minutes = [random.randint(1, 5) for _ in range(3)]
    ticks = [Tick.START, Tick.PAUSE, Tick.RESUME, Tick.STOP]
    events = {}
    for ordinal, (tick, more) in enumerate(zip(ticks, [0, *minutes], strict=True), 1):
        at += timedelta(minutes=more)
        events[str(ordinal)] = ClockEvent(tick, at)
    kept.put(
        "item",
        meeting=meeting,
        kind=kind,
        situation=situation,
        budget=60 * random.choice((2, 6)),
        position=1,
        clock=events,
    )


def _situation(kept: Kept, random: Random, meeting: Id, day: date, tags: list[str]) -> Id:
    def maybe(value: Any) -> Any:
        return value if random.random() < 0.8 else None

    def some(of: CodedList, most: int) -> dict[str, int]:
        picked = random.sample(codes(of), random.randint(0, most))
        return {code: rank for rank, code in enumerate(picked, 1)}

    state = random.choice(("undecided", "rejected", "open", "concluded", "concluded", "error"))
    type_ = maybe(random.choice(codes(CodedList.TYPES)[:3]))
    fields: dict[str, Any] = {
        "presented": day,
        "meeting": meeting,
        "type": type_,
        "sex": maybe(random.choice(codes(CodedList.SEXES))) if type_ == "person" else None,
        "age_band": maybe(random.choice(codes(CodedList.AGE_BANDS))) if type_ == "person" else None,
        "originating": maybe(random.choice(tags)),
        "consent": maybe(random.choice(codes(CodedList.CONSENTS))),
        "previously_discussed": maybe(random.choice((True, False))),
        "risk_factors": some(CodedList.RISK_FACTORS, 5),
        "filter": random.choice((1, 2)),
    }
    opened = datetime.combine(day, time(15, 30), UTC)
    if state in ("open", "concluded"):
        lead, *others = random.sample(tags, 4)
        contact = opened + timedelta(hours=random.choice((2, 30, 100)))
        fields |= {
            "filter": 4,
            "outcome": "intervention",
            "opened": opened,
            "lead": lead,
            "assisting": dict.fromkeys(others[:2], 1),
            "involved": dict.fromkeys(others[1:], 1),
            "flags": some(CodedList.FLAGS, 2),
            "protective_factors": some(CodedList.PROTECTIVE_FACTORS, 2),
            "language": maybe(random.choice(codes(CodedList.LANGUAGES))),
            "affected": {"12-17 F": random.randint(1, 3), "0-5 M": 1},
            "services": {
                code: random.choice(codes(CodedList.MOBILIZATIONS))
                for code in some(CodedList.SERVICES, 3)
            },
            "intervened": maybe(contact),
            "calls_before": maybe(random.randint(0, 9)),
            "calls_after": maybe(random.randint(0, 9)),
            "systemic_issue": maybe(random.choice(codes(CodedList.SYSTEMIC_ISSUES))),
        }
    if state in ("rejected", "concluded"):
        rejected = state == "rejected"
        grouping, reason = random.choice(
            [pair for pair in CONCLUSIONS if (pair[0] is Grouping.REJECTED) is rejected]
        )
        concluded = day + timedelta(days=0 if rejected else random.randint(0, 60))
        fields |= {"grouping": str(grouping), "reason": reason, "concluded": concluded}
    if state == "error":
        fields |= {"grouping": "error", "reason": "entered-twice", "concluded": day}
    return kept.situation(**fields)
