"""Ending cleanly when told to from outside: the terminal restored, what waits written."""

import asyncio
import signal
from collections.abc import Callable

HANGUP = 1
"""The number of SIGHUP, also where there is no such signal: the terminal is gone."""


def when_told_to_end(told: Callable[[int], None]) -> None:
    """Call back with the number of a signal that asks the program to end."""
    loop = asyncio.get_running_loop()
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is None:
            continue
        try:
            loop.add_signal_handler(number, told, int(number))
        except (NotImplementedError, RuntimeError):
            signal.signal(number, lambda n, _: told(n))
