"""What the console loads before its first frame, and that it never speaks to a network."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.station import PASSPHRASE, Station

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

HEAVY = {"sqlalchemy", "alembic", "cryptography", "sqlcipher3", "msgspec"}
UNASKED = {"hub_console.console.screens.setup", "hub_console.console.screens.unlock"}
OF_THE_TABLE = {
    "hub_console.meeting.table",
    "hub_console.desk",
    "hub_console.console.screens.table",
}
LATER = {
    "alembic",
    "hub_console.bundles",
    "hub_console.record.exchange",
    "hub_console.record.history",
    "hub_console.record.refold",
    "hub_console.record.retention",
    "hub_console.record.statistics",
    "hub_console.reports",
}

AT_THE_FIRST_FRAME = """
import os, sys
from textual.app import App
from hub_console.cli import main

display = App._display

def note(app, screen, renderable):
    display(app, screen, renderable)
    if renderable is not None:
        with open(os.environ["NOTES"], "w") as notes:
            print(*sys.modules, sep="\\n", file=notes)
        os._exit(0)

App._display = note
main()
"""

AT_THE_TABLE = """
import os, sys
from hub_console.cli import main
from hub_console.console.screens.main import MainScreen

paint = MainScreen.paint

def note(screen, scene):
    paint(screen, scene)
    if scene.table is not None:
        with open(os.environ["NOTES"], "w") as notes:
            print(*sys.modules, sep="\\n", file=notes)
        os._exit(0)

MainScreen.paint = note
main()
"""

ALL_THE_WAY = """
import os, socket, sys

notes = open(os.environ["NOTES"], "w")

def note(event, arguments):
    if event == "socket.__new__" and arguments[1] == getattr(socket, "AF_UNIX", None):
        return  # the event loop's own pipe
    if event.startswith("socket."):
        print(event, arguments, file=notes, flush=True)

sys.addaudithook(note)
from hub_console.cli import main
from hub_console.console.screens.table import TableScreen

keys = iter([*"rmsa", "escape", *"ttr", "escape", *"ehere", "enter", *"nu?", "escape", "q"])
tick = TableScreen._tick

def play(screen):
    tick(screen)
    if screen.desk.table is not None:
        screen.press(next(keys))

TableScreen._tick = play
try:
    main()
finally:
    print("ended", file=notes, flush=True)
"""


def noted(
    program: str, folder: Path, command: list[str], environ: dict[str, str], typed: bytes = b""
) -> set[str]:
    """What a program noted that ran in a terminal of its own until it ended."""
    notes = folder / "notes"
    terminal = {"TERM": "xterm-256color", "COLUMNS": "120", "LINES": "35"}
    ours, theirs = os.openpty()
    running = subprocess.Popen(
        [sys.executable, "-c", program, *command],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=os.environ | environ | terminal | {"NOTES": str(notes)},
        start_new_session=True,
    )
    os.close(theirs)
    os.write(ours, typed)
    shown = b""
    try:
        while more := os.read(ours, 1 << 16):
            shown += more
    except OSError:
        pass  # the program has ended
    os.close(ours)
    assert running.wait(60) == 0, shown.decode(errors="replace")[-2000:]
    return set(notes.read_text(encoding="utf-8").splitlines()) if notes.exists() else set()


@pytest.fixture
def unlocked(tmp_path: Path) -> dict[str, str]:
    """The environment of a station that its passphrase's file unlocks."""
    passphrase = tmp_path / "passphrase"
    passphrase.write_text(PASSPHRASE, encoding="utf-8")
    passphrase.chmod(0o600)
    environ = {
        "HUB_CONSOLE_HOME": str(tmp_path / "home"),
        "HUB_CONSOLE_PASSPHRASE_FILE": str(passphrase),
    }
    Station(tmp_path, environ).set_up()
    return environ


@pytest.mark.parametrize("command", [["demo"], []])
def test_the_first_frame_waits_for_nothing_heavy_and_not_for_the_table(
    command: list[str], tmp_path: Path, unlocked: dict[str, str]
) -> None:
    loaded = noted(AT_THE_FIRST_FRAME, tmp_path, command, unlocked)

    assert "textual.app" in loaded
    assert loaded.isdisjoint(HEAVY | UNASKED | OF_THE_TABLE)


@pytest.mark.parametrize("command", [["demo"], []])
def test_the_table_waits_for_nothing_that_it_does_not_show(
    command: list[str], tmp_path: Path, unlocked: dict[str, str]
) -> None:
    loaded = noted(AT_THE_TABLE, tmp_path, command, unlocked)

    assert "hub_console.record.reading" in loaded
    assert loaded.isdisjoint(LATER | UNASKED)


@pytest.mark.parametrize("command", [["demo"], []])
def test_no_socket_is_ever_opened(
    command: list[str], tmp_path: Path, unlocked: dict[str, str]
) -> None:
    assert noted(ALL_THE_WAY, tmp_path, command, unlocked) == {"ended"}


@pytest.mark.parametrize("command", [["demo"], []])
def test_what_is_typed_before_the_first_frame_is_kept_for_the_table(
    command: list[str], tmp_path: Path, unlocked: dict[str, str]
) -> None:
    program = "from hub_console.cli import main; main()"

    assert noted(program, tmp_path, command, unlocked, typed=b"q") == set()
