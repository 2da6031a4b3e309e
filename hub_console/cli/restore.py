"""``restore``: a backup put in the table's place."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import click

from hub_console.cli.failure import Failure
from hub_console.cli.files import FILE
from hub_console.cli.output import say
from hub_console.cli.passphrase import at_terminal, named_passphrase
from hub_console.cli.station import no_console, safe_places, with_secret
from hub_console.places import Places
from hub_console.settings import Settings


@click.command()
@click.argument("file", type=FILE)
def restore(file: Path) -> None:
    """Put FILE, a backup, in the place of this table.

    Nothing is lost: a table that holds what FILE does not stays, and one that is replaced is kept
    beside it. What was erased since is not brought back. The passphrase may be an older one, where
    the keys of then lie beside FILE.
    """
    from hub_console.desk import SystemClock
    from hub_console.desk.station import backups_of
    from hub_console.record.restore import replace_keys, restore_record

    places, backup, now = safe_places(), file.expanduser().absolute(), SystemClock().now()
    others = backups_of(places, Settings()).files
    if not backup.is_file() or (places.record.exists() and backup.samefile(places.record)):
        newest = others[-1] if others else "the file on the stick that you keep them on"
        raise Failure(f"{backup} is no backup. Name one: {newest}.")
    places.data.mkdir(parents=True, exist_ok=True)
    with no_console():
        keys = _asked_for(places, backup)
        key, present = keys.of_backup(), keys.of_table()
        assert key is not None
        restored = restore_record(places, backup, key, now, present, others)
        if present is None:
            replace_keys(places, keys.holding(key), now)
    say(f"Restored: {restored.acts} acts, the last of {restored.last.astimezone():%Y-%m-%d %H:%M}.")
    if restored.kept:
        say(f"The table as it was is kept: {restored.kept}. Delete it when nobody needs it.")
    say("Start the console: hub-console.")


def _asked_for(places: Places, backup: Path) -> "_Keys":
    """Ask for what opens the backup, and the table as it is; one passphrase mostly opens both.

    Raises:
        Failure: They do not both open, so that nobody could say what would be lost.
        RecordError: Nothing opens, or there are no keys.
    """
    keys = _Keys(places, backup)
    with_secret(places, keys.try_on, "Passphrase")
    can_ask = at_terminal() and named_passphrase() is None
    if keys.of_backup() is None and can_ask:
        with_secret(places, keys.try_on, f"Passphrase of {backup.name}")
    if keys.of_backup() is None:
        raise Failure(
            f"{backup} does not open: it is damaged, or its keys are others. Put the file of keys"
            f" that was made with it beside it, {backup.with_suffix('.keys').name}, and give the"
            " passphrase of then; or name another backup."
        )
    if keys.table_is_shut and can_ask:
        with_secret(places, keys.try_on, "Passphrase of the table as it is now")
    if keys.table_is_shut:
        raise Failure(
            "This passphrase opens the backup and not the table as it is now, so what would be"
            " lost cannot be told. Nothing was changed. Run this at a terminal, which asks for"
            f" both passphrases; or move {places.record} and {places.keys} away first."
        )
    return keys


@dataclass
class _Keys:
    """The files of keys near a backup, and the secrets that open them.

    Attributes:
        places: Of the station.
        backup: What is to be restored.
        secrets: What opens each file.
    """

    places: Places
    backup: Path
    secrets: dict[Path, str] = field(default_factory=dict)

    def try_on(self, secret: str) -> None:
        """Open the files that a secret fits.

        Raises:
            RecordError: It fits none.
        """
        from hub_console.record import RecordError, unlock

        troubles, fits = [], False
        for path in self._files():
            try:
                unlock(path, secret)
            except RecordError as error:
                troubles.append(error)
            else:
                self.secrets[path], fits = secret, True
        if not fits:
            raise troubles[0]

    def of_backup(self) -> bytes | None:
        """The key of the backup; None while nothing gives it."""
        from hub_console.record.sqlite import opens

        return next((key for key in self._keys(self.backup) if opens(self.backup, key)), None)

    def of_table(self) -> bytes | None:
        """The key of the table as it is; None where its keys are gone."""
        record = self.places.record if self.places.record.exists() else None
        return next(self._keys(record, self.places.keys), None)

    @property
    def table_is_shut(self) -> bool:
        """Whether there is a table whose keys are whole and not opened yet."""
        from hub_console.record import RecordError
        from hub_console.record.keys.file import read_keys

        if not self.places.record.exists() or self.places.keys in self.secrets:
            return False
        try:
            return read_keys(self.places.keys).whole
        except RecordError:
            return False

    def holding(self, key: bytes) -> Path:
        """The file that gives a key."""
        return next(p for p in self.secrets if key in self._keys(self.backup, p))

    def _keys(self, record: Path | None, *of: Path) -> Iterator[bytes]:
        from hub_console.record import unlock

        for path, secret in self.secrets.items():
            if not of or path in of:
                yield unlock(path, secret, record).key

    def _files(self) -> list[Path]:
        """The station's own, those beside the backup, and the copy beside the automatic ones."""
        name = self.places.keys.name
        near = [
            self.places.keys,
            self.backup.with_suffix(".keys"),
            self.backup.with_name(name),
            self.places.backups / name,
        ]
        different = {path.read_bytes(): path for path in reversed(near) if path.is_file()}
        return list(reversed(different.values())) or [self.places.keys]
