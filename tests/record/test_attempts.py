import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from hub_console.record import Attempts
from tests.record.test_file import without_rights

TEN = datetime(2026, 11, 23, 10, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def after(wrong: int, path: Path) -> Attempts:
    """So many wrong passphrases, each a minute after the one before, the last at ten."""
    for number in range(wrong):
        Attempts(path).failed(TEN - (wrong - 1 - number) * 60 * SECOND)
    return Attempts(path)


def test_three_slips_cost_nothing_and_then_each_costs_more(tmp_path: Path) -> None:
    waits = [after(wrong, tmp_path / f"{wrong}").wait(TEN) for wrong in range(12)]

    assert waits == [0, 0, 0, 1, 2, 4, 8, 16, 30, 30, 30, 30]


def test_the_wait_passes_and_a_restart_does_not_shorten_it(tmp_path: Path) -> None:
    after(6, tmp_path / "attempts")

    assert Attempts(tmp_path / "attempts").wait(TEN + 3 * SECOND) == 5
    assert Attempts(tmp_path / "attempts").wait(TEN + 8 * SECOND) == 0


def test_the_right_one_clears_it(tmp_path: Path) -> None:
    attempts = after(9, tmp_path / "attempts")
    attempts.succeeded()

    assert attempts.wait(TEN) == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("years", [-30, 30])
def test_whatever_the_clock_does_nobody_waits_longer(tmp_path: Path, years: int) -> None:
    attempts = after(1000, tmp_path / "attempts")
    moved = TEN + timedelta(days=365 * years)

    assert attempts.wait(moved) == (30 if years < 0 else 0)
    assert attempts.wait(moved + 30 * SECOND) == 0


@pytest.mark.parametrize("content", ["", "null", '{"count": 1e99}', '{"count": 9, "last": 0}'])
def test_a_damaged_memory_is_none(tmp_path: Path, content: str) -> None:
    path = tmp_path / "attempts"
    path.write_text(content)

    assert Attempts(path).wait(TEN) == 0
    assert after(4, path).wait(TEN) == 2


def test_where_nothing_can_be_written_nobody_waits(tmp_path: Path) -> None:
    attempts = after(9, tmp_path / "not there" / "attempts")

    assert attempts.wait(TEN) == 0
    attempts.succeeded()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights otherwise")
def test_an_old_memory_on_a_read_only_disk_holds_nobody_up_for_ever() -> None:
    with TemporaryDirectory() as folder:
        attempts = after(9, Path(folder) / "attempts")
        Path(folder).chmod(0o555)
        (Path(folder) / "attempts").chmod(0o444)
        try:
            with without_rights():
                assert attempts.wait(TEN) == 30
                assert attempts.wait(TEN - 60 * SECOND) == 0
        finally:
            Path(folder).chmod(0o700)
