"""What every mode is, and what it may ask of the keyboard."""

from typing import Protocol

from hub_console.console.views import ModeView, Tone

HELP = "?"
"""Where nothing that is typed can mean it, a cry for help."""

WHERE_THE_KEYS_ARE = "press Esc, then <help> for all the keys."


class Mode(Protocol):
    """A meaning of the keys. ``name`` stands in the mode line."""

    name: str

    def press(self, key: str) -> None:
        """Take one key: a character, or the name of a key that has none."""

    def view(self) -> ModeView:
        """What the screen shows of it."""


class Board(Protocol):
    """The keyboard as a mode sees it."""

    def enter(self, mode: Mode) -> None:
        """Let the keys mean something else until the mode ends."""

    def back(self) -> None:
        """Return to the normal mode."""

    def say(self, text: str, tone: Tone = Tone.PLAIN) -> None:
        """Say a sentence in the mode line."""


def character(key: str) -> str:
    """The character that a key types; empty when it types none."""
    if key == "space":
        return " "
    return key if len(key) == 1 and key.isprintable() else ""
