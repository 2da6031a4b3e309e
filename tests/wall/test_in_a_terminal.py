"""The console and the wall as two programs in real terminals, killed and started again."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hub_console.demo import ROSTER
from hub_console.desk import memory
from hub_console.desk.memory import name_for
from hub_console.meeting.acts import floor, planning, wall
from hub_console.meeting.acts.planning import Draft
from hub_console.meeting.agenda import ItemKind
from tests.cli.station import PASSPHRASE, Station
from tests.terminal import TMUX, Terminal

needs_tmux = pytest.mark.skipif(TMUX is None, reason="tmux is not installed")


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    """A station in mid-meeting, its second item live, its wall shown."""
    passphrase = tmp_path / "passphrase"
    passphrase.write_text(PASSPHRASE, encoding="utf-8")
    passphrase.chmod(0o600)
    environ = {
        "HUB_CONSOLE_HOME": str(tmp_path / "home"),
        "HUB_CONSOLE_PASSPHRASE_FILE": str(passphrase),
        "TZ": "UTC",
        "TERM": "xterm-256color",
    }
    station = Station(tmp_path, environ).set_up(ROSTER)
    with station.at_desk() as desk:
        desk.do(planning.add_item, Draft(ItemKind.NEW, originating="SD"))
        desk.do(floor.begin_next)
        desk.do(floor.begin_next)
        desk.do(wall.show_wall)
    yield station
    memory.take_away(name_for(station.places.record))


@pytest.fixture
def console(station: Station, tmp_path: Path) -> Iterator[Terminal]:
    (tmp_path / "c").mkdir()
    window = Terminal(tmp_path / "c", station.environ)
    yield window
    window.close()


@pytest.fixture
def projector(station: Station, tmp_path: Path) -> Iterator[Terminal]:
    (tmp_path / "w").mkdir()
    window = Terminal(tmp_path / "w", station.environ, columns=64, rows=18)
    yield window
    window.close()


@needs_tmux
def test_killed_and_started_again_the_wall_is_where_it_was(
    console: Terminal, projector: Terminal
) -> None:
    console.run()
    console.wait_for("ROSTER", "AGENDA", "NO WALL")
    projector.run("wall")
    projector.wait_for("item 2 of 3", "FILTER", "ON TIME")
    console.wait_until(lambda shown: "NO WALL" not in shown)
    console.press("m b 2")
    projector.wait_for("age 6-11")

    console.kill_console()
    projector.wait_for("item 2 of 3", "age 6-11")
    projector.kill_console()
    projector.run("wall")
    projector.wait_for("item 2 of 3", "age 6-11")
    console.run()
    console.wait_for("ROSTER", "live")
    console.press("b")
    projector.wait_for("THE TABLE IS PAUSED")
    projector.kill_console()
    console.kill_console()
    projector.run("wall")
    console.run()
    console.wait_for("ROSTER", "BLANK")
    projector.wait_for("THE TABLE IS PAUSED")
    console.press("B")
    projector.wait_for("age 6-11")
    console.press("Q")
    projector.wait_for("THE TABLE IS PAUSED")


@needs_tmux
def test_a_wall_too_small_for_the_room_is_told_on_the_console(
    console: Terminal, projector: Terminal
) -> None:
    projector.columns, projector.rows = 80, 24
    console.run()
    console.wait_for("ROSTER")
    projector.run("wall", "--image-height", "1.125", "--farthest", "8")
    console.wait_for("READS TO 6 m OF 8", "zoom in on it, move closer")


@needs_tmux
def test_the_eye_chart_says_what_to_do(projector: Terminal) -> None:
    projector.run("wall", "--eye-chart", "--image-height", "0.8")
    projector.wait_for("EYE CHART", "Zoom in", "timer-only")


@needs_tmux
@pytest.mark.parametrize(
    ("option", "shows"), [((), "THE TABLE IS PAUSED"), (("--eye-chart",), "EYE CHART")]
)
def test_told_to_end_the_wall_leaves_the_terminal_clean(
    projector: Terminal, option: tuple[str, ...], shows: str
) -> None:
    projector.run("wall", *option)
    projector.wait_for(shows)
    projector.kill_console("TERM")
    assert shows not in projector.wait_for("ended 143")


def test_the_wall_needs_a_terminal(station: Station) -> None:
    assert "needs a terminal" in station.refused("wall")


def test_the_wall_loads_nothing_that_could_open_a_record() -> None:
    program = (
        "import sys, hub_console.wall.opening, hub_console.wall.eye_chart; print(*sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=os.environ
    )
    loaded = set(ran.stdout.split())

    assert "textual.app" in loaded
    assert loaded.isdisjoint(
        {"sqlalchemy", "sqlcipher3", "cryptography", "alembic", "socketserver"}
    )
    assert loaded.isdisjoint(
        {f"hub_console.record.{name}" for name in ("keys", "sqlite", "record")}
    )
