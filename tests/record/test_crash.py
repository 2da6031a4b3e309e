import os
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from hub_console.record import Record
from tests.record.keeping import KEY, RULES, new_record, reopened

WRITER = """
import os, sys
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from hub_console.meeting.change import Change
from hub_console.meeting.values import Id
from hub_console.record import Action, open_record
path, key, first = Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), int(sys.argv[3])
record = open_record(path, key=key, person="Ann", entropy=os.urandom)
for number in count(first):
    id_ = Id(f"{number:032x}")
    at = datetime(2026, 11, 23, tzinfo=UTC) + timedelta(seconds=number)
    changes = (
        Change("note", id_, "exists", None, True),
        Change("note", id_, "text", "", f"note {number}"),
        Change("detail", Id("d" * 32), f"risk_factors.{number}", None, number),
    )
    record.write(Action("write_note", at, changes))
    print(number, flush=True)
"""


def killed_while_writing(path: Path, first: int, acknowledged: int) -> int:
    """Kill a writer after some of its acts; the last one it said was saved."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), KEY.hex(), str(first)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ,
    ) as writer:
        assert writer.stdout is not None
        for _ in range(acknowledged):
            writer.stdout.readline()
        writer.kill()
        said = writer.stdout.read().split()
    return int(said[-1]) if said else first + acknowledged - 1


def notes_in(record: Record) -> list[str]:
    changes = (change for line in record.history() for change in line.changes)
    return [change.after for change in changes if change.field == "text"]


@pytest.mark.parametrize("kills", [20, pytest.param(1000, marks=pytest.mark.long)])
def test_what_was_saved_is_there_after_a_kill(tmp_path: Path, kills: int) -> None:
    path = tmp_path / "table.hub"
    new_record(path).close()
    random, first = Random(1), 0
    for _ in range(kills):
        saved = killed_while_writing(path, first, random.randint(1, 40))

        record = reopened(path)
        notes = notes_in(record)
        assert len(notes) >= saved + 1
        assert notes == [f"note {number}" for number in range(len(notes))]
        assert sum(record.load(RULES).frequency.values()) == len(notes)
        record.close()
        first = len(notes)
    record = reopened(path)
    assert record.refold().equal
    assert all(finding.sound for finding in record.check(thorough=True))
    record.close()
