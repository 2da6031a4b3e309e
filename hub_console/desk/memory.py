"""Memory of the laptop that two programs of one user share: nothing of it is ever on a disk.

The standard library's ``SharedMemory`` is left aside: it starts a process to keep track, and
before Python 3.13 that process takes the memory away as soon as the first of the two ends.
"""

import mmap
import os
import sys
from contextlib import suppress
from pathlib import Path

if sys.platform != "win32":
    import _posixshmem  # type: ignore[import-not-found]


def name_for(path: Path) -> str:
    """The name of the memory that belongs to a file; short, as macOS wants it."""
    from hashlib import blake2b

    return "/hub-" + blake2b(str(path.resolve()).encode(), digest_size=8).hexdigest()


def demo_name() -> str:
    """The name of the memory of this user's demo."""
    return name_for(Path("~/hub-console-demo").expanduser())


def share(name: str, size: int, *, make: bool) -> mmap.mmap | None:
    """Memory under a name, open to its owner alone.

    Args:
        name: As ``name_for`` gives it.
        size: In bytes; both programs say the same.
        make: Whether to make it where it is not there.

    Returns:
        The memory, zero where nothing was written; None where it is not there.

    Raises:
        OSError: It cannot be made, or is not ours.
    """
    if sys.platform == "win32":
        return mmap.mmap(-1, size, tagname=f"Local\\{name[1:]}")
    descriptor = _opened(name, size, make=make)
    if descriptor is None:
        return None
    try:
        found = os.fstat(descriptor)
        if found.st_uid != os.getuid() or found.st_mode & 0o077:
            raise PermissionError(f"The shared memory {name} is not ours.")
        return mmap.mmap(descriptor, size) if found.st_size >= size else None
    finally:
        os.close(descriptor)


def take_away(name: str) -> None:
    """Let the name go; Windows does so when the last program ends."""
    if sys.platform != "win32":
        with suppress(OSError):  # the other program was first
            _posixshmem.shm_unlink(name)


def _opened(name: str, size: int, *, make: bool) -> int | None:
    assert sys.platform != "win32"
    if make:
        with suppress(FileExistsError):
            made: int = _posixshmem.shm_open(name, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
            os.ftruncate(made, size)
            return made
    try:
        there: int = _posixshmem.shm_open(name, os.O_RDWR, 0o600)
    except FileNotFoundError:
        return None
    return there
