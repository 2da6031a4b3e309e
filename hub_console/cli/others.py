"""What a doctor looks at of the exchange: who is silent, what waits, and what was laid aside."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from hub_console.cli.finding import Finding
from hub_console.places import Places

if TYPE_CHECKING:
    from hub_console.record import Record
    from hub_console.record.exchange.log import Exchanged


def of_exchange(places: Places, record: "Record", now: datetime) -> Iterator[Finding]:
    """What there is to say of the other stations; nothing where none was ever enrolled."""
    if record.exchange.peers():
        yield _silent(record, now)
        yield _waiting(record)
        yield _disagreeing(record)
    yield from _laid_aside(places)


def _silent(record: "Record", now: datetime) -> Finding:
    from hub_console.bundles.words import heard
    from hub_console.record.exchange.exchange import LONG_SILENCE

    what = "The other stations"
    silent = [
        f"{each.peer.name} ({heard(each)})"
        for each in record.exchange.standings()
        if each.peer.home and now - (each.heard or each.peer.enrolled) > LONG_SILENCE
    ]
    if not silent:
        return Finding(what, True, "none is silent for more than four weeks")
    return Finding(
        what,
        False,
        f"nothing for four weeks from {', '.join(silent)}. Ask for a bundle; if the laptop is no"
        " longer used, revoke it: hub-console station revoke NAME",
    )


def _waiting(record: "Record") -> Finding:
    from hub_console.bundles.words import waiting

    exchange = record.exchange
    lines = [waiting(each) for home in exchange.tables() for each in exchange.waits(home)]
    return Finding("What waits", not lines, " ".join(lines) or "nothing")


def _disagreeing(record: "Record") -> Finding:
    """Whether the newest bundle of each station showed the same as this one did."""
    newest: dict[tuple[str, str], Exchanged] = {}
    for each in record.exchange.log():
        if not each.went_out:
            newest.setdefault((each.stations, each.home), each)
    differing = ", ".join(each.stations for each in newest.values() if each.disagreed)
    what = "What others show"
    if not differing:
        return Finding(what, True, "no station with the same marks showed something else")
    return Finding(
        what,
        False,
        f"{differing} had the same marks and showed something else. On both laptops, run"
        " hub-console doctor --refold; then exchange once more.",
    )


def _laid_aside(places: Places) -> Iterator[Finding]:
    from hub_console.bundles.quarantine import read_quarantine

    held = read_quarantine(places.quarantine)
    if held:
        newest = f"{held[0].name}: {held[0].reason}"
        count = "1 bad bundle is" if len(held) == 1 else f"{len(held)} bad bundles are"
        yield Finding(
            "Laid aside",
            False,
            f"{count} in {places.quarantine}. The newest was {newest} When a sound one has come,"
            " delete what is there.",
        )
