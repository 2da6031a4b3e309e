"""In a real terminal: what ends the console is told in a sentence, and a crash loses nothing."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.station import PASSPHRASE, Station
from tests.terminal import TMUX, Terminal

pytestmark = pytest.mark.skipif(TMUX is None, reason="tmux is not installed")


@pytest.fixture
def station(tmp_path: Path) -> Station:
    passphrase = tmp_path / "passphrase"
    passphrase.write_text(f"{PASSPHRASE}\n")
    environ = {
        "HUB_CONSOLE_HOME": str(tmp_path / "home"),
        "HUB_CONSOLE_PASSPHRASE_FILE": str(passphrase),
        "TERM": "xterm-256color",
    }
    return Station(tmp_path, environ).set_up()


@pytest.fixture
def terminal(station: Station) -> Iterator[Terminal]:
    window = Terminal(station.folder, station.environ)
    yield window
    window.close()


def test_bad_settings_of_the_vocabulary_are_told_on_a_clean_terminal(
    station: Station, terminal: Terminal
) -> None:
    station.places.config.mkdir(exist_ok=True)
    station.places.settings.write_text('[vocabulary]\nhide = ["zzz"]\n', encoding="utf-8")
    terminal.run()
    shown = terminal.wait_for("ended 1")
    assert 'hub-console: The table\'s lists have no code "zzz".' in shown
    assert "Traceback" not in shown
    assert "ROSTER" not in shown


def test_a_killed_console_keeps_the_draft_and_what_can_be_undone(
    station: Station, terminal: Terminal
) -> None:
    terminal.run()
    terminal.wait_for("ROSTER", "PD Police")
    terminal.press("n t pd Escape A s Round Space table Enter e half Space a Space word")
    terminal.wait_for("half a word")
    wait_for_the_draft(station)
    terminal.kill_console()
    terminal.run()
    terminal.wait_for("ROSTER", "Round table")
    terminal.press("e")
    terminal.wait_for("half a word")
    terminal.press("Enter u u u")
    terminal.wait_for("Took back: PD arrived")


def test_keys_that_a_slow_line_delivers_at_once_all_count(
    station: Station, terminal: Terminal
) -> None:
    terminal.run()
    terminal.wait_for("ROSTER", "PD Police")
    at_once = "ntpdsd\x1bAnsd\x1bnyipd\x1blcfasd\x1boi"
    terminal.strike(at_once)
    terminal.wait_for("opened: AER met", "CF leads")


def test_a_locked_table_opens_for_the_passphrase_where_it_was(
    station: Station, terminal: Terminal
) -> None:
    terminal.run()
    terminal.wait_for("ROSTER", "PD Police")
    terminal.press("n t pd Escape Q")
    locked = terminal.wait_for("Locked at", "The wall is blank")
    assert "Police" not in locked
    terminal.strike("no such passphrase")
    terminal.press("Enter")
    terminal.wait_for("opens nothing here")
    terminal.strike(PASSPHRASE)
    terminal.press("Enter")
    terminal.wait_for("ROSTER", "AGENDA", "1/2", "PD Police")


def test_a_menu_that_is_opened_again_is_painted_again(station: Station, terminal: Terminal) -> None:
    terminal.run("demo")
    terminal.wait_for("ROSTER", "PD Police")
    for _ in range(3):
        terminal.press("o")
        terminal.wait_for("relocated")
        terminal.press("Escape")


def wait_for_the_draft(station: Station) -> None:
    """Wait until the record holds what is being typed."""
    for _ in range(200):
        with station.at_desk() as desk:
            if any(desk.drafts.values()):
                return
        time.sleep(0.1)
    raise AssertionError("no draft was kept")
