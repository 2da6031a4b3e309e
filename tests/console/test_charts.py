"""A report on the screen: no line is wider than it, and nothing in it is markup."""

from pathlib import Path

import pytest

from hub_console.console.charts import charts
from hub_console.meeting.roster import agency_id
from hub_console.reports.period import period_report
from tests.reports.records import Kept
from tests.reports.years import a_year


@pytest.mark.parametrize("width", [20, 74, 154])
def test_every_line_fits(tmp_path: Path, width: int) -> None:
    kept = Kept(tmp_path / "table.hub")
    a_year(kept, 3)
    kept.put("agency", agency_id(kept.record.home, "PD"), name="[/x][@click=app.exit]go[/]")
    report = period_report(kept.view(), "B-2")
    lines = list(charts(report, width))
    assert max(one.cell_length for one in lines) <= width
    said = " ".join(" ".join(one.plain for one in lines).split())
    assert all(answer.detail in said for answer in report.answers)
    if width == 154:
        assert any("PD [/x][@click=app.exit]go[/]" in one.plain for one in lines)
