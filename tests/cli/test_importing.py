"""Agenda and roster files taken in: one act, or nothing."""

import json
import time
from datetime import datetime, timedelta
from typing import Any

import pytest

from hub_console.meeting.acts import floor, planning
from tests.cli.station import Station


def acts(station: Station) -> list[dict[str, Any]]:
    """What the audit trail tells."""
    told: list[dict[str, Any]] = json.loads(station.done("history", "--json"))
    return told


def test_a_roster_is_taken_in_as_one_act(station: Station) -> None:
    before = acts(station)
    file = station.file("more.csv", "tag,name,sector\nXA,Shelter,housing\nPD,City police,police\n")
    said = station.done("roster", "import", file)

    assert said.splitlines()[1:] == ["XA  Shelter      housing", "PD  City police  police"]
    assert [line["verb"] for line in acts(station)[len(before) :]] == ["set_roster"]


def test_the_same_roster_again_changes_nothing(station: Station) -> None:
    file = station.file("more.csv", "tag,name,sector\nXA,Shelter,housing\n")
    station.done("roster", "import", file)
    before = acts(station)

    assert "nothing changed" in station.done("roster", "import", file)
    assert acts(station) == before


@pytest.mark.parametrize(
    ("command", "name", "content", "said"),
    [
        ("roster", "r.toml", "[[agency]]\ntag = 5\n", ", line 1: name is missing"),
        ("roster", "r.csv", "tag,name,sector\nPD,Police,polis\n", ", line 2: There is no sector"),
        ("roster", "r.csv", "", ": The file is empty"),
        ("agenda", "a.toml", "[[item]\n", ", line 1: This is not TOML"),
        ("agenda", "a.csv", "kind,minutes\nnew,999\n", ", line 2: minutes is “999”"),
        ("agenda", "a.csv", "kind,dob\nnew,1990-01-01\n", ", line 1: “dob” has no place here"),
        (
            "agenda",
            "a.toml",
            '[[item]]\nkind = "new"\n\n[[item]]\nkind = "report-back"\nnumber = "2026-999"\n',
            ", line 6: No open or carried situation has the number 2026-999.",
        ),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_taken_in(
    station: Station, command: str, name: str, content: str, said: str
) -> None:
    file = station.file(name, content)
    before = acts(station)
    lines = station.refused(command, "import", file).splitlines()

    assert lines[0].startswith(f"{file}{said}")
    assert lines[-1] == "Nothing of it was taken in."
    assert acts(station) == before


def test_a_file_must_say_how_it_is_written(station: Station) -> None:
    file = station.file("agenda.txt", "kind\nnew\n")

    assert station.refused("agenda", "import", file) == (
        f"{file}: the end of the name must say how the file is written, .toml or .csv."
    )


@pytest.mark.parametrize("command", ["agenda", "roster"])
def test_a_file_that_cannot_be_read_is_refused(station: Station, command: str) -> None:
    folder = station.folder / "folder.toml"
    folder.mkdir()
    for path, reason in (
        (folder, "Is a directory"),
        (station.folder / "missing.csv", "No such file or directory"),
    ):
        assert station.refused(command, "import", path) == (
            f"{path} cannot be read ({reason}). Name a file that you may read."
        )


def test_items_without_a_date_go_to_the_meeting_that_is_planned(station: Station) -> None:
    file = station.file("a.csv", "kind,originating,minutes\nnew,pd,5\nnew,Schools,6\n")
    said = station.done("agenda", "import", file)
    shown = json.loads(station.done("agenda", "show", "--json"))

    assert said.splitlines()[0] == "2 items added"
    assert [item.get("originating") for item in shown["items"]] == [None, "PD", "SD", None]


def test_what_is_on_the_agenda_already_is_left_out(station: Station) -> None:
    opening = "Opening and roll call"
    file = station.file("a.csv", f"kind,title\nstanding,{opening}\nstanding,Updates\n")
    said = station.done("agenda", "import", file)

    assert said.splitlines()[:2] == [
        "item 2 added: Updates",
        f"Left out, as it is on that agenda already: {opening}",
    ]
    assert station.done("agenda", "show").count(opening) == 1
    before = acts(station)
    assert "nothing changed" in station.done("agenda", "import", file)
    assert acts(station) == before


def test_an_agenda_for_another_day_finds_the_first_meeting_that_set_up_made(
    station: Station,
) -> None:
    opening = "Opening and roll call"
    day = datetime.now().astimezone().date() + timedelta(days=3)
    text = f'[meeting]\ndate = {day}\n\n[[item]]\nkind = "standing"\ntitle = "{opening}"\n'
    said = station.done("agenda", "import", station.file("a.toml", text))

    assert f"Left out, as it is on that agenda already: {opening}" in said
    shown = station.done("agenda", "show")
    assert f"{day}" in shown
    assert shown.count(opening) == 1


def test_a_running_console_hears_of_it(station: Station) -> None:
    file = station.file("more.csv", "tag,name,sector\nXA,Shelter,housing\n")
    with station.at_desk() as desk:
        station.done("roster", "import", file)
        until = time.monotonic() + 10
        while desk.table and not desk.table.agency("XA") and time.monotonic() < until:
            time.sleep(0.05)
            desk.receive()
        assert desk.table is not None
        assert desk.table.agency("XA") is not None
        desk.do(floor.begin_next)

    assert ", open" in station.done("status")


def test_a_meeting_in_the_past_is_refused(station: Station) -> None:
    file = station.file("a.toml", '[meeting]\ndate = 2021-11-23\n\n[[item]]\nkind = "new"\n')

    assert station.refused("agenda", "import", file) == (
        f"{file}, line 2: 2021-11-23 is over; write today's date or a later one.\n"
        "Nothing of it was taken in."
    )


def test_the_next_agenda_is_made_and_shown(station: Station) -> None:
    station.act(floor.begin_next)
    station.act(planning.close_meeting)
    said = station.done("agenda", "next")

    assert said == station.done("agenda", "show")
    assert [line.split()[1] for line in said.splitlines()[1:]] == ["standing", "standing"]
    assert station.refused("agenda", "next") == (
        "The next meeting is planned already, with everything that is due."
    )


def test_the_guides_own_examples_are_taken_in(station: Station) -> None:
    kinds = iter(["roster", "roster", "agenda", "agenda"])
    today = json.loads(station.done("agenda", "show", "--json"))["meeting"]["date"]
    inside: list[str] | None = None
    for line in station.done("guide", "files").splitlines():
        if line.startswith("```") and inside is None:
            form, inside = line.removeprefix("```"), []
        elif line.startswith("```") and inside is not None:
            kind = next(kinds)
            text = "\n".join(inside).replace("2026-11-23", today)
            station.done(kind, "import", station.file(f"{kind}.{form}", text))
            inside = None
        elif inside is not None:
            inside.append(line)

    assert list(kinds) == []
    shown = station.done("agenda", "show")
    assert "Community updates" in shown
    assert "Training dates" in shown


def test_a_title_that_looks_like_a_name_is_taken_in_only_when_told_to(station: Station) -> None:
    file = station.file("a.csv", "kind,title\nstanding,Updates\nstanding,Visit of Maria Lopez\n")
    before = acts(station)

    assert "line 3: “Maria Lopez” in the title looks like a person's name" in station.refused(
        "agenda", "import", file
    )
    assert acts(station) == before

    said = station.done("agenda", "import", file, "--anyway")
    assert said.startswith("agenda taken in though a title looks like an identifier\n")
    assert [line["verb"] for line in acts(station)[len(before) :]] == [
        "plan_meeting_despite_warning"
    ]
    assert [line["words"] for line in acts(station)[len(before) :]] == [
        "agenda taken in though a title looks like an identifier"
    ]


def test_an_innocent_agenda_is_told_as_always_even_when_told_to(station: Station) -> None:
    file = station.file("a.csv", "kind,title\nstanding,Updates\n")
    assert station.done("agenda", "import", file, "--anyway").startswith("item 2 added: Updates")
