"""What goes beyond the table: one table's year for the public, and all tables of a city."""

from datetime import date
from pathlib import Path
from random import Random

import pytest

from hub_console.reports.public import citywide_report, public_report
from hub_console.reports.report import SUPPRESSED, Report
from hub_console.reports.view import View
from tests.record.exchange.laptops import Laptop
from tests.reports.records import Kept, view_of
from tests.reports.years import a_year


def told(report: Report | None) -> Report:
    assert report is not None
    return report


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path / "table.hub")


class City:
    """A coordinator's laptop, and those of tables that are written to by the field."""

    def __init__(self, folder: Path, *tables: str) -> None:
        self.coordinator = Laptop(folder / "city.hub", "coordinator", table="")
        self.laptops = [
            Laptop(folder / f"{n}.hub", f"laptop {n}", table, random=Random(n))
            for n, table in enumerate(tables)
        ]
        self.tables = [Kept(each.path, each.table, each.record) for each in self.laptops]
        self.coordinator.knows(*self.laptops)

    def view(self, table: int | None = None) -> View:
        """The year as the coordinator sees it: of one table, or of all."""
        for kept, laptop in zip(self.tables, self.laptops, strict=True):
            laptop.knows(self.coordinator)
            kept.write()
            self.coordinator.takes(laptop.parcel())
        home = None if table is None else self.laptops[table].home
        return view_of(self.coordinator.record, home=home)


def test_the_public_hears_nothing_under_five(kept: Kept) -> None:
    kept.situations(20, type="person", sex="F", age_band="12-17")
    kept.situations(7, type="person", sex="M", age_band="12-17")
    kept.situations(3, type="person", sex="M", age_band="0-5")
    report = told(public_report(kept.view(), "B-2"))
    assert [(row.label, row.values[0]) for row in report.figure("age").rows] == [
        ("0-5", SUPPRESSED),
        ("12-17", SUPPRESSED),
    ]
    assert [(row.label, row.values[0]) for row in report.figure("sex").rows] == [
        ("Female", 20),
        ("Male", 10),
    ]


def test_nothing_is_told_of_fewer_than_five_situations(kept: Kept) -> None:
    kept.situations(4, type="person")
    assert public_report(kept.view(), "B-2") is None
    assert citywide_report(kept.view(), "the city") is None


def test_the_city_is_told_side_by_side_and_together(tmp_path: Path) -> None:
    city = City(tmp_path, "B-2 Roxbury", "C-11 Dorchester", "E-13 Jamaica Plain")
    roxbury, dorchester, few = city.tables
    roxbury.situations(9, type="person")
    roxbury.situations(6, type="family")
    dorchester.situations(12, type="person")
    few.situations(2, type="person")
    report = told(citywide_report(city.view(), "the city"))

    figure = report.figure("type")
    assert figure.columns == ("Together", "B-2 Roxbury", "C-11 Dorchester")
    assert figure.value("Person") == 21
    assert figure.value("Family") == 6
    assert report.answers[0].said == "27"
    assert report.notes[-1].endswith("left out: E-13 Jamaica Plain.")
    assert told(public_report(city.view(1), "C-11")).answers[0].said == "12"


@pytest.mark.parametrize("seed", range(3))
def test_no_count_under_five_is_in_any_figure_of_a_random_city(tmp_path: Path, seed: int) -> None:
    city = City(tmp_path, "B-2 Roxbury", "C-11 Dorchester")
    for number, kept in enumerate(city.tables):
        a_year(kept, 100 * seed + number)
    for report in (
        told(citywide_report(city.view(), "the city")),
        told(public_report(city.view(0), "B-2")),
    ):
        of_people = [figure for figure in report.figures if figure.key != "work"]
        values = [value for each in of_people for row in each.rows for value in row.values]
        assert [n for n in values if isinstance(n, int) and 0 < n < 5] == []
        assert SUPPRESSED in values


def test_the_tables_work_is_told_side_by_side_with_no_median_of_a_few(tmp_path: Path) -> None:
    city = City(tmp_path, "B-2 Roxbury", "C-11 Dorchester")
    roxbury, dorchester = city.tables
    ended = {"grouping": "lowered", "reason": "connected-to-services", "lead": "HC"}
    roxbury.situations(6, type="person", concluded=date(2026, 3, 12), **ended)
    roxbury.meeting(date(2026, 3, 2))
    dorchester.situations(4, type="person", concluded=date(2026, 3, 12), **ended)
    dorchester.situations(3, type="person")
    figure = told(citywide_report(city.view(), "the city")).figure("work")
    assert [(row.label, row.values) for row in figure.rows] == [
        ("B-2 Roxbury", (1, None, 10, None)),
        ("C-11 Dorchester", (0, None, None, None)),
    ]
