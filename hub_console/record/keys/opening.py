"""Making a station's keys, and opening them with a passphrase, recovery key or keyring."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hub_console.places import Places
from hub_console.record.errors import (
    AlreadyThere,
    Damaged,
    MistypedRecoveryKey,
    RecordError,
    WrongKey,
    WrongPassphrase,
)
from hub_console.record.keys.file import (
    BRING_BACK,
    STATION_BYTES,
    KeyFile,
    key_file,
    read_keys,
    write_keys,
)
from hub_console.record.keys.os_keyring import stored_secret
from hub_console.record.keys.slot import (
    ARGON2,
    KEY_BYTES,
    Argon2,
    Entropy,
    Kind,
    Slot,
    new_slot,
    open_slot,
    secret_of,
)
from hub_console.record.recovery import looks_like_recovery_key, recovery_bytes

RECOVERY = "recovery key"
"""Who acts when the recovery key opened the table."""


@dataclass(frozen=True, slots=True)
class Unlocked:
    """What a passphrase opened.

    Attributes:
        key: Of the record.
        person: Whose slot it was; of the recovery key's, ``recovery key``.
    """

    key: bytes
    person: str


@dataclass(frozen=True, slots=True)
class OpenKeys:
    """The keys of a station, opened to be changed.

    Attributes:
        places: Where the station's files are.
        file: The slots.
        keys: Of the record: one, or the newer and the older while a change is unfinished.
        opened: The slot that opened them.
        left: Backups that no key opens, which therefore were left as they were.
    """

    places: Places
    file: KeyFile
    keys: tuple[bytes, ...]
    opened: Slot
    left: tuple[Path, ...] = ()


def create_keys(
    path: Path,
    passphrase: str,
    person: str,
    entropy: Entropy,
    *,
    since: date,
    recovery: str | None = None,
    parameters: Argon2 = ARGON2,
) -> bytes:
    """Make a new key and the file whose slots open it.

    Args:
        path: Of the file.
        passphrase: Of the first person.
        person: Who that is.
        entropy: Gives random bytes.
        since: Today.
        recovery: The recovery key; None for none.
        parameters: How hard the passphrase is to guess.

    Returns:
        The key of the record, 32 bytes.

    Raises:
        AlreadyThere: There are keys; they are left as they are.
        ReadOnlyDisk: The file cannot be written.
    """
    if path.exists():
        raise AlreadyThere(f"{path} is there already. Without it the record cannot be opened.")
    key, station = entropy(KEY_BYTES), entropy(STATION_BYTES)
    secret = secret_of(passphrase)
    slots = [new_slot(station, "passphrase", person, since, secret, entropy, parameters)]
    if recovery is not None:
        slots.append(recovery_slot(station, recovery, since, entropy))
    write_keys(path, key_file(station, slots, [key]))
    return key


def recovery_slot(station: bytes, recovery: str, since: date, entropy: Entropy) -> Slot:
    """The slot of a recovery key."""
    return new_slot(station, "recovery", RECOVERY, since, recovery_bytes(recovery), entropy)


def unlock(path: Path, secret: str, record: Path | None = None) -> Unlocked:
    """Open the first slot that a passphrase or a recovery key fits.

    Args:
        path: Of station.keys.
        secret: As it was typed.
        record: What the key is to open. It is asked which of two keys it has when a change of
            keys was cut off; without it that is the newer.

    Raises:
        WrongPassphrase: It fits none.
        MistypedRecoveryKey: It fits none and looks like a recovery key.
        Missing: There is no file of keys.
        Damaged: The file is none of ours any more.
        NewerSchema: A newer program wrote it.
    """
    slot, keys = open_file(path, read_keys(path), secret)
    return Unlocked(_fitting(keys, record), slot.person)


def unlock_with_keyring(path: Path, record: Path | None = None) -> Unlocked | None:
    """Open the slot of this computer's keyring, without asking anybody.

    Returns:
        None when there is no such slot, or the keyring does not give its secret: then somebody is
        to be asked.
    """
    try:
        file = read_keys(path)
    except RecordError:
        return None
    if not slots_of(file, "keyring"):
        return None
    secret = stored_secret(file.station)
    found = _first_fitting(file, "keyring", secret) if secret else None
    return Unlocked(_fitting(found[1], record), found[0].person) if found else None


def open_keys(places: Places, secret: str) -> OpenKeys:
    """Open the keys of a station, to list or to change them.

    Raises:
        WrongPassphrase: The secret fits no slot.
        MistypedRecoveryKey: It fits none and looks like a recovery key.
        Damaged: The keys were altered, or are not those of the record.
        RecordError: They, or the record, cannot be opened.
    """
    file = read_keys(places.keys)
    opened, keys = open_file(places.keys, file, secret)
    if not (file.whole and file.sealed_by(keys[0])):
        raise Damaged(
            f"{places.keys} was damaged or altered since it was written. You can open the table,"
            f" but the keys cannot be changed. {BRING_BACK}"
        )
    must_open(places.keys, keys, places.record)
    return OpenKeys(places, file, keys, opened)


def must_open(path: Path, keys: tuple[bytes, ...], record: Path) -> None:
    """Make sure that one of the keys in a file is the record's.

    Raises:
        WrongKey: None is.
    """
    from hub_console.record.sqlite import opens

    if not any(opens(record, key) for key in keys):
        raise WrongKey(
            f"{path} opens, but what it holds does not open {record}: one of the two is another"
            f" station's, or older than the other. {BRING_BACK}"
        )


def slots_of(file: KeyFile, kind: Kind) -> tuple[Slot, ...]:
    """The slots of a kind."""
    return tuple(slot for slot in file.slots if slot.kind == kind)


def open_file(path: Path, file: KeyFile, secret: str) -> tuple[Slot, tuple[bytes, ...]]:
    """The slot of a file that a secret fits, and what is sealed to it, the newest first.

    Raises:
        WrongPassphrase: It fits none.
        MistypedRecoveryKey: It fits none and looks like a recovery key.
        Damaged: It fits none, and the file is not as it was written.
    """
    try:
        recovery = recovery_bytes(secret)
    except MistypedRecoveryKey as error:
        mistyped: RecordError | None = error if looks_like_recovery_key(secret) else None
        found = _first_fitting(file, "passphrase", secret_of(secret))
    else:
        mistyped = WrongPassphrase(
            "This recovery key opens nothing here: it is another table's, or a newer one was made."
        )
        found = _first_fitting(file, "recovery", recovery)
    if found:
        return found
    if not file.whole:
        raise Damaged(
            f"{path} is damaged, and what you typed opens nothing of it that is left. Another"
            f" passphrase or the recovery key may. {BRING_BACK}"
        )
    raise mistyped or WrongPassphrase(
        "This passphrase opens nothing here. Try again; capital letters count. If it is lost, type"
        " the recovery key."
    )


def _first_fitting(
    file: KeyFile, kind: Kind, secret: bytes
) -> tuple[Slot, tuple[bytes, ...]] | None:
    for slot in slots_of(file, kind):
        keys = open_slot(file.station, slot, secret)
        if keys is not None:
            return slot, keys
    return None


def _fitting(keys: tuple[bytes, ...], record: Path | None) -> bytes:
    """The key that opens a record, of one or two."""
    newest, *older = keys
    if older and record is not None:
        from hub_console.record.sqlite import opens

        return next((key for key in keys if opens(record, key)), newest)
    return newest
