"""``station.keys``: the slots of a station, read and written as a whole."""

import hashlib
import hmac
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import msgspec

from hub_console.places import replace_file
from hub_console.record.errors import Damaged, Missing, NewerSchema, ReadOnlyDisk
from hub_console.record.keys.slot import Slot, sealed_to

FORMAT = 1
STATION_BYTES = 16
HASH_BYTES = 32
MOST_SLOTS = 64
LARGEST = 2**18
"""Bytes; 64 slots stay far below it."""

BRING_BACK = (
    "Run hub-console keys restore, which brings back the copy that lies with the backups; where"
    " there is none, put your own copy of station.keys in its place. The recovery key opens that"
    " file, too, not the record without it."
)
"""What to do when station.keys is lost."""

_Hash = Annotated[bytes, msgspec.Meta(min_length=HASH_BYTES, max_length=HASH_BYTES)]


class KeyFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file of a station's slots.

    Attributes:
        format: Of this file.
        station: Random, and part of what every slot authenticates.
        slots: The ways to the record's key.
        seal: Of the slots, by the record's key: nobody adds one who has not opened one.
        checksum: Of everything, by no key: tells a damaged file from a wrong passphrase.
    """

    format: int
    station: Annotated[bytes, msgspec.Meta(min_length=STATION_BYTES, max_length=STATION_BYTES)]
    slots: Annotated[tuple[Slot, ...], msgspec.Meta(min_length=1, max_length=MOST_SLOTS)]
    seal: _Hash = b""
    checksum: _Hash = b""

    @property
    def whole(self) -> bool:
        """Whether it is as some program wrote it."""
        return hmac.compare_digest(self.checksum, _checksum(self))

    @property
    def unfinished(self) -> bool:
        """Whether the record was about to get another key."""
        return any(len(slot.sealed) > 1 for slot in self.slots)

    def sealed_by(self, key: bytes) -> bool:
        """Whether it is as someone wrote it who had the record's key."""
        return hmac.compare_digest(self.seal, _seal(self, key))


class _Format(msgspec.Struct):
    format: int


def key_file(station: bytes, slots: Iterable[Slot], keys: Sequence[bytes]) -> KeyFile:
    """A file whose every slot gives these keys of the record, the newest first."""
    sealed = tuple(sealed_to(station, slot, keys) for slot in slots)
    file = KeyFile(FORMAT, station, sealed)
    file = msgspec.structs.replace(file, seal=_seal(file, keys[0]))
    return msgspec.structs.replace(file, checksum=_checksum(file))


def read_keys(path: Path) -> KeyFile:
    """Read a file of keys; whether it is whole is for the reader to ask.

    Raises:
        Missing: There is none.
        Damaged: It is none of ours any more.
        NewerSchema: A newer program wrote it.
    """
    try:
        with path.open("rb") as file:
            text = file.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise Missing(f"There are no keys at {path}. {BRING_BACK}") from error
    except OSError as error:
        raise Damaged(f"{path} cannot be read ({error.strerror}). {BRING_BACK}") from error
    if len(text) > LARGEST:
        raise Damaged(f"{path} is damaged (it is far too large). {BRING_BACK}")
    try:
        if msgspec.json.decode(text, type=_Format).format > FORMAT:
            raise NewerSchema(f"{path} was written by a newer hub-console. Install that one.")
        return msgspec.json.decode(text, type=KeyFile)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise Damaged(f"{path} is damaged ({error}). {BRING_BACK}") from error


def write_keys(path: Path, file: KeyFile) -> None:
    """Write a file of keys in one go.

    Raises:
        ReadOnlyDisk: It cannot be written; the old one is untouched.
    """
    text = json.dumps(msgspec.to_builtins(file), indent=2)
    try:
        replace_file(path, f"{text}\n".encode())
    except OSError as error:
        raise ReadOnlyDisk(
            f"{path} cannot be written ({error.strerror}). Check that you may write there and that"
            " there is room, then try again."
        ) from error


def check_keys(path: Path, key: bytes) -> str:
    """What is wrong with the keys beside a record that is open, in a sentence; empty when sound.

    Args:
        path: Of station.keys.
        key: The record's.
    """
    try:
        file = read_keys(path)
    except (Missing, Damaged, NewerSchema) as error:
        return str(error)
    if file.unfinished:
        return (
            "A change of keys was cut off. Leave the console and run that hub-console keys command"
            " again; it will be finished."
        )
    if not (file.whole and file.sealed_by(key)):
        return f"{path} was damaged or altered since it was written. {BRING_BACK}"
    if all(slot.kind != "recovery" for slot in file.slots):
        return "There is no recovery key. Make one: hub-console keys recovery."
    return ""


def _seal(file: KeyFile, key: bytes) -> bytes:
    own = hmac.digest(key, b"hub-console station.keys", "sha256")
    bare = msgspec.structs.replace(file, seal=b"", checksum=b"")
    return hmac.digest(own, msgspec.json.encode(bare, order="sorted"), "sha256")


def _checksum(file: KeyFile) -> bytes:
    bare = msgspec.structs.replace(file, checksum=b"")
    return hashlib.sha256(msgspec.json.encode(bare, order="sorted")).digest()
