"""A coordinator's desk turns from table to table, and never shows one for another."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import pytest

from hub_console.desk import Desk
from hub_console.desk.station import new_id
from hub_console.meeting.acts import room
from hub_console.meeting.values import NO_ID, Id, Refused
from tests.console.neighbours import COORDINATOR, Way, a_town
from tests.desks import MovedClock


@dataclass
class Turning:
    """A desk, word from its writer, and what is to happen in the writer's thread before it."""

    desk: Desk
    word: Event
    errands: list[Callable[[], None]]

    def hear(self) -> None:
        """Wait for word from the writer, and forget it."""
        assert self.word.wait(20)
        self.word.clear()

    def turn_to(self, home: Id) -> str:
        """Turn to a table; returns the name of what shows then."""
        self.desk.turn_to(home)
        while self.desk.table is None:
            self.hear()
            self.desk.receive()
        return self.desk.table.home.name

    @property
    def homes(self) -> list[Id]:
        """The tables that are held, by name."""
        found: list[Id] = []
        self.desk.ask(lambda record: list(record.exchange.tables()), found.extend, print)
        self.desk.settle()
        return found


@pytest.fixture
def at(tmp_path: Path, clock: MovedClock) -> Iterator[Turning]:
    """A coordinator's desk, at none of its three tables."""
    a_town(tmp_path).close()
    word, errands = Event(), list[Callable[[], None]]()

    def wake() -> None:
        while errands:
            errands.pop()()
        word.set()

    desk = Desk(Way(tmp_path, COORDINATOR, clock).opened, clock, new_id, wake)
    desk.open()
    desk.settle()
    yield Turning(desk, word, errands)
    desk.close()


def test_it_begins_at_no_table_and_turns_to_each(at: Turning) -> None:
    assert at.desk.table is not None
    assert at.desk.table.home.id == NO_ID
    assert not at.desk.at_home

    shown = [at.turn_to(home) for home in at.homes]

    assert shown == ["B-2 Roxbury", "C-11 Dorchester", "E-13 Jamaica Plain"]


def test_what_was_read_before_the_turn_is_not_shown_after_it(at: Turning) -> None:
    first, second, _ = at.homes
    at.turn_to(first)
    at.word.clear()
    at.desk.look_again()
    at.hear()

    assert at.turn_to(second) == "C-11 Dorchester"
    assert at.desk.told == []


def test_a_turn_while_a_table_is_being_read_is_not_forgotten(at: Turning) -> None:
    first, second, _ = at.homes
    at.turn_to(first)

    at.errands.append(lambda: at.desk.turn_to(second))
    at.desk.look_again()

    while at.desk.table is None or at.desk.table.home.id != second:
        at.hear()
        at.desk.receive()


def test_nothing_is_marked_at_any_of_them(at: Turning) -> None:
    at.turn_to(at.homes[0])

    with pytest.raises(Refused, match="A coordinator's station marks nothing"):
        at.desk.do(room.arrive, "MH")
    assert at.desk.jumped() == 0
