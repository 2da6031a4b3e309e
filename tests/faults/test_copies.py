"""A copy of the file that is opened elsewhere goes on as a feed of its own."""

import shutil
from pathlib import Path
from random import Random

import pytest

from tests.faults.marking import Hand, begun_record
from tests.faults.sound import differs, tips, unsound
from tests.record.keeping import reopened


@pytest.mark.parametrize("with_log", [True, False])
def test_a_copy_and_the_original_never_go_on_as_one(tmp_path: Path, with_log: bool) -> None:
    """It is taken in the middle of a meeting, as a careful or a careless person does."""
    original, copied = tmp_path / "here", tmp_path / "there"
    original.mkdir()
    copied.mkdir()
    record = begun_record(original / "table.hub")
    here = Hand(record, Random(1))
    for _ in range(10):
        here.mark()
    if not with_log:
        record._file.checkpoint()
        here.mark()
    for name in ("table.hub", "table.hub-wal") if with_log else ("table.hub",):
        shutil.copyfile(original / name, copied / name)
    other = reopened(copied / "table.hub")
    common = tips(other)
    there = Hand(other, Random(2))
    for hand in (here, there) * 10:
        hand.mark()
    grown = [
        {feed for feed, seq in tips(each).items() if seq != common.get(feed)}
        for each in (record, other)
    ]
    assert all(grown)
    assert not set.intersection(*grown)
    for hand in (here, there):
        assert differs(hand.record, hand.table) == ""
        assert unsound(hand.record) == []
        assert hand.record.refold().equal
        hand.record.close()
