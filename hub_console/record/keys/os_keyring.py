"""The keyring of the operating system, which keeps a secret for whoever is logged in there.

The keyring library is optional, and loaded when a station uses it.
"""

from contextlib import suppress
from typing import TYPE_CHECKING

from hub_console.record.errors import NoKeyring

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "hub-console"
SAFE = 1
"""Priority of the backends that encrypt what they keep."""


def store_secret(station: bytes, secret: bytes) -> None:
    """Keep a station's secret.

    Raises:
        NoKeyring: The keyring library is not installed, or finds no keyring that it may use.
    """
    try:
        backend = _backend()
    except ImportError as error:
        raise NoKeyring(
            "The keyring library is not installed. Install it beside hub-console: pip install"
            " keyring."
        ) from error
    if backend.priority < SAFE:
        raise NoKeyring(
            "This computer has no keyring that is safe to use. Go on with the passphrase alone."
        )
    from keyring.errors import KeyringError

    try:
        backend.set_password(SERVICE, station.hex(), secret.hex())
    except KeyringError as error:
        raise NoKeyring(
            f"This computer's keyring took nothing ({error}). Unlock it and try again."
        ) from error


def stored_secret(station: bytes) -> bytes | None:
    """A station's secret; None when the keyring cannot be used or does not have it."""
    try:
        backend = _backend()
        from keyring.errors import KeyringError
    except ImportError:
        return None
    try:
        kept = backend.get_password(SERVICE, station.hex())
        return bytes.fromhex(kept) if kept else None
    except (KeyringError, ValueError):
        return None


def forget_secret(station: bytes) -> None:
    """Take a station's secret out of the keyring, where it can be; it opens nothing any more."""
    try:
        backend = _backend()
        from keyring.errors import KeyringError
    except ImportError:
        return
    with suppress(KeyringError):
        backend.delete_password(SERVICE, station.hex())


def _backend() -> "KeyringBackend":
    import keyring

    return keyring.get_keyring()
