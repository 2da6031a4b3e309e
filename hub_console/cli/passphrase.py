"""Where the passphrase comes from: a file that is named, or a person at a terminal."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from hub_console.cli.failure import Failure

VARIABLE = "HUB_CONSOLE_PASSPHRASE_FILE"
LONGEST = 4096
"""Bytes of the file's first line at most."""

LENGTH, WORDS = 12, 4
"""A new passphrase has so many characters, or so many words."""

TRIES = 3

T = TypeVar("T")


def at_terminal() -> bool:
    """Whether there is a person to ask."""
    return sys.stdin is not None and sys.stdin.isatty()


def named_passphrase() -> str | None:
    """The passphrase in the file that the environment names; None when it names none.

    Raises:
        Failure: There is none in it.
    """
    path = os.environ.get(VARIABLE)
    return _first_line(Path(path)) if path else None


def new_passphrase() -> str:
    """The passphrase of a new station: from the file that is named, or asked for twice.

    Raises:
        Failure: There is neither a file nor a person, or it is guessed too easily.
    """
    passphrase = named_passphrase()
    if passphrase is None:
        _must_be_at_terminal()
        passphrase = _sound(_asked("Passphrase for the new table", twice=True), "The passphrase")
    if len(passphrase.strip()) < LENGTH and len(passphrase.split()) < WORDS:
        raise Failure(
            f"The passphrase is guessed too easily. Make it longer: {LENGTH} characters, or"
            f" {WORDS} words."
        )
    return passphrase


def with_passphrase(use: Callable[[str], T]) -> T:
    """Use the passphrase; a person who mistyped it is asked again.

    Raises:
        Failure: There is neither a file nor a person.
        WrongPassphrase: It opens nothing.
    """
    passphrase = named_passphrase()
    if passphrase is not None:
        return use(passphrase)
    _must_be_at_terminal()
    from hub_console.record import WrongPassphrase

    for _ in range(TRIES - 1):
        try:
            return use(_sound(_asked("Passphrase"), "The passphrase"))
        except WrongPassphrase:
            click.echo("That passphrase opens nothing here.", err=True)
    return use(_sound(_asked("Passphrase"), "The passphrase"))


def _asked(question: str, *, twice: bool = False) -> str:
    answer: str = click.prompt(question, hide_input=True, confirmation_prompt=twice, err=True)
    return answer


def _must_be_at_terminal() -> None:
    if not at_terminal():
        raise Failure(
            "The passphrase is needed, and there is no terminal to ask for it. Put it in a file"
            f" that only you may read and name the file in {VARIABLE}."
        )


def _first_line(path: Path) -> str:
    try:
        with path.expanduser().open("rb") as file:
            line = file.readline(LONGEST + 2)
    except (OSError, RuntimeError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise Failure(
            f"{path}, which {VARIABLE} names, cannot be read ({reason}). Name a file that holds"
            " the passphrase in its first line."
        ) from error
    line = line.removeprefix(b"\xef\xbb\xbf").removesuffix(b"\n").removesuffix(b"\r")
    if len(line) > LONGEST:
        raise Failure(
            f"The first line of {path}, which {VARIABLE} names, is longer than {LONGEST} bytes."
            " Name a file that holds the passphrase alone."
        )
    text = line.decode("utf-8", "surrogateescape")
    return _sound(text, f"The first line of {path}, which {VARIABLE} names,")


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
