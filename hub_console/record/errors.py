"""What can go wrong with the record, each with the sentence that tells what to do."""

BRING_BACK = (
    "Leave the console, then run hub-console rescue, which keeps what can be read; where that"
    " cannot help, bring your last backup back with hub-console restore FILE."
)
"""What to do when a file is lost."""


class RecordError(Exception):
    """The record cannot do what was asked; its text says what to do."""


class WrongPassphrase(RecordError):
    """No slot opens with the passphrase."""


class MistypedRecoveryKey(RecordError):
    """What was typed is no recovery key, as its check characters show."""


class NoKeyring(RecordError):
    """This computer has no keyring that can be used."""


class Damaged(RecordError):
    """A file of the record cannot be read."""


class WrongKey(Damaged):
    """The key does not open the file: it is another's, or the file is damaged."""


class NotEncrypted(RecordError):
    """A plain file where an encrypted one must be."""


class ReadOnlyDisk(RecordError):
    """The file or its directory cannot be written."""


class DiskFull(RecordError):
    """There is no room, or the disk refused a write."""


class Busy(RecordError):
    """Another process holds the file."""


class NewerSchema(RecordError):
    """The file was written by a newer program."""


class AlreadyThere(RecordError):
    """A file is where a new one was to be made."""


class NewerRecord(RecordError):
    """The record holds what a backup that is to replace it does not."""


class Missing(RecordError):
    """There is no file."""
