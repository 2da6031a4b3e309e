"""Exporting: for whom, where to, and what was written."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget

from hub_console.bundles.errors import NobodyToSendTo
from hub_console.bundles.exporting import recipients
from hub_console.bundles.words import Section, exported_words
from hub_console.console.screens.exchange.asking import AskingScreen
from hub_console.console.screens.exchange.errand import TROUBLE, Errand, sentence
from hub_console.console.screens.exchange.picking import PickScreen, Shelf, folders
from hub_console.console.screens.exchange.telling import TellingScreen
from hub_console.console.screens.forms.choices import Choices
from hub_console.console.screens.forms.hints import Hint
from hub_console.console.shapes import DONE, WAITING
from hub_console.console.text import fit, line, literal
from hub_console.meeting.values import Id

if TYPE_CHECKING:
    from hub_console.bundles.exporting import Exported
    from hub_console.record import Record
    from hub_console.record.exchange.peers import Peer

_NAME_CELLS = 36
ASKS = "Who shall be able to open it? It holds what they may not have yet."
BACK = "back"


class RecipientsScreen(AskingScreen[frozenset[str]]):
    """Ticks the stations that a bundle is for; the answer is their ids.

    Args:
        stations: Those that could have it.
        errand: What it is for.
    """

    DEFAULT_CSS = "RecipientsScreen Choices { height: auto; max-height: 100%; }"
    BINDINGS: ClassVar[list[BindingType]] = [("space", "tick", "Tick")]
    HINTS = (
        Hint("Enter", "go on", "enter", main=True),
        Hint("Space", "tick or untick", "tick"),
        Hint("Esc", "back", "leave"),
    )
    AUTO_FOCUS = "Choices"

    def __init__(self, stations: "Sequence[Peer]", errand: Errand) -> None:
        super().__init__("Export", ASKS, errand)
        self._stations = {peer.station: peer for peer in stations}
        self._ticked: frozenset[str] = frozenset(self._stations)
        self._choices = Choices()

    def shown(self) -> Iterable[Widget]:
        """The stations."""
        yield self._choices

    def on_mount(self) -> None:
        """List them, all ticked."""
        super().on_mount()
        self._list(0)

    @on(Choices.OptionSelected)
    def action_tick(self) -> None:
        """Tick or untick the station under the cursor."""
        if self._choices.chosen is not None:
            self._ticked ^= {self._choices.chosen}
            self._list(self._choices.highlighted)

    @on(Choices.Entered)
    def action_enter(self) -> None:
        """Go on with those that are ticked."""
        if self._ticked:
            self.reply(self._ticked)
        else:
            self.refuse("Tick one station at least, with Space.")

    def _list(self, cursor: int | None) -> None:
        rows = []
        for id_, peer in self._stations.items():
            mark = DONE if id_ in self._ticked else WAITING
            of = peer.table or "coordinator"
            rows.append((str(id_), line(f"{mark} ", fit(literal(peer.name), _NAME_CELLS), of)))
        self._choices.fill(rows, cursor)
        self._choices.border_title = f"{len(self._ticked)} of {len(rows)} stations"


async def export_bundles(errand: Errand, homes: Sequence[Id]) -> None:
    """Export one bundle of each of some tables."""
    might = await errand.do("Looking", lambda record: _recipients(record, homes))
    stations = list({peer.station: peer for peers in might.values() for peer in peers}.values())
    if not stations:
        nobody = TellingScreen("Export", str(NobodyToSendTo()), (), BACK, errand)
        await errand.ask(nobody)
        return
    ticked = await errand.ask(RecipientsScreen(stations, errand))
    if ticked is None:
        return
    to = {home: [p for p in peers if p.station in ticked] for home, peers in might.items()}
    names = " and ".join(peer.name for peer in stations if peer.station in ticked)
    asks = f"For {names}. Where to? It is sealed for them: any folder will do."
    outbox = errand.courier.places.outbox
    shelf, trouble = Shelf(partial(folders, outbox), "folder"), ""
    while True:
        asking = PickScreen("Export", asks, shelf, "write it there", errand, trouble=trouble)
        if (out := await errand.ask(asking)) is None:
            return
        try:
            written = await errand.do("Writing", partial(_write, errand, to, out))
        except TROUBLE as error:
            trouble = sentence(error)
        else:
            await _tell(errand, written)
            return


async def _tell(errand: Errand, written: "Sequence[Exported]") -> None:
    told = []
    for each in written:
        safe, lines = exported_words(each)
        told.append(Section(each.path.name, lines))
    await errand.ask(TellingScreen("Exported", safe, told, BACK, errand))


def _recipients(record: "Record", homes: Sequence[Id]) -> "dict[Id, list[Peer]]":
    return {home: recipients(record, home) for home in homes}


def _write(
    errand: Errand, to: "Mapping[Id, Sequence[Peer]]", out: Path, record: "Record"
) -> "list[Exported]":
    if out == errand.courier.places.outbox:
        out.mkdir(parents=True, exist_ok=True)
    return [
        errand.courier.export(record, home, peers, out, progress=errand.progress)
        for home, peers in to.items()
        if peers
    ]
