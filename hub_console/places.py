"""Where a station keeps its files, which places are refused, and how a file is replaced."""

import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HOME_VARIABLE = "HUB_CONSOLE_HOME"

NETWORK_TYPES = re.compile(
    r"nfs4?|cifs|smb[23]?|smbfs|afpfs|afs|ncpfs|9p|ceph|webdav|davfs2?"
    r"|(fuse\.)?(sshfs|rclone|davfs2?|s3fs|glusterfs|gvfsd-fuse|smbnetfs|curlftpfs)"
)

SYNCED_FOLDERS = {
    "OneDrive": re.compile(r"onedrive( - .+)?"),
    "Dropbox": re.compile(r"dropbox( \(.+\))?"),
    "iCloud": re.compile(r"icloud ?drive|mobile documents|com~apple~clouddocs"),
    "Google Drive": re.compile(r"google ?drive|my drive"),
    "cloud storage": re.compile(r"cloudstorage|nextcloud|owncloud"),
}

UNC = re.compile(r"\\\\(?![?.]\\)|\\\\\?\\UNC\\")
"""A Windows path that begins with a server's name; mapped drives resolve to one."""

MOUNT_LINES = (
    re.compile(r"^\S+ (/\S*) (\S+) ", re.MULTILINE),  # /proc/mounts
    re.compile(r"^.+? on (/.*) \(([^,)]+)", re.MULTILINE),  # mount, on macOS
)


@dataclass(frozen=True, slots=True)
class Places:
    """The files of one station.

    Attributes:
        data: Directory of the record and what belongs to it.
        config: Directory of the settings.
    """

    data: Path
    config: Path

    @property
    def record(self) -> Path:
        """The encrypted record of the table."""
        return self.data / "table.hub"

    @property
    def keys(self) -> Path:
        """The slots that open the record."""
        return self.data / "station.keys"

    @property
    def attempts(self) -> Path:
        """How often in a row the passphrase was wrong."""
        return self.data / "station.attempts"

    @property
    def lock(self) -> Path:
        """Held while a console has the record open."""
        return self.data / "table.lock"

    @property
    def chair_lock(self) -> Path:
        """Held while the chair's console has the record open."""
        return self.data / "chair.lock"

    @property
    def backups(self) -> Path:
        """Where a backup is kept after each meeting."""
        return self.data / "backups"

    @property
    def inbox(self) -> Path:
        """Where bundles are put to be imported."""
        return self.data / "inbox"

    @property
    def outbox(self) -> Path:
        """Where bundles are put to be sent, when there is no stick."""
        return self.data / "outbox"

    @property
    def quarantine(self) -> Path:
        """Where bad bundles are laid aside."""
        return self.data / "quarantine"

    @property
    def settings(self) -> Path:
        """What the table and the station set for themselves."""
        return self.config / "settings.toml"


def find_places(environ: Mapping[str, str]) -> Places:
    """Finds this station's places: the user's directories, or all in HUB_CONSOLE_HOME."""
    if home := environ.get(HOME_VARIABLE):
        directory = Path(home).expanduser().absolute()
        return Places(data=directory, config=directory)
    from platformdirs import PlatformDirs

    directories = PlatformDirs("hub-console", appauthor=False)
    return Places(data=directories.user_data_path, config=directories.user_config_path)


def unsafe_place(path: Path, mounts: str | None = None) -> str | None:
    """Says why the record must not be kept at a path, and what to do instead.

    Args:
        path: Where the record is to be; it need not exist yet.
        mounts: What is mounted, as /proc/mounts or macOS's ``mount`` lists it; by default
            the system is asked.

    Returns:
        A sentence for the user, or None when the place is safe as far as can be known.
    """
    place = path.resolve()
    if UNC.match(str(path)) or UNC.match(str(place)) or _on_network(place, mounts):
        danger = "is on a network share, where the locks that protect the record can fail"
    elif service := _synced_by(place):
        danger = f"is in a {service} folder, which copies the record away in mid-write"
    else:
        return None
    return (
        f"{path} {danger}; keep it on this computer's own disk, "
        f"for example with {HOME_VARIABLE}=DIR."
    )


def replace_file(path: Path, data: bytes) -> None:
    """Writes a file as a whole: after a crash it is the old one or the new one.

    Raises:
        OSError: The file could not be written; the old one is untouched.
    """
    from tempfile import NamedTemporaryFile

    path = path.resolve()
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as new:
        try:
            new.write(data)
            new.flush()
            os.fsync(new.fileno())
            new.close()
            Path(new.name).replace(path)
        except BaseException:
            new.close()
            Path(new.name).unlink(missing_ok=True)
            raise
    _sync_directory(path)


def put_in_place(new: Path, path: Path) -> None:
    """Gives a file that is written its name, once all of it is on the disk.

    Raises:
        OSError: It could not be done; what was there is untouched.
    """
    with new.open("rb+") as written:
        os.fsync(written.fileno())
    new.replace(path)
    _sync_directory(path)


def _sync_directory(path: Path) -> None:
    """Makes sure that the name of a file is on the disk too."""
    if sys.platform != "win32":
        directory = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)


def _synced_by(path: Path) -> str | None:
    for part in path.parts:
        for service, folder in SYNCED_FOLDERS.items():
            if folder.fullmatch(part.casefold()):
                return service
    return None


def _on_network(path: Path, mounts: str | None) -> bool:
    """Whether the innermost mount that holds a path is remote; a remote root disk is let pass."""
    listed = _mounts() if mounts is None else mounts
    kinds = {
        Path(_unescaped(point)): kind
        for lines in MOUNT_LINES
        for point, kind in lines.findall(listed)
    }
    holding = next((kinds[part] for part in (path, *path.parents[:-1]) if part in kinds), "")
    return NETWORK_TYPES.fullmatch(holding) is not None


def _mounts() -> str:
    """What the system lists as mounted; nothing where it keeps no list, as on Windows."""
    if sys.platform == "darwin":
        from subprocess import run

        return run(["/sbin/mount"], capture_output=True, text=True, check=False).stdout
    else:
        try:
            return Path("/proc/self/mounts").read_text(errors="surrogateescape")
        except OSError:
            return ""


def _unescaped(point: str) -> str:
    """A mount point as it is: /proc/mounts writes a space as a backslash and octal digits."""
    return re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), point)
