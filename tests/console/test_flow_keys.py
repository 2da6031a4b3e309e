"""The keys that lead through a meeting: next, back, filters, the clock of the item."""

from pathlib import Path

import pytest

from hub_console.console.views import Tone
from hub_console.desk import Desk
from hub_console.meeting.clock import ItemState, Sign, sign
from hub_console.meeting.pace import pace
from hub_console.meeting.rules import TableRules
from hub_console.settings import Settings
from tests.desks import DemoFiles, Fingers, MovedClock, open_desk


def state(fingers: Fingers, position: int) -> ItemState:
    return fingers.table.agenda[position - 1].state


def elapsed(fingers: Fingers) -> int:
    item = fingers.table.live
    assert item is not None
    return item.elapsed(fingers.desk.clock.now())


def test_n_finishes_the_item_and_begins_the_next(fingers: Fingers) -> None:
    assert fingers.press("n") == 1
    assert state(fingers, 6) is ItemState.DONE
    assert fingers.live == 7
    assert fingers.said == "item 7 began; 2026-120 is undecided, p goes back"


def test_the_last_n_ends_the_last_item_and_the_one_after_it_says_what_to_do(
    fingers: Fingers,
) -> None:
    fingers.press("n n n n n n")
    assert fingers.said == "item 11 ended"
    fingers.press("n")
    assert fingers.said == "Every item is done. Press : and choose close."
    assert fingers.tone is Tone.REFUSED


def test_p_goes_back_and_the_item_before_goes_on_where_it_was(
    fingers: Fingers, clock: MovedClock
) -> None:
    was = elapsed(fingers)
    fingers.press("n")
    clock.pass_by(10)
    assert fingers.press("p") == 1
    assert fingers.live == 6
    assert fingers.said == "back to item 6"
    assert elapsed(fingers) == was
    assert state(fingers, 7) is ItemState.WAITING


def test_y_passes_the_filter_with_the_minute(fingers: Fingers) -> None:
    fingers.press("n")
    assert fingers.press("y") == 1
    assert fingers.situation.filter == 3
    assert fingers.situation.passed["2"] == fingers.desk.clock.now()
    assert fingers.said == "filter 2 met → 3"
    fingers.press("y y")
    assert fingers.said == "Filter 4 is the last. Press o i once it is agreed."


def test_nobody_is_named_before_filter_three(fingers: Fingers) -> None:
    fingers.press("n")
    for key in "ila":
        fingers.press(f"{key} Esc")
        fingers.press(key)
        assert fingers.said == "At filter 2 no agency is named yet. Press y once AER is found."


def test_x_and_a_digit_reject_redact_and_stop_the_clock(fingers: Fingers) -> None:
    id_ = fingers.situation.id
    fingers.press("e told Enter")
    assert fingers.press("x 3") == 2
    rejected = fingers.table.situations[id_]
    assert (rejected.grouping, rejected.reason) == ("rejected", "single-agency")
    assert rejected == rejected.redacted()
    assert not any(note.situation == id_ for note in fingers.table.notes.values())
    assert state(fingers, 6) is ItemState.DONE
    assert fingers.said == "rejected: single agency can address the risk"
    fingers.press("u")
    assert fingers.situation.lead == "HC"
    assert any(note.text == "told" for note in fingers.table.notes.values())


def test_x_waits_for_one_of_its_digits(fingers: Fingers) -> None:
    fingers.press("x 9")
    assert fingers.said == "Press one of the keys shown, or Esc."
    fingers.press("Esc")
    assert fingers.mode == "NORMAL"
    assert fingers.situation.lead == "HC"


def test_an_open_situation_is_concluded_and_not_rejected(fingers: Fingers) -> None:
    fingers.press("o i x")
    assert fingers.said == "This situation is open: conclude it with o."


def test_space_pauses_the_item_and_never_the_meeting(fingers: Fingers, clock: MovedClock) -> None:
    was = elapsed(fingers)
    assert fingers.press("Space") == 1
    assert fingers.said == "paused item 6"
    before = pace(fingers.table, clock.now())
    clock.pass_by(120)
    after = pace(fingers.table, clock.now())
    assert elapsed(fingers) == was
    assert before is not None
    assert after is not None
    assert after.over == before.over + 120
    fingers.press("Space")
    clock.pass_by(5)
    assert elapsed(fingers) == was + 5


def test_plus_and_minus_give_and_take_a_minute(fingers: Fingers) -> None:
    fingers.press("+")
    assert fingers.said == "item 6 +1:00"
    fingers.press("+ -")
    live = fingers.table.live
    assert live is not None
    assert live.allowed == 7 * 60
    fingers.press("- - - - - - -")
    assert fingers.said == "The item has no minute to give."


def test_the_extension_rule_gives_two_then_one_then_says_to_move_on(
    demo_files: DemoFiles, tmp_path: Path, clock: MovedClock
) -> None:
    rules = TableRules(extensions=(2, 1))
    desk = open_desk(demo_files.copy(tmp_path), clock, Settings(table=rules))
    fingers = Fingers(desk)
    fingers.press("+")
    assert fingers.said == "item 6 +2:00"
    fingers.press("+")
    assert fingers.said == "item 6 +1:00"
    fingers.press("+")
    assert fingers.said == "The extensions are used up. Move on (n) or carry it (Z)."
    desk.close()


def test_less_and_greater_move_the_start_by_half_a_minute(fingers: Fingers) -> None:
    was = elapsed(fingers)
    fingers.press("<")
    assert elapsed(fingers) == was + 30
    assert fingers.said == "item 6 began (backdated 1:00)"
    fingers.press("> >")
    assert elapsed(fingers) == was - 30
    fingers.press("n >")
    assert fingers.said == "The item has only just begun."


def test_equals_spreads_the_overrun_and_again_takes_it_back(
    fingers: Fingers, clock: MovedClock
) -> None:
    before = [item.allowed for item in fingers.table.agenda]
    assert fingers.press("=") == 1
    assert fingers.said == "spread 5:55 over 3 items"
    now = pace(fingers.table, clock.now())
    assert now is not None
    assert now.over == 0
    fingers.press("=")
    assert [item.allowed for item in fingers.table.agenda] == before
    assert fingers.said == "Took back: spread 5:55 over 3 items"


def test_a_spread_that_is_not_enough_names_what_to_carry(
    fingers: Fingers, clock: MovedClock
) -> None:
    clock.pass_by(900)
    fingers.press("=")
    assert fingers.said == "14:00 spread over 3 items. Still too long: carry 9, 8, 7 (Z)."


def test_a_meeting_in_time_has_nothing_to_spread(
    demo_files: DemoFiles, tmp_path: Path, clock: MovedClock
) -> None:
    desk = open_desk(demo_files.copy(tmp_path, begun=False), clock)
    fingers = Fingers(desk)
    fingers.press("=")
    assert fingers.said == "The meeting is not over its time: there is nothing to spread."
    desk.close()


def test_the_timer_says_wrap_up_in_the_last_two_minutes_and_then_over(
    fingers: Fingers, clock: MovedClock
) -> None:
    live = fingers.table.live
    assert live is not None
    rules = fingers.table.rules

    def word() -> Sign:
        assert live is not None
        return sign(live.elapsed(clock.now()), live.allowed, rules)

    clock.pass_by(240 - live.elapsed(clock.now()) - 1)
    assert word() is Sign.ON_TIME
    clock.pass_by(1)
    assert word() is Sign.WRAP_UP
    clock.pass_by(121)
    assert word() is Sign.OVER


@pytest.mark.parametrize("key", ["y", "x", "r", "i", "l", "a", "o", "d", "m", "s", "c", "e"])
def test_before_the_first_item_every_mark_says_to_begin(
    demo_files: DemoFiles, tmp_path: Path, clock: MovedClock, key: str
) -> None:
    desk = open_desk(demo_files.copy(tmp_path, begun=False), clock)
    fingers = Fingers(desk)
    fingers.press(key)
    assert fingers.mode == "NORMAL"
    assert fingers.said == "No item is live. Press n to begin the next one."
    assert fingers.tone is Tone.REFUSED
    desk.close()


@pytest.mark.parametrize("keys", ["l nb", "i pd", "a ys", "s smh"])
def test_what_was_struck_along_with_a_refused_key_does_nothing(
    fingers: Fingers, clock: MovedClock, keys: str
) -> None:
    fingers.press("n")
    done = len(fingers.desk.done)
    fingers.press(keys)
    assert (fingers.live, len(fingers.desk.done)) == (7, done)
    assert fingers.tone is Tone.REFUSED
    clock.pass_by(1)
    fingers.press("p")
    assert fingers.live == 6


def test_escape_gives_the_keys_back_at_once_after_a_refusal(fingers: Fingers) -> None:
    fingers.press("n l Esc y")
    assert fingers.said == "filter 2 met → 3"


def test_keys_typed_before_the_table_is_there_are_kept(
    demo_files: DemoFiles, tmp_path: Path, clock: MovedClock
) -> None:
    desk = open_desk(demo_files.copy(tmp_path), clock)
    table, desk.table = desk.table, None
    fingers = Fingers(desk)
    fingers.press("r mst Esc l mh")
    assert fingers.mode == "NORMAL"
    desk.table = table
    fingers.keys.opened()
    assert "mst" in fingers.situation.risk_factors
    assert fingers.situation.lead == "MH"
    desk.close()


def test_a_key_without_a_meaning_says_where_the_keys_are(fingers: Fingers) -> None:
    fingers.press("f")
    assert fingers.said == "f does nothing here. Press ? for the keys, q to leave."


def test_undo_redo_and_what_undo_passes_over(fingers: Fingers, desk: Desk) -> None:
    fingers.press("l mh b")
    fingers.press("u")
    assert fingers.said == "Took back: lead HC → MH"
    assert fingers.situation.lead == "HC"
    meeting = fingers.table.meeting
    assert meeting is not None
    assert meeting.wall_blank
    fingers.press("U")
    assert fingers.said == "Did again: lead HC → MH"
    fingers.press("U")
    assert fingers.said == "Nothing was taken back."
    while desk.done:
        fingers.press("u")
    fingers.press("u")
    assert fingers.said == "Nothing to take back in this meeting."
