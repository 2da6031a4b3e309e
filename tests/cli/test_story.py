"""A table that is set up, told its roster and its agenda, and gives them back, in a shell."""

import json
from typing import Any

from tests.cli.station import Station

ROSTER = """
[[agency]]
tag = "PD"
name = "Police"
sector = "police"

[[agency]]
tag = "SD"
name = "Schools"
sector = "education"
expected = false
seats = 2
"""

MORE = "tag,name,sector,expected\nHC,Health center,health-centre,yes\n"

AGENDA = """
[meeting]
date = {date}
starts = 23:00:00
ends = 23:50:00

[[item]]
kind = "standing"
title = "Community updates"
minutes = 5

[[item]]
kind = "new"
originating = "SD"
minutes = 7
urgent = true
type = "person"
sex = "F"
age_band = "12-17"
risk_factors = ["msa", "hna"]
flags = ["fsm"]
"""

GIVEN = {
    "kind": "new",
    "originating": "SD",
    "minutes": 7,
    "urgent": True,
    "type": "person",
    "sex": "F",
    "age_band": "12-17",
    "risk_factors": ["msa", "hna"],
    "protective_factors": [],
    "flags": ["fsm"],
}


def test_what_is_told_to_a_station_comes_back_from_it(bare: Station) -> None:
    def done(*arguments: object) -> str:
        result = bare.shell(*arguments)
        assert (result.returncode, result.stderr) == (0, "")
        return result.stdout

    def said(*arguments: object) -> Any:
        return json.loads(done(*arguments, "--json"))

    roster = bare.file("roster.toml", ROSTER)
    setting_up = ("init", "--table", "B-2 Roxbury", "--station", "B-2 laptop", "--person", "Ann")
    assert "B-2 Roxbury is set up on B-2 laptop, for Ann" in done(*setting_up, "--roster", roster)
    assert "roster +HC" in done("roster", "import", bare.file("more.csv", MORE))
    day = said("status")["meeting"]["date"]
    agenda = bare.file("agenda.toml", AGENDA.replace("{date}", day))
    taken = done("agenda", "import", agenda)
    assert f"meeting planned {day} 23:00, 2 items added" in taken
    assert "Community updates" in taken

    agencies = said("roster", "show")["agencies"]
    assert [tuple(agency.values()) for agency in agencies] == [
        ("PD", "Police", "police", True, 1),
        ("SD", "Schools", "education", False, 2),
        ("HC", "Health center", "health-centre", True, 1),
    ]

    status = said("status")
    assert status["table"] == {"name": "B-2 Roxbury", "station": "B-2 laptop"}
    assert [seat["tag"] for seat in status["roster"]] == ["PD", "SD", "HC"]

    history = said("history")
    assert [line["person"] for line in history] == ["Ann"] * len(history)
    verbs = [line["verb"] for line in history]
    assert verbs == ["create", "set_roster", "plan_meeting", "set_roster", "plan_meeting"]
    assert history[-1]["words"] == f"meeting planned {day} 23:00, 2 items added"

    shown = said("agenda", "show")
    planned = {"date": day, "starts": "23:00", "ends": "23:50", "state": "scheduled"}
    assert shown["meeting"] == planned
    updates, new = shown["items"][1:3]
    assert updates["title"] == "Community updates"
    assert (updates["kind"], updates["minutes"]) == ("standing", 5)
    assert {name: new[name] for name in GIVEN} == GIVEN

    doctor = said("doctor", "--refold")
    assert all(finding["sound"] for finding in doctor)
    assert doctor[-1]["said"].startswith("equal, ")
