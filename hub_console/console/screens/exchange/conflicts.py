"""Choosing what was meant, where two stations said different things: one digit each."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual import events
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget

from hub_console.bundles.words import ConflictWords, conflict_words
from hub_console.console.screens.exchange.asking import AskingScreen
from hub_console.console.screens.exchange.errand import Errand
from hub_console.console.screens.exchange.telling import TellingScreen
from hub_console.console.screens.forms.hints import Hint
from hub_console.console.screens.forms.words import Words
from hub_console.console.text import line, literal

if TYPE_CHECKING:
    from hub_console.record import Record
    from hub_console.record.conflicts import Conflict

ASKS = "Both were marked before either was known to the other. Which one was meant?"
AGREE = "The stations agree."
_ROOM_FOR_WORDS = 4
CHOSEN = "All is chosen. It travels with the next bundle."


class ConflictScreen(AskingScreen[int]):
    """One conflict, with what each station said; the answer is the place of the voice, from 0.

    Args:
        words: The conflict.
        place: Which of how many it is.
        errand: What it is for.
        done: What was chosen before, in words.
    """

    DEFAULT_CSS = """
    ConflictScreen .conflict--where { margin-bottom: 1; }
    ConflictScreen .conflict--voice { margin: 1 0 0 0; }
    """
    AUTO_FOCUS = "VerticalScroll"

    def __init__(
        self, words: ConflictWords, place: tuple[int, int], errand: Errand, *, done: str = ""
    ) -> None:
        super().__init__(f"Said differently, {place[0]} of {place[1]}", ASKS, errand)
        self._words = words
        self._done = done

    def shown(self) -> Iterable[Widget]:
        """What it is about, and each value with its digit."""
        words = self._words
        with VerticalScroll():
            about = line((words.where, "bold $bright"), (f"   {words.field}", "$accent"))
            yield Words(about, classes="conflict--where")
            for digit, voice in enumerate(words.voices, 1):
                shows = ("   shows until then", "$dim") if digit == 1 else ""
                value = (voice.value, "bold $bright")
                said = line((f" {digit} ", "bold $on-accent on $accent"), "  ", value, shows)
                who = literal(f"     {voice.who}, {voice.when}", "$dim")
                yield Words(Content("\n").join([said, who]), classes="conflict--voice")

    def hints(self) -> Iterable[Hint]:
        """The digits, and back."""
        voices = len(self._words.voices)
        said = "this one" if voices <= _ROOM_FOR_WORDS else ""
        for digit in range(1, voices + 1):
            yield Hint(str(digit), said, f"choose({digit})", main=digit == 1)
        yield Hint("Esc", "later", "leave")

    def on_mount(self) -> None:
        """Say what was chosen before."""
        super().on_mount()
        if self._done:
            self.say(self._done)

    def on_key(self, event: events.Key) -> None:
        """A digit chooses."""
        if event.key.isdecimal():
            event.stop()
            self.action_choose(int(event.key))
        else:
            super().on_key(event)

    def action_choose(self, digit: int) -> None:
        """Choose a value by its digit."""
        if 1 <= digit <= len(self._words.voices):
            self.reply(digit - 1)
        else:
            self.refuse(f"There is no {digit} here. Press one of the digits shown, or Esc.")


async def solve_conflicts(errand: Errand) -> None:
    """Go through the conflicts of the table, until all are chosen or the person goes back."""
    desk, chosen, said = errand.desk, 0, ""
    assert desk.vocabulary is not None
    while found := await errand.do("Looking", _read):
        assert desk.table is not None
        words = conflict_words(found[0], desk.table, desk.vocabulary)
        place = (chosen + 1, chosen + len(found))
        voice = await errand.ask(ConflictScreen(words, place, errand, done=said))
        if voice is None:
            return
        desk.choose(found[0], found[0].voices[voice])
        chosen, said = chosen + 1, f"{words.where}, {words.field}: {words.voices[voice].value}."
    told = f"{said} {CHOSEN}" if chosen else AGREE
    await errand.ask(TellingScreen("Said differently", told, (), "back to the table", errand))


def _read(record: "Record") -> "list[Conflict]":
    return record.conflicts()
