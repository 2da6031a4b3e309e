"""What was said of a rejected situation, looked for everywhere once its meeting is closed."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from sqlalchemy import select

from hub_console.desk.station import backups_of
from hub_console.meeting.acts import discussion, floor, planning
from hub_console.meeting.acts.planning import Draft
from hub_console.meeting.agenda import ItemKind
from hub_console.record import schema, unlock
from hub_console.record.sqlite import File
from hub_console.settings import Settings
from tests.cli.station import PASSPHRASE, Station
from tests.faults.marking import PLANTED, Hand, begun_record, care_for_backups
from tests.faults.sound import holding, rejected_words

MARKS = 40
SPOKEN = (
    ("history",),
    ("status",),
    ("status", "--json"),
    ("agenda", "show"),
    ("doctor", "--refold"),
)
"""Commands that tell what the record holds."""


def losses_of_plain_records(runs: int, seed: int = 1) -> Iterator[str]:
    """Where the words still stand, byte for byte, in the files of a record without a key.

    Marks are made at random, with a backup in their midst; then a meeting is closed.
    """
    for run in range(seed, seed + runs):
        with TemporaryDirectory() as folder:
            path = Path(folder) / "table.hub"
            with closing(begun_record(path, None)) as record:
                hand, random = Hand(record, Random(run)), Random(run)
                for _ in range(random.randrange(MARKS)):
                    care_for_backups(record, path, hand.mark())
                for action in hand.short_meeting():
                    record.write(action)
                    care_for_backups(record, path, action)
                words = rejected_words(hand.table)
                found = holding(path.parent, words)
            found += holding(path.parent, words)
            yield "" if words and not found else f"run {run}: {found or 'nothing was planted'}"


def losses_of_stations(runs: int, seed: int = 1) -> Iterator[str]:
    """Where the words can still be read by who has the key, in all of a station's directory."""
    for run in range(seed, seed + runs):
        with TemporaryDirectory() as folder:
            passphrase = Path(folder) / "passphrase"
            passphrase.write_text(PASSPHRASE, encoding="utf-8")
            environ = {
                "HUB_CONSOLE_HOME": str(Path(folder) / "home"),
                "HUB_CONSOLE_PASSPHRASE_FILE": str(passphrase),
            }
            station = Station(Path(folder), environ).set_up()
            word = f"{PLANTED}{run}"
            _hold_a_meeting(station, word, Random(run))
            found = _readable(station, word)
            yield f"run {run}: {found}" if found else ""


def _hold_a_meeting(station: Station, word: str, random: Random) -> None:
    """Say a word of a situation in every way there is, reject it and close the meeting."""
    with station.at_desk() as desk:
        draft = Draft(ItemKind.NEW, originating="SD", picks={"risk_factors": {word: 1}})
        desk.do(planning.add_item, draft)
        desk.do(planning.add_item, Draft(ItemKind.NEW, originating="PD"))
        while desk.table is None or desk.table.live_situation is None:
            desk.do(floor.begin_next)
        situation = desk.table.live_situation
        for number in range(random.randrange(1, 8)):
            desk.do(discussion.write_note, f"{word} {'said ' * random.randrange(20)}{number}")
            desk.do(discussion.pick_code, "risk_factors", f"{word}{number}")
        desk.undo()
        desk.redo()
        desk.do(discussion.set_affected, word, 2)
        desk.save_draft(situation.id, f"{word} half a sen")
        desk.settle()
        desk._writer.hand(lambda record: record.back_up(backups_of(station.places, Settings())))
        desk.do(discussion.reject, "originator")
        desk.do(planning.close_meeting)


def _readable(station: Station, word: str) -> list[str]:
    """Where a word can be read: in files as they are, in records with the key, in what is told."""
    found = holding(station.folder, [word.encode()])
    key = unlock(station.places.keys, PASSPHRASE).key
    for path in station.folder.rglob("*.hub"):
        with closing(File(path, key, read_only=True)) as file, file.reading() as connection:
            for table in schema.metadata.sorted_tables:
                if word in str(connection.execute(select(table)).all()):
                    found.append(f"{path.name}, {table.name}")
    told = [" ".join(command) for command in SPOKEN if word in station.done(*command)]
    return found + told
