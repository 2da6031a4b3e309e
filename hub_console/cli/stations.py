"""``station``: who may exchange with this laptop, by cards that are compared aloud."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hub_console.cli.exporting import named_station
from hub_console.cli.failure import Failure
from hub_console.cli.output import say, say_columns, say_json
from hub_console.cli.passphrase import at_terminal
from hub_console.cli.station import at_exchange

if TYPE_CHECKING:
    from hub_console.record.exchange.peers import Peer
    from hub_console.record.exchange.standing import Standing

CARD = click.Path(path_type=Path)


@click.group()
def station() -> None:
    """Who may exchange with this station.

    Each station gives its card to the others, and enrols theirs. A card is enrolled only when
    both sides have compared its six words aloud.
    """


@station.command()
@click.argument("out", type=CARD)
def card(out: Path) -> None:
    """Write this station's card to OUT, a directory or a file.

    It holds no secret. Read the six words to the people who enrol it, by telephone or in person.
    """
    with at_exchange() as (record, courier, _):
        ours, target = courier.write_card(record, out)
    say(f"The card of {ours.name} is in {target}.")
    say(f"Its six words: {ours.fingerprint}")


@station.command()
@click.argument("card", type=CARD)
def fingerprint(card: Path) -> None:
    """Print the six words of a CARD."""
    from hub_console.bundles.card_file import read_card_file

    say(read_card_file(card).fingerprint)


@station.command()
@click.argument("card", type=CARD)
@click.option("--fingerprint", metavar="WORDS", help="The six words that its people read aloud.")
def enroll(card: Path, fingerprint: str | None) -> None:
    """Enrol the station of a CARD, whose six words you compared.

    What it sends is taken in from then on, and it can open what is exported. Compare the six words
    with its people first, by telephone or in person.
    """
    from hub_console.bundles.card_file import read_card_file
    from hub_console.bundles.fingerprint import same_words

    given = read_card_file(card)
    with at_exchange() as (record, courier, _):
        courier.look_at_card(record, given)
        if fingerprint is not None:
            if not same_words(fingerprint, given.signing):
                raise Failure(
                    "These are not the six words of this card, so it was not enrolled. Compare them"
                    " again; if they stay different, the card is another's: do not enrol it."
                )
        elif at_terminal():
            of = f"the table {given.table}" if given.table else "a coordinator, for every table"
            say(f"{given.name}, of {of}")
            say(f"Its six words: {given.fingerprint}")
            if not click.confirm("Do its people read the same six words to you?", default=False):
                raise Failure("It was not enrolled.")
        else:
            raise Failure(
                "Nobody is here to compare the six words. Give the ones that its people read to"
                ' you: --fingerprint "six words".'
            )
        peer = courier.enroll(record, given)
    say(f"{peer.name} is enrolled. What it exports can be imported here, and it opens what you do.")


@station.command("list")
@click.option("--json", "as_json", is_flag=True, help="A list, for scripts.")
def list_(as_json: bool) -> None:
    """Print who is enrolled, when each wrote, and who is behind."""
    with at_exchange(read_only=True) as (record, courier, settings):
        exchange = record.exchange
        standings = exchange.standings()
        revoked = [peer for peer in exchange.peers() if peer.revoked is not None]
        today = courier.now().astimezone().date()
    days = settings.table.days_between
    if as_json:
        rows = [_plain(each, today, days) for each in standings]
        say_json([*rows, *map(_plain_revoked, revoked)])
        return
    if not standings and not revoked:
        say("No station is enrolled. Give out your card, and enrol the others':")
        say("  hub-console station card OUT")
        say("  hub-console station enroll CARD")
        return
    say_columns([*_rows(standings, today, days), *_rows_of_revoked(revoked)])


@station.command()
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask.")
def revoke(name: str, yes: bool) -> None:
    """Trust the station called NAME no more.

    Do so when its laptop is lost. What it sent before stays; nothing is taken from it, and nothing
    is sealed to it any more. Each station revokes for itself: tell the others.
    """
    with at_exchange() as (record, courier, _):
        trusted = [peer for peer in record.exchange.peers() if peer.revoked is None]
        peer = named_station(trusted, name)
        if not yes and at_terminal():
            say(f"{peer.name}: what it sent before stays; nothing more is exchanged with it.")
            click.confirm("Revoke it?", default=False, abort=True)
        elif not yes:
            raise Failure("Nobody is here to ask. Revoke it with --yes.")
        record.exchange.revoke(peer, courier.now())
    say(f"{peer.name} is revoked here. Do the same on every other station: tell its people.")


def _rows(standings: "list[Standing]", today: date, days: int) -> Iterator[tuple[str, ...]]:
    from hub_console.bundles.words import behind, heard

    for each in standings:
        yield each.peer.name, each.table, heard(each), "; ".join(behind(each, today, days))


def _rows_of_revoked(revoked: "list[Peer]") -> Iterator[tuple[str, ...]]:
    for peer in revoked:
        assert peer.revoked is not None
        yield peer.name, peer.table, f"revoked {peer.revoked.astimezone():%a %d %b %Y}", ""


def _plain(standing: "Standing", today: date, days: int) -> dict[str, object]:
    peer = standing.peer
    return {
        "station": peer.name,
        "id": peer.station,
        "table": standing.table,
        "coordinator": not peer.home,
        "enrolled": peer.enrolled,
        "revoked": None,
        "heard": standing.heard,
        "lacks": standing.lacks,
        "ahead": standing.ahead,
        "last_meeting": standing.last_meeting,
        "meetings_missing": standing.meetings_missing(today, days),
    }


def _plain_revoked(peer: "Peer") -> dict[str, object]:
    return {
        "station": peer.name,
        "id": peer.station,
        "table": peer.table,
        "coordinator": not peer.home,
        "enrolled": peer.enrolled,
        "revoked": peer.revoked,
    }
