"""Where an overlay stands: over whole panels, under the timer, and above the keys."""

from typing import NamedTuple

from textual.geometry import Size

CROWDED = 34
"""From more agencies on, the roster takes more of a wide screen."""

THREE_COLUMNS = 100
"""Cells from which the agenda has a column of its own."""

SHARED_COLUMN = 27
"""The cells of the column that the roster shares with the agenda below that."""


class Span(NamedTuple):
    """Neighbouring columns of cells."""

    left: int
    width: int


def span(cells: int, screen: Size, *, crowded: bool) -> Span:
    """The panels that something of so many cells covers: the middle, with the right, or all."""
    agenda, middle, roster = columns(screen.width, crowded=crowded)
    if cells <= middle:
        return Span(agenda, middle)
    return Span(agenda, middle + roster) if cells <= middle + roster else Span(0, screen.width)


def columns(width: int, *, crowded: bool) -> tuple[int, int, int]:
    """The cells of the panels on the left, in the middle, and on the right, as they are styled."""
    if width < THREE_COLUMNS:
        return 0, width - SHARED_COLUMN, SHARED_COLUMN
    agenda = min(46, max(32, width * 30 // 100))
    share, most = (33, 66) if crowded and width >= 140 else (25, 42)
    roster = min(most, max(26, width * share // 100))
    return agenda, width - agenda - roster, roster


def below_timer(screen: Size) -> int:
    """The first row under the timer of the situation's panel."""
    if screen.height < 30:
        return 7
    return 16 if screen.height >= 44 and screen.width >= 150 else 13


def above_keys(screen: Size) -> int:
    """The first row of the key hints."""
    return screen.height - (5 if screen.height >= 40 and screen.width < 180 else 4)


def below_panels(screen: Size) -> int:
    """The first row under the panels, where the event lines are."""
    return above_keys(screen) - (1 if screen.height < 30 else 3 if screen.height >= 40 else 2)
