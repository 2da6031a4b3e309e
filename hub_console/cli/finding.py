"""What a doctor finds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        what: The thing, in words.
        sound: Whether it is as it must be.
        said: What was found; a sentence with what to do where it is not sound.
    """

    what: str
    sound: bool
    said: str
