"""The stations: who is enrolled, who is behind, our own card, and enrolling another's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.containers import Middle, VerticalGroup
from textual.widget import Widget

from hub_console.bundles.card import LARGEST, Card, card_text, read_card
from hub_console.bundles.errors import BundleError
from hub_console.bundles.exporting import safe_name
from hub_console.bundles.sticks import sticks
from hub_console.bundles.words import behind, heard
from hub_console.console.screens.exchange.asking import AskingScreen
from hub_console.console.screens.exchange.errand import Errand
from hub_console.console.screens.exchange.picking import PickScreen, Row
from hub_console.console.screens.forms.choices import Choices
from hub_console.console.screens.forms.hints import Hint, Hints
from hub_console.console.screens.forms.words import Words, refusal
from hub_console.console.text import fit, line, literal
from hub_console.places import replace_file
from hub_console.record import RecordError

if TYPE_CHECKING:
    from hub_console.record import Record
    from hub_console.record.exchange.peers import Peer
    from hub_console.record.exchange.standing import Standing

_NAME_CELLS = 20
_TABLE_CELLS = 16
_HEARD_CELLS = 24
CARD_SUFFIX = ".card.toml"

COMPARE = (
    "Read these six words aloud, and hear the same from its people. If one differs, it is not"
    " theirs."
)
READ_OUT = "Read these six words aloud to the people who enrol this station."


@dataclass(frozen=True, slots=True)
class Stations:
    """What the list shows.

    Attributes:
        standings: How each trusted station stands.
        revoked: Those that are trusted no more.
        ours: Our own card.
        today: The day.
        days_between: Days from one meeting to the next.
    """

    standings: "Sequence[Standing]"
    revoked: "Sequence[Peer]"
    ours: Card
    today: date
    days_between: int


class StationsScreen(AskingScreen[tuple[str, str]]):
    """The list; the answer is what to do, and with which station.

    Args:
        stations: What is shown.
        errand: What it is about.
        trouble: Why the last thing could not be done.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        ("c", "choose('card')", "Our card"),
        ("e", "choose('enroll')", "Enrol"),
        ("r", "choose('revoke')", "Revoke"),
    ]
    AUTO_FOCUS = "Choices"

    def __init__(
        self,
        stations: Stations,
        errand: Errand,
        *,
        trouble: str = "",
    ) -> None:
        super().__init__("Stations", errand)
        self._stations = stations
        self._trouble = trouble

    def body(self) -> Iterable[Widget]:
        """Who we are, the stations, the keys."""
        ours = self._stations.ours
        yield self.said(f"This is {ours.name}. Its six words: {ours.fingerprint}")
        yield Choices("Stations that may exchange with this one")
        yield Words(refusal(self._trouble) if self._trouble else "", classes="asking--said")
        yield Hints(
            Hint("e", "enrol a card", "choose('enroll')", main=True),
            Hint("c", "our card", "choose('card')"),
            Hint("r", "revoke", "choose('revoke')"),
            Hint("Esc", "back", "leave"),
        )

    def on_mount(self) -> None:
        """List them."""
        super().on_mount()
        of = self._stations
        rows = [
            (
                f"{each.peer.station} {each.home}",
                line(
                    fit(literal(each.peer.name), _NAME_CELLS),
                    fit(literal(each.table), _TABLE_CELLS),
                    fit(literal(heard(each)), _HEARD_CELLS),
                    "; ".join(behind(each, of.today, of.days_between)),
                ),
            )
            for each in of.standings
        ]
        for peer in of.revoked:
            revoked = f"revoked {peer.revoked.astimezone():%a %d %b %Y}" if peer.revoked else ""
            name, table = (
                fit(literal(peer.name), _NAME_CELLS),
                fit(literal(peer.table), _TABLE_CELLS),
            )
            rows.append((peer.station, line(name, table, revoked)))
        self.query_one(Choices).fill(rows, 0 if rows else None)

    def action_choose(self, what: str) -> None:
        """Do something with the station under the cursor."""
        chosen = self.query_one(Choices).chosen or ""
        if what != "revoke" or chosen:
            self.dismiss((what, chosen.partition(" ")[0]))


class WordsScreen(AskingScreen[bool]):
    """Six words, large, to be compared aloud; the answer is whether they are the same.

    Args:
        title: Whose.
        words: The six words.
        said: What to do with them.
        yes: What ``y`` does; empty where there is nothing to decide.
        errand: What it is about.
    """

    DEFAULT_CSS = """
    WordsScreen .words--six { text-align: center; padding: 1 2; }
    WordsScreen .asking--said { text-align: center; }
    WordsScreen VerticalGroup { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [("y", "yes", "The same")]

    def __init__(
        self,
        title: str,
        words: str,
        said: str,
        yes: str,
        errand: Errand,
    ) -> None:
        super().__init__(title, errand)
        self._words = words
        self._sentence = said
        self._yes = yes

    def body(self) -> Iterable[Widget]:
        """The words, and the keys."""
        words = self._words.split()
        halves = words[:3], words[3:]
        six = (Words("     ".join(three), "bold $bright", classes="words--six") for three in halves)
        yield Middle(VerticalGroup(self.said(self._sentence), *six))
        yes = [Hint("y", self._yes, "yes", main=True)] if self._yes else []
        yield Hints(*yes, Hint("Esc", "back", "leave", main=not yes))

    def action_yes(self) -> None:
        """They are the same."""
        if self._yes:
            self.dismiss(True)


async def tend_stations(errand: Errand) -> None:
    """Show the stations, and do with them what the person asks, until they go back."""
    trouble = ""
    while True:
        stations = await errand.do("Looking …", lambda record: _read(errand, record))
        screen = StationsScreen(stations, errand, trouble=trouble)
        answer = await errand.ask(screen)
        if answer is None:
            return
        trouble = ""
        what, station = answer
        try:
            match what:
                case "card":
                    await _give_card(errand, stations.ours)
                case "enroll":
                    await _enroll(errand)
                case _:
                    await _revoke(errand, station)
        except (BundleError, RecordError) as error:
            trouble = str(error)
        except OSError as error:
            trouble = f"{error.filename}: {error.strerror}. Check that the stick is in."


def _read(errand: Errand, record: "Record") -> Stations:
    exchange = record.exchange
    return Stations(
        exchange.standings(),
        [peer for peer in exchange.peers() if peer.revoked is not None],
        errand.courier.card(record),
        errand.courier.now().astimezone().date(),
        errand.settings.table.days_between,
    )


async def _give_card(errand: Errand, ours: Card) -> None:
    def found() -> Sequence[Row]:
        return [*(Row(each, "stick") for each in sticks()), Row(Path.home(), "your own folder")]

    said = "Where shall this station's card be written? It holds no secret."
    folder = await errand.ask(PickScreen("Our card", said, found, "/media/stick", errand))
    if folder is None:
        return
    target = folder / f"{safe_name(ours.name)}{CARD_SUFFIX}" if folder.is_dir() else folder

    def write(record: "Record") -> None:
        text = card_text(ours, errand.courier.identity(record))
        replace_file(target, text.encode())

    await errand.do("Writing …", write)
    title = f"The card of {ours.name} is in {target}"
    await errand.ask(WordsScreen(title, ours.fingerprint, READ_OUT, "", errand))


async def _enroll(errand: Errand) -> None:
    def found() -> Sequence[Row]:
        folders = [errand.courier.places.inbox, *sticks()]
        return [
            Row(path, str(path.parent))
            for folder in folders
            if folder.is_dir()
            for path in sorted(folder.glob(f"*{CARD_SUFFIX}"))
        ]

    said = "Pick the card of the station to enrol."
    example = f"/media/stick/Chair-laptop{CARD_SUFFIX}"
    path = await errand.ask(PickScreen("Enrol", said, found, example, errand))
    if path is None:
        return
    with path.open("rb") as file:
        card = read_card(file.read(LARGEST + 1))
    await errand.do("Looking …", lambda record: errand.courier.look_at_card(record, card))
    of = f"of {card.table}" if card.table else "a coordinator, for every table"
    words = WordsScreen(
        f"{card.name}, {of}", card.fingerprint, COMPARE, "they are the same: enrol it", errand
    )
    if await errand.ask(words):
        await errand.do("Enrolling …", lambda record: errand.courier.enroll(record, card))


async def _revoke(errand: Errand, station: str) -> None:
    peers = await errand.do("Looking …", lambda record: record.exchange.peers())
    peer = next(each for each in peers if each.station == station)
    if peer.revoked is None and await errand.ask(RevokeScreen(peer.name, errand)):
        now = errand.courier.now()
        await errand.do("Revoking …", lambda record: record.exchange.revoke(peer, now))


class RevokeScreen(AskingScreen[bool]):
    """Asks whether a station shall be trusted no more.

    Args:
        name: The station's.
        errand: What it is about.
    """

    DEFAULT_CSS = "RevokeScreen VerticalGroup { height: auto; align-horizontal: center; }"
    BINDINGS: ClassVar[list[BindingType]] = [("y", "yes", "Revoke")]

    def __init__(self, name: str, errand: Errand) -> None:
        super().__init__(f"Revoke {name}", errand)
        self._name = name

    def body(self) -> Iterable[Widget]:
        """What it means, and the keys."""
        yield Middle(
            VerticalGroup(
                self.said(f"Trust {self._name} no more?", "bold $bright"),
                self.said(
                    "What it sent before stays. Nothing more is taken from it, and nothing more is"
                    " sealed to it. Every other station must do the same: tell its people."
                ),
            )
        )
        yield Hints(Hint("y", "revoke it", "yes", main=True), Hint("Esc", "back", "leave"))

    def action_yes(self) -> None:
        """Revoke it."""
        self.dismiss(True)
