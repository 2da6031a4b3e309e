"""Reading the meeting back, closing and sealing it, and amending it afterwards."""

from pathlib import Path

import pytest

from hub_console.console.views import Panel, ReadBackView, Tone
from tests.desks import DemoFiles, Fingers, MovedClock, open_desk


def read_back(fingers: Fingers) -> ReadBackView:
    """What the read-back shows, once everything rare was counted."""
    while fingers.desk.rare.counting:
        fingers.desk.settle()
    view = fingers.keys.mode.view()
    assert isinstance(view, ReadBackView)
    return view


def closed(fingers: Fingers) -> bool:
    meeting = fingers.table.meeting
    return meeting is not None and meeting.closed is not None


@pytest.fixture
def after(fingers: Fingers) -> Fingers:
    """The demo's meeting, closed while item 6 had the floor, and sealed."""
    fingers.press(": close Enter y")
    fingers.desk.settle()
    return fingers


def test_closing_reads_every_situation_back_and_what_is_missing(fingers: Fingers) -> None:
    fingers.press(": close Enter")
    assert fingers.mode == "CLOSE"
    said = read_back(fingers)
    assert [(line.place, line.number) for line in said.lines] == [
        ("2", "2026-113"),
        ("3", "2026-114"),
        ("4", "2026-118"),
        ("5", "2026-119"),
        ("6", "2026-120"),
        ("7", "2026-122"),
        ("8", "2026-121"),
        ("9", "2026-123"),
        ("10", "2026-117"),
    ]
    opened = said.lines[2]
    assert (opened.decision, opened.lead, opened.assisting) == (
        "opened: AER met, intervention agreed",
        "AD",
        "HC SH",
    )
    assert ("6", "2026-120", "undecided") in [
        (remark.place, remark.number, remark.words) for remark in said.missing
    ]
    assert said.erased == ("2026-119",)


def test_what_is_rare_is_marked_and_a_key_never_waits_for_it(fingers: Fingers) -> None:
    fingers.press(": close Enter")
    view = fingers.keys.mode.view()
    assert isinstance(view, ReadBackView)
    assert view.counting

    said = read_back(fingers)

    assert not said.counting
    words = {remark.number: remark.words for remark in said.rare}
    assert words["2026-117"] == "18-24 F with hnt (1 of the table)"
    assert words["2026-118"] == "30-39 M with drb (1 of the table), hna (1), phg (1)"
    assert "2026-119" not in words


def test_not_yet_leaves_the_meeting_open(fingers: Fingers) -> None:
    for key in ("Esc", "n"):
        fingers.press(f": close Enter {key}")
        assert fingers.mode == "NORMAL"
        assert not closed(fingers)
    fingers.press(": close Enter x")
    assert fingers.said == "Press y to close, Enter to mend a line, or Esc."
    assert fingers.tone is Tone.REFUSED


def test_enter_goes_to_the_line_to_mend_it(fingers: Fingers) -> None:
    fingers.press(": close Enter Down Down Enter")
    assert (fingers.mode, fingers.live) == ("NORMAL", 4)
    fingers.press(": close Enter 9 Enter")
    assert fingers.live == 9


def test_what_has_the_floor_already_is_mended_at_once(fingers: Fingers) -> None:
    fingers.press(": close Enter 6 Enter")
    assert (fingers.mode, fingers.live, fingers.said) == ("NORMAL", 6, "")


def test_a_missing_thing_leads_to_its_item_too(fingers: Fingers) -> None:
    fingers.press(": close Enter")
    said = read_back(fingers)
    undecided = [remark.words for remark in said.missing].index("undecided")
    fingers.keys.click_choice(len(said.lines) + undecided)
    assert fingers.live == 6
    fingers.press(": close Enter End Enter")
    assert fingers.live == 10


def test_digits_find_the_item_of_one_digit_or_two(fingers: Fingers) -> None:
    fingers.press(": close Enter 1 0")
    assert read_back(fingers).lines[read_back(fingers).cursor].number == "2026-117"
    fingers.press("4")
    assert read_back(fingers).cursor == 2
    fingers.press("5 0")
    assert fingers.said == "There is no situation on item 50."
    fingers.press("PgDn PgUp Up Up")
    assert read_back(fingers).cursor == 1
    fingers.press("PgDn Home")
    assert read_back(fingers).cursor == 0


def test_a_report_back_that_is_due_and_on_no_item_is_named(
    fingers: Fingers, clock: MovedClock
) -> None:
    clock.pass_by(3 * 24 * 3600)
    fingers.press(": close Enter")
    said = read_back(fingers)
    assert (said.lines[-1].place, said.lines[-1].number) == ("–", "2026-115")
    fingers.keys.click_choice(len(said.lines) - 1)
    assert fingers.said == "That situation is on no item. A adds it."
    assert fingers.mode == "CLOSE"


def test_the_note_is_not_read_back(fingers: Fingers) -> None:
    fingers.press("e zebra Enter : close Enter")
    assert "zebra" not in str(read_back(fingers))


def test_closing_seals_the_meeting_and_says_the_code(after: Fingers) -> None:
    desk = after.desk
    assert closed(after)
    assert desk.told[0].text == f"closed and sealed: {desk.sealed}"
    assert desk.told[1].text == "meeting closed"
    assert len(desk.sealed.split()) == 4
    assert after.keys.scene().sealed == desk.sealed


def test_closing_erases_what_was_rejected_and_leaves_nothing_to_undo(
    fingers: Fingers, tmp_path: Path
) -> None:
    rejected = fingers.situation.id
    fingers.press("e zebra Space crossing Enter x 1 : close Enter y")
    fingers.desk.settle()
    assert not fingers.desk.done
    fingers.press("u")
    assert fingers.said == "Nothing to take back in this meeting."
    assert fingers.table.situations[rejected] == fingers.table.situations[rejected].redacted()
    fingers.desk.close()
    for path in tmp_path.iterdir():
        assert b"zebra crossing" not in path.read_bytes()


def test_after_closing_every_mark_says_so_and_the_next_agenda_can_be_made(
    after: Fingers, clock: MovedClock
) -> None:
    for key in "nryoxdZ":
        clock.pass_by(1)
        after.press(key)
        assert after.said == "This meeting is closed. Press : for next agenda, or amend."
    clock.pass_by(1)
    after.press(": next Space agenda Enter")
    kinds = [item.kind.value for item in after.table.agenda]
    assert kinds == [
        "standing",
        "report-back",
        "report-back",
        "report-back",
        *["carried"] * 5,
        "standing",
    ]


def test_amend_gives_a_situation_of_the_closed_meeting_back_to_the_keys(
    after: Fingers, clock: MovedClock
) -> None:
    sealed = after.desk.sealed
    after.press(": amend Enter")
    offered = {choice.code: choice.title for choice in after.list_shown.choices}
    assert list(offered) == ["2", "3", "4", "6"]
    assert offered["4"].startswith("2026-118  opened: ")
    after.press("118 Enter")
    assert after.said == "amending item 4"
    clock.pass_by(60)
    after.press("l pd d 5")
    assert (after.live, after.situation.lead) == (4, "PD")
    assert len(after.desk.done) == 2

    after.press(": close Enter")
    assert read_back(after).title == "READ BACK, THEN END AMENDING?"
    assert read_back(after).erased == ()
    after.press("y")
    after.desk.settle()

    assert after.table.live is None
    assert after.desk.sealed not in ("", sealed)
    assert after.table.agenda[3].amended == clock.now()


def test_with_the_cursor_on_a_row_that_item_is_amended(after: Fingers) -> None:
    after.keys.cursor.on(Panel.AGENDA, after.table.agenda[1].id)
    after.press(": amend Enter")
    assert after.said == "amending item 2"
    after.press("g 4")
    assert after.said == "amending item 4"
    after.keys.cursor.on(Panel.AGENDA, after.table.agenda[5].id)
    after.press("Enter")
    assert after.said == "amending item 6"


def test_the_clock_keys_refuse_while_amending_and_undo_stops_at_the_closing(
    after: Fingers, clock: MovedClock
) -> None:
    after.press(": amend Enter 118 Enter")
    for key in ("n", "p", "Space", "+", "<", "t", "Z"):
        clock.pass_by(1)
        after.press(key)
        assert after.said.startswith("Only situations are amended. To end it press :, choose")
    clock.pass_by(1)
    after.press("B")
    assert after.said == "The wall stays blank while a closed meeting is amended."
    after.press("l pd u")
    assert after.said == "Took back: lead AD → PD"
    after.press("u")
    assert after.said == "Nothing to take back in this meeting."
    assert after.table.agenda[3].amended is None


def test_a_note_can_be_amended(after: Fingers) -> None:
    after.press(": amend Enter 118 Enter e Lead Space misheard Enter")
    assert after.said == "note written"
    assert [note.text for note in after.table.notes.values()][-1] == "Lead misheard"


def test_only_the_meeting_in_hand_can_be_amended(fingers: Fingers) -> None:
    fingers.press(": amend Enter")
    assert fingers.said.startswith("Only a closed meeting is amended, until the next one")
    fingers.press(": close Enter y : next Space agenda Enter : amend Enter")
    assert fingers.said.endswith("until the next one is planned.")


def test_a_console_that_stopped_in_mid_amendment_comes_back_amending(
    demo_files: DemoFiles, tmp_path: Path, clock: MovedClock
) -> None:
    path = demo_files.copy(tmp_path)
    desk = open_desk(path, clock)
    Fingers(desk).press(": close Enter y : amend Enter 118 Enter l pd")
    desk.close()
    sealed = desk.sealed

    desk = open_desk(path, clock)
    fingers = Fingers(desk)

    assert (fingers.live, fingers.situation.lead) == (4, "PD")
    assert fingers.table.amending
    assert desk.sealed == sealed != ""
    fingers.press("u")
    assert fingers.situation.lead == "AD"
    fingers.press("u")
    assert fingers.said == "Nothing to take back in this meeting."
    desk.close()
