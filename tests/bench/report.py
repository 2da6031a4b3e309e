"""The report of a period over ten years of twelve tables, and the same aggregates in bare SQL."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from time import perf_counter

from sqlalchemy import text

from hub_console.desk import SystemClock
from hub_console.desk.station import open_station
from hub_console.places import find_places
from hub_console.record import Record, unlock
from hub_console.reports.period import period_report
from hub_console.reports.view import View
from hub_console.settings import Settings
from hub_console.vocabulary import load_vocabulary
from tests.bench.figure import Figure, in_turn
from tests.bench.stand import Stand
from tests.tenyears import FIRST, LAST, PASSPHRASE

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
    places = find_places(stand.large)
    unlocked = unlock(places.keys, PASSPHRASE)
    with closing(open_station(places, unlocked, Settings(), SystemClock()).record) as record:
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
