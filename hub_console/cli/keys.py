"""``keys``: who opens the table, and with what."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from hub_console.cli.failure import Failure
from hub_console.cli.init import name_given
from hub_console.cli.output import say, say_columns, say_json
from hub_console.cli.passphrase import NEW_VARIABLE, at_terminal, new_passphrase
from hub_console.cli.recovery import hand_over
from hub_console.cli.station import must_be_set_up, no_console, safe_places, with_secret
from hub_console.places import Places

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from hub_console.record.keys import OpenKeys

QUESTION = "Passphrase or recovery key"
KINDS = {"passphrase": "passphrase", "recovery": "on paper", "keyring": "this computer's keyring"}
"""What opens the table, in words."""

NOT_TYPED_BACK = (
    "The recovery key was not typed back as it is printed, so nothing was changed. The old one"
    " still opens the table."
)
OF_THE_KEYRING = "By this computer's keyring, for whoever is logged in to it."


@click.group()
def keys() -> None:
    """Who opens the table, and with what.

    Each person has a passphrase. Every command asks for yours first, or for the recovery key; a
    new one is asked for twice. Scripts name a file for each, whose first line it is:
    HUB_CONSOLE_PASSPHRASE_FILE and HUB_CONSOLE_NEW_PASSPHRASE_FILE. What changes the keys needs
    the table alone, so leave the console first.
    """


@keys.command("list")
@click.option("--json", "as_json", is_flag=True, help="One object, for scripts.")
def list_(as_json: bool) -> None:
    """Print who opens the table, with what, and since when."""
    slots = _open(_places()).file.slots
    if as_json:
        rows = [{"person": s.person, "kind": s.kind, "since": f"{s.since}"} for s in slots]
        say_json({"keys": rows})
    else:
        say_columns([(s.person, KINDS[s.kind], f"since {s.since}") for s in slots])


@keys.command()
@click.argument("name", required=False)
@click.option("--keyring", is_flag=True, help=OF_THE_KEYRING)
def add(name: str | None, keyring: bool) -> None:
    """Let NAME open the table, too, with a passphrase of their own.

    With --keyring, the table opens in your name without asking, until it is locked.
    """
    from hub_console.record.keys import RECOVERY, add_keyring, add_passphrase

    _must_be_one(name, keyring)
    person = name_given("NAME", name) if name else ""
    if person.casefold() == RECOVERY:
        raise Failure("That is what the recovery key is called. Choose another name.")
    with _to_be_changed() as opened:
        if not person:
            add_keyring(opened, _today(), os.urandom)
            say(
                f"This computer's keyring opens the table now, in the name of"
                f" {opened.opened.person}. After a lock the passphrase is asked for."
            )
        else:
            passphrase = new_passphrase(f"Passphrase for {person}", NEW_VARIABLE)
            add_passphrase(opened, person, passphrase, _today(), os.urandom)
            say(f"{person} opens the table now.")


@keys.command()
@click.option("--person", metavar="NAME", help="Whose: needed when the recovery key opened.")
def change(person: str | None) -> None:
    """Replace your passphrase by another.

    Who lost theirs opens with the recovery key instead.
    """
    from hub_console.record.keys import change_passphrase

    with _to_be_changed() as opened:
        whose = _whose(opened, person)
        passphrase = new_passphrase(f"New passphrase for {whose}", NEW_VARIABLE)
        change_passphrase(opened, whose, passphrase, _today(), os.urandom)
    say(f"The passphrase of {whose} is changed.")
    say(
        "A copy of station.keys that was made before still opens with the old one. If somebody may"
        " have both, run hub-console keys recovery, which gives the table new keys."
    )


@keys.command()
@click.argument("name", required=False)
@click.option("--keyring", is_flag=True, help=OF_THE_KEYRING)
def remove(name: str | None, keyring: bool) -> None:
    """Let NAME open the table no more.

    The record and its automatic backups are encrypted with a new key, so that no old copy of
    station.keys opens them. The last passphrase is never removed.
    """
    from hub_console.record.keys import remove_keyring, remove_passphrase

    _must_be_one(name, keyring)
    with _to_be_changed() as opened:
        if name:
            _say_left(remove_passphrase(opened, name, os.urandom, _tell))
        else:
            _say_left(remove_keyring(opened, os.urandom, _tell))
    say(f"{name or 'The keyring'} opens the table no more, nor its automatic backups.")
    say(
        "Copies of the data directory that were made before, on a stick or elsewhere, still open as"
        " they did. Destroy those that are not needed."
    )


@keys.command()
def recovery() -> None:
    """Make a new recovery key; the old one opens nothing any more.

    It is printed once; at a terminal it is typed back from the paper. The record and its automatic
    backups are encrypted with a new key.
    """
    from hub_console.record.keys import renew_recovery
    from hub_console.record.recovery import new_recovery_key

    with _to_be_changed() as opened:
        new = new_recovery_key(os.urandom)
        hand_over(new, NOT_TYPED_BACK)
        _say_left(renew_recovery(opened, new, _today(), os.urandom, _tell))
    say("The old recovery key opens nothing any more.")


@keys.command()
def restore() -> None:
    """Bring station.keys back when it is missing or damaged.

    The copy that lies with the automatic backups is taken, if what you type opens the record with
    it. A damaged file is kept under another name.
    """
    from hub_console.record.keys import restore_keys

    places = _places()
    with no_console():
        kept = with_secret(places, lambda secret: restore_keys(places, secret), QUESTION)
    say(f"{places.keys} is back.")
    if kept:
        say(f"The damaged file is kept: {kept}")


@contextmanager
def _to_be_changed() -> Iterator["OpenKeys"]:
    """The keys, while nobody else has the table; a change that was cut off is finished first."""
    from hub_console.record.keys import finish

    places = _places()
    with no_console():
        opened = _open(places)
        if opened.file.unfinished:
            opened = finish(opened, _tell)
            _say_left(opened)
            say("A change of keys that was cut off is finished now.")
        yield opened


def _places() -> Places:
    places = safe_places()
    must_be_set_up(places)
    return places


def _open(places: Places) -> "OpenKeys":
    from hub_console.record.keys import open_keys

    return with_secret(places, lambda secret: open_keys(places, secret), QUESTION)


def _whose(opened: "OpenKeys", person: str | None) -> str:
    """Whose passphrase is to be changed: one's own, or with the recovery key anybody's."""
    from hub_console.record.keys import passphrase_of

    own = opened.opened.kind == "passphrase"
    there = [slot.person for slot in opened.file.slots if slot.kind == "passphrase"]
    if person is None:
        if own or len(there) == 1:
            return opened.opened.person if own else there[0]
        raise Failure(f"Whose passphrase? Say it with --person: {', '.join(there)}.")
    whose = passphrase_of(opened, person).person
    if own and whose != opened.opened.person:
        raise Failure(
            f"You opened as {opened.opened.person}. The passphrase of {whose} is changed with that"
            f" passphrase or the recovery key; if both are lost, remove {whose} and add them anew."
        )
    return whose


def _must_be_one(name: str | None, keyring: bool) -> None:
    if bool(name) == keyring:
        raise click.UsageError("Say who: a name, or --keyring.")


def _tell(path: "Path") -> None:
    if at_terminal():
        click.echo(f"Encrypting {path.name} with a new key …", err=True)


def _say_left(opened: "OpenKeys") -> None:
    for path in opened.left:
        say(f"{path} opens with no key, so it is no backup. It was left as it is.")


def _today() -> "date":
    from hub_console.desk import SystemClock
    from hub_console.meeting.acts.discussion import local_date

    return local_date(SystemClock().now())
