import inspect
import re
from collections.abc import Callable, Iterator
from typing import Any, get_type_hints

import pytest

from hub_console.meeting.acts import amending, discussion, floor, planning, wall
from hub_console.meeting.acts import room as in_room
from hub_console.meeting.acts.planning import Draft
from hub_console.meeting.agenda import ItemKind
from hub_console.meeting.change import Change
from hub_console.meeting.table import Home, Table
from hub_console.meeting.telling import tell
from hub_console.meeting.values import Id, Moment
from hub_console.vocabulary import load_vocabulary
from tests.builders import Room, a_table, some_agencies


def line(room: Room, act: Callable[..., Table], *args: Any) -> str:
    """The words for an act that is done now."""
    verb, changes = room.do(act, *args).done[-1]
    return tell(verb, changes, room.table, room.vocabulary)


def a_discussion() -> Room:
    room = a_table().with_opening().with_new_situation("SD").with_new_situation("PD")
    return room.begun().begun()


def test_the_marks_of_a_situation() -> None:
    room = a_discussion()
    assert line(room, discussion.pick_code, "risk_factors", "mrw").startswith(
        "risk +mrw Missing · "
    )
    assert line(room, discussion.drop_code, "risk_factors", "mrw").startswith(
        "risk -mrw Missing · "
    )
    assert line(room, discussion.pick_code, "flags", "fab") == "flag +fab Acquired brain injury"
    assert line(room, discussion.set_field, "sex", "F") == "sex F"
    assert line(room, discussion.set_field, "sex", None) == "sex removed"
    assert line(room, discussion.set_field, "type", "family") == "type Family"
    assert line(room, discussion.set_field, "calls_before", 7) == "calls before: 7"
    assert line(room, discussion.set_field, "previously_discussed", False) == "not discussed before"
    assert line(room, discussion.set_affected, "12-17 F", 2) == "affected 12-17 F: 2"
    assert line(room, discussion.set_affected, "12-17 F", 0) == "affected 12-17 F: 0"
    assert line(room, discussion.set_due, 7) == "report back 2026-11-30"
    assert line(room, discussion.pass_filter) == "filter 2 met → 3"
    assert line(room, discussion.toggle_involved, "HC") == "involved +HC"
    assert line(room, discussion.toggle_involved, "HC") == "involved -HC"


def test_who_leads_is_told_and_not_that_the_lead_no_longer_assists() -> None:
    room = a_discussion().at_filter_three()
    assert line(room, discussion.set_lead, "HC") == "lead HC"
    assert line(room, discussion.toggle_assisting, "MH") == "assisting +MH"
    assert line(room, discussion.set_lead, "MH") == "lead HC → MH"


def test_decisions() -> None:
    room = a_discussion()
    assert line(room, discussion.reject, "not-enough-risk-factors") == (
        "rejected: not enough risk factors"
    )
    room.begun().at_filter_three().do(discussion.set_lead, "HC")
    opened = line(room, discussion.open_situation, "intervention")
    assert opened == "opened: AER met, intervention agreed"
    assert line(room, discussion.report_back, "done") == "report-back done"
    assert line(room, discussion.mobilize, "sdn", "connected") == "service Addictions: connected"
    assert line(room, discussion.intervened, 2) == "contact made 2026-11-23 08:00"
    concluded = line(room, discussion.conclude, "lowered", "connected-to-services")
    assert concluded == "concluded: connected to services"


def test_the_text_of_a_note_is_never_told() -> None:
    room = a_discussion()
    assert line(room, discussion.write_note, "the grandmother helps") == "note written"
    assert line(room, discussion.write_note, "") == "note removed"


def test_the_floor() -> None:
    room = a_table().with_opening().with_new_situation("SD").with_new_situation("PD")
    assert line(room, floor.begin_next) == "meeting began, item 1 began"
    assert line(room, floor.begin_next) == "item 2 began"
    assert line(room, floor.started_earlier) == "item 2 began (backdated 0:30)"
    assert line(room, floor.started_earlier) == "item 2 began (backdated 1:00)"
    assert line(room, floor.started_later) == "item 2 began (backdated 0:30)"
    assert line(room, floor.started_later) == "item 2 began (as marked)"
    room.after(minutes=1)
    assert line(room, floor.started_later) == "item 2 began (0:30 later)"
    assert line(room, floor.extend) == "item 2 +1:00"
    assert line(room, floor.shorten) == "item 2 -1:00"
    assert line(room, floor.toggle_pause) == "paused item 2"
    assert line(room, floor.toggle_pause) == "resumed item 2"
    assert line(room, floor.leave_out, 180) == "3:00 left out of item 2"
    assert line(room, floor.leave_out, -180) == "3:00 put into item 2"
    assert line(room, floor.leave_out, 0) == "item 2 counts the jump of the clock"
    assert line(room, floor.begin_previous) == "back to item 1"
    assert line(room, planning.carry, room.item(3).id, "agency-absent") == (
        "carried item 3: Agency absent"
    )
    assert line(room, floor.turn_to, room.item(3).id) == "item 3 began"
    assert line(room, floor.begin_next) == "resumed item 2"
    assert line(room, planning.close_meeting) == "meeting closed"


def test_a_spread_is_told_by_what_it_took() -> None:
    room = a_table()
    for _ in range(10):
        room.with_new_situation("SD")
    room.begun().after(minutes=9, seconds=9)
    assert re.fullmatch(r"spread \d+:\d\d over 9 items", line(room, floor.spread_overrun))


def test_the_agenda() -> None:
    room = a_table().with_new_situation("SD").with_new_situation("PD")
    draft = Draft(ItemKind.STANDING, title="Training")
    assert line(room, planning.add_item, draft) == "item 3 added: Training"
    assert line(room, planning.move, room.item(2).id, -1) == "item 1 and item 2 changed places"
    assert line(room, planning.toggle_urgent, room.item(2).id) == "item 1 urgent"
    assert line(room, planning.toggle_urgent, room.item(1).id) == "item 1 not urgent"
    room.begun().do(planning.close_meeting)
    planned = line(room, planning.plan_next_meeting)
    assert planned == "meeting planned 2026-11-30 10:00, 4 items added"


def test_the_roll() -> None:
    room = a_table().with_opening().with_new_situation("SD")
    assert line(room, in_room.arrive, "PD") == "PD arrived"
    assert line(room, in_room.apologise, "VA") == "VA apologies"
    room.begun().begun().after(minutes=14)
    assert line(room, in_room.arrive, "HO") == "HO late 10:14"
    assert line(room, in_room.leave, "PD") == "PD left 10:14"
    assert line(room.after(minutes=2), in_room.arrive, "PD") == "PD back 10:16"
    assert line(room, in_room.apologise, "HO") == "HO apologies"
    assert line(room, in_room.all_expected_arrive) == "21 agencies late 10:16"


def test_the_roster_is_named_until_there_are_too_many() -> None:
    room = Room()
    assert line(room, in_room.set_roster, some_agencies(3)) == "roster +PD +SD +CF"
    assert line(room, in_room.set_roster, some_agencies(24)) == "roster +21 agencies"


def test_the_wall() -> None:
    room = a_table()
    assert line(room, wall.blank_wall) == "wall blank"
    assert line(room, wall.show_wall) == "wall shown"
    assert line(room, wall.next_view) == "wall view: timer only"
    assert line(room, wall.next_detail) == "wall detail: count"


def acts() -> Iterator[str]:
    """The name of everything that can be done at the table."""
    for module in (amending, discussion, floor, planning, in_room, wall):
        for name, function in inspect.getmembers(module, inspect.isfunction):
            hints = [*get_type_hints(function).values()]
            if hints[:2] == [Table, Moment] and not name.startswith("_"):
                yield name


def everything() -> Iterator[tuple[str, str]]:
    """Every act once, with its line."""
    room = a_table(4).with_opening()
    for _ in range(9):
        room.with_new_situation("SD", minutes=8)
    story: list[tuple[Callable[..., Table], tuple[Any, ...]]] = [
        (in_room.set_roster, (some_agencies(6),)),
        (in_room.all_expected_arrive, ()),
        (in_room.leave, ("PD",)),
        (in_room.arrive, ("PD",)),
        (in_room.apologise, ("CF",)),
        (planning.move, (room.item(3).id, 1)),
        (planning.toggle_urgent, (room.item(9).id,)),
        (planning.add_item, (Draft(ItemKind.NEW, originating="PD"),)),
        (planning.add_item_despite_warning, (Draft(ItemKind.STANDING, title="Hope is back"),)),
        (floor.begin, (room.item(1),)),
        (floor.begin_next, ()),
        (floor.begin_previous, ()),
        (floor.turn_to, (room.item(2).id,)),
        (floor.toggle_pause, ()),
        (floor.toggle_pause, ()),
        (floor.started_earlier, ()),
        (floor.started_later, ()),
        (floor.extend, ()),
        (floor.shorten, ()),
        (floor.leave_out, (60,)),
        (floor.note_jump, (-60,)),
        (floor.spread_overrun, ()),
        (discussion.pick_code, ("risk_factors", "mrw")),
        (discussion.drop_code, ("risk_factors", "mrw")),
        (discussion.set_field, ("age_band", "12-17")),
        (discussion.set_affected, ("12-17 F", 1)),
        (discussion.pass_filter, ()),
        (discussion.toggle_involved, ("PD",)),
        (discussion.set_lead, ("PD",)),
        (discussion.toggle_assisting, ("SD",)),
        (discussion.open_situation, ("intervention",)),
        (discussion.set_due, (14,)),
        (discussion.report_back, ("in-progress",)),
        (discussion.mobilize, ("sdn", "informed")),
        (discussion.intervened, (1,)),
        (discussion.write_note, ("a few words",)),
        (discussion.annotate, (room.item(2), "other words")),
        (discussion.annotate_despite_warning, (room.item(2), "Hope is back")),
        (discussion.conclude, ("lowered", "connected-to-personal-supports")),
        (floor.begin_next, ()),
        (discussion.reject, ("options-not-exhausted",)),
        (planning.carry, (room.item(8).id, "originator-asked")),
        (discussion.enter_in_error, (room.item(7).id, "entered-twice")),
        (wall.blank_wall, ()),
        (wall.show_wall, ()),
        (wall.next_view, ()),
        (wall.next_detail, ()),
        (planning.close_meeting, ()),
        (amending.amend, (room.item(2).id,)),
        (amending.end_amending, ()),
        (planning.plan_next_meeting, ()),
    ]
    verb, changes = room.done[1]
    for planned in (verb, "plan_meeting_despite_warning"):
        yield planned, tell(planned, changes, room.table, room.vocabulary)
    for act, args in story:
        yield act.__name__, line(room.after(seconds=40), act, *args)


def test_every_act_has_words_and_none_leaks_a_field_or_an_id() -> None:
    told = dict(everything())
    assert set(acts()) <= set(told)
    for verb, words in told.items():
        assert words != verb.replace("_", " "), verb
        assert len(words) < 80
        assert not re.search(r"[0-9a-f]{32}|_|None|True|False|risk factors \{|mapping", words), (
            words
        )


def test_what_raised_a_warning_is_not_told_again() -> None:
    kept = {verb: words for verb, words in everything() if verb.endswith("_despite_warning")}
    assert kept == {
        "annotate_despite_warning": "note kept though it looks like an identifier",
        "add_item_despite_warning": "item added though its title looks like an identifier",
        "plan_meeting_despite_warning": "agenda taken in though a title looks like an identifier",
    }


def test_an_old_act_is_told_though_its_records_are_gone() -> None:
    room = a_discussion()
    room.do(discussion.pick_code, "risk_factors", "mrw").do(in_room.arrive, "PD")
    room.do(floor.started_earlier).do(discussion.reject, "single-agency")
    nothing = Table(Home(Id("0" * 32)))
    told = [tell(verb, changes, nothing, room.vocabulary) for verb, changes in room.done]
    assert told[-4].startswith("risk +mrw")
    assert told[-3:] == [
        "PD arrived",
        "an item began (backdated 0:30)",
        "rejected: single agency can address the risk",
    ]
    assert not any(re.search(r"[0-9a-f]{32}|None", words) for words in told)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (Change("situation", Id("s"), "grouping", "lowered", None), "conclusion taken back"),
        (Change("situation", Id("s"), "outcome", "intervention", None), "decision taken back"),
        (Change("situation", Id("s"), "filter", 3, 2), "back to filter 2"),
        (Change("report-back", Id("r"), "kind", "done", None), "report-back taken back"),
        (Change("detail", Id("s"), "lead", "HC", None), "lead removed"),
        (Change("detail", Id("s"), "risk_factors.zzz", None, 1), "risk +zzz"),
        (Change("detail", Id("s"), "services.sdn", "informed", None), "service Addictions: none"),
        (Change("attendance", Id("a"), "exists", True, None), "an agency unmarked"),
        (Change("meeting", Id("m"), "closed", 1, None), "meeting open again"),
        (Change("table", Id("t"), "name", "", "B-3"), "table named B-3"),
        (Change("agency", Id("a"), "name", "x", "y"), "an agency changed"),
        (Change("situation", Id("s"), "presented", None, None), "resolve conflict"),
    ],
)
def test_what_another_station_or_a_person_settled_is_told_too(change: Change, words: str) -> None:
    table = Table(Home(Id("t")))
    assert tell("resolve_conflict", [change], table, load_vocabulary()) == words


def test_several_codes_of_one_act_make_one_line() -> None:
    changes = [Change("detail", Id("s"), f"involved.{tag}", None, 1) for tag in ("HC", "MH", "YS")]
    assert tell("", changes, Table(Home(Id("t"))), load_vocabulary()) == "involved +HC +MH +YS"
