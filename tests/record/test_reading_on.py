"""A console that looks again reads its stacks on, and has what a console that starts now has."""

import os
from collections.abc import Callable
from pathlib import Path

from hub_console.meeting.acts import amending, discussion, planning, wall
from hub_console.meeting.change import DETAIL, Key
from hub_console.record import Action, open_record
from hub_console.record.action import Stack
from tests.record.exchange.laptops import Laptop, laptops
from tests.record.exchange.test_taking import a_meeting_on
from tests.record.keeping import KEY, RULES, KeptRoom, a_kept_table, loaded

PLANTED = "the planted words"
FACTOR = "risk_factors."


def in_the_discussion(path: Path) -> KeptRoom:
    kept = a_kept_table(path)
    kept.with_opening().with_new_situation("SD")
    kept.begun().begun().at_filter_three()
    return kept


def read_on(kept: KeptRoom) -> tuple[Stack, Stack]:
    """The stacks after a look, which are as a console that starts now would read them."""
    looked, anew = kept.record.load(RULES), loaded(kept.path)
    assert (looked.done, looked.undone) == (anew.done, anew.undone)
    return looked.done, looked.undone


def test_each_look_has_what_a_start_has(tmp_path: Path) -> None:
    kept = in_the_discussion(tmp_path / "table.hub")
    steps: list[Callable[[], object]] = [
        lambda: kept.do(discussion.set_lead, "HC").do(discussion.toggle_assisting, "MH"),
        lambda: kept.do(discussion.pick_code, "risk_factors", "msa"),
        lambda: kept.undo().undo(),
        lambda: kept.redo(),
        lambda: kept.do(wall.blank_wall),
        lambda: kept.do(discussion.set_lead, "MH"),
        lambda: kept.do(planning.close_meeting),
        lambda: kept.do(amending.amend, kept.item(2).id).do(discussion.set_lead, "CF"),
        lambda: kept.undo(),
    ]
    heights = []
    for step in steps:
        step()
        heights.append([len(stack) for stack in read_on(kept)])

    begun = heights[0][0]
    then = [[1, 0], [-1, 2], [0, 1], [0, 1], [1, 0]]
    assert heights[1:6] == [[begun + up, undone] for up, undone in then]
    assert heights[6:] == [[0, 0], [1, 0], [0, 1]]


def test_what_was_read_once_is_not_read_again(tmp_path: Path) -> None:
    kept = in_the_discussion(tmp_path / "table.hub")
    before, _ = read_on(kept)
    kept.do(discussion.set_lead, "HC")

    after, _ = read_on(kept)

    assert len(after) == len(before) + 1
    assert all(one is other for one, other in zip(before, after, strict=False))


def test_what_another_erases_can_no_longer_be_brought_back(tmp_path: Path) -> None:
    kept = in_the_discussion(tmp_path / "table.hub")
    kept.do(discussion.write_note, PLANTED)
    assert PLANTED in str(read_on(kept))
    (situation,) = kept.table.situations
    chair = open_record(kept.path, key=KEY, person="Ben", role="chair", entropy=os.urandom)
    chair.write(Action("purge", kept.now, (), (Key(situation, DETAIL),)))
    chair.close()

    assert PLANTED not in str(read_on(kept))


def picked(laptop: Laptop) -> list[str]:
    """The factors that can be taken back, oldest first."""
    done = laptop.record.load(RULES).done
    fields = [change.field for action in done for change in action.changes]
    return [field.removeprefix(FACTOR) for field in fields if field.startswith(FACTOR)]


def test_what_an_old_copy_had_lost_comes_back_in_its_place(tmp_path: Path) -> None:
    recorder, chair = laptops(tmp_path, "recorder", "chair")
    chair.takes(a_meeting_on(recorder).parcel())
    recorder.record.close()
    copy = recorder.path.read_bytes()
    recorder.started_again().do(discussion.pick_code, "risk_factors", "hna")
    chair.takes(recorder.parcel())
    recorder.record.close()
    recorder.path.write_bytes(copy)
    recorder.started_again().do(discussion.pick_code, "risk_factors", "msa")
    assert picked(recorder)[-1:] == ["msa"]

    recorder.takes(chair.parcel())

    there = recorder.record.load(RULES).done
    assert picked(recorder)[-2:] == ["hna", "msa"]
    assert there == recorder.started_again().record.load(RULES).done
