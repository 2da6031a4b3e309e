"""The text that is being typed: kept once the fingers rest, so that a crash loses none of it."""

from hub_console.desk import Desk
from hub_console.meeting.values import Id

DRAFT_SECONDS = 0.5
"""How long the fingers rest before a draft is kept."""


class Drafts:
    """Keeps drafts at a desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._typed: tuple[Id, str, float] | None = None

    def keep(self, about: Id, text: str) -> None:
        """Keep a text that is being typed, once the fingers rest; an empty one at once."""
        self._typed = (about, text, self._desk.clock.monotonic())
        if not text:
            self.flush()

    def tick(self) -> None:
        """Keep what is due."""
        if self._typed and self._desk.clock.monotonic() - self._typed[2] >= DRAFT_SECONDS:
            self.flush()

    def flush(self) -> None:
        """Keep the text that is being typed now."""
        if self._typed is not None:
            self._desk.save_draft(*self._typed[:2])
            self._typed = None
