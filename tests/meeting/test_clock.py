from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from hub_console.meeting import clock
from hub_console.meeting.acts import discussion, floor
from hub_console.meeting.clock import ClockEvent, Events, ItemState, Sign, Tick
from hub_console.meeting.rules import TableRules
from tests.builders import TEN, a_table

RULES = TableRules()


def elapsed_of(*events: tuple[Tick, float, int], at: float) -> int:
    """Seconds elapsed at a second after ten, of events given by their second after ten."""
    kept: Events = {}
    for tick, second, amount in events:
        event = ClockEvent(tick, TEN + timedelta(seconds=second), amount)
        kept = clock.with_event(kept, event)
    return clock.elapsed(kept, TEN + timedelta(seconds=at))


def test_a_pause_is_not_counted() -> None:
    room = a_table().with_new_situation().begun().after(minutes=2).do(floor.toggle_pause)
    room.after(minutes=5)
    assert room.live.elapsed(room.now) == 120
    assert room.live.state is ItemState.PAUSED
    room.do(floor.toggle_pause).after(seconds=30)
    assert room.live.elapsed(room.now) == 150


def test_backdating_adds_to_the_time_and_later_takes_it_away() -> None:
    room = a_table().with_new_situation().begun().after(seconds=10)
    room.do(floor.started_earlier).do(floor.started_earlier)
    assert room.live.elapsed(room.now) == 70
    for _ in range(3):
        room.do(floor.started_later)
    assert room.live.elapsed(room.now) == 0
    assert "just begun" in room.refuses(floor.started_later)
    room.after(seconds=5)
    assert room.live.elapsed(room.now) == 5


def test_a_clock_set_backwards_never_makes_a_negative_time() -> None:
    room = a_table().with_new_situation().begun().after(minutes=4).after(minutes=-60)
    assert room.live.elapsed(room.now) == 0


def test_a_clock_set_backwards_takes_nothing_from_what_ran_before() -> None:
    start, pause, resume = (Tick.START, 0, 0), (Tick.PAUSE, 120, 0), (Tick.RESUME, 130, 0)
    assert elapsed_of(start, pause, resume, at=-3600) == 120
    assert elapsed_of(start, pause, resume, (Tick.PAUSE, -3600, 0), at=-3600) == 120


def test_a_backward_jump_that_was_put_in_goes_on_where_it_was() -> None:
    room = a_table().with_new_situation().begun().after(minutes=4).after(minutes=-60)
    room.do(floor.note_jump, -3600)
    assert room.live.elapsed(room.now) == 240
    room.after(minutes=1)
    assert room.live.elapsed(room.now) == 300


def test_a_sleep_can_be_left_out() -> None:
    room = a_table().with_new_situation().begun().after(minutes=4).after(minutes=30)
    room.do(floor.note_jump, 1800)
    assert room.live.elapsed(room.now) == 2040
    room.do(floor.leave_out, 1800)
    assert room.live.elapsed(room.now) == 240


def test_a_sleep_while_paused_was_never_in_the_time() -> None:
    room = a_table().with_new_situation().begun().after(minutes=4).do(floor.toggle_pause)
    room.after(minutes=30).do(floor.note_jump, 1800)
    assert "paused" in room.refuses(floor.leave_out, 1800)
    room.do(floor.toggle_pause)
    assert room.live.elapsed(room.now) == 240


def test_the_words_of_the_timer_at_their_boundaries() -> None:
    assert clock.sign(239, 360, RULES) is Sign.ON_TIME
    assert clock.sign(240, 360, RULES) is Sign.WRAP_UP
    assert clock.sign(360, 360, RULES) is Sign.WRAP_UP
    assert clock.sign(361, 360, RULES) is Sign.OVER


def test_wrap_up_is_the_last_third_and_two_minutes_at_most() -> None:
    assert clock.wrap_up_seconds(180, RULES) == 60
    assert clock.wrap_up_seconds(360, RULES) == 120
    assert clock.wrap_up_seconds(3600, RULES) == 120


def test_extensions_by_the_rule_and_then_no_more() -> None:
    room = a_table(rules=TableRules(extensions=(2, 1))).with_new_situation().begun()
    room.do(floor.extend)
    assert room.live.allowed == 8 * 60
    room.do(floor.extend)
    assert room.live.allowed == 9 * 60
    assert "extensions are used up" in room.refuses(floor.extend)


def test_without_a_rule_every_extension_is_a_minute() -> None:
    room = a_table().with_new_situation(minutes=1).begun()
    assert "no minute to give" in room.refuses(floor.shorten)
    room.do(floor.extend).do(floor.extend).do(floor.shorten)
    assert room.live.allowed == 120
    assert room.live.budget == 60


def test_what_went_on_long_ago_reads_the_same_after_a_restart() -> None:
    room = a_table().with_new_situation().begun().after(seconds=90).do(floor.toggle_pause)
    read_back = {k: ClockEvent.parse(str(e)) for k, e in room.live.clock.items()}
    assert read_back == room.live.clock


def test_a_durations_words() -> None:
    assert [clock.mm_ss(s) for s in (258, -30, 3725, 0)] == ["4:18", "-0:30", "1:02:05", "0:00"]


def test_rejecting_ends_the_clock() -> None:
    room = a_table().with_new_situation().begun().after(minutes=3)
    room.do(discussion.reject, "single-agency").after(minutes=10)
    assert room.item(1).elapsed(room.now) == 180
    assert room.item(1).state is ItemState.DONE


running = st.lists(
    st.tuples(
        st.sampled_from([Tick.PAUSE, Tick.RESUME, Tick.BACKDATE, Tick.JUMP, Tick.STOP]),
        st.floats(-600, 600),
        st.integers(-600, 600),
    ),
    max_size=12,
)


@given(running, st.floats(-10_000, 10_000))
def test_elapsed_time_is_never_negative(steps: list[tuple[Tick, float, int]], at: float) -> None:
    assert elapsed_of((Tick.START, 0, 0), *steps, at=at) >= 0


@given(st.lists(st.tuples(st.sampled_from(["pause", "resume"]), st.integers(0, 900)), max_size=10))
def test_elapsed_time_runs_on_through_pauses_without_a_leap(steps: list[tuple[str, int]]) -> None:
    room = a_table().with_new_situation().begun()
    expected = 0
    for _, seconds in steps:
        counted = room.live.state is ItemState.LIVE
        room.after(seconds=seconds)
        expected += seconds if counted else 0
        before = room.live.elapsed(room.now)
        room.do(floor.toggle_pause)
        assert before == room.live.elapsed(room.now) == expected
