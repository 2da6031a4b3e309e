"""A backup in the record's place: nothing newer is lost, nothing erased comes back."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from hub_console.meeting.acts import discussion, planning
from hub_console.places import Places
from hub_console.record import Backups, NewerRecord, schema
from hub_console.record.restore import Restored, restore_record
from tests.record.keeping import KEY, RULES, KeptRoom, a_kept_table, loaded, reopened

NOW = datetime(2026, 11, 24, 9, 55, tzinfo=UTC)


def a_station(tmp_path: Path) -> tuple[KeptRoom, Places, Path]:
    """A record, its places, and a backup of it on a stick."""
    kept = a_kept_table(tmp_path / "table.hub")
    kept.with_opening().with_new_situation("SD", risk_factors=("msa",)).begun().begun()
    stick = tmp_path / "stick.hub"
    kept.record.copy_to(stick)
    return kept, Places(tmp_path, tmp_path), stick


def restored(kept: KeptRoom, places: Places, backup: Path, *others: Path) -> Restored:
    kept.record.close()
    return restore_record(places, backup, KEY, NOW, KEY, others)


def feeds(path: Path) -> set[bytes]:
    record = reopened(path)
    with record._file.reading() as connection:
        found = set(connection.scalars(select(schema.feed.c.id)))
    record.close()
    return found


def test_what_only_the_record_holds_is_counted_and_kept(tmp_path: Path) -> None:
    kept, places, stick = a_station(tmp_path)
    kept.do(discussion.pass_filter).do(discussion.set_lead, "HC")

    with pytest.raises(NewerRecord, match="holds 2 acts that the backup does not"):
        restored(kept, places, stick)

    assert kept.reloaded().table == kept.table


def test_a_restored_record_goes_on_in_a_feed_of_its_own(tmp_path: Path) -> None:
    kept, places, stick = a_station(tmp_path)
    kept.with_item("Only in the record that was lost")
    kept.record.close()
    lost = tmp_path / "lost.hub"
    kept.path.rename(lost)
    done = restored(kept, places, stick)

    record = reopened(kept.path)
    kept.record, kept.table = record, record.load(RULES).table
    kept.with_item("Since then")
    record.close()

    assert done.kept is None
    assert feeds(kept.path) - feeds(lost) != set()
    assert not (feeds(kept.path) - feeds(stick)) & feeds(lost)
    assert loaded(kept.path).table == kept.table


def test_what_was_erased_since_does_not_come_back(tmp_path: Path) -> None:
    kept, places, stick = a_station(tmp_path)
    kept.do(discussion.reject, "originator").do(planning.close_meeting)
    later = kept.record.back_up(Backups(tmp_path / "backups", tmp_path / "none", 8))
    kept.record.close()
    kept.path.write_bytes(bytes(8192))

    restored(kept, places, stick, later)

    (situation,) = loaded(kept.path).table.situations.values()
    assert situation.risk_factors == {}
    assert reopened(kept.path).refold().equal


def test_the_former_record_is_kept_with_its_log(tmp_path: Path) -> None:
    kept, places, stick = a_station(tmp_path)
    kept.path.with_name("table.hub-wal").write_bytes(b"a log")
    kept.path.write_bytes(b"")
    first = restore_record(places, stick, KEY, NOW, KEY)
    kept.path.write_bytes(b"damaged again")
    second = restore_record(places, stick, KEY, NOW, KEY)

    assert first.kept == tmp_path / "table.hub.before-restore-2026-11-24T095500Z"
    assert first.kept.with_name(f"{first.kept.name}-wal").read_bytes() == b"a log"
    assert second.kept != first.kept
    assert loaded(kept.path).table == kept.table
