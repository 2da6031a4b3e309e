"""Where an overlay stands: under the timer, which it leaves in sight, and above the keys."""

from textual.geometry import Size

ROWS_BELOW = 4
"""The rows of key hints and mode line."""


def below_timer(screen: Size) -> int:
    """The first row under the timer of the situation's panel."""
    if screen.height < 30:
        return 7
    return 16 if screen.height >= 44 and screen.width >= 150 else 13


def room_below_timer(screen: Size) -> int:
    """The rows from there to the keys."""
    return screen.height - ROWS_BELOW - below_timer(screen)
