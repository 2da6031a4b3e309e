"""One figure: what was tried how often, and what was lost."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """What came of trying a fault.

    Attributes:
        fault: What was done to the record.
        tried: How often.
        losses: What did not hold, one sentence for each time.
        seconds: How long it took.
    """

    fault: str
    tried: int
    losses: tuple[str, ...]
    seconds: float

    def __str__(self) -> str:
        shown = "".join(f"\n    {loss}" for loss in self.losses[:5])
        held = f"{len(self.losses):5} lost   {self.seconds:6.0f} s"
        return f"{self.fault:42} {self.tried:6} tried {held}{shown}"
