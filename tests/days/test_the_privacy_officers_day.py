"""The privacy officer: an hour, a laptop of the table, and a list of doubts.

What is on it; that what was said of the rejected one is gone; who saw what left the room.
"""

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from hub_console.meeting.acts import discussion, floor, planning
from hub_console.meeting.acts.planning import Draft
from hub_console.meeting.agenda import ItemKind
from hub_console.meeting.table import Table
from hub_console.record import schema, unlock
from hub_console.record.sqlite import File, opens
from tests.cli.station import PASSPHRASE, Station, bare_place
from tests.cli.town import Town

SAID = "Grandmother took the keys of the boat"
"""A note on the one that was rejected; nothing of it may be found anywhere."""

KEPT = "Contact by the outreach nurse"


@pytest.fixture
def town(tmp_path: Path) -> Town:
    return Town(tmp_path)


@pytest.fixture
def laptop(town: Town) -> Station:
    """The recorder's laptop after a meeting: one situation is open, one was rejected."""
    town.enrolled()
    with town.recorder.at_desk() as desk:
        for sex in ("F", "M"):
            about = {"type": "person", "sex": sex, "age_band": "12-17"}
            desk.do(planning.add_item, Draft(ItemKind.NEW, originating="SD", situation=about))
        desk.do(floor.begin_next)
        desk.do(floor.begin_next)
        desk.do(discussion.pick_code, "risk_factors", "msa")
        desk.do(discussion.write_note, KEPT)
        desk.do(discussion.pass_filter)
        desk.do(discussion.set_lead, "PD")
        desk.do(discussion.toggle_assisting, "SD")
        desk.do(discussion.open_situation, "intervention")
        desk.do(floor.begin_next)
        desk.do(discussion.pick_code, "risk_factors", "msa")
        desk.do(discussion.write_note, SAID)
        desk.do(discussion.reject, "single-agency")
        desk.do(planning.close_meeting)
    return town.recorder


def numbers(laptop: Station) -> tuple[str, str]:
    """The numbers of the open one and of the rejected one."""
    with laptop.at_desk() as desk:
        assert isinstance(desk.table, Table)
        of = {s.grouping: s.number or "" for s in desk.table.situations.values()}
    return of[None], of["rejected"]


def findings(laptop: Station, *options: str) -> dict[str, str]:
    """What the doctor says of each thing that it looks at."""
    return {
        each["what"]: each["said"] for each in json.loads(laptop.done("doctor", "--json", *options))
    }


def test_what_is_on_this_laptop(laptop: Station) -> None:
    named = json.loads(laptop.done("paths", "--json"))
    inside = {Path(path) for path in named.values()}

    for path in laptop.places.data.rglob("*"):
        if path.is_file():
            beside = Path(str(path).removesuffix("-wal").removesuffix("-shm"))
            assert {beside, *beside.parents} & inside, path
    assert not laptop.places.record.read_bytes().startswith(b"SQLite format 3")
    said = findings(laptop)
    assert said["What is held"].startswith("2 situations since ")
    assert said["What is held"].endswith(", 1 with their detail, 1 note, 0 attendances")
    assert "without its key it is unreadable" in said["The record's encryption"]
    assert "Ann" in laptop.done("keys", "list")
    assert "Nothing is past its time." in laptop.done("purge", "--dry-run")


def test_what_was_said_of_the_rejected_one_is_gone(laptop: Station, town: Town) -> None:
    opened, rejected = numbers(laptop)

    # the history keeps that something was said, when and by whom, and not what
    trail = laptop.done("history", rejected)
    assert "rejected: single agency can address the risk" in trail
    assert trail.splitlines()[-1].endswith("erased for good: 1 situation's detail")
    assert "msa" not in trail
    assert "msa" in laptop.done("history", opened)

    # neither the files nor what the key opens hold it; nor does what others are sent
    bundle = town.bundle(laptop)
    laptop.done("backup", town.stick)
    town.chair.done("import", bundle)
    key = unlock(laptop.places.keys, PASSPHRASE).key
    for folder in (laptop.places.data, town.stick):
        for path in folder.rglob("*.hub"):
            assert opens(path, key)
            assert SAID not in everything_in(path, key)
            assert KEPT in everything_in(path, key)
    assert SAID not in town.chair.done("history") + town.chair.done("status", "--json")
    rows = laptop.done("report", "rows", "--from", "2000-01-01", "--to", "2100-12-31")
    (row,) = (line for line in rows.splitlines() if line.startswith(rejected))
    assert ",N/A" * 10 + ",Rejected," in row

    # and the record of the meeting was not touched since it was closed
    said = findings(laptop, "--verify")
    assert said["What backups hold"] == "nothing that was erased since"
    assert said["The seals of the meetings"].startswith("1 seal holds; ")


def test_who_saw_what_left_the_room(laptop: Station, town: Town) -> None:
    page = laptop.folder / "year.html"
    laptop.done("report", "period", "--format", "html", "--out", page)
    laptop.done("report", "slips")
    laptop.done("export", town.stick, "--to", "Chair")
    laptop.done("backup", town.stick)
    laptop.done("import", town.bundle(town.chair))

    log = json.loads(laptop.done("log", "--json"))

    assert {line["person"] for line in log} == {"Ann"}
    assert [(line["left"], line["stations"], line["file"].split("-")[0]) for line in log] == [
        (True, None, "year.html"),
        (True, None, "printed"),
        (True, "Chair", "hubb"),
        (True, None, "hub"),
        (False, "Chair", "hubb"),
    ]
    shown = laptop.done("log").splitlines()
    assert "Ann  left  slips of 2 agencies, md" in shown[1]
    assert "Ann  left  bundle for Chair: " in shown[2]
    assert "Ann  left  backup with its keys" in shown[3]
    assert "Ann  came  bundle from Chair: " in shown[4]


def test_nothing_has_left_a_laptop_that_was_only_used(tmp_path: Path) -> None:
    station = bare_place(tmp_path, "home").set_up()
    station.done("status")
    station.done("history")

    assert station.done("log") == "Nothing left this laptop yet, and nothing was taken in.\n"


def everything_in(path: Path, key: bytes) -> str:
    """All that a record's file holds, as who has the key can read it."""
    file = File(path, key, read_only=True)
    try:
        with file.reading() as connection:
            found = [connection.execute(select(table)) for table in schema.metadata.tables.values()]
            return "".join(str(row) for rows in found for row in rows)
    finally:
        file.close()
