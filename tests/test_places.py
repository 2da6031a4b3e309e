import os
import sys
from pathlib import Path

import pytest

from hub_console.places import Places, find_places, replace_file, unsafe_place


def link_or_skip(link: Path, target: Path) -> None:
    try:
        link.symlink_to(target)
    except OSError:
        pytest.skip("links are not permitted here")


def test_replacing_a_file_keeps_a_link_to_it(tmp_path: Path) -> None:
    target, link = tmp_path / "dotfiles.toml", tmp_path / "settings.toml"
    target.write_text("old")
    link_or_skip(link, target)

    replace_file(link, b"new")

    assert link.is_symlink()
    assert target.read_text() == "new"


def test_replacing_fails_without_a_trace(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "inside").write_text("")

    with pytest.raises(OSError, match="taken"):
        replace_file(tmp_path / "taken", b"new")

    assert [each.name for each in tmp_path.iterdir()] == ["taken"]


def test_one_variable_puts_everything_into_one_directory(tmp_path: Path) -> None:
    places = find_places({"HUB_CONSOLE_HOME": str(tmp_path)})

    assert places == Places(data=tmp_path, config=tmp_path)
    assert places.record == tmp_path / "table.hub"
    assert places.keys == tmp_path / "station.keys"
    assert places.settings == tmp_path / "settings.toml"
    everything = (places.record, places.keys, places.attempts, places.lock)
    assert all(place.parent == tmp_path for place in everything)
    assert list(tmp_path.iterdir()) == []


def test_a_relative_home_stays_put_when_the_directory_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert find_places({"HUB_CONSOLE_HOME": "stick"}).data == tmp_path / "stick"


@pytest.mark.parametrize("environ", [{}, {"HUB_CONSOLE_HOME": ""}])
def test_without_it_the_users_own_directories_are_taken(environ: dict[str, str]) -> None:
    places = find_places(environ)

    assert places.record.is_absolute()
    assert Path.home() in places.record.parents or os.environ.get("XDG_DATA_HOME")
    assert "hub-console" in places.record.parts
    assert "hub-console" in places.settings.parts


MOUNTS = r"""
/dev/sda1 / ext4 rw 0 0
tmpfs /tmp tmpfs rw 0 0
server:/office /office nfs4 rw 0 0
/dev/sdb1 /office/ana/disk ext4 rw 0 0
//server/share /media/the\040share cifs rw 0 0
ana@server: /media/remote fuse.sshfs rw 0 0
/dev/sdc1 /media/stick vfat rw 0 0
"""

MAC_MOUNTS = """
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//ana@server/share on /Volumes/the share (smbfs, nodev, nosuid, mounted by ana)
/dev/disk4s1 on /Volumes/STICK (msdos, local, nodev, nosuid)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="paths of Linux and macOS")
@pytest.mark.parametrize(
    ("path", "mounts", "unsafe"),
    [
        ("/office/ana/hub", MOUNTS, True),
        ("/office/ana/disk/hub", MOUNTS, False),
        ("/offices/hub", MOUNTS, False),
        ("/media/the share/hub", MOUNTS, True),
        ("/media/remote", MOUNTS, True),
        ("/media/stick/hub", MOUNTS, False),
        ("/srv/hub", "server:/ / nfs4 rw 0 0\n", False),
        ("/Volumes/the share/hub", MAC_MOUNTS, True),
        ("/Volumes/STICK/hub", MAC_MOUNTS, False),
        ("/Users/ana/hub", MAC_MOUNTS, False),
        (r"\\server\share\hub", "", True),
        (r"\\?\UNC\server\share\hub", "", True),
        (r"\\?\C:\hub", "", False),
    ],
)
def test_the_record_is_kept_off_network_shares(path: str, mounts: str, unsafe: bool) -> None:
    reason = unsafe_place(Path(path), mounts)

    assert (reason is not None) == unsafe
    if reason:
        assert reason.startswith(f"{path} is on a network share")
        assert "keep it on this computer's own disk" in reason


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - City of Boston", "OneDrive"),
        ("Dropbox", "Dropbox"),
        ("Dropbox (Personal)", "Dropbox"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("iCloudDrive", "iCloud"),
        ("Google Drive", "Google Drive"),
        ("My Drive", "Google Drive"),
        ("Library/CloudStorage/OneDrive-Personal", "cloud storage"),
    ],
)
def test_the_record_is_kept_out_of_synced_folders(
    tmp_path: Path, folder: str, service: str
) -> None:
    reason = unsafe_place(tmp_path / folder / "hub" / "table.hub", mounts="")

    assert reason
    assert f"is in a {service} folder" in reason
    assert "HUB_CONSOLE_HOME=DIR" in reason


def test_a_link_into_a_synced_folder_is_seen_through(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    link = tmp_path / "hub"
    link_or_skip(link, tmp_path / "Dropbox")

    assert unsafe_place(link / "table.hub", mounts="")


def test_an_ordinary_directory_is_safe(tmp_path: Path) -> None:
    assert unsafe_place(tmp_path / "dropbox-leaflets" / "table.hub") is None
