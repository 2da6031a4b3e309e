"""Several actions written together say what they say one by one."""

import shutil
from dataclasses import replace
from pathlib import Path

from hub_console.meeting.acts import discussion, planning, room
from hub_console.record import Action, HistoryLine, Record
from tests.builders import some_agencies
from tests.record.keeping import RULES, KeptRoom, reopened, same


class NotedRoom(KeptRoom):
    """A room that notes its actions, beside a copy of its record from before the first."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.actions: list[Action] = []
        self.record.close()
        self.empty = shutil.copyfile(path, path.with_name("empty.hub"))
        self.record = reopened(path)

    def keep(self, action: Action) -> None:
        self.actions.append(action)
        super().keep(action)


def a_meeting_from_start_to_end(path: Path) -> NotedRoom:
    """A meeting in which one situation was opened, and one rejected and so erased."""
    kept = NotedRoom(path)
    kept.do(room.set_roster, some_agencies(6)).with_meeting().with_opening()
    kept.with_new_situation("SD", risk_factors=("msa", "hna"))
    kept.with_new_situation("PD", risk_factors=("drp",))
    kept.begun().begun().opened("HC", "MH")
    kept.begun().do(discussion.write_note, "said too much")
    kept.do(discussion.pick_code, "risk_factors", "mhs").do(discussion.reject, "single-agency")
    kept.do(planning.close_meeting)
    return kept


def without_seals(record: Record) -> list[HistoryLine]:
    """The history without the codes of the seals, which are of each journal alone."""
    return [replace(line, sealed="") for line in record.history()]


def test_actions_written_together_are_as_if_written_one_by_one(tmp_path: Path) -> None:
    apart = a_meeting_from_start_to_end(tmp_path / "apart.hub")
    together = reopened(apart.empty)

    together.write(*apart.actions)

    assert same(together.load(RULES).table, apart.table)
    assert together.load(RULES).frequency == apart.record.load(RULES).frequency
    assert without_seals(together) == without_seals(apart.record)
    assert together.refold().differing == ()
    apart.record.close()
    together.close()
