"""``report`` as a person or a script uses it."""

import csv
import json
import re
from pathlib import Path

import pytest

from hub_console.meeting.acts import amending, discussion, floor, planning
from hub_console.meeting.acts.planning import Draft
from hub_console.meeting.agenda import ItemKind
from tests.cli.station import Station

EVER = ("--from", "2000-01-01", "--to", "2100-12-31")
"""A period with the day on which a station's first meeting is planned."""


@pytest.fixture
def met(station: Station) -> Station:
    """A station whose table has met."""
    with station.at_desk() as desk:
        for _ in range(2):
            fields = {"type": "person", "sex": "F", "age_band": "12-17"}
            draft = Draft(
                ItemKind.NEW,
                originating="SD",
                situation=fields,
                picks={"risk_factors": {"msa": 1, "hna": 2}},
            )
            desk.do(planning.add_item, draft)
        while desk.table is not None and desk.table.live_situation is None:
            desk.do(floor.begin_next)
        desk.do(discussion.pass_filter)
        desk.do(discussion.set_lead, "PD")
        desk.do(discussion.toggle_assisting, "SD")
        desk.do(discussion.open_situation, "intervention")
        desk.do(floor.begin_next)
        desk.do(discussion.reject, "single-agency")
        desk.do(planning.close_meeting)
    return station


def test_the_period_is_printed_as_markdown(met: Station) -> None:
    told = met.done("report", "period", *EVER)

    assert told.startswith("# Report of the table: B-2 Roxbury\n")
    assert "* How many situations came to the table? **2** (1 met AER (50 %), 1 rejected, " in told
    assert "in 1 meeting)" in told
    assert "| Schools" not in told
    assert "| SD Schools |" in told


def test_the_same_goes_into_files_of_each_kind(met: Station, tmp_path: Path) -> None:
    for form in ("html", "json", "csv", "md"):
        out = tmp_path / f"year.{form}"
        assert met.done("report", "period", *EVER, "--format", form, "--out", out).startswith(
            f"{out}: "
        )
    page = (tmp_path / "year.html").read_text(encoding="utf-8")
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
    told = json.loads((tmp_path / "year.json").read_text(encoding="utf-8"))
    assert told["figures"]["age"]["rows"] == [{"label": "12-17", "values": [2]}]
    with (tmp_path / "year.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    (age,) = [row for row in rows if row["figure"] == "age"]
    assert (age["row"], age["column"], age["value"], age["percent"]) == (
        "12-17",
        "Situations",
        "2",
        "100.0",
    )


def test_what_leaves_is_in_the_log(met: Station) -> None:
    met.done("report", "period", *EVER, "--format", "csv")
    with met.at_desk() as desk:
        found: list[tuple[bool, str, int, str]] = []
        desk.ask(
            lambda record: record.exchange.log(),
            lambda log: found.extend((e.went_out, e.name, e.entries, e.said) for e in log),
            lambda error: None,
        )
        desk.settle()
    ((went_out, name, situations, said),) = found
    assert (went_out, name, situations) == (True, "printed", 2)
    assert said.startswith("internal report, ")
    assert said.endswith(", csv")


def test_a_period_that_ends_before_it_begins_is_refused(met: Station) -> None:
    said = met.refused("report", "period", "--from", "2026-12-31", "--to", "2026-01-01")
    assert said == "2026-01-01 is before 2026-12-31. Give the earlier day with --from."


def test_a_table_that_is_not_there_is_refused_by_name(met: Station) -> None:
    said = met.refused("--table", "C-11 Dorchester", "report", "period", *EVER)
    assert said == "This station holds no table C-11 Dorchester. It holds B-2 Roxbury."


def test_bands_are_counted_under_the_groups_of_a_file(met: Station) -> None:
    groups = met.file("groups.toml", '[age_bands]\n"under 18" = ["0-5", "6-11", "12-17"]\n')
    told = json.loads(met.done("report", "period", *EVER, "--format", "json", "--groups", groups))
    assert told["figures"]["age"]["rows"] == [{"label": "under 18", "values": [2]}]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x", "It is not TOML"),
        ("[bands]\n", 'There is no list "bands".'),
        ('[age_bands]\na = ["12-17"]\nb = ["12-17"]\n', '"12-17" of [age_bands] is in two groups.'),
        ('[age_bands]\na = ["12"]\n', '"12" of [age_bands] is not in that list. Correct it.'),
        ("[age_bands]\na = 1\n", '"a" of [age_bands] must list codes.'),
    ],
)
def test_groups_that_cannot_be_used_are_refused(met: Station, text: str, said: str) -> None:
    groups = met.file("groups.toml", text)
    assert said in met.refused("report", "period", *EVER, "--groups", groups)


def test_outside_the_table_only_a_year_that_is_over_is_told(met: Station) -> None:
    for command in (("period", "--public"), ("citywide",)):
        said = met.refused("report", *command, "--from", "2025-01-01", "--to", "2025-06-30")
        assert said.startswith("Outside the table only whole calendar years are told")


def test_a_year_of_few_situations_is_not_told_outside_the_table(met: Station) -> None:
    year = ("--from", "2025-01-01", "--to", "2025-12-31")
    for command in (("period", "--public"), ("citywide",)):
        said = met.refused("report", *command, *year)
        assert said.startswith("There are fewer than five situations in that year")


def test_the_record_of_the_meeting_has_each_item_with_its_decision(met: Station) -> None:
    told = met.done("report", "meeting")
    assert told.startswith("# Record of the meeting: B-2 Roxbury\n")
    first, second = (line for line in told.splitlines() if "| New |" in line)
    assert "| AER met, intervention agreed | PD | SD |" in first
    assert "| Rejected · single agency can address the risk | " in second
    assert "Sealed " in told


def test_the_public_record_of_the_meeting_says_nothing_of_any_situation(met: Station) -> None:
    told = met.done("report", "meeting", "--public", "--format", "html")
    assert "AER" not in told
    assert re.search(r"\d{4}-\d{3}", told) is None
    assert "Opening" in told


def test_what_was_put_right_stands_below_with_who_and_when(met: Station) -> None:
    with met.at_desk() as desk:
        assert desk.table is not None
        live = next(item for item in desk.table.agenda if item.kind is ItemKind.NEW)
        desk.do(amending.amend, live.id)
        desk.do(discussion.set_field, "consent", "yes")
        desk.do(amending.end_amending)
    told = met.done("report", "meeting")
    assert "(amended 20" in told
    assert "## Amendments" in told
    (line,) = (line for line in told.splitlines() if "onsent" in line)
    assert "| Ann |" in line


def test_slips_hold_numbers_and_dates_alone(met: Station) -> None:
    told = met.done("report", "slips")
    assert told.count("# Slip: ") == 2
    assert "# Slip: PD Police" in told
    assert "| leads |" in told
    assert "| assists PD |" in told
    assert "12-17" not in told
    assert "AER" not in told
    one = met.done("report", "slips", "--agency", "sd", "--format", "html")
    assert one.count("<article>") == 1


def test_without_a_closed_meeting_there_is_no_record(station: Station) -> None:
    assert station.refused("report", "meeting").startswith("No meeting was closed yet.")
    said = station.refused("report", "meeting", "--on", "2020-01-06")
    assert said.startswith("No meeting of 2020-01-06 was closed.")
    assert station.refused("report", "slips").startswith("No open situation is led")


def test_the_calendar_is_a_file_that_calendars_take_in(station: Station, tmp_path: Path) -> None:
    out = tmp_path / "meetings.ics"
    station.done("report", "calendar", "--number", 3, "--zone", "America/New_York", "--out", out)
    text = out.read_bytes()
    assert text.startswith(b"BEGIN:VCALENDAR\r\n")
    assert text.count(b"BEGIN:VEVENT") == 3
    said = station.refused("report", "calendar", "--zone", "Mars/Olympus")
    assert said == ("There is no time zone Mars/Olympus. Name one, as in --zone America/New_York.")


def test_rows_are_in_the_shape_of_the_provincial_database(met: Station, tmp_path: Path) -> None:
    out = tmp_path / "rows.csv"
    met.done("report", "rows", *EVER, "--out", out)
    with out.open(encoding="utf-8-sig", newline="") as file:
        opened, rejected = csv.DictReader(file)
    assert opened["Discussion Type"] == "Person"
    assert opened["Age Group"] == "12-17"
    assert opened["Lead Agency"] == "Police"
    assert opened["Assisting Agencies"] == "Schools"
    factors = "Missing school – chronic absenteeism; Housing – no access to appropriate housing"
    assert opened["Risk Factors"] == factors
    assert opened["Conclusion Reason"] == ""
    assert rejected["Conclusion Grouping"] == "Rejected"
    assert rejected["Sex"] == "Female"
    gone = ("Assisting Agencies", "Risk Factors", "Study Flags", "Protective Factors")
    for column in (*gone, "Affected Persons", "Services Mobilized", "Lead Agency", "Lead Sector"):
        assert rejected[column] == "N/A"


def test_another_scheme_has_its_own_columns(met: Station) -> None:
    shape = met.file(
        "map.toml", 'redacted = "n.a."\n[columns]\n"Nr" = "number"\n"Facteurs" = "risk_factors"\n'
    )
    lines = met.done("report", "rows", *EVER, "--columns", shape).splitlines()
    assert lines[0] == "Nr,Facteurs"
    assert lines[2].endswith(",n.a.")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x", "It is not TOML"),
        ("", "It needs a table [columns]"),
        ('[columns]\n"Name" = "name"\n', '"Name" holds no field "name".'),
        ('colour = 1\n[columns]\n"Nr" = "number"\n', 'It has no use for "colour".'),
        ('separator = 1\n[columns]\n"Nr" = "number"\n', '"redacted" and "separator" are texts.'),
    ],
)
def test_a_map_that_cannot_be_used_is_refused(met: Station, text: str, said: str) -> None:
    shape = met.file("map.toml", text)
    assert said in met.refused("report", "rows", *EVER, "--columns", shape)


ROWS = (
    "Discussion Number,Discussion Date,Discussion Type,Sex,Age Group,Originating Agency,"
    "Risk Factors,Lead Agency,Assisting Agencies,Services Mobilized,Conclusion Grouping,"
    "Conclusion Reason,Conclusion Date\n"
    "2019-001,2019-02-04,Person,Female,12-17,Schools,"
    "Missing school – truancy; hna,Police,Schools; CF,Housing: Connected to service,"
    "Overall risk lowered,connected to services,2019-03-04\n"
    "2019-002,2019-02-11,Family,,,Police,N/A,N/A,N/A,N/A,Rejected,single-agency,2019-02-11\n"
)


def test_years_of_history_are_shown_and_taken_in(station: Station) -> None:
    rows = station.file("rows.csv", ROWS)
    before = station.content()
    told = station.done("report", "take-rows", rows, "--dry-run")
    assert told.splitlines()[:2] == [
        "Year  Situations  concluded  rejected",
        "2019  2           1          1",
    ]
    assert told.endswith("Nothing was taken in: this was only a look.\n")
    assert station.content() == before
    assert "Taken in: 2 situations." in station.done("report", "take-rows", rows)

    year = ("--from", "2019-01-01", "--to", "2019-12-31")
    report = json.loads(station.done("report", "period", *year, "--format", "json"))
    assert report["answers"][0]["said"] == "2"
    assert report["answers"][0]["detail"].startswith("1 met AER (50 %), 1 rejected")
    written = station.done("report", "rows", *year).splitlines()
    assert len(written) == 3
    assert "Missing school – truancy; Housing – no access to appropriate housing" in written[1]
    again = station.refused("report", "take-rows", rows)
    assert "line 2: 2019-001 is on record already; take the row out." in again


def test_what_was_written_can_be_taken_in_elsewhere(met: Station, tmp_path: Path) -> None:
    met.done("report", "rows", *EVER, "--out", tmp_path / "rows.csv")
    text = (tmp_path / "rows.csv").read_text(encoding="utf-8")
    moved = text.replace("2026-", "1999-")
    assert "Taken in: 2 situations." in met.done("report", "take-rows", met.file("b.csv", moved))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("2019-001,2019-02-04", "2019-1,2019-02-04", "line 2: “2019-1” is no number"),
        ("2019-02-04,Person", "4.2.2019,Person", "line 2: “4.2.2019” is no presented"),
        ("Person,", "Persona,", "line 2: “Persona” is not known as type; did you mean"),
        ("Police,Schools;", "Polizei,Schools;", "line 2: “Polizei” is not known as lead"),
        ("Police,N/A,N/A", "Police,hna,N/A", "line 3: It is rejected and has risk_factors"),
        ("2019-002,", "2019-001,", "line 3: 2019-001 is on record already"),
        (",Sex,", ",Gender,", "line 1: There is no column “Gender”"),
        ("Discussion Date,", "Discussion Type,", "line 1: No column holds the presented"),
        ("2019-02-11\n", "\n", "line 3: A conclusion has a grouping, a reason and a date."),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_taken_in(
    station: Station, old: str, new: str, said: str
) -> None:
    at = ROWS.rindex(old)
    rows = station.file("rows.csv", ROWS[:at] + new + ROWS[at + len(old) :])
    told = station.refused("report", "take-rows", rows, "--yes")
    assert said in told
    assert told.endswith("Nothing of it was taken in.")
