"""The CSV opened by LibreOffice, on demand: ``python -m pytest -m long tests/reports``."""

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from hub_console.meeting.roster import agency_id
from hub_console.reports.as_csv import as_csv
from hub_console.reports.period import period_report
from tests.reports.records import Kept
from tests.reports.years import a_year

UTF_8 = "CSV:44,34,76,1"
"""Comma, quote, UTF-8: what the dialogue of LibreOffice proposes by the file's first bytes."""


@pytest.mark.long
@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_numbers_are_numbers_and_accents_are_accents(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "table.hub")
    a_year(kept, 1)
    kept.put("agency", agency_id(kept.record.home, "PD"), name="Sûreté de l’Île")
    report = period_report(kept.view(), "B-2 Roxbury")
    sheet = tmp_path / "year.csv"
    sheet.write_text("\ufeff" + as_csv(report), encoding="utf-8")
    command = ["soffice", "--headless", f"--infilter={UTF_8}", "--convert-to", "ods"]
    subprocess.run([*command, "--outdir", tmp_path, sheet], check=True, capture_output=True)
    with zipfile.ZipFile(sheet.with_suffix(".ods")) as opened:
        content = opened.read("content.xml").decode()
    assert "PD Sûreté de l’Île" in content
    numbers = re.findall(r'office:value-type="float" office:value="([^"]*)"', content)
    told = [v for each in report.figures for row in each.rows for v in row.values]
    assert len(numbers) >= sum(isinstance(value, int | float) for value in told)
