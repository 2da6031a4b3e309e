import re
import shutil
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection

from hub_console.record import migrate, schema
from hub_console.record.sqlite import File, version_of
from tests.record.keeping import KEY, RULES, reopened


def made(path: Path, make: Callable[[Connection], None]) -> tuple[list[tuple[str, str]], int]:
    """What a way of making the tables leaves in the file."""
    path.touch()
    file = File(path, KEY)
    with file.writing() as connection:
        make(connection)
    with file.reading() as connection:
        rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_schema").all()
        stamp = connection.scalar(schema.alembic_version.select())
    version = version_of(file)
    file.close()
    assert stamp == f"{version:04}"
    return sorted((name, re.sub(r"\s+", " ", sql or "")) for name, sql in rows), version


def test_migrating_from_nothing_makes_what_a_new_file_has(tmp_path: Path) -> None:
    new = made(tmp_path / "new.hub", migrate.create)
    migrated = made(tmp_path / "migrated.hub", migrate.upgrade)

    assert migrated == new
    assert new[1] == schema.VERSION


def test_a_file_of_the_first_schema_opens_with_all_that_it_held(tmp_path: Path) -> None:
    path = tmp_path / "table.hub"
    shutil.copyfile(Path(__file__).parent / "golden" / "schema-1.hub", path)

    record = reopened(path)
    loaded = record.load(RULES)

    assert loaded.table.home.name == "B-2"
    assert [s.number for s in loaded.table.open_situations()] == ["2026-002"]
    assert len(loaded.table.agencies) == 12
    assert [line.station for line in record.history()][-1] == "B-2 laptop"
    assert record.refold().equal
    assert all(finding.sound for finding in record.check(thorough=True))
    assert record.verify().broken == ()
    record.close()
    assert reopened(path).load(RULES) == loaded
