"""A bar on standard error for what takes longer than a second, where somebody is looking."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from hub_console.bundles.courier import Progress

AFTER_SECONDS = 1.0


@contextmanager
def progress(label: str) -> "Iterator[Progress]":
    """Something to be told how much is done, of about how much."""
    began = time.monotonic()
    shown = sys.stderr.isatty()
    with click.progressbar(length=1, label=label, file=sys.stderr, hidden=True) as bar:

        def tell(done: int, about: int) -> None:
            if shown and time.monotonic() - began > AFTER_SECONDS:
                bar.hidden, bar.length = False, about
                bar.update(done - bar.pos)

        yield tell
