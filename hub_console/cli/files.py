"""Agenda and roster files, read from where the user says."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from hub_console.cli.failure import Failure

if TYPE_CHECKING:
    from hub_console.meeting.files import Form

FILE = click.Path(path_type=Path)


def read_given(path: Path) -> "tuple[bytes, Form]":
    """The content of a file that a command was given, and how it is written.

    Raises:
        Failure: It cannot be read, or its name does not say how it is written.
    """
    from hub_console.meeting.files import LARGEST, Form

    try:
        form = Form(path.suffix.casefold().removeprefix("."))
    except ValueError:
        raise Failure(
            f"{path}: the end of the name must say how the file is written, .toml or .csv."
        ) from None
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1), form
    except OSError as error:
        raise Failure(
            f"{path} cannot be read ({error.strerror}). Name a file that you may read."
        ) from error


def refused(path: Path, error: Exception) -> Failure:
    """The same refusal, with the file's name before every line."""
    lines = str(error).split("\n")
    said = (f"{path}{',' if line.startswith('line ') else ':'} {line}" for line in lines)
    return Failure("\n".join([*said, "Nothing of it was taken in."]))
