"""Choosing what was meant, where two stations said different things: one digit each."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget

from hub_console.bundles.words import ConflictWords, conflict_words
from hub_console.console.screens.exchange.asking import AskingScreen
from hub_console.console.screens.exchange.errand import Errand
from hub_console.console.screens.exchange.telling import TellingScreen
from hub_console.console.screens.forms.hints import Hint, Hints
from hub_console.console.screens.forms.words import Words
from hub_console.console.text import line, literal

if TYPE_CHECKING:
    from hub_console.record.conflicts import Conflict

SAID = "Two stations said different things at the same time. Press the digit of what is meant."


class ConflictScreen(AskingScreen[int]):
    """One conflict, with what each station said; the answer is the place of the voice, from 0.

    Args:
        words: The conflict.
        place: Which of how many it is.
        errand: What it is about.
    """

    DEFAULT_CSS = """
    ConflictScreen .conflict--voice { margin: 1 0 0 2; }
    ConflictScreen .conflict--where { margin-top: 1; }
    """
    AUTO_FOCUS = "VerticalScroll"

    def __init__(
        self,
        words: ConflictWords,
        place: tuple[int, int],
        errand: Errand,
    ) -> None:
        super().__init__(f"Conflict {place[0]} of {place[1]}", errand)
        self._words = words

    def body(self) -> Iterable[Widget]:
        """What it is about, each value with its digit, the keys."""
        words = self._words
        yield self.said(SAID)
        with VerticalScroll():
            about = line((words.where, "bold $bright"), (f"  {words.field}", "$accent"))
            yield Words(about, classes="conflict--where")
            for digit, voice in enumerate(words.voices, 1):
                shows = ("   shows now", "$dim") if digit == 1 else ""
                said = line(
                    (f" {digit} ", "bold $on-accent on $accent"),
                    ("  ", ""),
                    (voice.value, "bold $bright"),
                    shows,
                )
                who = literal(f"     {voice.who}, {voice.when}", "$dim")
                yield Words(Content("\n").join([said, who]), classes="conflict--voice")
        yield Hints(
            Hint(f"1–{len(words.voices)}", "choose", "nothing", main=True),
            Hint("Esc", "later", "leave"),
        )

    def on_key(self, event: events.Key) -> None:
        """A digit chooses."""
        if event.key.isdecimal() and 1 <= int(event.key) <= len(self._words.voices):
            event.stop()
            self.dismiss(int(event.key) - 1)

    def action_nothing(self) -> None:
        """The digits choose; which one, only a person knows."""


async def solve_conflicts(errand: Errand) -> None:
    """Go through the conflicts of the table, until all are chosen or the person goes back."""
    desk = errand.desk
    found: Sequence[Conflict] = await errand.do("Looking …", lambda record: record.conflicts())
    assert desk.table is not None
    assert desk.vocabulary is not None
    for number, conflict in enumerate(found, 1):
        words = conflict_words(conflict, desk.table, desk.vocabulary)
        place = (number, len(found))
        voice = await errand.ask(ConflictScreen(words, place, errand))
        if voice is None:
            return
        desk.choose(conflict, conflict.voices[voice])
    said = (
        "All is chosen. The choice travels with the next bundle."
        if found
        else "The stations agree."
    )
    await errand.ask(TellingScreen("Conflicts", said, (), "back to the table", errand))
