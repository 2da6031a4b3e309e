"""The keys of the room and of the wall."""

from pathlib import Path

from tests.desks import DemoFiles, Fingers, MovedClock, open_desk


def presence(fingers: Fingers, tag: str) -> str:
    agency = fingers.table.agency(tag)
    assert agency is not None
    return fingers.table.seat(agency).presence


def test_an_arrival_after_the_start_is_late_with_the_minute(fingers: Fingers) -> None:
    assert fingers.press("t tr") == 3
    assert fingers.said == "TR late 10:39"
    fingers.press("jo Esc")
    assert presence(fingers, "JO") == "late"
    assert fingers.mode == "NORMAL"


def test_before_the_meeting_everyone_is_simply_here(
    demo_files: DemoFiles, tmp_path: Path, clock: MovedClock
) -> None:
    desk = open_desk(demo_files.copy(tmp_path, begun=False), clock)
    fingers = Fingers(desk)
    fingers.press("t pd -va *")
    assert presence(fingers, "PD") == presence(fingers, "SD") == "present"
    assert presence(fingers, "VA") == "apologies"
    fingers.press("*")
    assert fingers.said == "Nobody is awaited any more."
    desk.close()


def test_signs_send_apologies_and_leave(fingers: Fingers) -> None:
    fingers.press("t -jo _pd")
    assert presence(fingers, "JO") == "apologies"
    assert presence(fingers, "PD") == "left"
    assert fingers.said == "PD left 10:39"
    fingers.press("pd")
    assert presence(fingers, "PD") == "present"
    assert fingers.said == "PD back 10:39"


def test_the_roll_says_what_cannot_be(fingers: Fingers) -> None:
    fingers.press("t pd")
    assert fingers.said == "PD is in the room already."
    fingers.press("_tr")
    assert fingers.said == "TR is not in the room."
    fingers.press("-*")
    assert fingers.said == "No agency has the letters *."
    fingers.press("Bksp Bksp")
    assert presence(fingers, "TR") == "expected"


def test_backspace_takes_back_a_letter_and_then_the_sign(fingers: Fingers) -> None:
    fingers.press("t - j Bksp Bksp tr")
    assert presence(fingers, "TR") == "late"


def test_b_blanks_as_often_as_it_is_pressed_and_only_capital_b_shows(fingers: Fingers) -> None:
    for _ in range(3):
        fingers.press("b")
        assert fingers.table.meeting is not None
        assert fingers.table.meeting.wall_blank
    fingers.press("B")
    assert fingers.table.meeting is not None
    assert not fingers.table.meeting.wall_blank
    assert fingers.said == "wall shown"


def test_v_and_w_turn_the_walls_views_and_details(fingers: Fingers) -> None:
    views, details = [], []
    for _ in range(4):
        fingers.press("v W")
        meeting = fingers.table.meeting
        assert meeting is not None
        views.append(meeting.wall_view)
        details.append(meeting.wall_detail)
    assert views == ["timer only", "check-in", "report-backs", "situation"]
    assert details == ["count", "full", "category", "count"]


def test_undo_never_touches_the_wall(fingers: Fingers) -> None:
    fingers.press("l mh b v W u")
    assert fingers.said == "Took back: lead HC → MH"
    meeting = fingers.table.meeting
    assert meeting is not None
    assert (meeting.wall_blank, meeting.wall_view) == (True, "timer only")
