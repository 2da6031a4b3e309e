"""What the command line tells of seals and amendments."""

import json

import pytest
from sqlalchemy import text

from hub_console.meeting.acts import amending, discussion, floor, planning
from hub_console.meeting.acts.planning import Draft
from hub_console.meeting.agenda import ItemKind
from hub_console.record import unlock
from hub_console.record.sqlite import File
from tests.cli.station import PASSPHRASE, Station


@pytest.fixture
def sealed(station: Station) -> Station:
    """A station that closed its first meeting, at which one situation was rejected."""
    with station.at_desk() as desk:
        desk.do(planning.add_item, Draft(ItemKind.NEW, originating="PD"))
        desk.do(planning.add_item, Draft(ItemKind.NEW, originating="SD"))
        desk.do(floor.begin_next)
        desk.do(floor.begin_next)
        desk.do(discussion.reject, "single-agency")
        desk.do(floor.begin_next)
        desk.do(planning.close_meeting)
    return station


def code_of(station: Station) -> str:
    code: str = json.loads(station.done("status", "--json"))["meeting"]["sealed"]
    return code


def amended(station: Station) -> None:
    with station.at_desk() as desk:
        assert desk.table is not None
        desk.do(amending.amend, desk.table.agenda[2].id)
        desk.do(discussion.set_field, "type", "family")


def test_doctor_says_that_the_seals_hold_and_the_code_to_compare(sealed: Station) -> None:
    said = sealed.done("doctor", "--verify")

    day = json.loads(sealed.done("status", "--json"))["meeting"]["date"]
    seals = f"The seals of the meetings: 1 seal holds; {day}: sealed {code_of(sealed)}"
    assert seals in said
    assert "seals" not in sealed.done("doctor")


def test_doctor_names_the_meeting_whose_journal_was_changed(sealed: Station) -> None:
    day = json.loads(sealed.done("status", "--json"))["meeting"]["date"]
    file = File(sealed.places.record, unlock(sealed.places.keys, PASSPHRASE).key)
    with file.writing() as connection:
        connection.execute(text("UPDATE entry SET person = 'Eve' WHERE seq = 5"))
    file.close()

    result = sealed.run("doctor", "--verify")

    assert result.exit_code == 1
    assert f"The seals of the meetings: {day}: entry 6 of feed " in result.stdout


def test_status_and_history_tell_the_seal_and_what_was_amended(sealed: Station) -> None:
    first = code_of(sealed)
    amended(sealed)
    found = json.loads(sealed.done("status", "--json"))
    assert (found["meeting"]["amending"], found["items"][2]["amended"]) == (
        3,
        found["meeting"]["amended"],
    )
    assert "Item 3 is being amended" in sealed.done("status")

    sealed.act(amending.end_amending)

    lines = sealed.done("history").splitlines()
    assert "meeting closed" in lines[-4]
    assert lines[-4].endswith(f", sealed {first}")
    assert lines[-3].endswith("amending item 3")
    assert lines[-2].endswith("amended: type Family")
    assert lines[-1].endswith(f"amendment ended, sealed {code_of(sealed)}")
    acts = json.loads(sealed.done("history", "--json"))
    assert [(act["amended"], bool(act["sealed"])) for act in acts[-4:]] == [
        (False, True),
        (False, False),
        (True, False),
        (False, True),
    ]
    assert "2 seals hold" in sealed.done("doctor", "--verify")


def test_the_history_of_one_situation_marks_what_was_amended(sealed: Station) -> None:
    amended(sealed)
    number = json.loads(sealed.done("status", "--json"))["items"][2]["number"]

    lines = sealed.done("history", number).splitlines()

    assert lines[-1].endswith("amended: type Family")
    assert not any("amended" in line for line in lines[:-1])


def test_nothing_is_planned_while_a_meeting_is_amended(sealed: Station) -> None:
    amended(sealed)

    before = sealed.done("history")

    result = sealed.run("agenda", "next")

    assert (result.exit_code, sealed.done("history")) == (1, before)
    assert result.stderr.startswith("Error: A closed meeting is being amended. End that first")
