import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hub_console.bundles.sticks import bundles_in, sticks
from tests.test_places import link_or_skip


def a_file(path: Path, day: int = 1, size: int = 10) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(bytes(size))
    moment = datetime(2026, 11, day, tzinfo=UTC).timestamp()
    os.utime(path, (moment, moment))
    return path


def names(*folders: Path) -> list[str]:
    return [found.path.name for found in bundles_in(folders)]


def test_the_sticks_are_the_mounted_folders_below_the_roots(tmp_path: Path) -> None:
    for name in ("media/KINGSTON", "media/pulled", "media/.hidden", "run/B2 STICK"):
        (tmp_path / name).mkdir(parents=True)
    a_file(tmp_path / "media" / "file")
    roots = [tmp_path / each for each in ("run", "media", "none")]

    found = sticks(roots, mounted=lambda path: path.name != "pulled")

    assert found == [tmp_path / "media/KINGSTON", tmp_path / "run/B2 STICK"]


def test_a_folder_that_is_only_left_of_a_stick_is_none(tmp_path: Path) -> None:
    (tmp_path / "KINGSTON").mkdir()

    assert sticks([tmp_path]) == []


def test_the_systems_own_sticks_can_be_asked_for() -> None:
    assert all(stick.is_dir() for stick in sticks())


def test_bundles_are_found_on_top_and_one_level_down_the_newest_first(tmp_path: Path) -> None:
    a_file(tmp_path / "old.hubb", day=1)
    a_file(tmp_path / "Tuesday" / "NEW.HUBB", day=3, size=77)
    a_file(tmp_path / "Tuesday" / "deeper" / "lost.hubb", day=4)
    a_file(tmp_path / "notes.txt")
    a_file(tmp_path / "hubb-B2-20261124-1.hubb.part")
    inbox = a_file(tmp_path / "inbox" / "inbox" / "mailed.hubb", day=2).parent

    assert names(tmp_path, inbox) == ["NEW.HUBB", "mailed.hubb", "old.hubb"]
    newest = bundles_in([tmp_path])[0]
    assert (newest.size, newest.modified) == (77, datetime(2026, 11, 3, tzinfo=UTC))


def test_a_bundle_that_two_folders_hold_is_found_once(tmp_path: Path) -> None:
    a_file(tmp_path / "inbox" / "one.hubb")

    assert names(tmp_path, tmp_path / "inbox", tmp_path) == ["one.hubb"]


def test_what_is_hidden_linked_or_no_file_is_passed_over(tmp_path: Path) -> None:
    good = a_file(tmp_path / "good.hubb")
    a_file(tmp_path / "._good.hubb")
    a_file(tmp_path / ".Trash" / "thrown away.hubb")
    a_file(tmp_path / "$RECYCLE.BIN" / "thrown away.hubb")
    (tmp_path / "folder.hubb").mkdir()
    link_or_skip(tmp_path / "link.hubb", good)
    link_or_skip(tmp_path / "loop", tmp_path)

    assert names(tmp_path) == ["good.hubb"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="reads everything")
def test_what_cannot_be_read_is_passed_over(tmp_path: Path) -> None:
    a_file(tmp_path / "good.hubb")
    a_file(tmp_path / "closed.hubb").chmod(0)
    a_file(tmp_path / "closed" / "in it.hubb").parent.chmod(0)

    assert names(tmp_path) == ["good.hubb"]
    (tmp_path / "closed").chmod(0o700)


def test_folders_that_are_not_there_hold_nothing(tmp_path: Path) -> None:
    assert names(tmp_path / "none", a_file(tmp_path / "file")) == []


def test_no_more_than_two_hundred_are_told(tmp_path: Path) -> None:
    for number in range(210):
        a_file(tmp_path / f"{number:03}.hubb", day=1 + number // 10)

    found = names(tmp_path)
    assert len(found) == 200
    assert (found[0], found[-1]) == ("209.hubb", "010.hubb")


@pytest.mark.parametrize("seconds", [-(10**10), 0, 10**10])
def test_a_date_that_no_calendar_has_does_no_harm(tmp_path: Path, seconds: int) -> None:
    file = a_file(tmp_path / "one.hubb")
    os.utime(file, (seconds, seconds))

    assert names(tmp_path) == ["one.hubb"]
