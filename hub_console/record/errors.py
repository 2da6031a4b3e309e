"""What can go wrong with the record, each with the sentence that tells what to do."""

BRING_BACK = "Close the program and copy your last backup of the data directory back in its place."
"""What to do when a file is lost."""


class RecordError(Exception):
    """The record cannot do what was asked; its text says what to do."""


class WrongPassphrase(RecordError):
    """No slot opens with the passphrase."""


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


class Missing(RecordError):
    """There is no file."""
