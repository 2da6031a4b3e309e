"""``backup``: a verified copy of the table, on a stick or wherever it is to be kept."""

import os
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hub_console.cli.failure import Failure, sentence
from hub_console.cli.output import say
from hub_console.cli.station import our_places, reading
from hub_console.places import Places, replace_file

if TYPE_CHECKING:
    from hub_console.desk import Opened

OUT = click.Path(path_type=Path)
KEYS = ".keys"


@click.command()
@click.argument("out", type=OUT)
def backup(out: Path) -> None:
    """Write an encrypted copy of the table, with its keys, to OUT.

    OUT is a directory, a stick for example, or the name of a file that is not there yet. The copy
    is read back before it is said to be safe. A console may have the table open meanwhile.
    """
    from hub_console.desk import SystemClock

    places = our_places()
    with reading(whole=True) as opened:
        home, station = opened.loaded.table.home.name, opened.loaded.table.station
        target = _target(out, home or station, SystemClock().now())
        keys = target.with_suffix(KEYS)
        for path in (target, keys):
            if path.exists():
                raise Failure(f"{path} is there already. It is left as it is; name another file.")
        opened.record.copy_to(target)
        _copy_keys(places, keys, target)
        trouble = _noted(opened, target.name)
    size = target.stat().st_size / 1e6
    say(f"Backed up to {target} ({size:.1f} MB), with its keys in {keys.name}.")
    say("It was read back and is whole. It is safe to remove.")
    say("Keep both files together; the passphrase of today opens them.")
    if trouble:
        say(f"That it left could not be noted in the log. {trouble}", err=True)


def _noted(opened: "Opened", name: str) -> str:
    """Keep in the log that a backup left; what hinders it, as a backup must be had even then."""
    from hub_console.record import RecordError
    from hub_console.record.exchange.log import Exchanged

    record, bundle, now = opened.record, os.urandom(16), datetime.now(UTC)
    left = Exchanged(bundle, now, True, record.home, "", name, 0, "backup with its keys")
    try:
        record.exchange.note_sent(left)
    except RecordError as error:
        return sentence(error)
    return ""


def _target(out: Path, table: str, now: datetime) -> Path:
    """Which file to write.

    Raises:
        Failure: There is no such directory.
    """
    out = out.expanduser().absolute()
    if out.is_dir():
        named = re.sub(r"[^\w-]+", "-", table).strip("-") or "table"
        return out / f"hub-backup-{named}-{now.astimezone():%Y-%m-%d-%H%M}.hub"
    if not out.parent.is_dir():
        raise Failure(f"{out.parent} is not there. Put the stick in, or name another place.")
    return out if out.suffix == ".hub" else out.with_name(f"{out.name}.hub")


def _copy_keys(places: Places, keys: Path, target: Path) -> None:
    """Put the keys beside a copy; without them it is worth nothing.

    Raises:
        OSError: They cannot be written; the copy is gone.
    """
    try:
        replace_file(keys, places.keys.read_bytes())
    except OSError:
        target.unlink(missing_ok=True)
        raise
