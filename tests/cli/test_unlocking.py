"""Where the passphrase comes from, and what is said when it is not right."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.station import PASSPHRASE, Station

NAMED = "HUB_CONSOLE_PASSPHRASE_FILE"
WRONG = "This passphrase opens nothing here."
ASKS = ["status", "history", "agenda next", "agenda show", "roster show"]


@pytest.fixture
def unnamed(station: Station) -> Station:
    """A station whose passphrase nobody tells."""
    return Station(station.folder, {**station.environ, NAMED: ""})


@pytest.mark.parametrize("command", ASKS)
def test_without_a_file_and_a_terminal_it_says_how(unnamed: Station, command: str) -> None:
    assert unnamed.refused(*command.split()) == (
        "The passphrase is needed, and there is no terminal to ask for it. Put it in a file that"
        " only you may read and name the file in HUB_CONSOLE_PASSPHRASE_FILE."
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty. Write the passphrase there."),
        (b"\ncorrect horse\n", "is empty. Write the passphrase there."),
        (b"\xff\xfe\n", "is not UTF-8 text. Write the passphrase anew."),
        (b"x" * 5000, "is longer than 4096 bytes. Name a file that holds the passphrase alone."),
    ],
)
def test_a_file_without_a_passphrase_is_refused(
    station: Station, content: bytes, said: str
) -> None:
    path = Path(station.environ[NAMED])
    path.write_bytes(content)

    assert station.refused("status") == (f"The first line of {path}, which {NAMED} names, {said}")


def test_a_file_that_is_not_there_is_refused(station: Station) -> None:
    missing = station.folder / "nothing"
    station.environ[NAMED] = str(missing)

    assert station.refused("status") == (
        f"{missing}, which {NAMED} names, cannot be read (No such file or directory). Name a file"
        " that holds the passphrase in its first line."
    )


def test_a_wrong_passphrase_opens_nothing(station: Station) -> None:
    Path(station.environ[NAMED]).write_text("wrong", encoding="utf-8")

    assert station.refused("status").startswith(WRONG)


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\nwhat else stands there\n"])
@pytest.mark.parametrize("begin", ["", "\ufeff"])
def test_only_the_first_line_counts(station: Station, begin: str, end: str) -> None:
    written = f"{begin}{PASSPHRASE}{end}".encode()
    Path(station.environ[NAMED]).write_bytes(written)

    assert "B-2 Roxbury" in station.done("status")


@contextmanager
def terminal(station: Station, *arguments: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A command at a terminal of its own; what is typed and shown goes through pipes.

    Ctrl+C reaches it, though whoever began the tests in the background shut it off for them all.
    """
    program = """
import pty, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
sys.exit(pty.spawn(sys.argv[1:]) >> 8)
"""
    command = [sys.executable, "-m", "hub_console", *arguments]
    with subprocess.Popen(
        [sys.executable, "-c", program, *command],
        env=os.environ | station.environ,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def answer(process: "subprocess.Popen[bytes]", question: str, text: str) -> None:
    """Type an answer as soon as a question stands there."""
    assert process.stdin is not None
    shown_until(process, question)
    process.stdin.write(text.encode())
    process.stdin.flush()


def shown_until(process: "subprocess.Popen[bytes]", end: str) -> str:
    """What is shown up to a text."""
    assert process.stdout is not None
    shown = b""
    while not shown.endswith(end.encode()):
        character = process.stdout.read(1)
        assert character, shown
        shown += character
    return shown.decode()


needs_pty = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")


@needs_pty
def test_a_person_who_mistypes_is_asked_again(unnamed: Station) -> None:
    with terminal(unnamed, "status") as process:
        answer(process, "Passphrase: ", "wrong\n")
        shown_until(process, "This passphrase opens nothing here.")
        answer(process, "Passphrase: ", f"{PASSPHRASE}\n")
        shown = shown_until(process, "Saved")
        assert PASSPHRASE not in shown
        assert process.wait(20) == 0


@needs_pty
def test_three_wrong_passphrases_are_enough(unnamed: Station) -> None:
    with terminal(unnamed, "status") as process:
        for _ in range(3):
            answer(process, "Passphrase: ", "wrong\n")
        shown_until(process, f"Error: {WRONG}")
        assert process.wait(20) == 1


@needs_pty
def test_a_new_passphrase_is_asked_for_twice(bare: Station) -> None:
    del bare.environ[NAMED]
    with terminal(bare, "init", "--table", "B-2", "--station", "laptop") as process:
        for again in ("something else", PASSPHRASE):
            answer(process, "Passphrase for the new table: ", f"{PASSPHRASE}\n")
            answer(process, "confirmation: ", f"{again}\n")
        assert not bare.places.data.exists()
        answer(process, "from the paper: ", f"{recovery_key(process)}\n")
        shown_until(process, "hub-console\r\n")
        assert process.wait(20) == 0


def recovery_key(process: "subprocess.Popen[bytes]") -> str:
    """The recovery key, as it is printed next."""
    shown_until(process, "The recovery key: ")
    return shown_until(process, "\r\n").strip()


@needs_pty
def test_a_recovery_key_that_is_not_typed_back_sets_nothing_up(bare: Station) -> None:
    with terminal(bare, "init", "--table", "B-2", "--station", "laptop") as process:
        key = recovery_key(process)
        wrong = key[:-1] + ("A" if key[-1] != "A" else "B")
        for typed in (wrong, key[6:], "what was it"):
            answer(process, "from the paper: ", f"{typed}\n")
            shown_until(process, "ompare with the paper.")
        shown_until(process, "so nothing was set up. Run hub-console init again; it makes another")
        assert process.wait(20) == 1
    assert not bare.places.data.exists()


@needs_pty
def test_a_slip_in_typing_the_recovery_key_back_is_mended(bare: Station) -> None:
    with terminal(bare, "init", "--table", "B-2", "--station", "laptop") as process:
        key = recovery_key(process)
        answer(process, "from the paper: ", f"{key[:6]}{'A' if key[6] != 'A' else 'B'}{key[7:]}\n")
        shown_until(process, "Group 2 of the recovery key is mistyped. Compare with the paper.")
        answer(process, "from the paper: ", f"{key.lower().replace('-', ' ')}\n")
        shown_until(process, "hub-console\r\n")
        assert process.wait(20) == 0
    Path(bare.environ[NAMED]).write_text(key, encoding="utf-8")
    assert "scheduled" in bare.done("status")


@needs_pty
def test_ctrl_c_at_the_question_changes_nothing(bare: Station) -> None:
    del bare.environ[NAMED]
    with terminal(bare, "init", "--table", "B-2", "--station", "laptop") as process:
        answer(process, "Passphrase for the new table: ", "\x03")
        shown_until(process, "Error: Stopped.")
        assert process.wait(20) == 1
    assert not bare.places.data.exists()
