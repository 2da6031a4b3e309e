"""A whole meeting in a real terminal: 11 items, 24 agencies, killed in the middle, reopened."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from hub_console.demo import ROSTER
from tests.terminal import TMUX, Terminal

pytestmark = pytest.mark.skipif(TMUX is None, reason="tmux is not installed")

AGENDA = """
[[item]]
kind = "new"
originating = "SD"
minutes = 6
type = "person"
sex = "F"
age_band = "12-17"
risk_factors = ["msa"]

[[item]]
kind = "new"
originating = "PD"

[[item]]
kind = "new"
originating = "HC"

[[item]]
kind = "new"
originating = "CF"

[[item]]
kind = "new"
originating = "HO"

[[item]]
kind = "new"
originating = "MH"
minutes = 8

[[item]]
kind = "new"
originating = "IM"

[[item]]
kind = "new"
originating = "YS"

[[item]]
kind = "standing"
title = "Round table"

"""


class Home:
    """A new laptop: its own folder, and the command line."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        passphrase = folder / "passphrase"
        passphrase.write_text("four plain short words\n")
        self.environ = {
            "HUB_CONSOLE_HOME": str(folder / "home"),
            "HUB_CONSOLE_PASSPHRASE_FILE": str(passphrase),
            "TZ": "America/New_York",
            "TERM": "xterm-256color",
        }

    def run(self, *arguments: str) -> str:
        """Run a command; returns what it printed."""
        ran = subprocess.run(
            [sys.executable, "-m", "hub_console", *arguments],
            env={**os.environ, **self.environ},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    def status(self) -> dict[str, Any]:
        """What a script reads of the meeting."""
        read: dict[str, Any] = json.loads(self.run("status", "--json"))
        return read


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A station with 24 agencies and an agenda of 11 items."""
    made = Home(tmp_path)
    roster = tmp_path / "roster.csv"
    rows = [f"{a.tag},{a.name},{a.sector}" for a in ROSTER]
    roster.write_text("\n".join(["tag,name,sector", *rows]))
    day = datetime.now().astimezone().date()
    agenda = tmp_path / "agenda.toml"
    agenda.write_text(f"[meeting]\ndate = {day}\nstarts = 00:01:00\nends = 23:59:00\n{AGENDA}")
    (tmp_path / "settings.toml").write_text('[table]\nstarts = "00:01"\nminutes_meeting = 720\n')
    made.run(
        "init",
        "--table",
        "B-2 Roxbury",
        "--station",
        "B-2 laptop",
        "--person",
        "Recorder",
        "--roster",
        str(roster),
        "--settings",
        str(tmp_path / "settings.toml"),
    )
    made.run("agenda", "import", str(agenda))
    return made


@pytest.fixture
def terminal(home: Home, tmp_path: Path) -> Iterator[Terminal]:
    window = Terminal(tmp_path, home.environ)
    yield window
    window.close()


def test_a_meeting_from_roll_call_to_the_next_agenda(home: Home, terminal: Terminal) -> None:
    terminal.run()
    terminal.wait_for("ROSTER", "PD Police", "AGENDA")
    planned = home.status()
    assert planned["meeting"]["state"] == "scheduled"
    assert len(planned["items"]) == 11
    assert len(planned["roster"]) == 24

    terminal.press("t pdsdcfhcmhadyshoshdvctfdimvwfssnelph -vacc Escape")
    terminal.press("n")
    terminal.wait_for("item 1 began")
    terminal.press("n  m t p  r hnamhsnpa Escape  y i pd sd cf Escape  l hc  a mh ys Escape  o i")
    terminal.wait_for("opened: AER met")
    terminal.press("n  m t p  x 4")
    terminal.press("n  m t f  r pgcpof Escape  y  l sd  a cf Escape")
    terminal.wait_for("assisting +CF")

    before = home.status()
    assert before["live"] == 4
    terminal.kill_console()
    terminal.run()
    terminal.wait_for("pgc", "pof", "SD leads")
    after = home.status()
    assert after["situations"] == before["situations"]
    assert after["undo"] == before["undo"]
    live = after["items"][3]
    assert live["state"] == "live"
    assert live["elapsed_s"] >= before["items"][3]["elapsed_s"]
    since = datetime.fromisoformat(before["saved"])
    assert live["elapsed_s"] <= 5 + (datetime.now().astimezone() - since).total_seconds()

    terminal.press("o i  n  Z a  n  x 1  u  x 2  n  t lg Escape  y l mh a hc Escape o i")
    terminal.press("n e called Space twice Enter")
    terminal.wait_for("note")
    terminal.press("n n n n")
    terminal.press(": close Enter y")
    terminal.wait_for("closed")
    terminal.press(": next Space agenda Enter")
    terminal.wait_for("report-back")
    terminal.press("q")
    terminal.wait_for("ended 0")

    _check_the_record(home)


def _check_the_record(home: Home) -> None:
    lines = home.run("history").splitlines()
    words = "\n".join(lines)
    for told in (
        "meeting closed",
        "undo: ",
        "rejected: already connected",
        "lead HC",
        "note written",
        "VA apologies",
        "carried item 5: Agency absent",
        "item 11 began",
    ):
        assert told in words, "\n".join(["", *lines])
    assert "called twice" not in words

    status = home.status()
    assert status["meeting"]["state"] == "scheduled"
    kinds = [item["kind"] for item in status["items"]]
    assert kinds == [
        "standing",
        "report-back",
        "report-back",
        "report-back",
        "carried",
        "carried",
        "carried",
        "standing",
    ]
    by_state = [situation["state"] for situation in status["situations"]]
    assert by_state.count("open") == 3
    opened = next(s for s in status["situations"] if s["lead"] == "HC")
    assert opened["type"] == "person"
    assert opened["age_band"] == "12-17"
    assert opened["risk_factors"] == ["msa", "hna", "mhs", "npa"]
    assert opened["involved"] == ["PD", "SD", "CF"]
    assert opened["assisting"] == ["MH", "YS"]
    assert opened["outcome"] == "intervention"
    assert home.run("doctor", "--refold")


@pytest.mark.parametrize(("signal", "code"), [("TERM", 143), ("HUP", 129)])
def test_told_to_end_it_leaves_the_terminal_clean_and_loses_nothing(
    home: Home, terminal: Terminal, signal: str, code: int
) -> None:
    terminal.run()
    terminal.wait_for("ROSTER", "PD Police")
    terminal.press("n t pd Escape")
    terminal.wait_for("PD arrived")
    terminal.kill_console(signal)
    assert "AGENDA" not in terminal.wait_for(f"ended {code}")
    roster = {seat["tag"]: seat["state"] for seat in home.status()["roster"]}
    assert roster["PD"] == "present"
    assert roster["SD"] == "expected"


def test_a_second_console_offers_to_watch(home: Home, terminal: Terminal) -> None:
    terminal.run()
    terminal.wait_for("ROSTER", "PD Police")
    first = terminal._windows
    terminal.run()
    terminal.wait_for("Another console", "Watch it here")
    terminal.press("w")
    terminal.wait_for("WATCHING", "PD Police")
    terminal.press("n")
    terminal.wait_for("only be watched")
    second, terminal._windows = terminal._windows, first
    terminal.press("n")
    terminal.wait_for("item 1 began")
    terminal._windows = second
    terminal.wait_for("WATCHING", "meeting began, item 1 began")
