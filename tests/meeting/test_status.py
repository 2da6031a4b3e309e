import json
from datetime import datetime

from hub_console.meeting.acts import amending, discussion, floor, planning, wall
from hub_console.meeting.acts import room as in_room
from hub_console.meeting.status import status
from hub_console.meeting.values import Id
from tests.builders import Room, a_table


def status_of(room: Room, **conflicts: int) -> dict[str, object]:
    """The status as a script reads it: through JSON."""
    counted = {Id(id_): number for id_, number in conflicts.items()}
    said = status(room.table, room.now, undo=14, saved=room.now, conflicts=counted)
    read: dict[str, object] = json.loads(json.dumps(said))
    return read


def local(text: str) -> str:
    """A local time of the day of the meeting as the status shows it."""
    return datetime.fromisoformat(f"2026-11-23T{text}").astimezone().isoformat()


def test_a_meeting_in_progress() -> None:
    room = (
        a_table(3)
        .with_opening()
        .with_new_situation(
            "SD", type="person", sex="F", age_band="12-17", risk_factors=("msa", "hna")
        )
    )
    room.with_new_situation("PD", urgent=True).do(in_room.arrive, "PD").after(minutes=5)
    room.begun().after(minutes=4).do(floor.turn_to, room.item(3).id)
    room.opened("SD", "CF").after(minutes=4, seconds=18.7).do(in_room.arrive, "SD")
    found = status_of(room, **{room.situation.id: 2})
    assert found == {
        "table": {"name": "B-2 Roxbury", "station": "B-2 laptop"},
        "meeting": {
            "date": "2026-11-23",
            "state": "open",
            "began": local("10:05:00"),
            "scheduled_end": local("11:00:00"),
            "projected_end": local("10:21:15"),
            "pace_s": -2324,
            "sealed": None,
            "amending": None,
            "amended": None,
        },
        "live": 3,
        "items": [
            {
                "position": 1,
                "kind": "standing",
                "number": None,
                "title": "Opening and roll call",
                "state": "done",
                "budget_s": 240,
                "elapsed_s": 240,
                "clock": "WRAP UP",
                "urgent": False,
                "amended": None,
            },
            {
                "position": 2,
                "kind": "new",
                "number": "2026-002",
                "title": "",
                "state": "waiting",
                "budget_s": 360,
                "elapsed_s": 0,
                "clock": "ON TIME",
                "urgent": True,
                "amended": None,
            },
            {
                "position": 3,
                "kind": "new",
                "number": "2026-001",
                "title": "",
                "state": "live",
                "budget_s": 360,
                "elapsed_s": 258,
                "clock": "WRAP UP",
                "urgent": False,
                "amended": None,
            },
        ],
        "situations": [
            {
                "number": "2026-002",
                "type": None,
                "sex": None,
                "age_band": None,
                "filter": 1,
                "state": "presented",
                "originating": "PD",
                "lead": None,
                "assisting": [],
                "involved": [],
                "risk_factors": [],
                "protective_factors": [],
                "flags": [],
                "outcome": None,
                "conclusion": None,
                "due": None,
                "conflicts": 0,
            },
            {
                "number": "2026-001",
                "type": "person",
                "sex": "F",
                "age_band": "12-17",
                "filter": 4,
                "state": "open",
                "originating": "SD",
                "lead": "SD",
                "assisting": ["CF"],
                "involved": [],
                "risk_factors": ["msa", "hna"],
                "protective_factors": [],
                "flags": [],
                "outcome": "intervention",
                "conclusion": None,
                "due": "2026-11-30",
                "conflicts": 2,
            },
        ],
        "roster": [
            {
                "tag": "PD",
                "name": "Police",
                "sector": "other",
                "state": "present",
                "since": local("10:00:00"),
            },
            {
                "tag": "SD",
                "name": "Schools",
                "sector": "other",
                "state": "late",
                "since": local("10:13:18"),
            },
            {
                "tag": "CF",
                "name": "DCF",
                "sector": "other",
                "state": "expected",
                "since": None,
            },
        ],
        "wall": {"blank": False, "view": "situation", "detail": "category"},
        "undo": 14,
        "saved": local("10:13:18"),
    }


def test_a_table_without_a_meeting() -> None:
    found = status(Room().table, Room().now, undo=0, saved=None)
    assert (found["meeting"], found["live"], found["items"]) == (None, None, [])
    assert (found["wall"], found["saved"]) == (None, None)


def test_a_meeting_before_and_after() -> None:
    room = a_table().with_new_situation()
    assert status_of(room)["meeting"] == {
        "date": "2026-11-23",
        "state": "scheduled",
        "began": None,
        "scheduled_end": local("11:00:00"),
        "projected_end": local("10:06:15"),
        "pace_s": -3225,
        "sealed": None,
        "amending": None,
        "amended": None,
    }
    room.begun().do(discussion.reject, "single-agency").do(planning.close_meeting)
    closed = status_of(room)
    assert closed["meeting"] == {
        "date": "2026-11-23",
        "state": "closed",
        "began": local("10:00:00"),
        "scheduled_end": local("11:00:00"),
        "projected_end": None,
        "pace_s": None,
        "sealed": None,
        "amending": None,
        "amended": None,
    }
    (situation,) = closed["situations"]  # type: ignore[misc]
    assert situation["conclusion"] == {"grouping": "rejected", "reason": "single-agency"}  # type: ignore[has-type]
    assert closed["wall"] == {"blank": True, "view": "situation", "detail": "category"}


def test_an_open_situation_is_listed_though_it_is_on_no_agenda() -> None:
    room = a_table().with_new_situation().begun().opened().do(discussion.set_due, 30)
    room.do(planning.close_meeting).do(planning.plan_next_meeting)
    (situation,) = status_of(room)["situations"]  # type: ignore[misc]
    assert situation["state"] == "open"  # type: ignore[has-type]


def test_a_blank_wall() -> None:
    room = a_table().do(wall.blank_wall).do(wall.next_detail)
    assert status_of(room)["wall"] == {"blank": True, "view": "situation", "detail": "count"}


def test_a_closed_meeting_with_its_seal_while_it_is_amended_and_after() -> None:
    room = a_table().with_new_situation().begun().opened().do(planning.close_meeting)
    room.after(minutes=22).do(amending.amend, room.item(1).id).do(discussion.set_lead, "PD")
    found = status(room.table, room.now, undo=1, saved=room.now, sealed="4351 DF9B 1D75 294B")
    meeting = json.loads(json.dumps(found))["meeting"]
    assert (meeting["state"], meeting["sealed"]) == ("closed", "4351 DF9B 1D75 294B")
    assert (found["live"], meeting["amending"], meeting["amended"]) == (None, 1, local("10:22:00"))

    room.do(amending.end_amending)
    after = status_of(room)
    assert after["meeting"]["amending"] is None  # type: ignore[index]
    assert [item["amended"] for item in after["items"]] == [local("10:22:00")]  # type: ignore[attr-defined]
