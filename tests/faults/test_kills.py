"""A console that is killed has lost nothing that it had said is saved."""

from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from tests.faults import kills
from tests.faults.marking import begun_record
from tests.faults.sound import tips, unsound
from tests.record.keeping import KEY, reopened

encrypted_and_plain = pytest.mark.parametrize("key", [KEY, None], ids=["encrypted", "plain"])


@encrypted_and_plain
def test_what_was_saved_is_there_after_a_kill(key: bytes | None) -> None:
    assert set(kills.losses_of_marking(25, key)) == {""}


@encrypted_and_plain
def test_a_meeting_is_closed_and_backed_up_whole_or_not_at_all(key: bytes | None) -> None:
    assert set(kills.losses_of_closing(25, key)) == {""}


def test_who_remains_opens_everything_after_a_kill() -> None:
    assert set(kills.losses_of_changing_keys(50)) == {""}


def test_two_programs_that_mark_at_once_are_both_killed(tmp_path: Path) -> None:
    path = tmp_path / "table.hub"
    begun_record(path).close()
    both = kills.killed(Random(1), [(kills.mark, path, KEY, seed) for seed in (1, 2)])
    with closing(reopened(path)) as record:
        there = tips(record)
        for heard in both:
            saved, _ = kills.at_the_end(heard)
            assert all(there[feed] >= seq for feed, seq in saved.tips.items())
        assert unsound(record) == []
        assert record.refold().equal
