import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from hub_console.meeting.acts import discussion, floor, planning, room, wall
from hub_console.meeting.values import Id, picked
from hub_console.record import AlreadyThere, Missing, ReadOnlyDisk, create_record
from tests.record.keeping import KEY, RULES, KeptRoom, a_kept_table, loaded, new_record, reopened


def a_busy_meeting(path: Path, key: bytes | None = KEY) -> KeptRoom:
    """A meeting in which a bit of everything has happened."""
    kept = a_kept_table(path, key)
    kept.with_opening().with_new_situation("SD", risk_factors=("msa", "hna"), age_band="12-17")
    kept.with_new_situation("PD", urgent=True)
    kept.do(room.arrive, "SD").do(room.apologise, "CF")
    kept.begun().begun()
    kept.do(room.arrive, "HC")
    for code in ("mhs", "drp", "aaa"):
        kept.do(discussion.pick_code, "risk_factors", code)
    kept.do(discussion.drop_code, "risk_factors", "drp")
    kept.do(discussion.set_field, "type", "person").do(discussion.set_field, "sex", "F")
    kept.do(floor.extend).do(floor.started_earlier).do(floor.toggle_pause).do(floor.toggle_pause)
    kept.opened("HC", "MH", "YS")
    kept.do(discussion.write_note, "asks for a ride to school")
    kept.do(discussion.set_affected, "12-17 F", 2).do(discussion.mobilize, "housing", "informed")
    kept.do(discussion.intervened, 2).do(discussion.report_back, "done")
    kept.do(wall.blank_wall).do(room.leave, "SD")
    return kept


def test_a_busy_meeting_is_the_same_after_a_restart(tmp_path: Path) -> None:
    kept = a_busy_meeting(tmp_path / "table.hub")
    before = kept.table

    after = kept.reloaded()

    assert after.table == before
    assert after.saved is not None
    situation = next(iter(after.table.situations.values()))
    assert picked(situation.risk_factors) == picked(before.situations[situation.id].risk_factors)


def test_codes_are_counted_for_the_picker(tmp_path: Path) -> None:
    kept = a_kept_table(tmp_path / "table.hub")
    for _ in range(3):
        kept.with_new_situation("SD", risk_factors=("msa",))
    kept.with_new_situation("SD", risk_factors=("hna",))

    assert kept.record.load(RULES).frequency == {"msa": 3, "hna": 1}


def test_a_closed_meeting_is_in_hand_until_the_next_is_planned(tmp_path: Path) -> None:
    kept = a_busy_meeting(tmp_path / "table.hub")
    kept.do(planning.close_meeting)
    assert kept.reloaded().table == kept.table

    kept.do(planning.plan_next_meeting)
    table = kept.reloaded().table

    assert table.meeting == kept.table.meeting
    assert table.agenda == kept.table.agenda
    assert table.open_situations() == kept.table.open_situations()


def test_a_new_record_has_its_table_and_nothing_else(tmp_path: Path) -> None:
    record = new_record(tmp_path / "table.hub")
    new = record.load(RULES)
    record.close()

    assert (new.table.home.name, new.table.station) == ("B-2", "B-2 laptop")
    assert (new.saved, new.done, new.table.agencies) == (None, (), {})
    assert loaded(tmp_path / "table.hub") == new


def test_drafts_are_kept_until_they_are_emptied(tmp_path: Path) -> None:
    kept = a_kept_table(tmp_path / "table.hub")
    about = Id("0" * 32)
    kept.record.save_draft(about, "half a sent")
    kept.record.save_draft(about, "half a sentence")
    kept.reloaded()
    assert kept.record.load(RULES).drafts == {about: "half a sentence"}

    kept.record.save_draft(about, "")

    assert kept.record.load(RULES).drafts == {}


def test_the_clock_set_back_keeps_the_order(tmp_path: Path) -> None:
    kept = a_kept_table(tmp_path / "table.hub")
    kept.with_opening().with_new_situation("SD")
    kept.begun().begun().at_filter_three()
    kept.do(discussion.set_lead, "HC")
    kept.after(minutes=-60 * 24 * 365 * 30)
    kept.do(discussion.set_lead, "MH")

    assert kept.reloaded().table.live_situation == kept.table.live_situation
    last = kept.record.history()[-1]
    assert (last.changes[0].before, last.changes[0].after) == ("HC", "MH")
    assert last.at == kept.now - timedelta(seconds=7)
    assert kept.record.refold().equal


def test_a_reader_sees_each_commit_of_the_writer(tmp_path: Path) -> None:
    kept = a_kept_table(tmp_path / "table.hub")
    kept.with_opening()
    wall_side = reopened(kept.path, read_only=True)
    assert not wall_side.changed_elsewhere()

    kept.begun()

    assert wall_side.changed_elsewhere()
    assert not wall_side.changed_elsewhere()
    assert not kept.record.changed_elsewhere()
    assert wall_side.load(RULES).table == kept.table
    with pytest.raises(ReadOnlyDisk):
        wall_side.save_draft(Id("0" * 32), "x")
    wall_side.close()


def test_nothing_is_made_over_a_record_that_is_there(tmp_path: Path) -> None:
    kept = a_kept_table(tmp_path / "table.hub")
    kept.record.close()

    with pytest.raises(AlreadyThere):
        new_record(kept.path)

    assert loaded(kept.path).table == kept.table


def test_a_missing_record_is_not_made_in_passing(tmp_path: Path) -> None:
    with pytest.raises(Missing):
        reopened(tmp_path / "table.hub")

    assert list(tmp_path.iterdir()) == []


def test_a_record_that_cannot_be_made_leaves_nothing(tmp_path: Path) -> None:
    def exhausted(_: int) -> bytes:
        raise OSError("no entropy")

    with pytest.raises(OSError, match="no entropy"):
        create_record(
            tmp_path / "table.hub", key=KEY, table="T", station="S", person="P", entropy=exhausted
        )

    assert list(tmp_path.iterdir()) == []


def test_the_heavy_libraries_wait_for_the_record(tmp_path: Path) -> None:
    new_record(tmp_path / "table.hub", bytes(32)).close()
    program = f"""
import os, sys
import hub_console.record
print(*sorted(sys.modules.keys() & {{"sqlalchemy", "sqlcipher3", "cryptography", "msgspec"}}))
from pathlib import Path
from hub_console.meeting.rules import TableRules
path = Path({str(tmp_path / "table.hub")!r})
key = bytes(32)
record = hub_console.record.open_record(path, key=key, person="P", entropy=os.urandom)
record.load(TableRules())
record.close()
print(*sorted(sys.modules.keys() & {{"sqlalchemy.orm", "alembic", "cryptography", "textual"}}))
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=os.environ
    )
    assert done.stdout.split() == []
