"""Each statistic against another computation: plain SQL over the same file, and plain Python."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from hub_console.reports.period import period_report
from hub_console.reports.report import Figure, Report
from hub_console.vocabulary import CodedList
from tests.reports.records import NOW, SECTORS, Kept
from tests.reports.years import VOCABULARY, a_year

Rows = list[tuple[Any, ...]]
Sql = Callable[[str], Rows]

OURS = (
    "situation.presented >= '2026-01-01' and situation.presented <= '2026-12-31'"
    " and coalesce(situation.grouping, '') <> 'error'"
)
TOLD = f"{OURS} and coalesce(situation.grouping, '') <> 'rejected'"
HELD = (
    "meeting.closed is not null and meeting.began >= '2026-01-01T00:00:00+00:00'"
    " and meeting.began < '2027-01-01T00:00:00+00:00'"
)
MEMBER = (
    f"from situation join member on member.record = situation.id where kind = 'detail' and {TOLD}"
)


@pytest.fixture(scope="module", params=range(4))
def both(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Report, Sql]]:
    """The report of a random year, and the file that it is of, asked in SQL."""
    path: Path = tmp_path_factory.mktemp("year") / "table.hub"
    kept = Kept(path)
    a_year(kept, request.param)
    report = period_report(kept.view(), "B-2 Roxbury")
    kept.record.close()
    with closing(sqlite3.connect(path)) as connection:
        yield report, lambda sql: connection.execute(sql).fetchall()


def counts(figure: Figure) -> dict[str, int]:
    """The rows of a figure that count anything."""
    return {row.label: row.values[0] for row in figure.rows if row.values[0]}  # type: ignore[misc]


def crossed(figure: Figure) -> dict[tuple[str, str], Any]:
    """The cells of a figure that count anything, by row and column."""
    return {
        (row.label, column): value
        for row in figure.rows
        for column, value in zip(figure.columns, row.values, strict=True)
        if value
    }


def labelled(rows: Rows, listed: CodedList) -> dict[str, int]:
    return {
        VOCABULARY.label(code, listed) if code is not None else "not recorded": count
        for code, count in rows
    }


def named(tag: str) -> str:
    return f"{tag} Agency {tag}"


SCALARS = {
    "type": ("type", CodedList.TYPES),
    "consent": ("consent", CodedList.CONSENTS),
}


@pytest.mark.parametrize("key", SCALARS)
def test_what_every_situation_has_one_of(both: tuple[Report, Sql], key: str) -> None:
    report, sql = both
    column, listed = SCALARS[key]
    rows = sql(f"select {column}, count(*) from situation where {OURS} group by {column}")
    assert counts(report.figure(key)) == labelled(rows, listed)


@pytest.mark.parametrize(
    ("key", "column", "listed"),
    [("sex", "sex", CodedList.SEXES), ("age", "age_band", CodedList.AGE_BANDS)],
)
def test_sex_and_age_stand_apart_from_families_and_places(
    both: tuple[Report, Sql], key: str, column: str, listed: CodedList
) -> None:
    report, sql = both
    label = f"case when {column} is null and type <> 'person' then '*' else {column} end"
    rows = sql(f"select {label} as what, count(*) from situation where {OURS} group by what")
    expected = labelled(rows, listed)
    if "*" in expected:
        expected["more than one, or a place"] = expected.pop("*")
    assert counts(report.figure(key)) == expected
    table = report.figure("age-by-sex")
    assert sum(row.values[0] for row in table.rows) == sum(expected.values())  # type: ignore[misc]


def test_standings_and_months(both: tuple[Report, Sql]) -> None:
    report, sql = both
    met = "coalesce(grouping, '') <> 'rejected' and (filter >= 3 or outcome is not null)"
    rows = sql(
        f"select substr(presented, 1, 7), count(*), sum({met}), sum(coalesce(grouping, '') ="
        f" 'rejected') from situation where {OURS} group by 1 order by 1"
    )
    assert [(row.label, *row.values) for row in report.figure("by-time").rows] == rows
    standing = counts(report.figure("standing"))
    ((all_, risen, rejected),) = sql(
        f"select count(*), sum({met}), sum(coalesce(grouping, '') = 'rejected') from situation"
        f" where {OURS}"
    )
    assert standing["Rejected"] == rejected
    assert sum(standing.values()) == all_
    assert all_ - rejected - standing.get("Not decided yet", 0) == risen
    assert report.answers[0].said == str(all_)


def test_conclusions_and_rejections(both: tuple[Report, Sql]) -> None:
    report, sql = both
    rows = sql(f"select reason, count(*) from situation where {TOLD} and grouping <> '' group by 1")
    titles = {VOCABULARY.require(code, CodedList.CONCLUSIONS).title: n for code, n in rows}
    assert counts(report.figure("conclusions")) == titles
    rows = sql(
        f"select reason, count(*) from situation where {OURS} and grouping = 'rejected' group by 1"
    )
    assert counts(report.figure("rejections")) == labelled(rows, CodedList.CONCLUSIONS)


def test_repeats(both: tuple[Report, Sql]) -> None:
    report, sql = both
    words = {1: "discussed before", 0: "first time", None: "not recorded"}
    rows = sql(f"select previously_discussed, count(*) from situation where {OURS} group by 1")
    assert counts(report.figure("repeat")) == {words[said]: n for said, n in rows}


PICKS = {
    "flags": ("flags", CodedList.FLAGS),
    "protective-factors": ("protective_factors", CodedList.PROTECTIVE_FACTORS),
}


@pytest.mark.parametrize("key", PICKS)
def test_flags_and_protective_factors(both: tuple[Report, Sql], key: str) -> None:
    report, sql = both
    field, listed = PICKS[key]
    rows = sql(f"select key, count(*) {MEMBER} and field = '{field}' group by key")
    assert counts(report.figure(key)) == labelled(rows, listed)


def test_risk_factors_categories_and_ages(both: tuple[Report, Sql]) -> None:
    report, sql = both
    rows = sql(f"select key, age_band {MEMBER} and field = 'risk_factors'")
    entries = [(VOCABULARY.require(key, CodedList.RISK_FACTORS), band) for key, band in rows]
    factors = Counter(entry.title for entry, _ in entries)
    categories = Counter(entry.category for entry, _ in entries)
    assert counts(report.figure("all-risk-factors")) == factors
    assert counts(report.figure("risk-categories")) == categories
    leading = counts(report.figure("risk-factors"))
    assert sorted(leading.values(), reverse=True) == sorted(factors.values(), reverse=True)[:10]
    ages = Counter(
        (
            entry.category,
            VOCABULARY.label(band, CodedList.AGE_BANDS) if band else "no one age",
        )
        for entry, band in entries
    )
    table = {
        cell: n for cell, n in crossed(report.figure("risk-by-age")).items() if cell[1] != "All"
    }
    assert table == ages


def test_services_languages_systemic_issues_and_affected(both: tuple[Report, Sql]) -> None:
    report, sql = both
    rows = sql(f"select key, value, count(*) {MEMBER} and field = 'services' group by key, value")
    services = {
        (
            VOCABULARY.label(key, CodedList.SERVICES),
            VOCABULARY.label(value, CodedList.MOBILIZATIONS),
        ): n
        for key, value, n in rows
    }
    table = crossed(report.figure("services"))
    assert {cell: n for cell, n in table.items() if cell[1] != "All"} == services
    detail = f"from situation join detail using (id) where {TOLD}"
    for key, column, listed in (
        ("language", "language", CodedList.LANGUAGES),
        ("systemic-issues", "systemic_issue", CodedList.SYSTEMIC_ISSUES),
    ):
        rows = sql(f"select {column}, count(*) {detail} and {column} is not null group by 1")
        assert counts(report.figure(key)) == labelled(rows, listed)
    rows = sql(f"select key, sum(value) {MEMBER} and field = 'affected' group by key")
    assert counts(report.figure("affected")) == dict(rows)


def test_load_by_agency_and_sector(both: tuple[Report, Sql]) -> None:
    report, sql = both
    parts: Counter[tuple[str, str]] = Counter()
    for tag, n in sql(f"select originating, count(*) from situation where {OURS} group by 1"):
        parts[tag, "Brought"] += n
    rows = sql(
        f"select lead, count(*) from situation join detail using (id) where {TOLD} group by 1"
    )
    for tag, n in rows:
        parts[tag, "Leads"] += n
    for field, part in (("assisting", "Assists"), ("involved", "Involved")):
        for tag, n in sql(f"select key, count(*) {MEMBER} and field = '{field}' group by key"):
            parts[tag, part] += n
    by_tag = {(tag, part): n for (tag, part), n in parts.items() if tag}
    agencies = {(named(tag), part): n for (tag, part), n in by_tag.items()}
    assert crossed(report.figure("load-by-agency")) == agencies
    sectors: Counter[tuple[str, str]] = Counter()
    for (tag, part), n in by_tag.items():
        sectors[VOCABULARY.label(SECTORS[tag], CodedList.SECTORS), part] += n
    assert crossed(report.figure("load-by-sector")) == sectors


def test_equity(both: tuple[Report, Sql]) -> None:
    report, sql = both
    people = sql(f"select type, sex, age_band, originating, grouping from situation where {OURS}")
    ended, brought = report.figure("equity-conclusions"), report.figure("equity-brought")
    women = [row for row in people if row[1] == "F"]
    assert crossed(ended).get(("Female", "All"), 0) == len(women)
    assert crossed(brought).get(("Female", "All"), 0) == len(women)
    lowered = sum(row[4] == "lowered" for row in women)
    assert crossed(ended).get(("Female", "Overall risk lowered"), 0) == lowered
    young = [row for row in people if row[2] == "12-17"]
    assert crossed(brought).get(("age 12-17", "All"), 0) == len(young)
    by_police = sum(row[3] == "PD" for row in young)
    police = VOCABULARY.label("police", CodedList.SECTORS)
    assert crossed(brought).get(("age 12-17", police), 0) == by_police


def test_attendance_and_needed_but_absent(both: tuple[Report, Sql]) -> None:
    report, sql = both
    held = {id_ for (id_,) in sql(f"select id from meeting where {HELD}")}
    came: set[tuple[str, str]] = set()
    sorry: set[tuple[str, str]] = set()
    for meeting, tag, arrived in sql("select meeting, agency, arrived from attendance"):
        if meeting in held:
            (came if arrived else sorry).add((meeting, tag))
    needed = set()
    for meeting, kind, id_ in sql("select meeting, kind, situation from item"):
        if meeting not in held:
            continue
        ((origin, grouping),) = sql(
            f"select originating, grouping from situation where id = '{id_}'"
        )
        if grouping in ("rejected", "error"):
            parts = [origin] if kind == "new" and grouping == "rejected" else []
        else:
            leads = sql(f"select lead from detail where id = '{id_}'")
            others = sql(
                f"select key from member where record = '{id_}' and field in"
                " ('assisting', 'involved')"
            )
            parts = [lead for (lead,) in leads]
            if kind == "new":
                parts += [origin, *(tag for (tag,) in others)]
        needed |= {(meeting, tag) for tag in parts if tag}
    rows = {row.label: row.values for row in report.figure("attendance").rows}
    for tag in SECTORS:
        there = sum(each == tag for _, each in came)
        apologies = sum(each == tag for _, each in sorry - came)
        wanted = sum(each == tag for _, each in needed)
        missed = sum(each == tag for _, each in needed - came)
        absent = len(held) - there - apologies
        assert rows[named(tag)] == (there, apologies, absent, wanted, missed)


def test_days_contacts_and_what_is_overdue(both: tuple[Report, Sql]) -> None:
    report, sql = both
    days = [
        round(n)
        for (n,) in sql(
            "select julianday(concluded) - julianday(presented) from situation where"
            f" {TOLD} and concluded is not null"
        )
    ]
    told = report.figure("days-to-conclusion").rows[0].values
    assert (told[0], told[1], told[4]) == (len(days), median(days), max(days))
    contacts: Counter[str] = Counter()
    late = 0
    done = {id_ for (id_,) in sql("select situation from report_back where kind = 'done'")}
    rows = sql(
        "select id, opened, intervened, grouping from situation join detail using (id) where"
        f" {TOLD} and opened is not null"
    )
    for id_, opened, intervened, grouping in rows:
        since = datetime.fromisoformat(opened)
        if intervened:
            hours = (datetime.fromisoformat(intervened) - since) / timedelta(hours=1)
            contacts[
                "within 24 hours" if hours <= 24 else "within 48 hours" if hours <= 48 else "later"
            ] += 1
        elif id_ in done:
            contacts["not recorded, report-back says done"] += 1
        elif since + timedelta(hours=48) < NOW:
            contacts["overdue, not recorded"] += 1
            late += grouping is None
        else:
            contacts["not recorded yet, within 48 hours"] += 1
    assert counts(report.figure("time-to-mobilize")) == contacts
    assert len(report.figure("overdue").rows) == late


def test_report_backs_by_kind_and_age(both: tuple[Report, Sql]) -> None:
    report, sql = both
    ages: Counter[tuple[str, str]] = Counter()
    rows = sql(
        "select report_back.kind, julianday(date(began)) - julianday(presented)"
        " from report_back join meeting on meeting.id = report_back.meeting"
        f" join situation on situation.id = report_back.situation where {HELD}"
    )
    for kind, days in rows:
        age = (
            "up to 7 days"
            if days <= 7
            else "8 to 14 days"
            if days <= 14
            else "15 to 28 days"
            if days <= 28
            else "more than 28 days"
        )
        ages[VOCABULARY.label(kind, CodedList.REPORT_BACKS), age] += 1
    table = crossed(report.figure("report-backs"))
    assert {cell: n for cell, n in table.items() if cell[1] != "All"} == ages


def test_calls_before_and_after(both: tuple[Report, Sql]) -> None:
    report, sql = both
    both_known = "calls_before is not null and calls_after is not null"
    ((number, before, after, fewer),) = sql(
        "select count(*), sum(calls_before), sum(calls_after), sum(calls_after < calls_before)"
        f" from situation join detail using (id) where {TOLD} and {both_known}"
    )
    figure = report.figure("calls")
    assert [row.values[0] for row in figure.rows[:4]] == [number, before, after, fewer]
    assert figure.note.startswith(f"Rests on {number} of ")


def test_minutes_a_situation_and_the_recorders_effort(both: tuple[Report, Sql]) -> None:
    report, sql = both
    moment = "unixepoch(substr(value, instr(value, ' ') + 1, 25))"
    sign = "case when value like 'start%' or value like 'resume%' then -1 else 1 end"
    rows = sql(
        f"select item.budget, sum({sign} * {moment}) from item"
        " join meeting on meeting.id = item.meeting"
        f" join member on member.record = item.id and field = 'clock' where {HELD}"
        " and item.kind = 'new' group by item.id"
    )
    figure = report.figure("time-per-item")
    assert figure.value("New situation") == len(rows)
    taken = median(seconds for _, seconds in rows)
    assert figure.value("New situation", "Median") == round(taken / 60, 1)
    over = sum(seconds > budget for budget, seconds in rows)
    assert figure.value("New situation", "Took longer than planned") == over
    ((marks,),) = sql(
        "select count(*) from entry join situation on situation.id = entry.record where"
        f" entry.kind in ('situation', 'detail') and {OURS}"
    )
    assert report.figure("recorder").rows[0].values == (marks,)
    assert report.figure("recorder").rows[2].values == (taken,)


def test_meetings(both: tuple[Report, Sql]) -> None:
    report, sql = both
    rows = sql(f"select (unixepoch(closed) - unixepoch(began)) / 60.0 from meeting where {HELD}")
    minutes = [taken for (taken,) in rows]
    assert report.figure("meetings").rows[0].values[:2] == (len(minutes), median(minutes))
