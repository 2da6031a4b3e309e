"""The demo's tour: it presses the keys a recorder would, and says why."""

from collections.abc import Iterator
from dataclasses import dataclass

from hub_console.console.keyboard import Keyboard


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of the tour: what is said, the keys that follow, and how long it stays."""

    said: str
    keys: tuple[str, ...] = ()
    seconds: float = 4.0


def _typed(text: str) -> tuple[str, ...]:
    return tuple(text)


STOPS = (
    Stop("Welcome. Item 6 has the floor. Any key of yours stops the tour."),
    Stop("r opens the picker for risk factors, protective factors and flags.", ("r",), 3),
    Stop("Words find a factor: half of two words is enough ...", _typed("moth wit"), 3),
    Stop("... and a digit picks it.", ("1",), 3),
    Stop("A code of three letters picks at once: drr. Esc is done.", (*_typed("drr"), "escape")),
    Stop("a marks who assists: two letters of each agency.", ("a", *_typed("ad"), "escape")),
    Stop("o i: the intervention is agreed. The 48 hours run from here.", ("o", "i")),
    Stop("n finishes the item and begins the next one.", ("n",)),
    Stop("x and a digit stop a situation at its filter; all else is redacted.", ("x", "1")),
    Stop("u takes it back. So nothing asks whether you are sure.", ("u",)),
    Stop("= spreads the overrun over what still waits.", ("=",)),
    Stop("t and two letters: an agency has come, with the minute.", ("t", *_typed("tr"), "escape")),
    Stop("b blanks the wall; B alone shows it again.", ("b",)),
    Stop("B shows it. ? lists every key, : every command.", ("B",)),
    Stop("That is the meeting. The keys are yours.", (), 6),
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
        clock = self._keyboard.desk.clock
        for stop in stops:
            for key in stop.keys:
                self._keyboard.press(key)
                self._keyboard.say(stop.said)
                yield True
            self._keyboard.say(stop.said)
            until = clock.monotonic() + stop.seconds
            while clock.monotonic() < until:
                yield True
