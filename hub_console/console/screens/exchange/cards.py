"""Cards: ours is given to others, theirs are enrolled once six words were compared aloud."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from hub_console.bundles.card_file import SUFFIX, read_card_file
from hub_console.console.screens.exchange.confirming import ConfirmingScreen, six_words
from hub_console.console.screens.exchange.errand import TROUBLE, Errand, sentence
from hub_console.console.screens.exchange.picking import (
    PickScreen,
    Shelf,
    files_on_sticks,
    folders,
)

if TYPE_CHECKING:
    from hub_console.bundles.card import Card
    from hub_console.record import Record

WHERE = "Where shall the card be written? It holds no secret; the others enrol it."
WHICH = "The cards on the sticks that are plugged in and in the inbox folder. Which one?"
COMPARE = (
    "Call its people. They read you the six words of their card: are they these? If one differs,"
    " the card is somebody else's."
)


async def give_card(errand: Errand) -> None:
    """Write our card, and show its words to be read aloud."""
    outbox = errand.courier.places.outbox
    shelf, trouble = Shelf(partial(folders, outbox), "folder"), ""
    while True:
        asking = PickScreen("Our card", WHERE, shelf, "write it there", errand, trouble=trouble)
        if (out := await errand.ask(asking)) is None:
            return
        try:
            ours, path = await errand.do("Writing", partial(_write, errand, out))
        except TROUBLE as error:
            trouble = sentence(error)
            continue
        asks = f"It is in {path}. Read its six words to who enrols it, by telephone or in person."
        words = six_words(ours.fingerprint)
        await errand.ask(ConfirmingScreen(f"The card of {ours.name}", asks, words, "", errand))
        return


async def enroll(errand: Errand) -> str:
    """Enrol the station of a card; returns what was done, in words."""
    inbox = errand.courier.places.inbox
    found = partial(files_on_sticks, inbox, SUFFIX, lambda _: "")
    shelf, trouble = Shelf(found, "card", "no card yet: plug a stick in"), ""
    while True:
        asking = PickScreen("Enrol a station", WHICH, shelf, "look at it", errand, trouble=trouble)
        if (path := await errand.ask(asking)) is None:
            return ""
        try:
            return await _compare(errand, path)
        except TROUBLE as error:
            trouble = sentence(error)


async def _compare(errand: Errand, path: Path) -> str:
    card = await errand.aside("Reading the card", partial(read_card_file, path))
    courier = errand.courier
    await errand.do("Looking", lambda record: courier.look_at_card(record, card))
    of = f"of {card.table}" if card.table else "a coordinator, for every table"
    words = six_words(card.fingerprint)
    title = f"{card.name}, {of}"
    if not await errand.ask(ConfirmingScreen(title, COMPARE, words, "enrol it", errand)):
        return ""
    peer = await errand.do("Enrolling", lambda record: courier.enroll(record, card))
    return f"{peer.name} is enrolled. What it exports can be taken in here."


def _write(errand: Errand, out: Path, record: "Record") -> "tuple[Card, Path]":
    if out == errand.courier.places.outbox:
        out.mkdir(parents=True, exist_ok=True)
    return errand.courier.write_card(record, out)
