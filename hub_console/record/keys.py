"""The keys of a station: a random key opens the record, and each person's slot wraps it."""

import json
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from hub_console.places import replace_file
from hub_console.record.errors import (
    AlreadyThere,
    Damaged,
    Missing,
    NewerSchema,
    ReadOnlyDisk,
    WrongPassphrase,
)

FORMAT = 1
KEY_BYTES = 32
SALT_BYTES = 16
NONCE_BYTES = 12


class Argon2(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How hard a passphrase is to guess.

    Attributes:
        memory: KiB, a gigabyte at most.
        passes: How many times the memory is gone through.
        lanes: How much of it at the same time.
    """

    memory: Annotated[int, msgspec.Meta(ge=8, le=2**20)] = 256 * 1024
    passes: Annotated[int, msgspec.Meta(ge=1, le=16)] = 3
    lanes: Annotated[int, msgspec.Meta(ge=1, le=16)] = 4


ARGON2 = Argon2()


class Slot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way to the key. Everything but ``wrapped`` is authenticated with it.

    Attributes:
        kind: What opens it.
        person: Whose.
        argon2: Makes a key of the passphrase.
        salt: Of the passphrase.
        nonce: Of the wrapping.
        wrapped: The record's key, AES-256-GCM.
    """

    kind: Literal["passphrase"]
    person: str
    argon2: Argon2
    salt: Annotated[bytes, msgspec.Meta(min_length=SALT_BYTES, max_length=SALT_BYTES)]
    nonce: Annotated[bytes, msgspec.Meta(min_length=NONCE_BYTES, max_length=NONCE_BYTES)]
    wrapped: bytes = b""


class KeyFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file of a station's slots."""

    format: int
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Unlocked:
    """What a passphrase opened.

    Attributes:
        key: Of the record.
        person: Whose slot it was.
    """

    key: bytes
    person: str


def create_keys(
    path: Path,
    passphrase: str,
    person: str,
    entropy: Callable[[int], bytes],
    parameters: Argon2 = ARGON2,
) -> bytes:
    """Make a new key and the file whose first slot opens it.

    Returns:
        The key of the record, 32 bytes.

    Raises:
        AlreadyThere: There are keys; they are left as they are.
        ReadOnlyDisk: The file cannot be written.
    """
    if path.exists():
        raise AlreadyThere(f"{path} is there already. Without it the record cannot be opened.")
    key = entropy(KEY_BYTES)
    slot = Slot("passphrase", person, parameters, entropy(SALT_BYTES), entropy(NONCE_BYTES))
    keys = KeyFile(FORMAT, (_wrap(slot, passphrase, key),))
    text = json.dumps(msgspec.to_builtins(keys), indent=2)
    try:
        replace_file(path, f"{text}\n".encode())
    except OSError as error:
        raise ReadOnlyDisk(
            f"{path} cannot be made ({error.strerror}). Check that you may write there."
        ) from error
    return key


def unlock(path: Path, passphrase: str) -> Unlocked:
    """Open the first slot that a passphrase fits.

    Raises:
        WrongPassphrase: It fits none.
        Missing: There is no file of keys.
        Damaged: The file is none of ours any more.
        NewerSchema: A newer program wrote it.
    """
    for slot in _read(path).slots:
        key = _unwrap(slot, passphrase)
        if key is not None:
            return Unlocked(key, slot.person)
    raise WrongPassphrase("This passphrase opens nothing here. Try again; capital letters count.")


def _read(path: Path) -> KeyFile:
    try:
        text = path.read_bytes()
    except FileNotFoundError as error:
        raise Missing(
            f"There are no keys at {path}. Make a station with hub-console init, or bring"
            " station.keys back from your copy."
        ) from error
    except OSError as error:
        raise Damaged(f"{path} cannot be read ({error.strerror}). Bring back your copy.") from error
    try:
        stated = msgspec.json.decode(text, type=_Format).format
        if stated > FORMAT:
            raise NewerSchema(f"{path} was written by a newer hub-console. Install that one.")
        return msgspec.json.decode(text, type=KeyFile)
    except msgspec.MsgspecError as error:
        raise Damaged(
            f"{path} is damaged ({error}). Bring back your copy of station.keys; without it the"
            " record cannot be opened."
        ) from error


class _Format(msgspec.Struct):
    format: int


def _wrap(slot: Slot, passphrase: str, key: bytes) -> Slot:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    wrapped = AESGCM(_derived(slot, passphrase)).encrypt(slot.nonce, key, _header(slot))
    return msgspec.structs.replace(slot, wrapped=wrapped)


def _unwrap(slot: Slot, passphrase: str) -> bytes | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    cipher = AESGCM(_derived(slot, passphrase))
    try:
        return cipher.decrypt(slot.nonce, slot.wrapped, _header(slot))
    except InvalidTag:
        return None


def _derived(slot: Slot, passphrase: str) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    cost = slot.argon2
    derivation = Argon2id(
        salt=slot.salt,
        length=KEY_BYTES,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=cost.memory,
    )
    return derivation.derive(unicodedata.normalize("NFC", passphrase).encode())


def _header(slot: Slot) -> bytes:
    """What is authenticated of a slot."""
    header = msgspec.structs.replace(slot, wrapped=b"")
    return msgspec.json.encode({"format": FORMAT, "slot": header}, order="sorted")
