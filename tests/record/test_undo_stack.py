from pathlib import Path

from hub_console.meeting.acts import amending, discussion, planning, wall
from hub_console.meeting.change import applied
from hub_console.record import Action
from tests.record.keeping import KeptRoom, a_kept_table, same


def at_the_table(path: Path) -> KeptRoom:
    kept = a_kept_table(path)
    kept.with_opening().with_new_situation("SD")
    kept.begun().begun().at_filter_three()
    return kept


def told(actions: tuple[Action, ...]) -> list[tuple[object, ...]]:
    """Actions without the order of changes to different records."""
    return [(a.verb, a.at, frozenset(a.changes), a.erase) for a in actions]


def test_the_stacks_survive_a_restart(tmp_path: Path) -> None:
    kept = at_the_table(tmp_path / "table.hub")
    kept.do(discussion.set_lead, "HC").do(discussion.toggle_assisting, "MH")
    kept.do(discussion.set_lead, "MH").do(discussion.write_note, "a note")
    kept.undo().undo().redo()

    after = kept.reloaded()

    assert told(after.done) == told(kept.undoable)
    assert told(after.undone) == told(kept.redoable)


def test_undo_all_the_way_back_after_a_restart(tmp_path: Path) -> None:
    kept = at_the_table(tmp_path / "table.hub")
    kept.do(discussion.pick_code, "risk_factors", "msa").do(discussion.write_note, "a note")
    kept.do(discussion.reject, "originator")
    marked = kept.table
    after = kept.reloaded()
    kept.undoable, kept.redoable = after.done, after.undone

    while kept.undoable:
        kept.undo()
    assert kept.table.situations == {}
    assert same(kept.reloaded().table, kept.table)
    while kept.redoable:
        kept.redo()

    assert same(kept.table, marked)
    assert kept.reloaded().table == marked
    assert kept.record.refold().equal


def test_what_is_not_undoable_is_passed_over(tmp_path: Path) -> None:
    kept = at_the_table(tmp_path / "table.hub")
    kept.do(discussion.set_lead, "HC").do(wall.blank_wall).do(wall.next_view)

    after = kept.reloaded()

    assert after.done[-1].verb == "set_lead"
    assert "plan_meeting" not in {action.verb for action in after.done}


def test_a_closed_meeting_cannot_be_undone(tmp_path: Path) -> None:
    kept = at_the_table(tmp_path / "table.hub")
    kept.do(planning.close_meeting)
    assert kept.reloaded().done == ()

    kept.do(planning.plan_next_meeting)

    assert kept.reloaded().done == ()


def test_actions_taken_back_lead_to_the_table_before(tmp_path: Path) -> None:
    kept = at_the_table(tmp_path / "table.hub")
    before = kept.table
    kept.with_new_situation("PD", risk_factors=("msa",), age_band="12-17")

    (*_, added) = kept.reloaded().done

    assert same(applied(kept.table, added.taken_back()), before)
    assert same(applied(before, added.changes), kept.table)


def test_undo_in_an_amendment_survives_a_restart_and_never_reaches_behind_the_closing(
    tmp_path: Path,
) -> None:
    kept = at_the_table(tmp_path / "table.hub")
    kept.do(discussion.set_lead, "HC").do(planning.close_meeting)
    kept.do(amending.amend, kept.item(2).id).do(discussion.set_lead, "MH")
    kept.do(discussion.pick_code, "risk_factors", "msa").undo()

    after = kept.reloaded()

    assert after.table.amending
    assert after.table == kept.table
    assert [action.verb for action in after.done] == ["set_lead"]
    assert told(after.undone) == told(kept.redoable)
    kept.do(amending.end_amending)
    assert (kept.reloaded().done, kept.reloaded().undone) == ((), ())


def test_what_an_amendment_rejects_is_erased_when_it_ends(tmp_path: Path) -> None:
    kept = at_the_table(tmp_path / "table.hub")
    kept.do(discussion.set_lead, "HC").do(planning.close_meeting)
    kept.do(amending.amend, kept.item(2).id).do(discussion.reject, "originator")
    assert kept.reloaded().done != ()

    kept.do(amending.end_amending)

    assert kept.reloaded().table == kept.table
    erased = [change for line in kept.record.history() for change in line.changes if change.erased]
    assert {change.kind for change in erased} == {"detail"}
    assert kept.record.verify().broken == ()
    assert kept.record.refold().equal
