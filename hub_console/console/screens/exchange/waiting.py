"""The screen while a bundle is being read or written."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from textual.containers import Center, Middle
from textual.widget import Widget

from hub_console.console.screens.forms.stage import Stage
from hub_console.console.screens.forms.words import Words
from hub_console.console.text import line

LOOK_SECONDS = 0.2
BAR_CELLS = 40


@dataclass(frozen=True, slots=True)
class Done:
    """How much is done, of about how much."""

    parts: int = 0
    about: int = 1


class WaitingScreen(Stage[None]):
    """Says what is being done and how far it is, and takes no keys: marks wait with it.

    Args:
        said: What is being done.
        done: Tells how far it is.
        ascii: Whether only ASCII may be shown.
    """

    DEFAULT_CSS = """
    WaitingScreen Words { width: auto; }
    WaitingScreen Center { width: 100%; }
    """

    def __init__(self, said: str, done: Callable[[], Done], *, ascii: bool = False) -> None:
        super().__init__("", ascii=ascii)
        self._said = said
        self._done = done

    def body(self) -> Iterable[Widget]:
        """The sentence and the bar."""
        yield Middle(Center(Words(self._said, "bold $bright")), Center(Words(id="waiting--bar")))

    def on_mount(self) -> None:
        """Look again and again how far it is."""
        self._look()
        self.set_interval(LOOK_SECONDS, self._look)

    def action_leave(self) -> None:
        """What has begun is finished first."""

    def _look(self) -> None:
        done = self._done()
        full = round(BAR_CELLS * min(1.0, done.parts / max(1, done.about)))
        bar = line(("█" * full, "$accent"), ("░" * (BAR_CELLS - full), "$rule"))
        self.query_one("#waiting--bar", Words).say(bar)
