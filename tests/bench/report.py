"""The report of a period over ten years of twelve tables, and the same aggregates in bare SQL."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from os import urandom
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

from sqlalchemy import text

from hub_console.meeting.change import DETAIL
from hub_console.meeting.clock import ClockEvent, Tick
from hub_console.record import Record, create_record
from hub_console.record.schema import TABLES, member
from hub_console.record.statements import put
from hub_console.reports.period import period_report
from hub_console.reports.view import View
from hub_console.vocabulary import CodedList, load_vocabulary
from tests.bench.figure import Figure, in_turn
from tests.bench.stand import Stand

MEETINGS, A_MEETING = 6_240, 8
FIRST, LAST = date(2016, 1, 1), date(2025, 12, 31)
KEY = bytes(32)
TAGS = [f"{n:02}" for n in range(24)]
VOCABULARY = load_vocabulary()

_OURS = "situation.presented between '2016-01-01' and '2025-12-31'"
_TOLD = f"{_OURS} and (situation.grouping is null or situation.grouping <> 'rejected')"
_PICKED = "from situation join member on member.record = situation.id and member.kind = 'detail'"
_DETAIL = "from situation left join detail using (id)"
_TIMED = (
    "select item.kind, sum(case when value like 'start%' or value like 'resume%' then -1 else 1 end"
    " * unixepoch(substr(value, instr(value, ' ') + 1, 25))) as taken, item.budget from meeting"
    " join item on item.meeting = meeting.id join member on member.record = item.id and member.kind"
    " = 'item' and field = 'clock' where meeting.closed is not null group by item.id"
)
_NEEDED = (
    "select item.meeting, originating as agency from item join situation on situation.id ="
    " item.situation where item.kind = 'new' union select item.meeting, lead from item join"
    " detail on detail.id = item.situation union select item.meeting, member.key from item join"
    " member on member.record = item.situation and member.kind = 'detail' and field in"
    " ('assisting', 'involved') where item.kind = 'new'"
)
BARE = (
    *(
        f"select {column}, count(*) from situation where {_OURS} group by {column}"
        for column in (
            "substr(presented, 1, 4)",
            "type",
            "sex",
            "age_band",
            "age_band, sex",
            "consent",
            "previously_discussed",
            "grouping",
            "grouping, reason",
            "originating",
            "age_band, grouping",
            "sex, grouping",
            "age_band, originating",
            "sex, originating",
            "julianday(concluded) - julianday(presented)",
        )
    ),
    *(
        f"select {column}, count(*) {_DETAIL} where {_TOLD} group by {column}"
        for column in (
            "lead",
            "language",
            "systemic_issue",
            "cast(24 * (julianday(intervened) - julianday(opened)) as integer)",
        )
    ),
    f"select sum(calls_before), sum(calls_after), count(*) {_DETAIL} where {_TOLD} and calls_before"
    " is not null and calls_after is not null",
    *(
        f"select key, count(*) {_PICKED} and field = '{field}' where {_TOLD} group by key"
        for field in ("flags", "protective_factors", "assisting", "involved")
    ),
    f"select key, age_band, count(*) {_PICKED} and field = 'risk_factors' where {_TOLD}"
    " group by 1, 2",
    f"select key, value, count(*) {_PICKED} and field = 'services' where {_TOLD} group by 1, 2",
    f"select key, sum(value) {_PICKED} and field = 'affected' where {_TOLD} group by key",
    "select count(*), avg(unixepoch(closed) - unixepoch(began)) from meeting"
    " where closed is not null",
    "select agency, count(distinct meeting) from attendance where arrived is not null group by 1",
    f"select agency, count(*) from (select * from ({_NEEDED}) except select meeting, agency from"
    " attendance where arrived is not null) group by agency",
    "select report_back.kind, julianday(substr(began, 1, 10)) - julianday(presented), count(*)"
    " from meeting join report_back on report_back.meeting = meeting.id join situation on"
    " situation.id = report_back.situation group by 1, 2",
    f"select kind, count(*), avg(taken), sum(taken > budget) from ({_TIMED}) group by kind",
    "select count(*) from situation join entry on entry.record = situation.id",
)
"""What the report counts, each as one would ask it of the file."""


def figures(stand: Stand, rounds: int) -> Iterator[Figure]:
    """The report, and the facts alone, against the aggregates in bare SQL."""
    path = stand.folder / "ten-years.hub"
    with closing(ten_years(path)) as record:
        for read in (_report, _bare):
            read(record)
        (report, facts), (bare,) = in_turn(
            min(rounds, 5), lambda: _report(record), lambda: _bare(record)
        )
    yield Figure("report of 50,000 situations", report, bare, "ms", "2×")
    yield Figure("  of it reading the record", facts, bare, "ms", "2×")


def _report(record: Record) -> list[float]:
    begun = perf_counter()
    facts = record.facts(FIRST, LAST)
    read = perf_counter()
    period_report(View(facts, VOCABULARY, datetime.now(UTC)), "ten years")
    return [1000 * (perf_counter() - begun), 1000 * (read - begun)]


def _bare(record: Record) -> list[float]:
    begun = perf_counter()
    with record._file.reading() as connection:
        for query in BARE:
            connection.execute(text(query)).all()
    return [1000 * (perf_counter() - begun)]


def ten_years(path: Path) -> Record:
    """Ten years of twelve tables, put into the folded tables alone: reports read no journal."""
    record = create_record(
        path, key=KEY, table="ten years", station="coordinator", person="Ann", entropy=urandom
    )
    random, home = Random(1), record.home
    rows: dict[str, list[dict[str, Any]]] = {kind: [] for kind in TABLES}
    members: list[dict[str, Any]] = []
    for tag in TAGS:
        rows["agency"].append(
            _row("agency", f"a{tag}", home, tag=tag, name=f"Agency {tag}", sector="police")
        )
    before: list[str] = []
    for n in range(MEETINGS):
        began = datetime(2016, 1, 4, 15, tzinfo=UTC) + timedelta(days=n // 12 * 7)
        meeting = f"m{n}"
        closed = began + timedelta(minutes=random.randint(50, 80))
        rows["meeting"].append(
            _row(
                "meeting",
                meeting,
                home,
                starts=began.isoformat(),
                ends=(began + timedelta(hours=1)).isoformat(),
                began=began.isoformat(),
                closed=closed.isoformat(),
            )
        )
        for tag in random.sample(TAGS, 15):
            attendance = {"meeting": meeting, "agency": tag, "arrived": began.isoformat()}
            rows["attendance"].append(_row("attendance", f"t{n}{tag}", home, **attendance))
        for m in range(A_MEETING):
            id_ = f"s{n}-{m}"
            _put_situation(rows, members, random, id_, began, home, meeting)
            _put_item(rows, members, f"i{n}-{m}", meeting, "new", id_, began)
            before.append(id_)
        for id_ in before[-4:]:
            _put_item(rows, members, f"r{id_}", meeting, "report-back", id_, began)
            said = {"situation": id_, "meeting": meeting, "kind": "done", "by": "01"}
            rows["report-back"].append(_row("report-back", f"b{id_}", home, **said))
    with record._file.writing() as connection:
        for kind, table in TABLES.items():
            put(connection, table, rows[kind])
        put(connection, member, members)
    return record


def _row(kind: str, id_: str, home: str, /, **fields: Any) -> dict[str, Any]:
    defaults = {column.name: 0 if not column.nullable else None for column in TABLES[kind].c}
    known = {"home": home} if "home" in defaults else {}
    return {**defaults, **known, "id": id_, **fields}


def _codes(random: Random, listed: CodedList, number: int) -> list[str]:
    return random.sample([entry.code for entry in VOCABULARY.entries(listed)], number)


def _put_situation(
    rows: dict[str, list[dict[str, Any]]],
    members: list[dict[str, Any]],
    random: Random,
    id_: str,
    began: datetime,
    home: str,
    meeting: str,
) -> None:
    rejected = random.random() < 0.1
    reasons = [
        entry
        for entry in VOCABULARY.entries(CodedList.CONCLUSIONS)
        if (entry.grouping == "rejected") is rejected
    ]
    reason = random.choice(reasons)
    concluded = began.date() + timedelta(days=random.randint(0, 40))
    (sex,), (band,) = _codes(random, CodedList.SEXES, 1), _codes(random, CodedList.AGE_BANDS, 1)
    (consent,) = _codes(random, CodedList.CONSENTS, 1)
    rows["situation"].append(
        _row(
            "situation",
            id_,
            home,
            number=id_,
            meeting=meeting,
            presented=began.date().isoformat(),
            type="person",
            sex=sex,
            age_band=band,
            consent=consent,
            originating=random.choice(TAGS),
            filter=2 if rejected else 4,
            outcome=None if rejected else "intervention",
            opened=None if rejected else began.isoformat(),
            grouping=str(reason.grouping),
            reason=reason.code,
            concluded=concluded.isoformat(),
        )
    )
    if rejected:
        return
    lead, *others = random.sample(TAGS, 6)
    contact = (began + timedelta(hours=random.randint(2, 90))).isoformat()
    calls = {"calls_before": random.randint(0, 9), "calls_after": random.randint(0, 9)}
    rows[DETAIL].append(_row(DETAIL, id_, home, lead=lead, intervened=contact, **calls))
    picks: dict[str, list[str]] = {
        "risk_factors": _codes(random, CodedList.RISK_FACTORS, 6),
        "protective_factors": _codes(random, CodedList.PROTECTIVE_FACTORS, 2),
        "flags": _codes(random, CodedList.FLAGS, 2),
        "assisting": others[:2],
        "involved": others[2:],
    }
    services = _codes(random, CodedList.SERVICES, 2)
    for field, keys in picks.items():
        members.extend(_member(id_, DETAIL, field, key, "1") for key in keys)
    members.extend(_member(id_, DETAIL, "services", key, "connected") for key in services)


def _put_item(
    rows: dict[str, list[dict[str, Any]]],
    members: list[dict[str, Any]],
    id_: str,
    meeting: str,
    kind: str,
    situation: str,
    began: datetime,
) -> None:
    fields = {"meeting": meeting, "kind": kind, "situation": situation, "budget": 360, "title": ""}
    rows["item"].append(_row("item", id_, "", **fields))
    ticks = (Tick.START, began), (Tick.STOP, began + timedelta(minutes=5))
    for ordinal, tick in enumerate(ticks, 1):
        members.append(_member(id_, "item", "clock", str(ordinal), str(ClockEvent(*tick))))


def _member(record: str, kind: str, field: str, key: str, value: str) -> dict[str, Any]:
    return {"record": record, "kind": kind, "field": field, "key": key, "value": value}
