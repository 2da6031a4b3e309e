import sys
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path

import pytest

from hub_console.bundles import quarantine
from hub_console.bundles.quarantine import Quarantined, quarantined, read_quarantine

TUESDAY = datetime(2026, 11, 24, 10, 40, tzinfo=UTC)


def laid_aside(folder: Path, number: int, data: bytes = b"bundle") -> Path | None:
    at = TUESDAY + timedelta(minutes=number)
    return quarantined(folder, data + str(number).encode(), f"{number}.hubb", "Cut off.", at)


def test_a_bad_bundle_is_laid_aside_with_the_reason(tmp_path: Path) -> None:
    boston = timezone(timedelta(hours=-5))

    path = quarantined(
        tmp_path / "q", b"bad", "hubb-B2-1.hubb", "Altered.", TUESDAY.astimezone(boston)
    )

    assert path == tmp_path / "q" / f"{sha256(b'bad').hexdigest()[:16]}.hubb"
    assert path.read_bytes() == b"bad"
    note = path.with_suffix(".txt").read_text()
    assert note == "2026-11-24T10:40:00+00:00\nhubb-B2-1.hubb\nAltered.\n"
    assert read_quarantine(tmp_path / "q") == [
        Quarantined(path, TUESDAY, "hubb-B2-1.hubb", "Altered.")
    ]


def test_the_same_file_twice_is_one_and_keeps_its_first_note(tmp_path: Path) -> None:
    first = quarantined(tmp_path, b"bad", "a.hubb", "Altered.", TUESDAY)
    again = quarantined(tmp_path, b"bad", "b.hubb", "Altered.", TUESDAY + timedelta(days=1))

    assert first == again
    assert [each.name for each in read_quarantine(tmp_path)] == ["a.hubb"]


def test_the_newest_come_first(tmp_path: Path) -> None:
    for number in (2, 3, 1):
        laid_aside(tmp_path, number)

    assert [each.name for each in read_quarantine(tmp_path)] == ["3.hubb", "2.hubb", "1.hubb"]


def test_the_oldest_beyond_fifty_go_with_their_notes(tmp_path: Path) -> None:
    for number in range(53):
        laid_aside(tmp_path, number)

    names = [each.name for each in read_quarantine(tmp_path)]
    assert names == [f"{number}.hubb" for number in range(52, 2, -1)]
    assert len(list(tmp_path.iterdir())) == 100


def test_the_newest_is_kept_though_the_clock_was_set_back(tmp_path: Path) -> None:
    for number in range(50):
        laid_aside(tmp_path, number)

    path = laid_aside(tmp_path, -1000)

    assert path is not None
    assert path.exists()
    assert len(read_quarantine(tmp_path)) == 50


def test_large_ones_do_not_fill_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quarantine, "KEEP_BYTES", 2500)

    for number in range(5):
        laid_aside(tmp_path, number, bytes(999))
    assert [each.name for each in read_quarantine(tmp_path)] == ["4.hubb", "3.hubb"]

    laid_aside(tmp_path, 5, bytes(5000))
    assert [each.name for each in read_quarantine(tmp_path)] == ["5.hubb"]


def test_a_name_and_a_reason_from_anywhere_stay_on_their_lines(tmp_path: Path) -> None:
    quarantined(tmp_path, b"bad", "a\nb\x1b[2J.hubb", "one\u2028two\u0085three" * 500, TUESDAY)

    (held,) = read_quarantine(tmp_path)
    assert held.at == TUESDAY
    assert held.name == "a␊b␛[2J.hubb"
    assert held.reason.startswith("one\ufffdtwo\ufffdthree")


@pytest.mark.parametrize("note", [None, b"", b"\xff", b"yesterday\na\nb\n"])
def test_one_whose_note_is_lost_is_still_told_of(tmp_path: Path, note: bytes | None) -> None:
    path = quarantined(tmp_path, b"bad", "a.hubb", "Altered.", TUESDAY)
    assert path is not None
    if note is None:
        path.with_suffix(".txt").unlink()
    else:
        path.with_suffix(".txt").write_bytes(note)

    (held,) = read_quarantine(tmp_path)
    assert (held.path, held.reason) == (path, "the reason is lost")


def test_an_empty_or_missing_quarantine_holds_nothing(tmp_path: Path) -> None:
    assert read_quarantine(tmp_path) == read_quarantine(tmp_path / "none") == []


def test_where_nothing_can_be_written_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    assert laid_aside(tmp_path / "file", 1) is None
    assert laid_aside(tmp_path / "file" / "below", 1) is None
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no such limit")
def test_a_disk_that_fills_up_in_between_leaves_no_half(tmp_path: Path) -> None:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, hard))
    try:
        path = laid_aside(tmp_path, 1, bytes(100_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert path is None
    assert list(tmp_path.iterdir()) == []
