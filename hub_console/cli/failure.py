"""What a user can cause to go wrong, and the sentence that each of them prints."""

import errno

import click

_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


class Failure(click.ClickException):
    """A command that cannot be done; its text says what to do. Exits with 1."""


def foreseen() -> tuple[type[BaseException], ...]:
    """The errors that a user can cause; found when one happened, so that they cost no start."""
    from hub_console.bundles.errors import BundleError
    from hub_console.meeting.values import Refused
    from hub_console.record import RecordError
    from hub_console.settings import SettingsError
    from hub_console.vocabulary import VocabularyError

    return (BundleError, Refused, RecordError, SettingsError, VocabularyError, OSError, MemoryError)


def sentence(error: BaseException) -> str:
    """Say what happened and what to do next; the keys of the console are the usual ones."""
    from hub_console.console.commands import key_map

    if isinstance(error, MemoryError):
        return "There is not enough memory. Close other programs and try again."
    if not isinstance(error, OSError):
        return key_map({}).worded(str(error))
    what = str(error.filename) if error.filename is not None else "The output"
    if error.errno in _FULL:
        return f"{what} cannot be written: the disk is full. Free some room and try again."
    return f"{what}: {error.strerror}. Check that it is there and that you may use it."
