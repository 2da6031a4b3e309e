"""Carries bundles between the record and files, for every screen and command of the exchange."""

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hub_console.bundles import exporting, importing
from hub_console.bundles.card import Card
from hub_console.bundles.card_file import target_of, write_card_file
from hub_console.bundles.enrolling import card_of, enroll, must_be_for_us
from hub_console.bundles.exporting import Exported
from hub_console.meeting.values import Id
from hub_console.places import Places
from hub_console.record.errors import RecordError

if TYPE_CHECKING:
    from hub_console.record import Backups, Record
    from hub_console.record.exchange.arrived import Arrived
    from hub_console.record.exchange.peers import Peer
    from hub_console.record.identity import Identity

Progress = Callable[[int, int], None]
"""Told how much is done, of about how much."""


def _nobody(done: int, about: int) -> None:
    """Nobody waits to hear how far it is."""


@dataclass(frozen=True, slots=True)
class Courier:
    """A station's courier; every method raises what goes wrong as a sentence.

    Attributes:
        places: The station's files.
        keep: How many sealing keys are kept.
        now: Tells the time, UTC.
        entropy: Gives random bytes.
    """

    places: Places
    keep: int
    now: Callable[[], datetime]
    entropy: Callable[[int], bytes] = os.urandom

    def card(self, record: "Record") -> Card:
        """This station's card as it was last; nothing is made anew."""
        return card_of(record, record.exchange.kept_identity())

    def write_card(self, record: "Record", out: Path) -> tuple[Card, Path]:
        """Write this station's card to a file or into a directory; returns both."""
        target_of(record.exchange.kept_identity(), out)  # before a key is made for the quarter
        us = self.identity(record)
        ours = card_of(record, us)
        return ours, write_card_file(ours, us, out)

    def look_at_card(self, record: "Record", card: Card) -> None:
        """Make sure that the station of a card may be enrolled here.

        Raises:
            BundleError: It may not.
        """
        must_be_for_us(record, record.exchange.kept_identity(), card)

    def enroll(self, record: "Record", card: Card) -> "Peer":
        """Enrol the station of a card, whose six words were compared."""
        return enroll(record, record.exchange.kept_identity(), card, self.now())

    def export(
        self,
        record: "Record",
        home: Id,
        to: "Sequence[Peer]",
        out: Path,
        *,
        full: bool = False,
        progress: Progress = _nobody,
    ) -> Exported:
        """Write a bundle of a table to a file or into a directory."""
        exporting.must_be_possible(to, out, self.now())  # before a key is made for the quarter
        return exporting.export(
            record,
            self.identity(record),
            home,
            to,
            out,
            self.now(),
            full=full,
            entropy=self.entropy,
            progress=progress,
        )

    def look(self, record: "Record", path: Path, progress: Progress = _nobody) -> "Arrived":
        """What taking a file in would change; nothing is changed."""
        return self._take(record, path, only_look=True, progress=progress)

    def take(
        self,
        record: "Record",
        path: Path,
        backups: "Backups | None" = None,
        progress: Progress = _nobody,
    ) -> "Arrived":
        """Take a file in; what it erased is forgotten by the backups too, where they are given."""
        arrived = self._take(record, path, only_look=False, progress=progress)
        self.identity(record)  # a new quarter's key is made, and the oldest go
        if arrived.erased and backups is not None:
            with suppress(RecordError, OSError):  # the next start of the console does it
                record.forget(backups)
        return arrived

    def _take(
        self, record: "Record", path: Path, *, only_look: bool, progress: Progress
    ) -> "Arrived":
        return importing.take_file(
            record,
            record.exchange.kept_identity(),
            path,
            self.places.quarantine,
            self.now(),
            only_look=only_look,
            progress=progress,
        )

    def identity(self, record: "Record") -> "Identity":
        """This station's keys, as they are today: one to seal to is made in each quarter."""
        return record.exchange.identity(self.now().astimezone().date(), self.keep)
