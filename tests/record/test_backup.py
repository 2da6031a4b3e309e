"""Backups: whole, encrypted, without drafts, and forgetting what the record forgot."""

import stat
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select

from hub_console.meeting.acts import discussion, planning
from hub_console.meeting.change import DETAIL, Key
from hub_console.meeting.situation import SituationState
from hub_console.record import (
    Action,
    Backups,
    Damaged,
    DiskFull,
    ReadOnlyDisk,
    RecordError,
    WrongKey,
    schema,
)
from hub_console.record.copies import PART, put_copy
from hub_console.record.sqlite import File
from tests.record.keeping import KEY, RULES, KeptRoom, a_kept_table, loaded, reopened, same

PLANTED = "zebrafinch"
on_posix = pytest.mark.skipif(sys.platform == "win32", reason="needs a system that has it")


def a_table_with_backups(
    tmp_path: Path, key: bytes | None = KEY, keep: int = 8
) -> tuple[KeptRoom, Backups]:
    kept = a_kept_table(tmp_path / "table.hub", key)
    (tmp_path / "station.keys").write_text("slots", encoding="utf-8")
    return kept, Backups(tmp_path / "backups", tmp_path / "station.keys", keep)


def with_a_planted_situation(kept: KeptRoom) -> KeptRoom:
    """Much is said of a situation in many acts, while of another other things are said."""
    kept.with_opening().with_new_situation("SD", risk_factors=(PLANTED,))
    kept.with_new_situation("PD", risk_factors=("msa",)).begun().begun().at_filter_three()
    for n in range(30):
        kept.do(discussion.write_note, f"{PLANTED} {n}{'!' * n * 5}")
        kept.do(discussion.pick_code, "risk_factors", f"{PLANTED}{n}")
    return kept


def rejected_and_closed(kept: KeptRoom) -> KeptRoom:
    return kept.do(discussion.reject, "originator").do(planning.close_meeting)


def bytes_of(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]


def copies_of(words: str, folder: Path) -> int:
    """How often words stand in any file."""
    return sum(data.count(words.encode()) for data in bytes_of(folder))


def rows_with(path: Path, words: str, key: bytes | None = KEY) -> list[str]:
    """The tables of a file that hold words anywhere."""
    with closing(File(path, key, read_only=True)) as file, file.reading() as connection:
        return [
            table.name
            for table in schema.metadata.sorted_tables
            for row in connection.execute(select(table))
            if any(words.encode() in (v if isinstance(v, bytes) else str(v).encode()) for v in row)
        ]


def test_a_backup_is_the_table_again_and_encrypted(tmp_path: Path) -> None:
    kept, backups = a_table_with_backups(tmp_path)
    with_a_planted_situation(kept)

    made = kept.record.back_up(backups)

    assert same(loaded(made).table, kept.table)
    assert not any(word in made.read_bytes() for word in (b"SQLite format 3", PLANTED.encode()))
    with closing(File(made, KEY, read_only=True)) as copy:
        assert copy.encrypted
    with pytest.raises(WrongKey):
        reopened(made, bytes(32))
    assert (backups.folder / "station.keys").read_text(encoding="utf-8") == "slots"
    assert all(finding.sound for finding in reopened(made).check(thorough=True))


def test_a_backup_is_one_file_named_for_the_last_act(tmp_path: Path) -> None:
    kept, backups = a_table_with_backups(tmp_path)

    made = kept.record.back_up(backups)

    assert made.name == "2026-11-23T100007Z.hub"
    assert {path.name for path in backups.folder.iterdir()} == {made.name, "station.keys"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights otherwise")
def test_only_its_owner_may_read_a_backup(tmp_path: Path) -> None:
    kept, backups = a_table_with_backups(tmp_path)
    made = kept.record.back_up(backups)

    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert stat.S_IMODE(backups.folder.stat().st_mode) == 0o700


def test_what_is_being_typed_is_in_no_backup(tmp_path: Path) -> None:
    kept, backups = a_table_with_backups(tmp_path, key=None)
    kept.with_opening().begun()
    kept.record.save_draft(kept.live.id, f"{PLANTED} half a sent")

    kept.record.back_up(backups)

    assert copies_of(PLANTED, backups.folder) == 0
    assert list(kept.record.load(RULES).drafts.values()) == [f"{PLANTED} half a sent"]


def test_the_oldest_go_and_other_files_stay(tmp_path: Path) -> None:
    kept, backups = a_table_with_backups(tmp_path, keep=3)
    backups.folder.mkdir()
    (backups.folder / "mine.hub").write_bytes(b"mine")
    made = []
    for n in range(5):
        kept.with_item(f"Item {n}")
        made.append(kept.record.back_up(backups))

    assert backups.files == made[2:]
    assert (backups.folder / "mine.hub").read_bytes() == b"mine"


def test_two_backups_of_one_second_are_both_kept(tmp_path: Path) -> None:
    kept, backups = a_table_with_backups(tmp_path)

    assert kept.record.back_up(backups) != kept.record.back_up(backups)
    assert len(backups.files) == 2


def test_a_copy_that_was_cut_off_is_cleared_away_by_the_next(tmp_path: Path) -> None:
    kept, backups = a_table_with_backups(tmp_path)
    backups.folder.mkdir()
    for suffix in ("", "-wal", "-journal"):
        (backups.folder / f"2026-11-16T100000Z.hub{PART}{suffix}").write_bytes(b"half")

    made = kept.record.back_up(backups)

    assert {path.name for path in backups.folder.iterdir()} == {made.name, "station.keys"}


def test_a_backup_is_due_from_the_close_until_it_is_made(tmp_path: Path) -> None:
    kept, backups = a_table_with_backups(tmp_path)
    with_a_planted_situation(kept)
    assert not kept.record.backup_is_due(backups)

    rejected_and_closed(kept)
    assert kept.record.backup_is_due(backups)

    kept.record.back_up(backups)
    assert not kept.record.backup_is_due(backups)
    assert kept.reloaded().table == kept.table


def test_a_damaged_record_is_not_copied_over_good_backups(tmp_path: Path) -> None:
    kept, backups = a_table_with_backups(tmp_path)
    with_a_planted_situation(kept)
    good = kept.record.back_up(backups)
    kept.record.close()
    data = bytearray(kept.path.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[middle + 50 : middle + 66] = bytes(16)
    kept.path.write_bytes(data)

    with pytest.raises(Damaged, match="rescue"):
        reopened(kept.path).back_up(backups)

    assert backups.files == [good]
    assert {path.name for path in backups.folder.iterdir()} == {good.name, "station.keys"}


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """No file grows beyond a size while the block runs."""
    import resource

    before, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (before, most))


@on_posix
def test_on_a_full_disk_there_is_no_half_backup_and_the_older_ones_stay(tmp_path: Path) -> None:
    kept, backups = a_table_with_backups(tmp_path)
    old = kept.record.back_up(backups)
    with_a_planted_situation(kept)
    size = kept.record.back_up(backups).stat().st_size
    backups.files[-1].unlink()
    for part in range(1, 10):
        with largest_file(size * part // 10), pytest.raises(DiskFull, match="Free some room"):
            kept.record.back_up(backups)
        assert {path.name for path in backups.folder.iterdir()} == {old.name, "station.keys"}
    assert kept.reloaded().table == kept.table


@on_posix
def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    kept, backups = a_table_with_backups(tmp_path)
    backups.folder.write_text("a file in its place", encoding="utf-8")

    with pytest.raises(ReadOnlyDisk, match=str(backups.folder)):
        kept.record.back_up(backups)


def test_what_is_erased_is_forgotten_by_every_page_of_every_backup(tmp_path: Path) -> None:
    kept, backups = a_table_with_backups(tmp_path, key=None)
    made = [kept.record.back_up(backups)]
    with_a_planted_situation(kept)
    made += [kept.record.back_up(backups)]
    kept.do(discussion.write_note, f"{PLANTED}, the last word")
    made += [kept.record.back_up(backups)]
    assert copies_of(PLANTED, backups.folder) > 0

    rejected_and_closed(kept)
    kept.record.forget(backups)

    assert copies_of(PLANTED, tmp_path) == 0
    assert backups.files == made
    for backup in made:
        copy = reopened(backup, None)
        assert all(finding.sound for finding in copy.check(thorough=True)), backup
        assert copy.refold().equal
        copy.close()


def test_of_an_encrypted_backup_no_table_holds_what_was_erased(tmp_path: Path) -> None:
    kept, backups = a_table_with_backups(tmp_path)
    with_a_planted_situation(kept)
    made = kept.record.back_up(backups)
    assert {"entry", "head", "member", "note", "frequency"} <= set(rows_with(made, PLANTED))

    rejected_and_closed(kept)
    kept.record.forget(backups)

    assert rows_with(made, PLANTED) == []
    assert rows_with(kept.path, PLANTED) == []
    (other,) = (
        situation
        for situation in loaded(made).table.situations.values()
        if situation.originating == "PD"
    )
    assert other.risk_factors == {"msa": 1}


@pytest.mark.parametrize("seed", [98, 204, 233])
def test_a_page_that_was_split_keeps_no_former_copy(tmp_path: Path, seed: int) -> None:
    """Meetings after which ``secure_delete`` alone leaves a copy behind, as after one in 16."""
    random = Random(seed)
    kept = a_kept_table(tmp_path / "table.hub", key=None)
    kept.with_opening()
    for _ in range(20):
        kept.with_new_situation("SD", age_band="12-17")
    kept.begun()
    for _ in range(20):
        kept.begun().at_filter_three()
        word = PLANTED if random.random() < 0.5 else "innocent"
        for n in range(random.randint(5, 15)):
            kept.do(discussion.write_note, f"{word} {'x' * random.randint(0, 200)} {n}")
        for n in range(random.randint(0, 10)):
            kept.do(discussion.pick_code, "risk_factors", f"{word}{n}")
        if word == PLANTED:
            kept.do(discussion.reject, "originator")
    kept.do(planning.close_meeting)
    kept.record.forget(Backups(tmp_path / "backups", tmp_path / "none", 8))

    assert copies_of(PLANTED, tmp_path) == 0
    assert kept.reloaded().table == kept.table


def test_a_purge_is_forgotten_too_whatever_the_kind(tmp_path: Path) -> None:
    kept, backups = a_table_with_backups(tmp_path, key=None)
    kept.with_opening().with_item(PLANTED)
    (item,) = (item for item in kept.table.items.values() if item.title == PLANTED)
    kept.record.back_up(backups)

    kept.record.write(Action("purge", kept.now, (), (Key(item.id, "item"),)))
    kept.record.forget(backups)

    assert copies_of(PLANTED, tmp_path) == 0


def test_a_backup_that_cannot_be_wiped_is_named_and_wiped_later(tmp_path: Path) -> None:
    kept, backups = a_table_with_backups(tmp_path, key=None)
    with_a_planted_situation(kept)
    first = kept.record.back_up(backups)
    kept.with_item("More")
    second = kept.record.back_up(backups)
    rejected_and_closed(kept)
    barred = first.with_name(f"{first.name}{PART}")
    barred.mkdir()

    with pytest.raises(RecordError):
        kept.record.forget(backups)
    assert [held.backup for held in kept.record.holding(backups)] == [first]
    assert PLANTED.encode() not in second.read_bytes()

    barred.rmdir()
    kept.record.forget(backups)
    assert kept.record.holding(backups) == []
    assert copies_of(PLANTED, tmp_path) == 0


def test_a_backup_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    kept, backups = a_table_with_backups(tmp_path)
    made = kept.record.back_up(backups)
    made.write_bytes(made.read_bytes()[:5000])

    (held,) = kept.record.holding(backups)

    assert held.backup == made
    assert held.trouble is not None


def test_a_copy_can_leave_out_what_was_erased(tmp_path: Path) -> None:
    kept = with_a_planted_situation(a_kept_table(tmp_path / "table.hub", key=None))
    (planted,) = (s for s in kept.table.situations.values() if s.originating == "SD")
    copy = tmp_path / "copy" / "stick.hub"
    copy.parent.mkdir()

    put_copy(kept.path, copy, None, [Key(planted.id, DETAIL)])

    assert copies_of(PLANTED, copy.parent) == 0
    assert loaded(copy, None).table.situations[planted.id].state is SituationState.PRESENTED
    assert kept.record.load(RULES).table.situations[planted.id].risk_factors
