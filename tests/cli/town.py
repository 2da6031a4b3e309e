"""Three laptops that exchange by files: a table's recorder and chair, and the coordinator."""

import json
import os
from itertools import permutations
from pathlib import Path
from typing import Any

from hub_console.record import open_record, unlock
from hub_console.record.digest import read_digests
from tests.cli.station import PASSPHRASE, Station, bare_place

TABLE = "B-2 Roxbury"


class Town:
    """The laptops, and the stick that is carried between them.

    Attributes:
        recorder: Runs the meeting.
        chair: A second laptop of the same table.
        coordinator: Holds the tables of others.
        stick: A directory.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.recorder = bare_place(folder, "recorder").set_up(name="Recorder", person="Ann")
        self.chair = bare_place(folder, "chair").set_up(name="Chair", person="Ben")
        self.coordinator = bare_place(folder, "coordinator").set_up(
            (), name="Coordinator", table="", person="Cy"
        )
        for each in self.all:
            self.card(each)  # the first opening moves what set-up wrote from the log to the record
        self.stick = folder / "stick"
        self.stick.mkdir()

    @property
    def all(self) -> tuple[Station, Station, Station]:
        return self.recorder, self.chair, self.coordinator

    def stranger(self) -> Station:
        """A laptop that was set up for the same table, and that nobody enrolled."""
        return bare_place(self._folder, "stranger").set_up(name="Stranger", person="Eve")

    def card(self, of: Station) -> Path:
        """The card that a station writes, and the six words that it prints."""
        path = self._folder / f"{of.places.data.name}-{of.places.data.parent.name}.toml"
        of.done("station", "card", path)
        return path

    def enrol(self, at: Station, of: Station) -> None:
        """Enrol a station at another, with the words that its own people read."""
        card = self.card(of)
        words = of.done("station", "fingerprint", card).strip()
        at.done("station", "enroll", card, "--fingerprint", words)

    def enrolled(self) -> "Town":
        """Everybody enrolled at everybody."""
        for at, of in permutations(self.all, 2):
            self.enrol(at, of)
        return self

    def bundle(self, of: Station, *options: object) -> Path:
        """A bundle that a station writes to the stick."""
        before = set(self.stick.iterdir())
        said = of.done("export", self.stick, *options)
        assert said.endswith("It is safe to remove the stick.\n")
        (path,) = set(self.stick.iterdir()) - before
        return path

    def carry(self, of: Station, *to: Station) -> list[str]:
        """Export at a station, import at others; what each import said."""
        path = self.bundle(of)
        return [each.done("import", path) for each in to]


def at_table(station: Station, *arguments: object) -> str:
    """What a command says of the table, wherever it is held."""
    return station.done("--table", TABLE, *arguments)


def standing(station: Station) -> dict[str, Any]:
    """The meeting as a station tells it, without what is of that laptop alone."""
    found: dict[str, Any] = json.loads(at_table(station, "status", "--json"))
    del found["undo"], found["saved"], found["table"]["station"]
    del found["meeting"]["projected_end"], found["meeting"]["pace_s"]
    for item in found["items"]:
        del item["elapsed_s"], item["clock"]
    return found


def acts(station: Station) -> list[tuple[str, str, str]]:
    """Who did what, in the words of a station."""
    lines = json.loads(at_table(station, "history", "--json"))
    return [(each["person"], each["station"], each["words"]) for each in lines]


def digest(station: Station) -> bytes:
    """What the record's digest says of the table."""
    key = unlock(station.places.keys, PASSPHRASE)
    record = open_record(
        station.places.record, key=key.key, person="Ann", entropy=os.urandom, read_only=True
    )
    try:
        (home,) = record.exchange.tables()
        with record._file.reading() as connection:
            return read_digests(connection)[home]
    finally:
        record.close()
