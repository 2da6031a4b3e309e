"""The tour does with the demo's table what it says."""

from hub_console.console.tour import STOPS, Stop, Tour
from hub_console.desk import Desk
from hub_console.meeting.situation import SituationState
from tests.desks import Fingers, MovedClock


def play(fingers: Fingers, clock: MovedClock, stops: tuple[Stop, ...]) -> None:
    tour = Tour(fingers.keys, stops)
    while tour.step():
        clock.pass_by(0.2)


def after(fingers: Fingers, clock: MovedClock, beginning: str) -> str:
    """The whole tour up to the stop that says this; returns the mode line's sentence."""
    last = next(n for n, stop in enumerate(STOPS) if beginning in (stop.said, stop.keys))
    play(fingers, clock, STOPS[: last + 1])
    return fingers.said


def test_the_roll_and_the_picker(fingers: Fingers, clock: MovedClock) -> None:
    after(fingers, clock, "... and a digit picks it.")
    assert fingers.desk.told[0].text == "risk +mhw Mental health · witnessed traumatic event"
    assert any(told.text.startswith("TR late") for told in fingers.desk.told)


def test_the_intervention(fingers: Fingers, clock: MovedClock) -> None:
    after(fingers, clock, "i: the intervention is agreed. The 48 hours run from here.")
    assert fingers.situation.state is SituationState.OPEN
    assert "AD" in fingers.situation.assisting
    assert "drr" in fingers.situation.risk_factors


def test_a_key_that_cannot_act(fingers: Fingers, clock: MovedClock) -> None:
    said = after(fingers, clock, "<lead>")
    assert said == "At filter 2 no agency is named yet. Press y once AER is found."


def test_rejected_taken_back_and_spread(fingers: Fingers, clock: MovedClock) -> None:
    after(fingers, clock, "<spread> spreads the overrun over what still waits.")
    verbs = [action.verb for action in fingers.desk.done]
    assert verbs[-2:] == ["begin_next", "spread_overrun"]
    assert [action.verb for action in fingers.desk.undone] == []
    assert fingers.live == 7


def test_the_wall_and_the_end(fingers: Fingers, clock: MovedClock) -> None:
    play(fingers, clock, STOPS)
    assert fingers.said == "That is the meeting. The keys are yours."
    assert fingers.mode == "NORMAL"
    assert fingers.table.meeting is not None
    assert not fingers.table.meeting.wall_blank


def test_what_is_said_fits_in_a_small_mode_line(fingers: Fingers) -> None:
    for stop in STOPS:
        assert len(fingers.keys.keys.worded(stop.said)) <= 67, stop.said


def test_the_tour_presses_the_keys_as_they_are(desk: Desk, clock: MovedClock) -> None:
    fingers = Fingers(desk, {"next": "5", "risk": "f"})
    play(fingers, clock, STOPS)
    assert fingers.live == 7
    assert any(told.text.startswith("risk +mhw") for told in fingers.desk.told)
