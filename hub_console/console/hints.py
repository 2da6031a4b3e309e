"""What can be pressed, and why not: tried again only when that may have changed."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from hub_console.console.commands import BY_ID, COMMANDS, KeyMap
from hub_console.console.kept import same
from hub_console.console.views import KeyChoice

Hints: TypeAlias = Mapping[str, tuple[KeyChoice, ...]]
"""The keys of each group of hints."""

ON_CURSOR = ("carry", "urgent", "down", "up", "error")
"""Commands that act on the item under the cursor."""


class Hinting:
    """The hints, kept from one look to the next.

    Args:
        keys: Which key does what.
        barred: Why a command cannot act at the moment; empty when it can.
    """

    def __init__(self, keys: KeyMap, barred: Callable[[str], str]) -> None:
        self._keys = keys
        self._barred = barred
        self._why: dict[str, str] = {}
        self._hints: Hints = {}
        self._state: tuple[object, ...] = ()
        self._cursor: object = None

    def hints(self, state: tuple[object, ...], cursor: object) -> Hints:
        """The hints, when all that they depend on is in this state, and the cursor there."""
        if not same(self._state, state):
            self._try(BY_ID)
        elif cursor != self._cursor:
            self._try(ON_CURSOR)
        self._state, self._cursor = state, cursor
        return self._hints

    def _try(self, commands: Iterable[str]) -> None:
        why = self._why | {id_: self._barred(id_) for id_ in commands}
        if why == self._why:
            return
        self._why = why
        hints: dict[str, tuple[KeyChoice, ...]] = {}
        for command in COMMANDS:
            if key := self._keys.key.get(command.id):
                choice = KeyChoice(key, command.label, self._why[command.id])
                hints[command.group] = (*hints.get(command.group, ()), choice)
        self._hints = hints
