"""How far the set-up has come, drawn like the filters of a situation."""

from collections.abc import Sequence

from hub_console.console.screens.forms.words import Words
from hub_console.console.shapes import DONE, LIVE, RULE, WAITING
from hub_console.console.text import line


class Steps(Words):
    """The steps in a row.

    Args:
        titles: Of the steps.
    """

    DEFAULT_CSS = "Steps { padding: 0 2; margin-bottom: 1; }"

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__()
        self._titles = titles

    def reach(self, at: int) -> None:
        """Show that one step is being taken, and those before it are done."""
        parts: list[tuple[str, str]] = []
        for place, title in enumerate(self._titles):
            if place:
                parts.append((f" {RULE * 2} ", "$rule"))
            shape = DONE if place < at else LIVE if place == at else WAITING
            ink = "bold $accent" if place == at else "" if place < at else "$dim"
            parts.append((f"{place + 1} {title} {shape}", ink))
        self.say(line(*parts))
