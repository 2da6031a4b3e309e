"""The keys as the hints name them."""

from collections.abc import Mapping

from textual.content import Content

from hub_console.console.text import cut, literal

Keys = Mapping[str, str]
"""The key of each command's id, as shown."""


def hint(keys: Keys, label: str, *ids: str) -> str:
    """``[+/-] 1m``: the keys of commands and what they do; empty when one has no key."""
    named = [keys[id_] for id_ in ids if id_ in keys]
    return f"[{'/'.join(named)}] {label}" if len(named) == len(ids) else ""


def hints_within(hints: str, width: int) -> Content:
    """Hints between middle dots, in so many cells: the last, how to leave, is kept longest."""
    parts = hints.split(" · ")
    while len(parts) > 1 and literal(" · ".join(parts)).cell_length > width:
        del parts[-2]
    return cut(literal(" · ".join(parts), "$dim"), width)
