"""Changing who opens the record. Whoever no longer may is shut out by a new key of the record.

The new key is written down, beside the old one, for all who remain before the record gets it, and
the old one is forgotten after; so at every moment each of them opens what there is.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from hub_console.places import Places
from hub_console.record.errors import RecordError
from hub_console.record.keys.file import MOST_SLOTS, key_file, write_keys
from hub_console.record.keys.opening import OpenKeys, recovery_slot, slots_of
from hub_console.record.keys.os_keyring import forget_secret, store_secret
from hub_console.record.keys.slot import (
    ARGON2,
    KEY_BYTES,
    Argon2,
    Entropy,
    Slot,
    new_slot,
    open_slot,
    secret_of,
)

if TYPE_CHECKING:
    from hub_console.record.keys.rekeying import Tell


def add_passphrase(
    keys: OpenKeys,
    person: str,
    passphrase: str,
    since: date,
    entropy: Entropy,
    parameters: Argon2 = ARGON2,
) -> OpenKeys:
    """Let one more person open the record.

    Raises:
        RecordError: The person can already, or somebody has this passphrase; nothing is changed.
    """
    if any(_same(slot.person, person) for slot in slots_of(keys.file, "passphrase")):
        raise RecordError(
            f"{person} has a passphrase here. For another one: hub-console keys change."
        )
    slot = _passphrase_slot(keys, person, passphrase, since, entropy, parameters)
    return _written(keys, (*keys.file.slots, slot))


def change_passphrase(
    keys: OpenKeys,
    person: str,
    passphrase: str,
    since: date,
    entropy: Entropy,
    parameters: Argon2 = ARGON2,
) -> OpenKeys:
    """Give a person another passphrase. The record keeps its key.

    Raises:
        RecordError: There is no such person, or somebody has this passphrase; nothing is changed.
    """
    old = passphrase_of(keys, person)
    new = _passphrase_slot(keys, old.person, passphrase, since, entropy, parameters)
    return _written(keys, [new if slot is old else slot for slot in keys.file.slots])


def remove_passphrase(keys: OpenKeys, person: str, entropy: Entropy, tell: "Tell") -> OpenKeys:
    """Let a person open the record no more: the slots go, and the record gets a new key.

    Raises:
        RecordError: There is no such person, nobody else has a passphrase, or not every file has
            its new key yet; then ``finish`` goes on.
    """
    theirs = passphrase_of(keys, person).person
    if len(slots_of(keys.file, "passphrase")) == 1:
        raise RecordError(
            f"{theirs} has the only passphrase. Add another person first: hub-console keys add."
        )
    remaining = [
        slot for slot in keys.file.slots if slot.kind == "recovery" or slot.person != theirs
    ]
    return _rekeyed(keys, remaining, entropy, tell)


def renew_recovery(
    keys: OpenKeys, recovery: str, since: date, entropy: Entropy, tell: "Tell"
) -> OpenKeys:
    """Replace the recovery key, and the record's own.

    Who found the old paper could open the record with an old copy of station.keys otherwise.

    Raises:
        RecordError: Not every file has its new key yet; ``finish`` goes on.
    """
    new = recovery_slot(keys.file.station, recovery, since, entropy)
    others = [slot for slot in keys.file.slots if slot.kind != "recovery"]
    return _rekeyed(keys, [*others, new], entropy, tell)


def add_keyring(keys: OpenKeys, since: date, entropy: Entropy) -> OpenKeys:
    """Let this computer's keyring open the record in the name of who opened the keys.

    Raises:
        NoKeyring: The keyring cannot be used.
        RecordError: It opens the record already, or the recovery key opened the keys.
    """
    if keys.opened.kind != "passphrase":
        raise RecordError(
            "The keyring opens the table in somebody's name. Open the keys with a passphrase of"
            " your own."
        )
    for slot in slots_of(keys.file, "keyring"):
        raise RecordError(
            f"The keyring of a computer opens the table already, in the name of {slot.person}."
            " First take that away: hub-console keys remove --keyring."
        )
    secret, station = entropy(KEY_BYTES), keys.file.station
    slot = new_slot(station, "keyring", keys.opened.person, since, secret, entropy)
    store_secret(station, secret)
    return _written(keys, (*keys.file.slots, slot))


def remove_keyring(keys: OpenKeys, entropy: Entropy, tell: "Tell") -> OpenKeys:
    """Let the keyring open the record no more, and give the record a new key.

    Raises:
        RecordError: It does not, or not every file has its new key yet; ``finish`` goes on.
    """
    remaining = [slot for slot in keys.file.slots if slot.kind != "keyring"]
    if len(remaining) == len(keys.file.slots):
        raise RecordError("No keyring opens the table; there is nothing to take away.")
    rekeyed = _rekeyed(keys, remaining, entropy, tell)
    forget_secret(keys.file.station)
    return rekeyed


def finish(keys: OpenKeys, tell: "Tell") -> OpenKeys:
    """Give the newest key to every file that has it not yet, then forget the older.

    A backup that no key opens is left as it is; ``left`` of the answer names it.

    Raises:
        RecordError: A file cannot be given the key now. Every file opens as before for all who
            remain, and this can be called again.
    """
    if len(keys.keys) == 1:
        return keys
    from hub_console.record.keys.rekeying import rekey_all

    newest, older = keys.keys
    backups = sorted(keys.places.backups.glob("*.hub"))
    try:
        left = rekey_all(keys.places.record, backups, older, newest, tell)
    except RecordError as error:
        raise type(error)(
            f"{error} The change of keys is not finished; the table opens as before for all who"
            " remain. Then run the same command again."
        ) from error
    return _written(replace(keys, keys=(newest,), left=left), keys.file.slots)


def passphrase_of(keys: OpenKeys, person: str) -> Slot:
    """The slot of a person's passphrase.

    Raises:
        RecordError: There is no such person.
    """
    slots = slots_of(keys.file, "passphrase")
    for slot in slots:
        if _same(slot.person, person):
            return slot
    there = ", ".join(slot.person for slot in slots)
    raise RecordError(f"{person} has no passphrase here. There are: {there}.")


def _passphrase_slot(
    keys: OpenKeys,
    person: str,
    passphrase: str,
    since: date,
    entropy: Entropy,
    parameters: Argon2,
) -> Slot:
    station, secret = keys.file.station, secret_of(passphrase)
    for slot in slots_of(keys.file, "passphrase"):
        if open_slot(station, slot, secret) is not None:
            raise RecordError(
                "Somebody opens the table with this passphrase already. Choose another one."
            )
    return new_slot(station, "passphrase", person, since, secret, entropy, parameters)


def _rekeyed(keys: OpenKeys, slots: Iterable[Slot], entropy: Entropy, tell: "Tell") -> OpenKeys:
    keys = finish(keys, tell)
    return finish(_written(replace(keys, keys=(entropy(KEY_BYTES), *keys.keys)), slots), tell)


def _written(keys: OpenKeys, slots: Iterable[Slot]) -> OpenKeys:
    """Write these slots, and first the copy that lies with the backups.

    In this order the copy, too, opens what there is at every moment, and where it cannot be
    written nothing is changed.
    """
    file = key_file(keys.file.station, slots, keys.keys)
    if len(file.slots) > MOST_SLOTS:
        raise RecordError(f"There are {MOST_SLOTS} keys already. First remove one.")
    if keys.places.backups.is_dir():
        write_keys(copy_of(keys.places), file)
    write_keys(keys.places.keys, file)
    return replace(keys, file=file)


def copy_of(places: Places) -> Path:
    """The copy of station.keys that lies with the backups."""
    return places.backups / places.keys.name


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()
