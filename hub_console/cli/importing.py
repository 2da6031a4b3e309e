"""``import``: what other stations exported, taken in."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hub_console.cli.failure import Failure, foreseen, sentence
from hub_console.cli.output import say
from hub_console.cli.passphrase import at_terminal
from hub_console.cli.progress import progress
from hub_console.cli.station import at_exchange, our_places

if TYPE_CHECKING:
    from hub_console.bundles.courier import Courier
    from hub_console.record import Backups, Record
    from hub_console.record.exchange.arrived import Arrived
    from hub_console.settings import Settings

FILES = click.Path(path_type=Path)


@click.command("import")
@click.argument("files", type=FILES, nargs=-1, required=True, metavar="FILE…")
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@click.pass_context
def import_(context: click.Context, files: tuple[Path, ...], dry_run: bool) -> None:
    """Take in bundles that other stations exported.

    FILE may be a directory: then all its bundles are taken, in any order. Each is taken in whole
    or not at all, and one that is refused does not stop the next. At a terminal it is shown first
    what would change, and asked once; otherwise it is taken in. A console may have the table open
    meanwhile, and shows what has come.
    """
    paths = _expanded(files)
    with at_exchange() as (record, courier, settings):
        reader = _Reader(record, courier, settings)
        if dry_run or at_terminal():
            there = [path for path in paths if reader.look(path)]
            if dry_run:
                say("Nothing was taken in: this was a dry run.")
            elif there and click.confirm(reader.question(len(there)), default=True):
                _take(reader, there)
            elif there:
                say("Nothing was taken in.")
        else:
            _take(reader, paths)
    if reader.refused:
        if len(paths) > 1:
            names = ", ".join(reader.refused)
            say(f"Not taken in: {names}. Why, is said above.", err=True)
        context.exit(1)


def _take(reader: "_Reader", paths: Sequence[Path]) -> None:
    from hub_console.record import ConsoleLock

    lock = ConsoleLock(our_places().lock)
    alone = lock.take()  # no console is here that would make the backups forget
    try:
        for path in paths:
            reader.take(path, backups=alone)
    finally:
        if alone:
            lock.release()


def _expanded(files: Sequence[Path]) -> list[Path]:
    """The files, with the bundles of each directory.

    Raises:
        Failure: A directory holds none.
    """
    from hub_console.bundles.sticks import SUFFIX

    paths: list[Path] = []
    for path in (file.expanduser() for file in files):
        if not path.is_dir():
            paths.append(path)
        elif found := sorted(each for each in path.iterdir() if each.suffix == SUFFIX):
            paths += found
        else:
            raise Failure(f"{path} holds no bundle; their names end in {SUFFIX}.")
    return list(dict.fromkeys(paths))


class _Reader:
    """Takes files in and tells of each.

    Attributes:
        refused: The names of the files that cannot be taken in.
    """

    def __init__(self, record: "Record", courier: "Courier", settings: "Settings") -> None:
        self.refused: list[str] = []
        self._record = record
        self._courier = courier
        self._settings = settings

    def look(self, path: Path) -> bool:
        """Tell what a file would change; whether it can be taken in."""
        return self._do(path, only_look=True, backups=None)

    def question(self, there: int) -> str:
        """What is asked once all was shown."""
        return f"Take in the other {there}?" if self.refused else "Take in?"

    def take(self, path: Path, *, backups: bool) -> bool:
        """Take a file in and tell what changed."""
        from hub_console.desk.station import backups_of

        kept = backups_of(self._courier.places, self._settings) if backups else None
        return self._do(path, only_look=False, backups=kept)

    def _do(self, path: Path, *, only_look: bool, backups: "Backups | None") -> bool:
        from hub_console.bundles.errors import OwnBundle

        try:
            with progress(path.name) as told:
                if only_look:
                    arrived = self._courier.look(self._record, path, told)
                else:
                    arrived = self._courier.take(self._record, path, backups, told)
        except OwnBundle:
            say(f"{path.name}: passed over, as this station wrote it itself.")
            return False
        except foreseen() as error:
            self.refused.append(path.name)
            said = sentence(error)
            say(said if str(path) in said else f"{path.name}: {said}", err=True)
            return False
        self._tell(path, arrived, "Would be taken in" if only_look else "Taken in")
        return True

    def _tell(self, path: Path, arrived: "Arrived", done: str) -> None:
        from hub_console.bundles.words import headline, sections
        from hub_console.desk import SystemClock
        from hub_console.desk.station import opened

        for home, name in self._record.exchange.tables().items():
            if name == arrived.table and home != self._record.home:
                self._record.turn_to(home)
        found = opened(self._record, self._settings, SystemClock(), read_only=True)
        table, words = found.loaded.table, found.vocabulary
        done = done if arrived.entries else "Nothing to take in"
        say(f"{path.name}: {done}. {headline(arrived)}")
        for section in sections(arrived, table, words, self._courier.now()):
            say(f"  {section.title}")
            for line in section.lines:
                say(f"    {line}")
