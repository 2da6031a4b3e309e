"""The key hints: what can be pressed, by group, the lesser keys left out where room is short."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message

from hub_console.console import shapes
from hub_console.console.commands import command_id, shown_key
from hub_console.console.hints import Hints
from hub_console.console.kept import Kept
from hub_console.console.text import line, literal
from hub_console.console.views import NormalView, Scene
from hub_console.console.widgets.painted import Page, Painted, Spot

_PAIRS = {
    ("down", "up"): "move",
    ("longer", "shorter"): "1m",
    ("earlier", "later"): "began",
    ("undo", "redo"): "undo, redo",
    ("blank", "show"): "blank, show",
}
"""Keys that share one label."""

_LEAST_FIRST = (
    *(
        "project",
        "leave_out",
        "calls",
        "previous",
        "detail",
        "down",
        "repeat",
        "services",
    ),
    *("earlier", "add", "urgent", "view", "find", "spread", "carry", "longer", "go"),
    *("palette", "quit", "note", "about", "pause", "due", "roll"),
)
"""What is left out, in this order, until the rest fits."""


_Sizes: TypeAlias = tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
"""The hints of each group by id, and the cells that each takes."""


@dataclass(frozen=True, slots=True)
class _Hint:
    """One or two keys and what they do."""

    id: str
    keys: tuple[tuple[str, str, bool], ...]
    label: str

    @property
    def barred(self) -> bool:
        """Whether none of its keys can act."""
        return all(barred for _, _, barred in self.keys)

    @property
    def width(self) -> int:
        """The cells that it takes."""
        return cell_len(" ".join([*(shown for shown, _, _ in self.keys), self.label]))


@dataclass(frozen=True, slots=True)
class HintsView:
    """What the hint lines show: groups of hints; idle while a mode takes the keys."""

    groups: tuple[tuple[str, tuple[_Hint, ...]], ...]
    idle: bool


class KeyHints(Painted[HintsView]):
    """The rule and the lines of keys."""

    class Pressed(Message):
        """A key of the hints was pressed with the mouse.

        Attributes:
            key: As the keyboard would have sent it.
        """

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._views = Kept[HintsView]()

    def view_of(self, scene: Scene) -> HintsView:
        """The part of the scene that the hints show."""
        idle, hints = not isinstance(scene.mode, NormalView), scene.hints
        return self._views.made(lambda: _view(hints or {}, idle), hints, idle)

    def page_of(self, view: HintsView, width: int, height: int) -> Page:
        """A rule, then as many keys as fit in the rows."""
        rule = literal(shapes.RULE * width, "$rule")
        rows, spots = _fitting(view, width, height - 1)
        return Page((rule, *rows), spots)

    def on_click(self, event: events.Click) -> None:
        """Press the key under the mouse."""
        if (key := self._page.value_at(event.x, event.y)) is not None:
            self.post_message(self.Pressed(key))


def _view(hints: Hints, idle: bool) -> HintsView:
    groups = []
    for group, choices in hints.items():
        keyed = {
            command_id(group, c.label): (c.key, c.label, idle or bool(c.barred)) for c in choices
        }
        groups.append((group, tuple(_hints(keyed))))
    return HintsView(tuple(groups), idle)


def _hints(keyed: dict[str, tuple[str, str, bool]]) -> list[_Hint]:
    hints, seen = [], set()
    pairs = {first: (second, label) for (first, second), label in _PAIRS.items()}
    for id_, (key, label, barred) in keyed.items():
        if id_ in seen:
            continue
        keys = [(shown_key(key), key, barred)]
        if id_ in pairs and pairs[id_][0] in keyed:
            other, label = pairs[id_]
            keys.append((shown_key(keyed[other][0]), keyed[other][0], keyed[other][2]))
            seen.add(other)
        hints.append(_Hint(id_, tuple(keys), label))
    return hints


@lru_cache(maxsize=16)
def _fitting(
    view: HintsView, width: int, rows: int
) -> tuple[tuple[Content, ...], tuple[Spot, ...]]:
    """The lines with as few hints left out as it takes; kept, as a cursor goes to and fro."""
    headed, ink = width >= 100, "bold $dim" if view.idle else "bold $accent"
    sizes = tuple((group, tuple((h.id, h.width) for h in hints)) for group, hints in view.groups)
    gone = _left_out(sizes, width, headed, rows)
    kept = [(group, [h for h in hints if h.id not in gone]) for group, hints in view.groups]
    lines, spots = _flowed([(g, hints) for g, hints in kept if hints], width, headed, ink)
    return tuple(lines[:rows]), tuple(spot for spot in spots if spot.row <= rows)


@lru_cache(maxsize=4)
def _left_out(sizes: _Sizes, width: int, headed: bool, rows: int) -> frozenset[str]:
    """As few hints as it takes, so that the rest fits; tried once for a size of the screen."""
    gone: set[str] = set()
    for id_ in _LEAST_FIRST:
        if _rows_needed(sizes, gone, width, headed) <= rows:
            break
        gone.add(id_)
    for id_ in reversed([id_ for id_ in _LEAST_FIRST if id_ in gone]):
        if _rows_needed(sizes, gone - {id_}, width, headed) <= rows:
            gone.remove(id_)
    return frozenset(gone)


def _rows_needed(sizes: _Sizes, gone: set[str], width: int, headed: bool) -> int:
    """How many rows the hints take that are not gone, as they flow."""
    rows, used = 0, 1
    kept = [(group, [w for id_, w in hints if id_ not in gone]) for group, hints in sizes]
    for number, (group, hints) in enumerate((group, hints) for group, hints in kept if hints):
        head = max(5, len(group)) if headed else 0
        for place, shown in enumerate(hints):
            before = 0
            if place:
                before = (2 if headed else 1) if used > 1 else 0
            elif headed:
                before = head + (3 if used > 1 else 0)
            elif number and used > 1:
                before = 3
            if used + before + shown > width - 1 and used > 1:
                rows, used = rows + 1, 1
                before = (head if place == 0 else 5) if headed else 0
            used += before + shown
    return rows + (used > 1)


def _flowed(
    groups: Sequence[tuple[str, list[_Hint]]], width: int, headed: bool, ink: str
) -> tuple[list[Content], list[Spot]]:
    lines: list[Content] = []
    spots: list[Spot] = []
    parts: list[Content] = [literal(" ")]
    used = 1
    between = "  " if headed else " "

    def turn() -> None:
        nonlocal parts, used
        lines.append(line(*parts))
        parts, used = [literal(" ")], 1

    for number, (group, hints) in enumerate(groups):
        for place, one in enumerate(hints):
            start = literal("")
            if place == 0 and headed:
                start = line(("   " if used > 1 else "", ""), (f"{group:<5}", ink))
            elif place == 0 and number and used > 1:
                start = literal(f" {'│'} ", "$rule")
            shown = _shown(one)
            gap = between if place and used > 1 else ""
            needed = start.cell_length + len(gap) + shown.cell_length
            if used + needed > width - 1 and used > 1:
                turn()
                gap, start = "", literal("")
                if headed:
                    start = literal(f"{group if place == 0 else '':<5}", ink)
            parts += [start, literal(gap)]
            used += start.cell_length + len(gap)
            for key_shown, key, _ in one.keys:
                spots.append(Spot(len(lines) + 1, used, used + len(key_shown), key))
                used += len(key_shown) + 1
            last = spots[-1]
            end = last.left + shown.cell_length
            if len(one.keys) == 1:
                end = last.left + shown.cell_length
                spots[-1] = Spot(last.row, last.left, end, last.value)
            used = used - sum(len(k[0]) + 1 for k in one.keys) + shown.cell_length
            parts.append(shown)
    if used > 1:
        turn()
    return lines, spots


def _shown(one: _Hint) -> Content:
    keys = joined_keys(one)
    return line(*keys, (f" {one.label}", "$dim" if one.barred else ""))


def joined_keys(one: _Hint) -> list[tuple[str, str]]:
    """The keys of a hint, each dim where it cannot act."""
    parts: list[tuple[str, str]] = []
    for number, (shown, _, barred) in enumerate(one.keys):
        parts.append((f"{' ' if number else ''}{shown}", "$dim" if barred else "bold $bright"))
    return parts
