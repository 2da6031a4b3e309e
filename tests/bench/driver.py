"""The yardstick of what is written: a file of the bare driver, with the record's pragmas."""

from pathlib import Path

from sqlcipher3 import dbapi2


def bare_file(path: Path, key: bytes) -> dbapi2.Connection:
    """An encrypted file with nothing in it."""
    bare = dbapi2.connect(str(path), isolation_level=None)
    for pragma in (
        f"key=\"x'{key.hex()}'\"",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
        "temp_store=MEMORY",
        "cell_size_check=ON",
    ):
        bare.execute(f"PRAGMA {pragma}").fetchall()
    return bare
