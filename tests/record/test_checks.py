from pathlib import Path

import pytest
from sqlalchemy import text

from hub_console.meeting.acts import discussion
from hub_console.record import schema
from tests.record.keeping import KeptRoom, a_kept_table, reopened


def at_the_table(path: Path) -> KeptRoom:
    kept = a_kept_table(path)
    kept.with_opening().with_new_situation("SD", risk_factors=("msa",))
    kept.begun().begun().at_filter_three()
    kept.do(discussion.set_lead, "HC").do(discussion.set_lead, "MH")
    return kept


def unsound(kept: KeptRoom, *, thorough: bool = False) -> list[str]:
    return [finding.what for finding in kept.record.check(thorough=thorough) if not finding.sound]


def test_a_sound_record_has_nothing_to_find(tmp_path: Path) -> None:
    kept = at_the_table(tmp_path / "table.hub")

    found = kept.record.check(thorough=True)

    assert all(finding.sound for finding in found), found
    assert {"encryption", "quick_check", "chains", "cipher_integrity_check"} <= {
        finding.what for finding in found
    }


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE entry SET person = 'Eve' WHERE seq = 5",
        "UPDATE entry SET hlc = hlc + 1 WHERE seq = 5",
        "UPDATE entry SET payload = x'00' WHERE seq = 5",
        "UPDATE entry SET payload = NULL WHERE seq = 5",
        "UPDATE entry SET payload_hash = x'00' WHERE seq = 5",
        "UPDATE entry SET person = 'Eve' WHERE seq = (SELECT max(seq) FROM entry)",
        "DELETE FROM head; DELETE FROM entry WHERE seq = 5",
        "DELETE FROM head; DELETE FROM entry WHERE seq = (SELECT max(seq) FROM entry)",
        "UPDATE feed SET tip = x'00'",
        "UPDATE feed SET seq = seq + 1",
    ],
)
def test_a_journal_that_was_tampered_with_is_found_out(tmp_path: Path, tampering: str) -> None:
    kept = at_the_table(tmp_path / "table.hub")
    with kept.record._file.writing() as connection:
        for statement in tampering.split(";"):
            connection.execute(text(statement))

    assert "chains" in unsound(kept)


@pytest.mark.parametrize(
    ("damage", "table"),
    [
        ("UPDATE detail SET lead = 'PD'", "detail"),
        ("DELETE FROM member", "member"),
        ("DELETE FROM item", "item"),
        ("UPDATE head SET value = '\"PD\"' WHERE field = 'lead'", "head"),
    ],
)
def test_tables_that_differ_from_the_journal_are_made_again(
    tmp_path: Path, damage: str, table: str
) -> None:
    kept = at_the_table(tmp_path / "table.hub")
    assert kept.record.refold().equal
    with kept.record._file.writing() as connection:
        connection.execute(text(damage))

    refolded = kept.record.refold()

    assert table in refolded.differing
    assert kept.record.refold().equal
    assert kept.reloaded().table == kept.table


def test_a_flipped_page_is_found(tmp_path: Path) -> None:
    kept = at_the_table(tmp_path / "table.hub")
    kept.record.close()
    data = bytearray(kept.path.read_bytes())
    place = len(data) // 2
    data[place : place + 16] = bytes(16)
    kept.path.write_bytes(data)
    kept.record = reopened(kept.path)

    assert unsound(kept, thorough=True) != []


def test_a_feed_without_its_station_is_found(tmp_path: Path) -> None:
    kept = at_the_table(tmp_path / "table.hub")
    kept.record._file.pragma("foreign_keys=OFF")
    with kept.record._file.writing() as connection:
        connection.execute(schema.station.delete())

    assert {"foreign keys", "pragmas"} <= set(unsound(kept))
