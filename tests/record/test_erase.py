from pathlib import Path

from sqlalchemy import select

from hub_console.meeting.acts import discussion, planning
from hub_console.meeting.change import DETAIL, Change, Key
from hub_console.meeting.situation import Situation
from hub_console.meeting.values import Id
from hub_console.record import Action, schema
from hub_console.record.sqlite import File
from tests.record.keeping import KEY, RULES, KeptRoom, a_kept_table

PLANTED = "zebrafinch"


def a_rejected_situation(path: Path, key: bytes | None = KEY) -> KeptRoom:
    """A situation on which a lot was said before it was rejected, while another goes on."""
    kept = a_kept_table(path, key)
    kept.with_opening().with_new_situation("SD", risk_factors=(PLANTED,), age_band="12-17")
    kept.with_new_situation("PD", risk_factors=("msa",))
    kept.begun().begun().at_filter_three()
    kept.do(discussion.set_lead, "HC").do(discussion.write_note, f"{PLANTED} was said")
    kept.record.save_draft(kept.live.id, f"{PLANTED} again")
    kept.do(discussion.reject, "originator")
    return kept


def the_rejected(kept: KeptRoom) -> Situation:
    (situation,) = (s for s in kept.table.situations.values() if s.reason == "originator")
    return situation


def rows_with(kept: KeptRoom, text: str) -> list[str]:
    """The tables that hold a text anywhere."""
    with kept.record._file.reading() as connection:
        return [
            table.name
            for table in schema.metadata.sorted_tables
            for row in connection.execute(select(table))
            if any(text.encode() in (v if isinstance(v, bytes) else str(v).encode()) for v in row)
        ]


def test_a_rejection_can_be_undone_until_the_meeting_closes(tmp_path: Path) -> None:
    kept = a_rejected_situation(tmp_path / "table.hub")
    kept.undo()

    situation, _ = kept.reloaded().table.situations.values()

    assert PLANTED in situation.risk_factors
    assert situation.lead == "HC"


def test_closing_the_meeting_erases_what_was_said_of_a_rejected_one(tmp_path: Path) -> None:
    kept = a_rejected_situation(tmp_path / "table.hub")
    situation = the_rejected(kept).id
    assert {"entry", "draft"} <= set(rows_with(kept, PLANTED))

    kept.do(planning.close_meeting)

    assert rows_with(kept, PLANTED) == []
    assert kept.last.erase == (Key(situation, DETAIL),)
    assert kept.record.load(RULES).drafts == {}
    assert kept.reloaded().table == kept.table
    assert all(finding.sound for finding in kept.record.check(thorough=True))
    assert kept.record.refold().equal
    (other,) = (s for s in kept.table.situations.values() if s.id != situation)
    assert other.risk_factors == {"msa": 1}


def test_the_planted_words_are_in_no_file_after_the_meeting(tmp_path: Path) -> None:
    kept = a_rejected_situation(tmp_path / "demo.hub", key=None)
    assert any(PLANTED.encode() in path.read_bytes() for path in tmp_path.iterdir())

    kept.do(planning.close_meeting)

    assert not any(PLANTED.encode() in path.read_bytes() for path in tmp_path.iterdir())


def test_history_says_that_something_was_erased_but_not_what(tmp_path: Path) -> None:
    kept = a_rejected_situation(tmp_path / "table.hub")
    number = the_rejected(kept).number
    kept.do(planning.close_meeting)

    lines = kept.record.history(number)

    assert any(change.erased for line in lines for change in line.changes)
    assert PLANTED not in str(lines)
    assert "originator" in str(lines)


def test_what_comes_late_for_an_erased_detail_is_dropped(tmp_path: Path) -> None:
    kept = a_rejected_situation(tmp_path / "table.hub")
    situation = the_rejected(kept).id
    kept.do(planning.close_meeting)
    late = Id("ee" * 16)

    kept.record.write(
        Action(
            "set_lead",
            kept.now,
            (
                Change("detail", situation, "lead", None, PLANTED),
                Change("note", late, "exists", None, True),
                Change("note", late, "situation", None, situation),
                Change("note", late, "text", "", PLANTED),
            ),
        )
    )

    assert rows_with(kept, PLANTED) == []
    assert kept.reloaded().table == kept.table
    assert all(finding.sound for finding in kept.record.check())
    assert kept.record.refold().equal


def test_a_situation_erased_twice_stays_erased(tmp_path: Path) -> None:
    kept = a_rejected_situation(tmp_path / "table.hub")
    again = Action("purge", kept.now, (), (Key(the_rejected(kept).id, DETAIL),))
    kept.do(planning.close_meeting)

    kept.record.write(again)

    assert rows_with(kept, PLANTED) == []
    assert kept.record.refold().equal
    kept.record.close()
    File(kept.path, KEY).close()
