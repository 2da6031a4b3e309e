"""A terminal that is gone, its window closed or its line cut, holds nothing up."""

import asyncio
import errno
import os
import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from threading import Thread

import pytest
from textual.app import App
from textual.driver import Driver
from textual.drivers._writer_thread import MAX_QUEUED_WRITES, WriterThread

from hub_console.console.app import ConsoleApp
from hub_console.console.look import Look
from hub_console.console.opening import Demo
from hub_console.console.terminal import UntilGone
from hub_console.desk import SystemClock
from hub_console.desk.board import Board
from hub_console.settings import Settings
from hub_console.wall.app import WallApp
from hub_console.wall.eye_chart import EyeChartApp
from tests.wall.stage import HALL

BEGUN = b"\x1b[?1049h"
"""A program has taken over the screen of the terminal."""


class Gone(StringIO):
    """A terminal whose other end was closed."""

    def write(self, text: str) -> int:
        raise OSError(errno.EIO, "Input/output error")


def test_the_program_can_end_whatever_it_still_paints() -> None:
    said: list[str] = []

    def paint() -> None:
        terminal = UntilGone(Gone(), lambda: said.append("gone"))
        writer = WriterThread(terminal)  # type: ignore[arg-type]
        writer.start()
        for _ in range(3 * MAX_QUEUED_WRITES):
            writer.write("painted")
        writer.stop()

    painting = Thread(target=paint, daemon=True)
    painting.start()
    painting.join(20)

    assert not painting.is_alive()
    assert said == ["gone"]


def console(folder: Path) -> App[None]:
    settings = Settings()
    return ConsoleApp(Demo(settings, folder, begun=True), Look(settings))


def wall(folder: Path) -> App[None]:
    return WallApp(Board("hall", make=False), Settings(), HALL, SystemClock())


def chart(folder: Path) -> App[None]:
    return EyeChartApp(Settings(), HALL)


@pytest.mark.parametrize("program", [console, wall, chart])
def test_every_program_writes_to_it_so(
    program: Callable[[Path], App[None]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "__stderr__", Gone())
    monkeypatch.setattr(sys, "__stdout__", Gone())
    app = program(tmp_path)

    async def begun() -> Driver:
        return app.driver_class(app)

    driver = asyncio.run(begun())

    assert isinstance(vars(driver)["_file"], UntilGone)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals")
@pytest.mark.parametrize("program", ["demo", "wall --demo"])
def test_a_program_ends_though_no_signal_says_that_its_window_was_closed(
    tmp_path: Path, program: str
) -> None:
    ours, theirs = os.openpty()
    environ = os.environ | {"HUB_CONSOLE_HOME": str(tmp_path), "TERM": "xterm-256color"}
    running = subprocess.Popen(
        [sys.executable, "-m", "hub_console", *program.split()],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environ,
        start_new_session=True,
    )
    os.close(theirs)
    shown = b""
    while BEGUN not in shown:
        shown += os.read(ours, 4096)
    os.close(ours)

    assert running.wait(75) == 129
