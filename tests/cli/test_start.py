"""What a command loads before it has anything to do."""

import os
import subprocess
import sys

import pytest

from hub_console import __version__
from hub_console.cli.commands import HOME_OF
from tests.cli.station import Station

HEAVY = (
    "sqlalchemy",
    "alembic",
    "cryptography",
    "sqlcipher3",
    "msgspec",
    "textual",
    "platformdirs",
)


def loaded_by(station: Station, *arguments: str) -> set[str]:
    """The packages that a command had loaded when it ended."""
    program = f"""
import atexit, sys
from hub_console.cli import main
sys.argv[1:] = {list(arguments)!r}
atexit.register(lambda: print(*{{m.split(".")[0] for m in sys.modules}}, file=sys.stderr))
main()
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | station.environ,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stderr.split())


@pytest.mark.parametrize(
    "arguments", [["--version"], ["--help"], ["-h"], ["guide", "recorder"], ["guide", "keys"]]
)
def test_what_needs_no_record_loads_nothing_heavy(bare: Station, arguments: list[str]) -> None:
    assert loaded_by(bare, *arguments).isdisjoint(HEAVY)


@pytest.mark.parametrize(
    "arguments",
    [
        ["status", "--json"],
        ["history"],
        ["agenda", "show"],
        ["roster", "show"],
        ["report", "period"],
        ["report", "period", "--format", "html"],
    ],
)
def test_no_command_loads_textual(station: Station, arguments: list[str]) -> None:
    loaded = loaded_by(station, *arguments)

    assert "sqlalchemy" in loaded
    assert "textual" not in loaded
    assert "alembic" not in loaded


def test_the_version_is_the_packages(bare: Station) -> None:
    assert bare.done("--version") == f"hub-console, version {__version__}\n"


@pytest.mark.parametrize("command", HOME_OF)
def test_every_command_has_help(bare: Station, command: str) -> None:
    for option in ("-h", "--help"):
        assert bare.done(command, option).startswith(f"Usage: hub-console {command}")


@pytest.mark.parametrize("group", ["agenda", "roster"])
def test_the_commands_of_a_group_have_help_too(bare: Station, group: str) -> None:
    assert "FILE" in bare.done(group, "import", "-h")
    assert "--json" in bare.done(group, "show", "-h")


@pytest.mark.parametrize(
    "arguments",
    [
        ["agena"],
        ["--colour"],
        ["init", "--table", "B-2"],
        ["init", "--table", " ", "--station", "here"],
        ["roster", "import"],
        ["demo", "--at", "12"],
        ["agenda"],
        ["\x1b[31m"],
        ["paths", "\x1b[31m"],
    ],
)
def test_misuse_exits_with_2_and_says_how_it_is_used(bare: Station, arguments: list[str]) -> None:
    result = bare.run(*arguments)

    assert (result.exit_code, result.stdout) == (2, "")
    assert "Usage: hub-console" in result.stderr
    assert "\x1b" not in result.stderr


@pytest.mark.parametrize("command", [[], ["demo"], ["demo", "--tour"]])
def test_a_screen_needs_a_terminal(bare: Station, command: list[str]) -> None:
    assert bare.refused(*command) == (
        "The console needs a terminal to be shown on and to be typed at. Start it in one, or use"
        " a command: hub-console --help."
    )
