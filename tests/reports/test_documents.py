"""The documents: sound, accessible by their structure, and harmless whatever a name says."""

import csv
import json
import re
from html.parser import HTMLParser
from io import StringIO
from itertools import pairwise
from pathlib import Path

import pytest

from hub_console.meeting.roster import agency_id
from hub_console.reports.as_csv import as_csv
from hub_console.reports.as_html import as_html
from hub_console.reports.as_json import as_json
from hub_console.reports.as_markdown import as_markdown
from hub_console.reports.period import period_report
from hub_console.reports.report import Report
from tests.reports.records import Kept
from tests.reports.years import a_year

HOSTILE = "<script>alert(1)</script> [/x] |a| `b` =1+1"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    kept = Kept(tmp_path_factory.mktemp("year") / "table.hub")
    a_year(kept, 5)
    kept.put("agency", agency_id(kept.record.home, "PD"), name=HOSTILE)
    return period_report(kept.view(), HOSTILE)


class Page(HTMLParser):
    """What a screen reader goes by."""

    VOID = frozenset({"meta", "rect", "br", "col"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag in tags]


def test_the_page_has_a_language_a_title_one_first_heading_and_no_level_skipped(
    report: Report,
) -> None:
    page = Page(as_html(report))
    assert page.open == []
    assert page.all("html") == [{"lang": "en"}]
    assert len(page.all("title")) == len(page.all("h1")) == len(page.all("main")) == 1
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h\d", tag)]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_cell_has_its_headings_and_every_chart_its_words_and_table(report: Report) -> None:
    page = Page(as_html(report))
    assert all(attributes.get("scope") in ("col", "row") for attributes in page.all("th"))
    charts = page.all("svg")
    assert charts
    assert all(chart["role"] == "img" and chart["aria-label"] for chart in charts)
    assert len(page.all("table")) >= len(charts)
    ids = [attributes["id"] for attributes in page.all("h3")]
    assert len(ids) == len(set(ids)) == len(report.figures)


def test_the_page_loads_nothing_from_elsewhere(report: Report) -> None:
    text = as_html(report)
    page = Page(text)
    assert not page.all("script", "link", "img", "iframe", "object")
    assert not re.search(r"(src|href)=|url\(|@import|https?:", text)


def test_hostile_names_are_shown_as_they_are(report: Report) -> None:
    text = as_html(report)
    assert "<script" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    markdown = as_markdown(report)
    assert r"\<script\>alert(1)\</script\> \[/x\] \|a\| \`b\` =1+1" in markdown


def test_no_cell_of_the_csv_is_a_formula(report: Report) -> None:
    rows = list(csv.reader(StringIO(as_csv(report))))
    assert all(len(row) == 6 for row in rows)
    assert not [cell for row in rows[1:] for cell in row[:4] if cell.startswith(("=", "+", "@"))]


def test_the_markdown_tables_are_whole(report: Report) -> None:
    for line in as_markdown(report).splitlines():
        if line.startswith("| "):
            assert line.endswith(" |")
    widths = [
        len(re.findall(r"(?<!\\)\|", line))
        for line in as_markdown(report).splitlines()
        if line.startswith("|")
    ]
    assert min(widths) >= 3


def test_the_json_has_every_figure(report: Report) -> None:
    told = json.loads(as_json(report))
    assert list(told["figures"]) == [figure.key for figure in report.figures]


def test_a_table_without_a_record_has_a_report_too(tmp_path: Path) -> None:
    empty = period_report(Kept(tmp_path / "empty.hub").view(), "B-2")
    assert empty.answers[0].said == "0"
    for write in (as_html, as_markdown, as_json, as_csv):
        assert write(empty)
