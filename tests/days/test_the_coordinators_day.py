"""The coordinator: six tables' bundles on one stick, two of them stale and one forged, and noon.

By noon somebody wants last quarter's figures, and somebody else a number that must not be told.
"""

import json
from datetime import date, datetime, timedelta
from itertools import chain
from pathlib import Path

import pytest

from tests.cli.station import Station, bare_place
from tests.days.town_of_six import District, a_clock_on, a_district, last_quarter, last_year

ON_TIME = ("B-2 Roxbury", "B-3 Mattapan", "C-11 Dorchester", "E-13 Jamaica Plain")
STALE = ("A-7 East Boston", "D-4 Back Bay")
TODAY = datetime.now().astimezone().date()
QUARTER = last_quarter(TODAY)
LAST_YEAR = date(TODAY.year - 1, 5, 12)
LAST_WORD = QUARTER.last - timedelta(days=30)
"""The day on which the two that are late wrote theirs."""

PERSONS = 9 + 2 * (QUARTER.last.year == LAST_YEAR.year)
"""So many persons; last quarter's are among them at the beginning of a year."""

FAMILIES = dict.fromkeys((*ON_TIME, *STALE), 7) | {"B-2 Roxbury": 3}
"""So many families came to each table last year; three are few enough to be found out."""


@pytest.fixture
def coordinator(tmp_path: Path) -> Station:
    return bare_place(tmp_path, "city").set_up((), name="Coordinator", table="", person="Cy")


@pytest.fixture
def districts(tmp_path: Path, coordinator: Station) -> dict[str, District]:
    """Six tables that the coordinator enrolled, and that enrolled the coordinator."""
    made = {}
    card = tmp_path / "city.toml"
    coordinator.done("station", "card", card)
    words = coordinator.done("station", "fingerprint", card).strip()
    for name in chain(ON_TIME, STALE):
        clock = a_clock_on(LAST_WORD) if name in STALE else None
        district = made[name] = a_district(tmp_path, name, clock)
        district.took(
            {
                LAST_YEAR: {"person": 9, "family": FAMILIES[name]},
                QUARTER.first + timedelta(days=3): {"person": 2},
            }
        )
        theirs = tmp_path / f"{district.station}.toml"
        district.laptop.done("station", "card", theirs)
        district.laptop.done("station", "enroll", card, "--fingerprint", words)
        said = coordinator.done("station", "fingerprint", theirs).strip()
        coordinator.done("station", "enroll", theirs, "--fingerprint", said)
    return made


@pytest.fixture
def stick(tmp_path: Path, coordinator: Station, districts: dict[str, District]) -> Path:
    """The morning's stick: six bundles, and a seventh that only calls itself B-3's."""
    folder = tmp_path / "stick"
    folder.mkdir()
    for district in districts.values():
        district.bundle(folder, to="Coordinator")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    forger = a_district(elsewhere, "B-3 Mattapan").took({QUARTER.middle: {"person": 40}})
    card = tmp_path / "city.toml"
    words = coordinator.done("station", "fingerprint", card).strip()
    forger.laptop.done("station", "enroll", card, "--fingerprint", words)
    forged = forger.bundle(elsewhere, to="Coordinator")
    forged.rename(folder / f"{forged.stem}-new.hubb")
    return folder


def test_a_morning_of_six_bundles_and_an_answer_by_noon(
    coordinator: Station, districts: dict[str, District], stick: Path, tmp_path: Path
) -> None:
    taken = coordinator.run("import", stick)

    assert taken.exit_code == 1
    assert taken.stdout.count(": Taken in. ") == 6
    of_last_year = f"    {LAST_YEAR.year}-0501 to {LAST_YEAR.year}-0516, 16 situations"
    assert taken.stdout.splitlines().count(of_last_year) == 5
    assert len(taken.stdout.splitlines()) < 6 * 8
    why, last = taken.stderr.splitlines()
    assert why.startswith("hubb-B-3-laptop-")
    assert "not enrolled here" in why
    assert "If nobody did, delete it." in why
    assert last == f"Not taken in: {why.partition(':')[0]}. Why, is said above."

    lines = coordinator.done("station", "list").splitlines()
    for line in lines:
        heard = LAST_WORD if line.startswith(("A-7", "D-4")) else TODAY
        assert f"heard {heard:%a %d %b %Y}" in line
    doctor = coordinator.run("doctor").stdout
    assert "WRONG  The other stations: nothing for four weeks from A-7 laptop " in doctor
    assert f"D-4 laptop (heard {LAST_WORD:%a %d %b %Y})" in doctor

    # last quarter, for the coordinator's own eyes: all tables together, and who is late
    told = coordinator.done("report", "period", *QUARTER.told)
    assert "* How many situations came to the tables? **12** " in told
    for name in districts:
        assert f"| {name} | 2 | 17 % |" in told
    late = [line for line in told.splitlines() if "what came after is missing" in line]
    assert late == [
        f"> {name}: as it stood on {LAST_WORD:%d %b %Y}; what came after is missing."
        for name in STALE
    ]
    one = coordinator.done("--table", "B-3 Mattapan", "report", "period", *QUARTER.told)
    assert one.startswith("# Report of the table: B-3 Mattapan\n")
    assert "* How many situations came to the table? **2** " in one
    assert "missing" not in one

    # for anybody else a quarter is not told, and a small number never
    refused = coordinator.refused("report", "citywide", *QUARTER.told)
    assert "only whole calendar years are told" in refused
    out = tmp_path / "city.json"
    coordinator.done(*("report", "citywide", *last_year(TODAY), "--format", "json", "--out", out))
    city = json.loads(out.read_text(encoding="utf-8"))
    types = city["figures"]["type"]
    tables = types["columns"][1:]
    of_kind = {row["label"]: row["values"] for row in types["rows"]}
    family, person = of_kind["Family"], of_kind["Person"]
    place = 1 + tables.index("B-2 Roxbury")
    assert (family[place], person[place]) == ("suppressed", "suppressed")
    assert (family[0], person[0]) == ("suppressed", "suppressed")
    other = 1 + tables.index("B-3 Mattapan")
    assert (family[other], person[other]) == (7, PERSONS)

    # who was told what stands in the log
    log = json.loads(coordinator.done("log", "--json"))
    assert {line["person"] for line in log} == {"Cy"}
    assert sum(not line["left"] for line in log) == 6
    shown = coordinator.done("log").splitlines()
    assert ["  all  " in line for line in shown[-3:]] == [True, False, True]
    assert [line["file"] for line in log if line["left"]] == ["printed", "printed", "city.json"]


def test_a_fresh_bundle_of_a_late_table_makes_the_report_whole(
    coordinator: Station, districts: dict[str, District], stick: Path
) -> None:
    (never,) = stick.glob("hubb-D-4-*")
    never.unlink()
    coordinator.run("import", stick)
    late = districts["A-7 East Boston"]
    late.laptop.clock = a_clock_on(TODAY)
    late.took({QUARTER.last: {"family": 1}})

    assert "Taken in. " in coordinator.done("import", late.bundle(stick, to="Coordinator"))

    told = coordinator.done("report", "period", *QUARTER.told)
    assert "* How many situations came to the tables? **11** " in told
    assert "A-7 East Boston: as it stood" not in told
    assert "> D-4 Back Bay: no bundle of it was taken in yet, and nothing is counted." in told
