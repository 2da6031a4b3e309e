"""The keys of a station: a random key opens the record, and each secret has a slot that gives it.

A slot holds a key pair. Its private key is wrapped by what a person types, its public key seals
the record's key. So the record can get a new key for all who remain, though nobody but they
themselves knows what they type.
"""

from hub_console.record.keys.changing import (
    add_keyring,
    add_passphrase,
    change_passphrase,
    finish,
    passphrase_of,
    remove_keyring,
    remove_passphrase,
    renew_recovery,
)
from hub_console.record.keys.file import check_keys
from hub_console.record.keys.opening import (
    RECOVERY,
    OpenKeys,
    Unlocked,
    create_keys,
    open_keys,
    unlock,
    unlock_with_keyring,
)
from hub_console.record.keys.restoring import restore_keys
from hub_console.record.keys.slot import ARGON2, Argon2, Slot

__all__ = [
    "ARGON2",
    "RECOVERY",
    "Argon2",
    "OpenKeys",
    "Slot",
    "Unlocked",
    "add_keyring",
    "add_passphrase",
    "change_passphrase",
    "check_keys",
    "create_keys",
    "finish",
    "open_keys",
    "passphrase_of",
    "remove_keyring",
    "remove_passphrase",
    "renew_recovery",
    "restore_keys",
    "unlock",
    "unlock_with_keyring",
]
