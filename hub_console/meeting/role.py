"""Who sits at a console."""

from enum import StrEnum


class Role(StrEnum):
    """The recorder keeps the record; the chair runs the room, beside the recorder or alone."""

    RECORDER = "recorder"
    CHAIR = "chair"
