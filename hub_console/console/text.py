"""The one door from text to the screen: shown literally, harmlessly, and within its cells."""

from collections.abc import Sequence
from typing import TypeAlias

from textual.content import Content

from hub_console.harmless import harmless

__all__ = [
    "Part",
    "cut",
    "fit",
    "harmless",
    "joined",
    "line",
    "literal",
    "spread",
    "under_cursor",
    "wrapped",
]

Part: TypeAlias = Content | str | tuple[str, str]
"""Text that may come from anywhere, with or without the ink it is shown in."""


def literal(text: str, ink: str = "") -> Content:
    """Text as it stands: no markup, no control codes, no letters that turn the line around."""
    return Content.styled(harmless(text), ink, strip_control_codes=False)


def line(*parts: Part) -> Content:
    """One line put together from its parts, each of them literal."""
    return Content.assemble(*map(_part, parts), strip_control_codes=False)


def fit(content: Content, width: int) -> Content:
    """A line of exactly ``width`` cells: padded, or cut with an ellipsis."""
    return content.truncate(max(0, width), ellipsis=True, pad=True)


def cut(content: Content, width: int) -> Content:
    """A line of at most ``width`` cells, cut with an ellipsis."""
    return content.truncate(max(0, width), ellipsis=True)


def spread(left: Content, right: Content, width: int) -> Content:
    """A line with something at its right end; what is left of it is cut where both cannot be."""
    if not right:
        return fit(left, width)
    right = cut(right, width)
    return line(fit(left, width - right.cell_length), right)


def under_cursor(content: Content) -> Content:
    """A line as it looks when the cursor is on it: one ink, whatever it was made of."""
    return literal(content.plain, "bold $on-accent on $accent")


def wrapped(text: str, width: int, rows: int, ink: str = "") -> list[Content]:
    """Text in at most ``rows`` lines, broken between words, the last one with an ellipsis."""
    if width < 1 or rows < 1:
        return []
    lines = literal(text, ink).wrap(width)
    if len(lines) > rows:
        rest = " ".join(one.plain.strip() for one in lines[rows - 1 :])
        lines = [*lines[: rows - 1], literal(rest, ink)]
    return [cut(one, width) for one in lines]


def _part(part: Part) -> Content | tuple[str, str] | str:
    if isinstance(part, Content):
        return part
    if isinstance(part, tuple):
        return harmless(part[0]), part[1]
    return harmless(part)


def joined(parts: Sequence[Content], between: str = "  ") -> Content:
    """Lines put one after the other."""
    return literal(between).join([part for part in parts if part])
