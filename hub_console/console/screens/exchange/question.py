"""A screen of the exchange as it is built: what it asks, what there is, what was said, the keys."""

import asyncio
from collections.abc import Iterable
from typing import ClassVar, TypeVar

from textual.containers import Center, Container, Vertical
from textual.content import Content
from textual.widget import Widget

from hub_console.console.screens.forms.hints import Hint, Hints
from hub_console.console.screens.forms.stage import Stage
from hub_console.console.screens.forms.words import Words, refusal
from hub_console.console.text import line
from hub_console.console.widgets.pace_bar import bar

T = TypeVar("T")

BAR_CELLS = 40
COLUMN_CELLS = 100


class Question(Stage[T]):
    """A screen that is shown until the next one is, and answers once.

    Args:
        title: Beside the program's name.
        asks: What it is about, in a sentence or two.
        trouble: Why the last thing could not be done.
        ascii: Whether only ASCII may be shown.

    Attributes:
        answer: Settled when the person decided; None when they go back.
    """

    DEFAULT_CSS = """
    Question {
        & .stage--body { padding-top: 1; }
        &.-high .stage--body { padding-top: 3; }
        & .stage--body > Center { height: 1fr; }
        & .question--column { width: 100; max-width: 100%; height: 1fr; }
        & .question--asks { padding: 0 2; margin-bottom: 1; }
        & .question--foot { padding: 0 2; margin-top: 1; min-height: 1; max-height: 4; }
        & .question--body { height: 1fr; }
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

    def __init__(self, title: str, asks: str | Content, *, trouble: str, ascii: bool) -> None:
        super().__init__(title, ascii=ascii)
        self.answer: asyncio.Future[T | None] = asyncio.get_running_loop().create_future()
        self._asks = asks
        self._foot = Words(refusal(trouble) if trouble else "", classes="question--foot")

    def body(self) -> Iterable[Widget]:
        """What is asked, what there is, what was said of it, the keys."""
        with Center(), Vertical(classes="question--column"):
            yield Words(self._asks, classes="question--asks")
            with Container(classes="question--body"):
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
