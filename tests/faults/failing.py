"""A disk that refuses, from the nth thing that it is told on until it is mended."""

from dataclasses import dataclass

from tests.faults.shim import OK, Operation

IOERR, FULL = 10, 13
"""SQLite's codes for a disk that fails and for one that is full."""


@dataclass
class FailingDisk:
    """Refuses operations of some kinds.

    Attributes:
        kinds: What it refuses.
        code: With what.
        after: How many it lets pass first; None: all.
        lasting: Whether it refuses all that come after, or one alone.
        refused: How many it refused.
    """

    kinds: tuple[type[Operation], ...]
    code: int
    after: int | None = None
    lasting: bool = False
    refused: int = 0

    def __call__(self, operation: Operation) -> int:
        """Let an operation pass, or refuse it."""
        if self.after is None or not isinstance(operation, self.kinds):
            return OK
        if self.after > 0:
            self.after -= 1
            return OK
        self.refused += 1
        if not self.lasting:
            self.after = None
        return self.code

    def mend(self) -> None:
        """Let everything pass again."""
        self.after = None
