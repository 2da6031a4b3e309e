"""The stations: who is enrolled, when each was heard, who is behind, and who is revoked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget

from hub_console.bundles.words import behind, heard
from hub_console.console.screens.exchange.asking import AskingScreen
from hub_console.console.screens.exchange.cards import enroll, give_card
from hub_console.console.screens.exchange.confirming import ConfirmingScreen
from hub_console.console.screens.exchange.errand import TROUBLE, Errand, sentence
from hub_console.console.screens.forms.choices import Choices
from hub_console.console.screens.forms.hints import Hint
from hub_console.console.screens.forms.words import Words
from hub_console.console.text import fit, joined, line, literal
from hub_console.meeting.values import Id

if TYPE_CHECKING:
    from hub_console.bundles.card import Card
    from hub_console.record import Record
    from hub_console.record.exchange.peers import Peer
    from hub_console.record.exchange.standing import Standing

_NAME_CELLS, _TABLE_CELLS, _HEARD_CELLS = 16, 18, 22
_WIDE_NAME_CELLS = 22

NOBODY = (
    "Nobody is enrolled yet. Give your card to the other stations (c), and enrol theirs (e): then"
    " what each exports can be imported by the others."
)
MEANS = (
    "For a laptop that was lost, or that left the table. What it sent before stays. Nothing more is"
    " taken from it, and nothing more is sealed to it. Each station revokes for itself: tell the"
    " others."
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A station in the list.

    Attributes:
        peer: Which.
        table: The table that it is listed for.
        heard: When, in words.
        behind: What it lacks and what is missing of it, in words.
    """

    peer: "Peer"
    table: str
    heard: str
    behind: tuple[str, ...] = ()

    def row(self, *, with_table: bool) -> Content:
        """Its line; where all are of one table, that need not be said."""
        name = fit(literal(self.peer.name), _NAME_CELLS if with_table else _WIDE_NAME_CELLS)
        table = fit(literal(self.table), _TABLE_CELLS) if with_table else literal("")
        when = fit(literal(self.heard), _HEARD_CELLS)
        short = "; ".join(each.partition(":")[0] for each in self.behind)
        return joined([name, table, when, literal(short)])


class StationsScreen(AskingScreen[tuple[str, Id]]):
    """The list; the answer is what to do, and with which station.

    Args:
        stations: What is shown.
        ours: Our own card.
        cursor: The line that the cursor was on.
        errand: What it is for.
        done: What was done last, in words.
        trouble: Why it could not be done.
    """

    DEFAULT_CSS = """
    StationsScreen Choices { height: auto; max-height: 1fr; }
    StationsScreen .stations--about { padding: 0 2; margin-top: 1; height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        ("c", "choose('card')", "Our card"),
        ("e", "choose('enroll')", "Enrol"),
        ("r", "choose('revoke')", "Revoke"),
    ]
    HINTS = (
        Hint("e", "enrol a card", "choose('enroll')", main=True),
        Hint("c", "our card", "choose('card')"),
        Hint("r", "revoke", "choose('revoke')"),
        Hint("Esc", "back", "leave"),
    )
    AUTO_FOCUS = "Choices"

    def __init__(
        self,
        stations: Sequence[Listed],
        ours: "Card",
        errand: Errand,
        *,
        done: str = "",
        trouble: str = "",
    ) -> None:
        asks = line("This is ", (ours.name, "bold $bright"), f", known by: {ours.fingerprint}")
        super().__init__("Stations", asks, errand, trouble=trouble)
        self._stations = stations
        self._done = done
        self._choices = Choices()
        self._about = Words(classes="stations--about")

    def shown(self) -> Iterable[Widget]:
        """The stations, and all about the one under the cursor."""
        yield self._choices
        yield self._about

    def on_mount(self) -> None:
        """List them."""
        super().on_mount()
        several = len({each.table for each in self._stations}) > 1
        rows = [
            (str(place), each.row(with_table=several)) for place, each in enumerate(self._stations)
        ]
        self._choices.fill(rows, 0 if rows else None)
        trusted = sum(each.peer.revoked is None for each in self._stations)
        self._choices.border_title = f"{trusted} enrolled"
        self._tell_about()
        if self._done:
            self.say(self._done, "bold $bright")

    @on(Choices.OptionHighlighted)
    def _tell_about(self) -> None:
        """Tell all about the one under the cursor; the revoked others are dim."""
        for place, each in enumerate(self._stations):
            if each.peer.revoked is not None:
                ink = "" if place == self._choices.highlighted else "$dim"
                row = str(self._choices.get_option_at_index(place).prompt)
                self._choices.replace_option_prompt_at_index(place, literal(row, ink))
        chosen = self._chosen
        if chosen is None:
            self._about.say(NOBODY)
            return
        name = (chosen.peer.name, "bold $bright")
        told = "; ".join((chosen.heard, *chosen.behind))
        self._about.say(line(name, f", {chosen.table}: {told}."))

    def action_choose(self, what: str) -> None:
        """Do something with the station under the cursor."""
        chosen = self._chosen
        if what != "revoke":
            self.reply((what, Id("")))
        elif chosen is None:
            self.refuse("There is no station to revoke.")
        elif chosen.peer.revoked is not None:
            self.refuse(f"{chosen.peer.name} is revoked already. Enrol its card to trust it again.")
        else:
            self.reply((what, chosen.peer.station))

    @property
    def _chosen(self) -> Listed | None:
        at = self._choices.highlighted
        return self._stations[at] if at is not None and self._stations else None


async def tend_stations(errand: Errand) -> None:
    """Show the stations, and do with them what the person asks, until they go back."""
    done = trouble = ""
    while True:
        stations, ours = await errand.do("Looking", lambda record: _read(errand, record))
        answer = await errand.ask(
            StationsScreen(stations, ours, errand, done=done, trouble=trouble)
        )
        done = trouble = ""
        try:
            match answer:
                case None:
                    return
                case ("card", _):
                    await give_card(errand)
                case ("enroll", _):
                    done = await enroll(errand)
                case (_, station):
                    peers = (each.peer for each in stations)
                    done = await _revoke(errand, next(p for p in peers if p.station == station))
        except TROUBLE as error:
            trouble = sentence(error)


async def _revoke(errand: Errand, peer: "Peer") -> str:
    large = literal(f"Trust {peer.name} no more?", "bold $bright")
    if not await errand.ask(ConfirmingScreen("Revoke", MEANS, large, "revoke it", errand)):
        return ""
    now = errand.courier.now()
    await errand.do("Revoking", lambda record: record.exchange.revoke(peer, now))
    return f"{peer.name} is revoked here. Tell the people of the other stations."


def _read(errand: Errand, record: "Record") -> "tuple[list[Listed], Card]":
    """The stations, the trusted ones first, and our card."""
    today, days = errand.courier.now().astimezone().date(), errand.settings.table.days_between
    trusted = [_listed(each, today, days) for each in _of_table(record)]
    revoked = [
        Listed(peer, peer.table or "coordinator", f"revoked {peer.revoked.astimezone():%d %b %Y}")
        for peer in record.exchange.peers()
        if peer.revoked is not None
    ]
    return [*trusted, *revoked], errand.courier.card(record)


def _of_table(record: "Record") -> "list[Standing]":
    """How the stations stand; at a table of a coordinator's only that table's."""
    standings = record.exchange.standings()
    return [each for each in standings if record.home in ("", each.home)]


def _listed(standing: "Standing", today: date, days_between: int) -> Listed:
    words = behind(standing, today, days_between)
    return Listed(standing.peer, standing.table, heard(standing), words)
