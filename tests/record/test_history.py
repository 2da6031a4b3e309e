from pathlib import Path

from hub_console.meeting.acts import discussion
from tests.record.keeping import KeptRoom, a_kept_table


def at_the_table(path: Path) -> KeptRoom:
    kept = a_kept_table(path)
    kept.with_opening().with_new_situation("SD").with_new_situation("PD")
    kept.begun().begun().at_filter_three()
    kept.do(discussion.set_lead, "HC").do(discussion.set_lead, "MH")
    kept.do(discussion.write_note, "calls back")
    return kept


def test_every_act_is_a_line_with_what_was_there_before(tmp_path: Path) -> None:
    kept = at_the_table(tmp_path / "table.hub")

    lines = kept.record.history()

    assert [line.verb for line in lines[:3]] == ["create", "set_roster", "plan_meeting"]
    lead = lines[-2]
    assert (lead.verb, lead.person, lead.station) == ("set_lead", "Ann", "B-2 laptop")
    (change,) = lead.changes
    assert (change.number, change.field) == (kept.situation.number, "lead")
    assert (change.before, change.after) == ("HC", "MH")


def test_the_history_of_a_situation_holds_its_items_and_notes_and_no_other(
    tmp_path: Path,
) -> None:
    kept = at_the_table(tmp_path / "table.hub")
    kept.undo()
    number = kept.situation.number

    lines = kept.record.history(number)

    assert {change.number for line in lines for change in line.changes} <= {number, None}
    assert {"situation", "detail", "item", "note"} == {c.kind for ln in lines for c in ln.changes}
    assert lines[-1].verb == "undo"
    assert ("calls back", "") in [(c.before, c.after) for c in lines[-1].changes]
    assert kept.record.history("1999-001") == []
