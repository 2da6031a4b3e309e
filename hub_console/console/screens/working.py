"""The screen while something takes a moment."""

from collections.abc import Iterable

from textual.containers import Middle
from textual.widget import Widget

from hub_console.console.screens.forms.stage import Stage
from hub_console.console.screens.forms.words import Words


class WorkingScreen(Stage[None]):
    """Says what is being done, and takes no keys.

    Args:
        sentence: ``making the keys…``
        ascii: Whether only ASCII may be shown.
    """

    DEFAULT_CSS = "WorkingScreen Words.sentence { text-align: center; }"

    def __init__(self, sentence: str, *, ascii: bool = False) -> None:
        super().__init__("", ascii=ascii)
        self._sentence = sentence

    def body(self) -> Iterable[Widget]:
        """The sentence, in the middle."""
        yield Middle(Words(self._sentence, "bold $bright", classes="sentence"))

    def action_leave(self) -> None:
        """What has begun is finished first."""
