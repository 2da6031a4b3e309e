"""What every screen of the exchange has: what it asks, the keys below, and the keys of the wall."""

import asyncio
from collections.abc import Iterable
from typing import ClassVar, TypeVar

from textual import events
from textual.binding import BindingType
from textual.containers import Center, Container, Vertical
from textual.content import Content
from textual.widget import Widget

from hub_console.console.screens.exchange.errand import Errand
from hub_console.console.screens.forms.hints import Hint, Hints
from hub_console.console.screens.forms.stage import Stage
from hub_console.console.screens.forms.words import Words, refusal
from hub_console.console.text import line
from hub_console.console.typed import typed
from hub_console.console.widgets.pace_bar import bar

T = TypeVar("T")

AT_EVERY_SCREEN = frozenset({"blank", "show", "lock"})
"""Commands of the table whose keys work here too: a stranger at the door does not wait."""

BAR_CELLS = 40
COLUMN_CELLS = 100


class AskingScreen(Stage[T]):
    """A screen of the exchange; it is shown until the next one is, and answers once.

    Args:
        title: Beside the program's name.
        asks: What it is about, in a sentence or two.
        errand: What it is for.
        trouble: Why the last thing could not be done.

    Attributes:
        answer: Settled when the person decided; None when they go back.
    """

    DEFAULT_CSS = """
    AskingScreen {
        & .stage--body { padding-top: 1; }
        &.-high .stage--body { padding-top: 3; }
        & .stage--body > Center { height: 1fr; }
        & .asking--column { width: 100; max-width: 100%; height: 1fr; }
        & .asking--asks { padding: 0 2; margin-bottom: 1; }
        & .asking--foot { padding: 0 2; margin-top: 1; min-height: 1; max-height: 4; }
        & .asking--body { height: 1fr; }
        & Hints { margin-top: 1; }
        & VerticalScroll {
            height: 1fr;
            padding: 0 2;
            background: $background;
            scrollbar-size-vertical: 1;
            scrollbar-color: $rule;
            scrollbar-background: $background;
        }
        &.-ascii VerticalScroll { scrollbar-size-vertical: 0; }
    }
    """
    HINTS: ClassVar[tuple[Hint, ...]] = ()
    BINDINGS: ClassVar[list[BindingType]] = [("escape", "leave", "Back")]

    def __init__(self, title: str, asks: str | Content, errand: Errand, *, trouble: str = ""):
        super().__init__(title, ascii=errand.settings.ascii)
        self.answer: asyncio.Future[T | None] = asyncio.get_running_loop().create_future()
        self._asks = asks
        self._errand = errand
        self._foot = Words(refusal(trouble) if trouble else "", classes="asking--foot")

    def body(self) -> Iterable[Widget]:
        """What is asked, what there is, what was said of it, the keys."""
        with Center(), Vertical(classes="asking--column"):
            yield Words(self._asks, classes="asking--asks")
            with Container(classes="asking--body"):
                yield from self.shown()
            yield self._foot
            yield Hints(*self.hints())

    def shown(self) -> Iterable[Widget]:
        """What there is to see or to choose from."""
        raise NotImplementedError

    def hints(self) -> Iterable[Hint]:
        """The keys of the screen."""
        return self.HINTS

    def reply(self, answer: T | None) -> None:
        """Give the answer; only the first one counts."""
        if not self.answer.done():
            self.answer.set_result(answer)

    def say(self, said: str | Content, ink: str = "$dim") -> None:
        """Say something above the keys."""
        self._foot.say(said, ink)

    def refuse(self, said: str) -> None:
        """Say what cannot be done, and what to do."""
        self._foot.say(refusal(said))

    def tell_progress(self, doing: str, done: float) -> None:
        """Say how far something is that lasts."""
        self._foot.say(line((f"{doing}  ", "bold $bright"), bar(BAR_CELLS, done)))

    def on_key(self, event: events.Key) -> None:
        """The keys of the wall, of locking and of leaving are those of the table."""
        for key in typed(event):
            command = self._errand.keys.command.get(key)
            if command is None:
                continue
            if command.id in AT_EVERY_SCREEN:
                event.stop()
                said = self._errand.run(command.id)
                self.say(f"{command.help}: {said.text if said else 'done'}", "bold $bright")
            elif command.id == "quit":
                event.stop()
                self.action_leave()

    def action_leave(self) -> None:
        """Go back."""
        self.reply(None)
