"""The demo's tour: it presses the keys a recorder would, and says why."""

from collections.abc import Iterator
from dataclasses import dataclass

from hub_console.console.commands import KeyMap
from hub_console.console.keyboard import Keyboard


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of the tour.

    Attributes:
        said: In the mode line, in place of what the keys make it say; empty leaves that.
        keys: What is pressed, apart by blanks: ``<risk>``, ``msa``, ``Space``, ``Esc``.
        seconds: How long it stays.
    """

    said: str
    keys: str = ""
    seconds: float = 4.0


STOPS = (
    Stop("Welcome. Item 6 has the floor. Any key of yours stops the tour."),
    Stop("<roll> is the roll. Two letters: an agency is here, with the minute.", "<roll> tr"),
    Stop("Esc goes back, always, and loses nothing.", "Esc", 3),
    Stop("<risk> codes risk factors, protective factors and flags.", "<risk>"),
    Stop("Words find one: the beginnings of two are enough ...", "men Space wit"),
    Stop("... and a digit picks it.", "1"),
    Stop("A code of three letters picks at once, as drr does. Esc is done.", "drr Esc"),
    Stop("<assist> marks who helps: two letters of each agency.", "<assist> ad Esc"),
    Stop("<outcome> lists how it can end. What cannot be says why.", "<outcome>"),
    Stop("i: the intervention is agreed. The 48 hours run from here.", "i"),
    Stop("<next> finishes the item and begins the next.", "<next>"),
    Stop("A new situation is at filter 2. A key that cannot act says why:", "", 3),
    Stop("", "<lead>", 5),
    Stop("<reject> and a digit stop it at its filter. All else is redacted.", "Esc <reject> 1", 5),
    Stop("<undo> takes it back. So nothing asks whether you are sure.", "<undo>"),
    Stop("<spread> spreads the overrun over what still waits.", "<spread>"),
    Stop("<blank> blanks the wall, however often it is pressed.", "<blank>"),
    Stop("<show> alone shows it again.", "<show>"),
    Stop("<help> lists every key, <palette> every command.", "<help>", 5),
    Stop("That is the meeting. The keys are yours.", "Esc", 6),
)


class Tour:
    """Plays the stops, a key at a time."""

    def __init__(self, keyboard: Keyboard, stops: tuple[Stop, ...] = STOPS) -> None:
        self._keyboard = keyboard
        self._beats = self._beat(stops)

    def step(self) -> bool:
        """Do what is due now, called on each tick of the screen; False when the tour is over."""
        return next(self._beats, False)

    def _beat(self, stops: tuple[Stop, ...]) -> Iterator[bool]:
        keyboard = self._keyboard
        while keyboard.desk.table is None:
            yield True
        for stop in stops:
            self._say(stop)
            for key in _pressed(stop.keys, keyboard.keys):
                keyboard.press(key)
                self._say(stop)
                yield True
            until = keyboard.desk.clock.monotonic() + stop.seconds
            while keyboard.desk.clock.monotonic() < until:
                yield True

    def _say(self, stop: Stop) -> None:
        if stop.said:
            self._keyboard.say(stop.said)


def _pressed(keys: str, key_map: KeyMap) -> Iterator[str]:
    """The keys of a stop, one by one."""
    for word in keys.split():
        if word.startswith("<"):
            yield key_map.key[word.strip("<>")]
        elif word in _NAMED:
            yield _NAMED[word]
        else:
            yield from word


_NAMED = {"Esc": "escape", "Space": "space"}
