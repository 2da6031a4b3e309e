"""What commands print: text shown harmlessly, columns that line up, JSON for scripts."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from unicodedata import combining, east_asian_width

import click

from hub_console.harmless import harmless


def say(text: str = "", *, err: bool = False) -> None:
    """Print a line of text that may come from anywhere, or say what goes wrong beside the rest."""
    click.echo(harmless(text), err=err)


def say_columns(rows: Sequence[Sequence[str]]) -> None:
    """Print rows under each other, every column as wide as its widest cell."""
    shown = [[harmless(cell) for cell in row] for row in rows]
    widths = [max(map(_cells, column)) for column in zip(*shown, strict=True)]
    for row in shown:
        padded = (cell + " " * (w - _cells(cell)) for cell, w in zip(row, widths, strict=True))
        click.echo("  ".join(padded).rstrip())


def say_json(value: object) -> None:
    """Print a value as JSON in ASCII, which no text in it can make harmful."""
    click.echo(json.dumps(value, indent=2, default=_plain))


def _cells(text: str) -> int:
    """How many cells of a terminal a text takes."""
    return sum(
        0 if combining(character) else 2 if east_asian_width(character) in "WF" else 1
        for character in text
    )


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone().isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else str(value)
