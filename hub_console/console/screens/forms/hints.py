"""The keys of a screen, in its last line; each can be clicked."""

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import HorizontalGroup

from hub_console.console.screens.forms.words import Words
from hub_console.console.text import line


@dataclass(frozen=True, slots=True)
class Hint:
    """A key and what it does.

    Attributes:
        key: As the keyboard names it.
        label: What it does.
        action: The screen's action.
        main: Whether it is the one that most people want.
    """

    key: str
    label: str
    action: str
    main: bool = False


class HintChip(Words):
    """One key that can be clicked."""

    DEFAULT_CSS = """
    HintChip { width: auto; margin-right: 3; }
    HintChip:hover { background: $row; }
    """

    def __init__(self, hint: Hint) -> None:
        if hint.main:
            shown = line((f" {hint.key} ", "bold $on-accent on $accent"), f" {hint.label}")
        else:
            shown = line((hint.key, "bold $bright"), f" {hint.label}")
        super().__init__(shown)
        self.hint = hint

    async def on_click(self) -> None:
        """A click is the key."""
        await self.screen.run_action(self.hint.action)


class Hints(HorizontalGroup):
    """The line of keys.

    Args:
        hints: From the left.
    """

    DEFAULT_CSS = "Hints { height: 1; padding: 0 2; }"

    def __init__(self, *hints: Hint) -> None:
        super().__init__()
        self._hints = hints

    def compose(self) -> ComposeResult:
        """One chip for each key."""
        yield from map(HintChip, self._hints)
