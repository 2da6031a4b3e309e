"""What came too early waits, whichever pieces of it come, and nothing of it is left over."""

from pathlib import Path
from random import Random

import pytest
from sqlalchemy import func, select

from hub_console.meeting.acts import discussion
from hub_console.record import schema
from tests.record.exchange.laptops import Laptop, Parcel, laptops
from tests.record.exchange.test_taking import a_meeting_on

MARKS = 6


def held(laptop: Laptop) -> int:
    """How many entries wait at a laptop."""
    with laptop.record._file.reading() as connection:
        return int(connection.scalar(select(func.count()).select_from(schema.held)) or 0)


@pytest.mark.parametrize("first", range(MARKS - 1))
def test_pieces_that_overlap_wait_and_go_together(tmp_path: Path, first: int) -> None:
    recorder, chair = laptops(tmp_path, "recorder", "chair")
    chair.takes(a_meeting_on(recorder).parcel())
    (feed,) = recorder.holds
    begun = recorder.holds[feed]
    pieces: dict[tuple[int, int], Parcel] = {}
    for mark in range(1, MARKS + 1):
        recorder.do(discussion.write_note, f"{mark}")
        for after in range(mark):
            pieces[after, mark] = recorder.parcel({feed: begun + after})
    chosen = [pieces[first, last] for last in range(first + 1, MARKS + 1)]
    chosen += [pieces[MARKS - 2, MARKS], pieces[0, 1], pieces[0, MARKS - 1]]
    Random(first).shuffle(chosen)

    for parcel in chosen:
        arrived = chair.takes(parcel)
        assert sum(waits.gap.waiting for waits in arrived.waits) == held(chair)

    assert (held(chair), chair.record.exchange.waits(chair.home)) == (0, ())
    assert chair.holds == recorder.holds
    assert all(finding.sound for finding in chair.record.check())
    assert chair.record.refold().equal
