"""Enrolling stations by their cards, and giving out our own."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from hub_console.bundles.card import Card, own_card
from hub_console.bundles.errors import OtherTable, OwnCard
from hub_console.meeting.values import Id
from hub_console.record.exchange.peers import EVERYWHERE, Peer

if TYPE_CHECKING:
    from hub_console.record import Record
    from hub_console.record.identity import Identity

_MONTHS_OF_QUARTER = 3


def keys_kept(details_months: int) -> int:
    """How many sealing keys a station keeps: those of the quarters that details are kept.

    A copy of a bundle that was left lying cannot be opened any more once what it says is past its
    time.
    """
    return details_months // _MONTHS_OF_QUARTER + 2


def card_of(record: "Record", identity: "Identity") -> Card:
    """This station's own card."""
    exchange = record.exchange
    own = exchange.own_home()
    return own_card(identity, table=exchange.tables().get(own, "") if own else "", space=own)


def enroll(record: "Record", identity: "Identity", card: Card, now: datetime) -> Peer:
    """Enrol the station of a card; whoever calls this has had its six words compared.

    Raises:
        OwnCard: It is this station's own.
        OtherTable: The station is of a table that this one does not hold.
    """
    exchange = record.exchange
    must_be_for_us(record, identity, card)
    others = [peer.name for peer in exchange.peers() if peer.station != card.id]
    peer = Peer(
        station=card.id,
        name=_free([*others, identity.name], card.name),
        home=Id(card.space) if card.space else EVERYWHERE,
        table=card.table,
        signing=card.signing,
        epoch=card.epoch,
        sealing=card.sealing,
        enrolled=now,
    )
    exchange.enroll(peer)
    return peer


def must_be_for_us(record: "Record", identity: "Identity", card: Card) -> None:
    """Make sure that a card is one that this station may enrol.

    Raises:
        OwnCard: It is this station's own.
        OtherTable: It is of a table that this station does not hold.
    """
    exchange = record.exchange
    own = exchange.own_home()
    if card.id == identity.id:
        raise OwnCard
    if own and card.space and card.space != own:
        raise OtherTable("card", card.table, exchange.tables().get(own, ""))


def _free(taken: Iterable[str], name: str) -> str:
    """A name that no other station has here: ``B-2 laptop (2)``."""
    there = {each.casefold() for each in taken}
    number, free = 1, name
    while free.casefold() in there:
        number += 1
        free = f"{name} ({number})"
    return free
