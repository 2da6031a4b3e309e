"""The pages before axe-core in headless Chromium, on demand.

npm install --prefix DIR axe-core puppeteer-core
AXE_MODULES=DIR python -m pytest -m long tests/reports/test_axe.py
"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from hub_console.reports.as_html import as_html
from hub_console.reports.period import period_report
from hub_console.reports.public import public_report
from tests.reports.records import Kept
from tests.reports.years import a_year

MODULES = os.environ.get("AXE_MODULES", "")


@pytest.mark.long
@pytest.mark.skipif(not (MODULES and shutil.which("node")), reason="needs AXE_MODULES and node")
def test_axe_finds_no_violation(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "table.hub")
    a_year(kept, 1, meetings=40, a_meeting=8)
    public = public_report(kept.view(), "B-2 Roxbury")
    assert public is not None
    pages = []
    for name, report in (("year", period_report(kept.view(), "B-2 Roxbury")), ("public", public)):
        pages.append(tmp_path / f"{name}.html")
        pages[-1].write_text(as_html(report), encoding="utf-8")
    script = Path(__file__).with_name("axe.mjs")
    looked = subprocess.run(
        ["node", script, MODULES, *pages], capture_output=True, text=True, check=False
    )
    assert (looked.returncode, looked.stdout) == (0, ""), looked.stdout + looked.stderr
