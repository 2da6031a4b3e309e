"""The recorder's day: new since Monday, 24 agencies, 11 items, a chair in a hurry, a closed lid."""

from datetime import timedelta
from pathlib import Path

import pytest

from hub_console.demo import ROSTER
from hub_console.meeting.acts import discussion, floor, planning, room
from hub_console.meeting.acts.planning import Draft, Schedule
from hub_console.meeting.agenda import ItemKind
from hub_console.meeting.clock import ItemState
from hub_console.meeting.situation import SituationState
from tests.console.neighbours import B2, Neighbour, Visit, Way, at_console, neighbour
from tests.desks import MORNING, MovedClock

BRINGERS = ("SD", "PD", "HC", "TR", "HO", "MH", "IM", "YS", "CF")
STICK = "hubb-B-2-chair-20261123-1.hubb"
PROMISE = "Outreach worker will call this afternoon"
NAMED = {"Esc": "escape", "Enter": "enter", "Down": "down", "Space": "space"}


@pytest.fixture
def way(tmp_path: Path, clock: MovedClock) -> Way:
    """The way to the recorder's laptop, with the day's agenda on it."""
    recorder = neighbour(tmp_path, "B-2 laptop", B2, "Dana Reyes")
    chair = neighbour(tmp_path, "B-2 chair", B2, "Sam Okafor")
    recorder.laptop.knows(chair.laptop)
    chair.laptop.knows(recorder.laptop)
    recorder.laptop.now = MORNING - timedelta(minutes=30)
    recorder.laptop.do(room.set_roster, ROSTER)
    first = Draft(ItemKind.STANDING, "Opening and roll call", minutes=4)
    last = Draft(ItemKind.STANDING, "Close and next table", minutes=2)
    brought = [Draft(ItemKind.NEW, originating=tag) for tag in BRINGERS]
    schedule = Schedule(MORNING, MORNING + timedelta(hours=1))
    recorder.laptop.do(planning.plan_meeting, schedule, [])
    for draft in (first, *brought, last):
        recorder.laptop.do(planning.add_item, draft)
    chair.takes(recorder.sends(chair, at=MORNING - timedelta(minutes=20)))
    _marks_of_the_chair(chair, recorder).rename(tmp_path / STICK)
    for each in (recorder, chair):
        each.laptop.record.close()
    return Way(tmp_path, "b-2-laptop", clock)


def _marks_of_the_chair(chair: Neighbour, recorder: Neighbour) -> Path:
    """On a laptop of its own the chair ran along for an item, and noted what it was promised."""
    chair.laptop.now = MORNING + timedelta(minutes=1)
    chair.laptop.do(floor.begin_next).do(discussion.write_note, PROMISE)
    return chair.sends(recorder, at=MORNING + timedelta(minutes=9))


async def press(at: Visit, keys: str) -> str:
    """Press keys: ``r``, ``msa``, ``Esc``, apart by blanks; returns what the screen shows then."""
    struck: list[str] = []
    for word in keys.split():
        struck += [NAMED[word]] if word in NAMED else word
    return await at.press(*struck)


async def test_the_recorders_day(way: Way, clock: MovedClock) -> None:
    async def story(at: Visit) -> None:
        await _the_agencies_arrive(at)
        await _a_whole_situation(at)
        await _the_chair_is_in_a_hurry(at)
        await _the_lid_is_closed(at, clock)
        await _the_rest_and_the_closing(at)
        await _a_stick_from_the_chairs_laptop(at)

    await at_console(way, story, size=(120, 35))
    _what_is_on_the_disk(way)


async def _the_agencies_arrive(at: Visit) -> None:
    shown = await press(at, "Down Down Enter")
    assert "The meeting has not begun. Press n to begin it." in shown
    assert at.desk.table is not None
    assert len(at.desk.table.agenda) == 11
    await press(at, "t * -va -cc _tr Esc")
    shown = await at.until("IN THE ROOM", "21 of 24", "NEEDED", "TR for item 5")
    assert ": palette" in shown
    assert "q leave" in shown


async def _a_whole_situation(at: Visit) -> None:
    await press(at, "n")
    keys = "n mtp msf mb3 r hna mhs Esc y i sd pd Esc l hc a mh ys Esc o i"
    await press(at, keys)
    shown = await at.until("AER met, intervention agreed", "HC leads", "MH YS assist")
    assert "not here" not in shown
    assert sum(len([w] if w in NAMED else w) for w in keys.split()) <= 56


async def _the_chair_is_in_a_hurry(at: Visit) -> None:
    await press(at, "n mtp x 4")
    await press(at, "n n")
    said = "item 5 began; 2026-003 is undecided, p goes back"
    shown = await at.until(said)
    assert "not here: TR" in shown
    await press(at, "p x 2 n")
    await at.until("resumed item 5")
    await press(at, "t tr Esc")
    assert "not here" not in await at.until("TR Transit police")


async def _the_lid_is_closed(at: Visit, clock: MovedClock) -> None:
    """Locked when it slept: back at the same item with its time, and the wall still blank."""
    await press(at, "r drb Esc")
    clock.pass_by(60)
    clock.jump(180)
    shown = await at.until("Locked at 10:43. The wall is blank.")
    assert "2026-004" not in shown
    await at.press(*"anything", "enter")
    await at.until("2026-004", "drb", "The laptop slept, or its clock jumped: 3:00.")
    shown = await press(at, "\\")
    assert "3:00" in shown
    shown = await press(at, "Esc")
    assert "keys act on item 5 · 2026-004   the wall is blank: B shows it" in shown
    shown = await press(at, "B Esc")
    assert "the wall is blank" not in shown
    table = at.desk.table
    assert table is not None
    assert table.live is not None
    assert table.live.elapsed(clock.now()) == 60


async def _the_rest_and_the_closing(at: Visit) -> None:
    await press(at, "y l pd a ys Esc o i n Z a n x 1 n y l mh a ad Esc o i n x 3 n x 1 n n")
    await press(at, ": close Enter")
    shown = await at.until("READ BACK, THEN CLOSE?", "2026-005   carried: agency absent")
    assert "undecided" not in shown
    await press(at, "y")
    await at.until("MEETING CLOSED", "SEALED", "3 opened, 5 rejected, 1 carried")


async def _a_stick_from_the_chairs_laptop(at: Visit) -> None:
    (at.way.town / STICK).rename(at.way.places.inbox / STICK)
    await at.command("import")
    await at.until("1 bundle")
    await at.press("enter")
    await at.until("What it brings")
    await at.press("enter")
    await at.until("Taken in", "B-2 chair")


def _what_is_on_the_disk(way: Way) -> None:
    """All of it is in the file, and of what was rejected nothing but the reason."""
    found = way.opened(read_only=True)
    table = found.record.load(way.settings.table).table
    assert table.meeting is not None
    assert table.meeting.closed is not None
    states = [s.state for i in table.agenda if (s := table.situation_of(i))]
    assert states.count(SituationState.OPEN) == 3
    assert states.count(SituationState.REJECTED) == 5
    assert [i.position for i in table.agenda if i.state is ItemState.CARRIED] == [6]
    for situation in table.situations.values():
        if situation.state is SituationState.REJECTED:
            assert situation.reason
            detail = (situation.lead, situation.risk_factors, situation.involved)
            assert not any(detail)
    assert PROMISE in {n.text for n in table.notes.values()}
    found.record.close()
