"""The keys as the hints name them."""

from collections.abc import Mapping

from textual.content import Content

from hub_console.console.commands import COMMANDS
from hub_console.console.text import cut, literal
from hub_console.console.views import KeyChoice, Scene

_ID_OF = {(command.group, command.label): command.id for command in COMMANDS}

_SHOWN = {
    "space": "Space",
    "tab": "Tab",
    "enter": "Enter",
    "escape": "Esc",
    "backspace": "Bksp",
    "delete": "Del",
    "insert": "Ins",
    "up": "Up",
    "down": "Down",
    "left": "Left",
    "right": "Right",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
}

Keys = Mapping[str, str]
"""The key of each command's id, as shown."""


def shown_key(key: str) -> str:
    """A key as the hints write it: ``Space``, ``Esc``, ``r``."""
    return _SHOWN.get(key, key)


def command_id(group: str, choice: KeyChoice) -> str:
    """The command that a hint stands for; its label where it is none of the table's."""
    return _ID_OF.get((group, choice.label), choice.label)


def keys_of(scene: Scene) -> Keys:
    """The key of each command that the scene hints at."""
    return {
        command_id(group, choice): shown_key(choice.key)
        for group, choices in (scene.hints or {}).items()
        for choice in choices
    }


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
