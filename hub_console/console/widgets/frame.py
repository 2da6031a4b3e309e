"""Frames of panels: a title on the left, a word on the right, the focus in the line itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from hub_console.console.shapes import MORE_ABOVE, MORE_BELOW
from hub_console.console.text import cut, fit, line, literal
from hub_console.console.views import NormalView, Panel, Scene

_THIN = ("┌", "─", "┐", "│", "└", "┘")
_HEAVY = ("┏", "━", "┓", "┃", "┗", "┛")


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of a panel.

    Attributes:
        title: In the top line, on the left.
        right: In the top line, on the right.
        foot: In the bottom line, on the left.
        more: In the bottom line, on the right.
        focus: Whether the cursor is in the panel.
    """

    title: Content
    right: Content = Content("")
    foot: Content = Content("")
    more: Content = Content("")
    focus: bool = False

    def around(self, body: Sequence[Content], width: int, height: int) -> tuple[Content, ...]:
        """The lines of a panel of so many cells, its body within."""
        if width < 2 or height < 2:
            return tuple(fit(row, width) for row in body[:height])
        ink = "$accent" if self.focus else "$rule"
        corners = _HEAVY if self.focus else _THIN
        top_left, across, top_right, side, low_left, low_right = corners
        edge = literal(side, ink)
        inside = width - 2
        blank = literal("")
        rows = [*body[: height - 2], *[blank] * (height - 2 - len(body))]
        return (
            _border(top_left, across, top_right, self.title, self.right, width, ink),
            *(line(edge, fit(row, inside), edge) for row in rows),
            _border(low_left, across, low_right, self.foot, self.more, width, ink),
        )


def _border(
    first: str, across: str, last: str, left: Content, right: Content, width: int, ink: str
) -> Content:
    """A border line with a text on each side."""
    room = width - 4
    right = cut(right, max(0, room - 4))
    taken = right.cell_length + 2 if right else 0
    left = cut(left, max(0, room - taken - 3))
    start = line((first + across, ink), " ", left, " ") if left else line((first + across, ink))
    end = line(" ", right, (" " + across + last, ink)) if right else line((across + last, ink))
    fill = width - start.cell_length - end.cell_length
    if fill < 0:
        return line((first + across * max(0, width - 2) + last, ink))
    return line(start, (across * fill, ink), end)


def has_cursor(scene: Scene, panel: Panel) -> bool:
    """Whether a panel is the one that keys move in: nothing else asks for them."""
    return scene.panel is panel and isinstance(scene.mode, NormalView)


def scrolled(total: int, room: int, top: int, must_see: int | None) -> int:
    """The first row to show, moved as little as possible so that one row can be seen."""
    if must_see is not None:
        if must_see < top:
            top = must_see
        elif must_see >= top + room:
            top = must_see - room + 1
    return max(0, min(top, total - room))


def hidden(total: int, room: int, top: int) -> Content:
    """How many rows are above and below what is shown."""
    below = total - room - top
    parts = []
    if top > 0:
        parts.append(f"{MORE_ABOVE}{top}")
    if below > 0:
        parts.append(f"{MORE_BELOW}{below} more")
    return literal(" ".join(parts), "$dim")
