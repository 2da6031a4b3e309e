"""Where the passphrase comes from: a file that is named, or a person at a terminal."""

import os
import sys
import time
from collections.abc import Callable
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from hub_console.cli.failure import Failure
from hub_console.record.passphrase import LENGTH, WORDS, is_long_enough

if TYPE_CHECKING:
    from hub_console.desk import Clock
    from hub_console.record import Attempts

VARIABLE = "HUB_CONSOLE_PASSPHRASE_FILE"
NEW_VARIABLE = "HUB_CONSOLE_NEW_PASSPHRASE_FILE"
LONGEST = 4096
"""Bytes of the file's first line at most."""

TRIES = 3

T = TypeVar("T")


def at_terminal() -> bool:
    """Whether there is a person to ask."""
    return sys.stdin is not None and sys.stdin.isatty()


def named_passphrase(variable: str = VARIABLE) -> str | None:
    """The passphrase in the file that the environment names; None when it names none.

    Raises:
        Failure: There is none in it.
    """
    path = os.environ.get(variable)
    return _first_line(Path(path), variable) if path else None


def new_passphrase(question: str = "Passphrase for the new table", variable: str = VARIABLE) -> str:
    """A new passphrase: from the file that is named, or asked for twice.

    Raises:
        Failure: There is neither a file nor a person, or it is guessed too easily.
    """
    passphrase = named_passphrase(variable)
    if passphrase is None:
        _must_be_at_terminal(variable)
        passphrase = _sound(_asked(question, twice=True), "The passphrase")
    if not is_long_enough(passphrase):
        raise Failure(
            f"The passphrase is guessed too easily. Make it longer: {LENGTH} characters, or"
            f" {WORDS} words."
        )
    return passphrase


def with_passphrase(
    use: Callable[[str], T], attempts: "Attempts", clock: "Clock", question: str = "Passphrase"
) -> T:
    """Use the passphrase; a person who mistyped it is asked again, after a while.

    Args:
        use: What it is needed for; it may be the recovery key instead.
        attempts: How often it was wrong.
        clock: Tells the time.
        question: Put to the person.

    Raises:
        Failure: There is neither a file nor a person, or it was wrong too often just now.
        WrongPassphrase: It opens nothing.
    """
    from hub_console.record import MistypedRecoveryKey, WrongPassphrase

    def tried(passphrase: str) -> T:
        try:
            used = use(passphrase)
        except WrongPassphrase:
            attempts.failed(clock.now())
            raise
        attempts.succeeded()
        return used

    def asked() -> T:
        if seconds := ceil(attempts.wait(clock.now())):
            click.echo(f"Wrong too often in a row. Wait {_seconds(seconds)}.", err=True)
            time.sleep(seconds)
        return tried(_sound(_asked(question), "The passphrase"))

    passphrase = named_passphrase()
    if passphrase is not None:
        if seconds := ceil(attempts.wait(clock.now())):
            raise Failure(
                "The passphrase was wrong too often in a row. Try again in"
                f" {_seconds(seconds)}, with the right one."
            )
        return tried(passphrase)
    _must_be_at_terminal()
    for _ in range(TRIES - 1):
        try:
            return asked()
        except (WrongPassphrase, MistypedRecoveryKey) as error:
            click.echo(str(error), err=True)
    return asked()


def _seconds(count: int) -> str:
    return "a second" if count == 1 else f"{count} seconds"


def _asked(question: str, *, twice: bool = False) -> str:
    answer: str = click.prompt(question, hide_input=True, confirmation_prompt=twice, err=True)
    return answer


def _must_be_at_terminal(variable: str = VARIABLE) -> None:
    if not at_terminal():
        new = "new " if variable == NEW_VARIABLE else ""
        raise Failure(
            f"The {new}passphrase is needed, and there is no terminal to ask for it. Put it in a"
            f" file that only you may read and name the file in {variable}."
        )


def _first_line(path: Path, variable: str) -> str:
    try:
        with path.expanduser().open("rb") as file:
            line = file.readline(LONGEST + 2)
    except (OSError, RuntimeError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise Failure(
            f"{path}, which {variable} names, cannot be read ({reason}). Name a file that holds"
            " the passphrase in its first line."
        ) from error
    line = line.removeprefix(b"\xef\xbb\xbf").removesuffix(b"\n").removesuffix(b"\r")
    if len(line) > LONGEST:
        raise Failure(
            f"The first line of {path}, which {variable} names, is longer than {LONGEST} bytes."
            " Name a file that holds the passphrase alone."
        )
    text = line.decode("utf-8", "surrogateescape")
    return _sound(text, f"The first line of {path}, which {variable} names,")


def _sound(passphrase: str, what: str) -> str:
    """A passphrase that can be used.

    Raises:
        Failure: It is empty, or not text.
    """
    if not passphrase:
        raise Failure(f"{what} is empty. Write the passphrase there.")
    if any(0xD800 <= ord(character) < 0xE000 for character in passphrase):
        raise Failure(f"{what} is not UTF-8 text. Write the passphrase anew.")
    return passphrase
