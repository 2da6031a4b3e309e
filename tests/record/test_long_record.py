"""What is read as a table is opened is found by an index, however long its record is."""

from pathlib import Path

from sqlalchemy import event

from tests.record.exchange.laptops import laptops
from tests.record.exchange.test_taking import a_meeting_on
from tests.record.keeping import RULES

LONG = (
    *("SCAN head", "SCAN entry", "SCAN situation", "SCAN detail", "SCAN item", "SCAN member"),
    *(f"SEARCH {name} USING INDEX situation_home" for name in ("situation", "earlier")),
)


def test_opening_a_table_goes_through_no_long_list(tmp_path: Path) -> None:
    laptop = a_meeting_on(*laptops(tmp_path, "a"))
    file = laptop.record._file
    asked: list[tuple[str, tuple[object, ...]]] = []

    with file.reading() as connection:
        engine = connection.engine

    @event.listens_for(engine, "before_cursor_execute")
    def note(*said: object) -> None:
        asked.append((str(said[2]), said[3]))  # type: ignore[arg-type]

    laptop.record.load(RULES)
    event.remove(engine, "before_cursor_execute", note)

    with file.reading() as connection:
        plans = [
            str(step[-1])
            for statement, values in asked
            if statement.lstrip().upper().startswith(("SELECT", "WITH"))
            for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        ]
    assert any(plan.startswith("SEARCH earlier") for plan in plans)
    assert [plan.strip() for plan in plans if plan.strip().startswith(LONG)] == []
