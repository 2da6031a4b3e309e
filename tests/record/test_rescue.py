"""A damaged record gives up what can be read; nothing ever makes an empty one of it."""

import os
from pathlib import Path

import pytest

from hub_console.meeting.acts import discussion, planning
from hub_console.record import Backups, Damaged, Record
from hub_console.record.rescue import Rescued, rescue
from tests.record.keeping import KEY, RULES, KeptRoom, a_kept_table, loaded, reopened

PAGE = 4096


def a_long_meeting(path: Path, key: bytes | None = KEY) -> KeptRoom:
    """A meeting with a hundred marks."""
    kept = a_kept_table(path, key)
    kept.with_opening()
    for number in range(6):
        kept.with_new_situation("SD" if number % 2 else "PD")
    kept.begun()
    for _ in range(6):
        kept.begun().at_filter_three()
        for n in range(6):
            kept.do(discussion.pick_code, "risk_factors", f"c{n}")
            kept.do(discussion.set_lead, ("HC", "MH")[n % 2])
        kept.do(discussion.write_note, "as it was said")
    return kept


def rescued(kept: KeptRoom, *backups: Path) -> Rescued:
    kept.record.close()
    return rescue(kept.path, kept.key, backups, kept.now, os.urandom)


def with_page_spoilt(kept: KeptRoom, page: int, *, zeroed: bool = False) -> None:
    kept.record.close()
    data = bytearray(kept.path.read_bytes())
    start = page * PAGE + (0 if zeroed else 100)
    data[start : start + (PAGE if zeroed else 16)] = bytes(PAGE if zeroed else 16)
    kept.path.write_bytes(data)


def sound(path: Path, key: bytes | None = KEY) -> Record:
    """The record of a file, after everything in it was looked at."""
    record = reopened(path, key)
    assert all(finding.sound for finding in record.check(thorough=True)), record.check()
    assert record.refold().equal
    return record


def pages_of(path: Path) -> int:
    return path.stat().st_size // PAGE


def test_what_is_whole_comes_out_as_it_was(tmp_path: Path) -> None:
    kept = a_long_meeting(tmp_path / "table.hub")
    kept.record.save_draft(kept.live.id, "half a sent")

    found = rescued(kept)

    assert (found.backup, found.lost, found.drafts_lost) == (None, (), False)
    record = sound(found.path)
    assert record.load(RULES).table == kept.table
    assert list(record.load(RULES).drafts.values()) == ["half a sent"]


def test_a_spoilt_page_anywhere_costs_little_and_the_rest_is_kept(tmp_path: Path) -> None:
    kept = a_long_meeting(tmp_path / "table.hub")
    kept.record.close()
    whole = kept.path.read_bytes()
    marks = rescued(kept).marks
    worst = 0
    for page in range(8, pages_of(kept.path), 7):
        kept.path.write_bytes(whole)
        with_page_spoilt(kept, page)
        found = rescued(kept)
        lost = sum(each.marks for each in found.lost)
        assert found.marks + lost == marks, page
        sound(found.path).close()
        worst = max(worst, lost)
    assert 0 < worst < marks


def test_marks_after_the_damage_are_kept_and_say_what_they_said(tmp_path: Path) -> None:
    kept = a_long_meeting(tmp_path / "table.hub", key=None)
    backup = kept.record.back_up(Backups(tmp_path / "backups", tmp_path / "none", 8))
    for n in range(40):
        kept.do(discussion.write_note, f"afterwards {n}" + "." * 150)
    kept.do(discussion.set_lead, "YS").do(discussion.set_lead, "CF")
    kept.record.close()
    with_page_spoilt(kept, kept.path.read_bytes().index(b"afterwards 20") // PAGE, zeroed=True)

    found = rescued(kept, backup)

    (gap,) = found.lost
    assert (found.backup, gap.station) == (backup, "B-2 laptop")
    assert 5 < gap.marks < 20
    assert gap.after is not None
    assert gap.before is not None
    assert gap.after < gap.before
    record = sound(found.path, None)
    (note,) = (
        note
        for note in record.load(RULES).table.notes.values()
        if note.situation == kept.situation.id
    )
    assert note.text.startswith("afterwards 39")
    assert record.load(RULES).table.situations[kept.situation.id].lead == "CF"
    assert {line.station for line in record.history()} == {"B-2 laptop"}
    assert record.conflicts() == []


def test_a_rescued_record_goes_on(tmp_path: Path) -> None:
    kept = a_long_meeting(tmp_path / "table.hub")
    backup = kept.record.back_up(Backups(tmp_path / "backups", tmp_path / "none", 8))
    kept.do(discussion.set_lead, "CF")
    with_page_spoilt(kept, pages_of(kept.path) // 2)
    found = rescued(kept, backup)
    found.path.replace(kept.path)
    kept.record = reopened(kept.path)
    kept.table = kept.record.load(RULES).table

    kept.with_item("Afterwards").do(planning.close_meeting)

    assert kept.reloaded().table == kept.table
    assert kept.record.refold().equal


def test_what_was_erased_stays_erased(tmp_path: Path) -> None:
    kept = a_kept_table(tmp_path / "table.hub")
    kept.with_opening().with_new_situation("SD", risk_factors=("zebrafinch",)).begun().begun()
    backup = kept.record.back_up(Backups(tmp_path / "backups", tmp_path / "none", 8))
    kept.do(discussion.reject, "originator").do(planning.close_meeting)

    record = sound(rescued(kept, backup).path)

    (situation,) = record.load(RULES).table.situations.values()
    assert situation.risk_factors == {}
    assert "zebrafinch" not in str(record.history())


@pytest.mark.parametrize("part", [0.3, 0.6, 0.9, 0.99])
def test_a_file_that_is_cut_off(tmp_path: Path, part: float) -> None:
    kept = a_long_meeting(tmp_path / "table.hub")
    backup = kept.record.back_up(Backups(tmp_path / "backups", tmp_path / "none", 8))
    kept.do(discussion.set_lead, "CF")
    before = kept.table
    kept.record.close()
    content = kept.path.read_bytes()
    kept.path.write_bytes(content[: int(len(content) * part)])

    found = rescued(kept, backup)

    sound(found.path).close()
    assert len(loaded(found.path).table.situations) == len(before.situations)


@pytest.mark.parametrize("content", [b"", bytes(PAGE * 3), b"not a record" * 1000])
def test_of_an_empty_or_foreign_file_only_the_backup_helps(tmp_path: Path, content: bytes) -> None:
    kept = a_long_meeting(tmp_path / "table.hub")
    backup = kept.record.back_up(Backups(tmp_path / "backups", tmp_path / "none", 8))
    kept.record.close()
    kept.path.write_bytes(content)

    found = rescued(kept, backup)

    assert not found.opened
    assert sound(found.path).load(RULES).table == kept.table
    assert kept.path.read_bytes() == content


def test_with_nothing_to_read_and_no_backup_nothing_is_made(tmp_path: Path) -> None:
    kept = a_long_meeting(tmp_path / "table.hub")
    with_page_spoilt(kept, 0, zeroed=True)
    before = kept.path.read_bytes()

    with pytest.raises(Damaged, match="hub-console restore FILE"):
        rescued(kept)

    assert [path.name for path in tmp_path.iterdir()] == ["table.hub"]
    assert kept.path.read_bytes() == before


def test_a_damaged_backup_is_passed_over_for_an_older_one(tmp_path: Path) -> None:
    kept = a_long_meeting(tmp_path / "table.hub")
    backups = Backups(tmp_path / "backups", tmp_path / "none", 8)
    old = kept.record.back_up(backups)
    kept.with_item("Another")
    spoilt = kept.record.back_up(backups)
    spoilt.write_bytes(spoilt.read_bytes()[:9000])

    found = rescued(kept, old, spoilt)

    assert found.backup == old
    assert sound(found.path).load(RULES).table == kept.table
