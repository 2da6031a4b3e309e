"""What can go wrong with a bundle, each with the sentence that tells what to do.

A sentence names no file: it stands alone, or after the file's name and a colon.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

import msgspec

from hub_console.meeting.values import Id

_SEND_ANEW = "Copy it again from where it came, or ask the sender for a new one."
_REASON_LENGTH = 200


class BundleError(Exception):
    """A bundle cannot be read or made; its text says what to do, and nothing has changed.

    Attributes:
        quarantined: Whether such a file is laid aside, as it may help to find out what happened.
    """

    quarantined: ClassVar[bool] = False


class NotABundle(BundleError):
    """Some other file, or too little of one to tell."""

    def __init__(self) -> None:
        super().__init__(
            "This is no bundle. Choose a file that another station wrote with hub-console export;"
            " its name ends in .hubb."
        )


class NewerFormat(BundleError):
    """A newer program wrote it."""

    def __init__(self, what: str = "bundle") -> None:
        super().__init__(
            f"A newer hub-console wrote this {what}. Install that version here, then try again."
        )


class CutOff(BundleError):
    """The file is shorter or longer than it says that it is."""

    quarantined = True

    def __init__(self, stated: int | None, there: int) -> None:
        """Say how much there is of it.

        Args:
            stated: Bytes that it should have; None where not even that is there.
            there: Bytes that it has.
        """
        if stated is None:
            wrong = f"is cut off after {there} bytes"
        elif there < stated:
            wrong = f"is cut off: {there:,} of its {stated:,} bytes are there"
        else:
            wrong = f"is longer than it was written: {there:,} bytes for {stated:,}"
        super().__init__(f"This bundle {wrong}. {_SEND_ANEW}")


class UnknownSender(BundleError):
    """A station wrote it that is not enrolled here."""

    def __init__(self, sender: Id) -> None:
        super().__init__(
            f"This bundle is from a station that is not enrolled here ({sender[:8]}…), whatever its"
            " name says, so it was not read. If you know who wrote it, ask them for their station's"
            " card and compare its six words: hub-console station enroll CARD. If nobody did,"
            " delete it."
        )


class RevokedSender(BundleError):
    """A station wrote it that was revoked here."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"This bundle is from {name}, which was revoked here, so nothing is taken from it any"
            " more. If that was a mistake, enrol its card again: hub-console station enroll CARD."
        )


class Altered(BundleError):
    """The sender's signature does not hold."""

    quarantined = True

    def __init__(self) -> None:
        super().__init__(
            f"This bundle is not as its sender wrote it: it was damaged or altered. {_SEND_ANEW}"
        )


class OwnBundle(BundleError):
    """This station wrote it."""

    def __init__(self) -> None:
        super().__init__(
            "This station wrote this bundle itself. It is for the others: give it to them, and"
            " import the ones that they write."
        )


class OwnCard(BundleError):
    """It is this station's own card."""

    def __init__(self) -> None:
        super().__init__("This is this station's own card. Enrol it on the other stations.")


class OtherTable(BundleError):
    """It is about a table that this station does not hold."""

    def __init__(self, what: str, theirs: str, ours: str) -> None:
        """Say which.

        Args:
            what: ``bundle`` or ``card``.
            theirs: The other table's name.
            ours: The name of this station's.
        """
        super().__init__(
            f"This {what} is of the table {theirs or 'of another district'}, and this is a station"
            f" of {ours}. Only a coordinator's station holds several tables. If both are one table,"
            " set the newer laptop up again under exactly the same name of the table."
        )


class NobodyToSendTo(BundleError):
    """No station is enrolled that could open it."""

    def __init__(self) -> None:
        super().__init__(
            "No station is enrolled that could open this bundle. Ask the others for their cards"
            " (hub-console station card), and enrol them: hub-console station enroll CARD."
        )


class NotForUs(BundleError):
    """It is sealed to other stations."""

    def __init__(self) -> None:
        super().__init__(
            "This bundle is sealed for other stations and cannot be opened here. Give its sender"
            " this station's card to enrol, and ask for a new bundle."
        )


class KeyGone(BundleError):
    """It is sealed to a key of ours that was destroyed, or that this copy of the record lacks."""

    def __init__(self) -> None:
        super().__init__(
            "This bundle is sealed to a key that this station no longer has, or does not have yet."
            " Ask the sender for a new one, after it has imported a bundle of yours."
        )


class TooLarge(BundleError):
    """It is, or unpacks to, more than any bundle has."""

    quarantined = True

    def __init__(self, what: str) -> None:
        """Say how large it is.

        Args:
            what: Follows "This bundle".
        """
        super().__init__(
            f"This bundle {what}, which is more than a bundle may have. Ask the sender whether it"
            " truly wrote this file, and do not try it again."
        )


class TooMuch(BundleError):
    """What is to be written has no place in one bundle."""

    def __init__(self) -> None:
        super().__init__(
            "This is more than one bundle may hold, so none was written. Import the newest bundle"
            " of each recipient first; what they have need not be sent again."
        )


class NotACard(BundleError):
    """It is no station's card, or one that cannot be used."""

    def __init__(self, reason: str) -> None:
        """Say what is wrong.

        Args:
            reason: A clause, without a full stop.
        """
        super().__init__(
            f"This is no station's card that can be used: {reason}. Ask its station for a new one,"
            " which hub-console station card writes there."
        )


class Unsound(BundleError):
    """It is truly its sender's, but wrong inside."""

    quarantined = True

    def __init__(self, reason: str) -> None:
        """Say what is wrong.

        Args:
            reason: A clause, without a full stop.
        """
        super().__init__(
            f"This bundle came whole from its sender but is wrong inside ({reason}), so nothing of"
            " it was taken. Ask the sender to update hub-console, run hub-console doctor and"
            " export again."
        )


@contextmanager
def read_strictly(what: str) -> Iterator[None]:
    """Raise what decoding raises, however it is provoked, as one error.

    msgspec tells of text that is no UTF-8 with a ``UnicodeDecodeError``, hence the ``ValueError``.

    Args:
        what: Is decoded in the block.

    Raises:
        Unsound: It does not decode.
    """
    try:
        yield
    except (msgspec.MsgspecError, ValueError, RecursionError, MemoryError) as error:
        wrong = str(error) or type(error).__name__
        raise Unsound(f"{what}: {wrong}"[:_REASON_LENGTH]) from error
