"""Exporting: for whom, where to, and what was written."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget

from hub_console.bundles.errors import BundleError, NobodyToSendTo
from hub_console.bundles.exporting import recipients
from hub_console.bundles.sticks import sticks
from hub_console.bundles.words import Section, exported_words
from hub_console.console.screens.exchange.asking import AskingScreen
from hub_console.console.screens.exchange.errand import Errand
from hub_console.console.screens.exchange.picking import PickScreen, Row
from hub_console.console.screens.exchange.telling import TellingScreen
from hub_console.console.screens.forms.choices import Choices
from hub_console.console.screens.forms.hints import Hint, Hints
from hub_console.console.text import fit, line, literal
from hub_console.record import RecordError

if TYPE_CHECKING:
    from hub_console.bundles.exporting import Exported
    from hub_console.meeting.values import Id
    from hub_console.record.exchange.peers import Peer

_NAME_CELLS = 36
WHERE = "Where to? A stick, or any other folder. The bundle is sealed; the folder may be shared."


class RecipientsScreen(AskingScreen[tuple[str, ...]]):
    """Ticks the stations that a bundle is for; the answer is their ids.

    Args:
        stations: Those that could have it.
        errand: What it is about.
    """

    BINDINGS: ClassVar[list[BindingType]] = [("space", "tick", "Tick")]
    AUTO_FOCUS = "Choices"

    def __init__(self, stations: "Sequence[Peer]", errand: Errand) -> None:
        super().__init__("Export", errand)
        self._stations = {peer.station: peer for peer in stations}
        self._ticked: set[str] = set(self._stations)

    def body(self) -> Iterable[Widget]:
        """The stations and the keys."""
        yield self.said("Who shall be able to open it? Each is sent what it was not seen to have.")
        yield Choices("Stations")
        yield Hints(
            Hint("Enter", "go on", "enter", main=True),
            Hint("Space", "tick or untick", "tick"),
            Hint("Esc", "back", "leave"),
        )

    def on_mount(self) -> None:
        """List them, all ticked."""
        super().on_mount()
        self._list(0)

    def action_tick(self) -> None:
        """Tick or untick the station under the cursor."""
        choices = self.query_one(Choices)
        if choices.chosen is not None:
            self._ticked ^= {choices.chosen}
            self._list(choices.highlighted)

    @on(Choices.OptionSelected)
    @on(Choices.Entered)
    def action_enter(self) -> None:
        """Go on with those that are ticked."""
        if self._ticked:
            self.dismiss(tuple(self._ticked))

    def _list(self, cursor: int | None) -> None:
        rows = []
        for id_, peer in self._stations.items():
            mark = "✓" if id_ in self._ticked else "·"
            of = peer.table or "coordinator"
            rows.append((str(id_), line(f"{mark} ", fit(literal(peer.name), _NAME_CELLS), of)))
        self.query_one(Choices).fill(rows, cursor)


async def export_bundle(errand: Errand, home: "Id") -> None:
    """Export a bundle of a table."""
    stations = await errand.do("", lambda record: recipients(record, home))
    if not stations:
        await _tell(errand, "Nobody to export to", str(NobodyToSendTo()))
        return
    ticked = await errand.ask(RecipientsScreen(stations, errand))
    if ticked is None:
        return
    to = [peer for peer in stations if peer.station in ticked]
    trouble = ""
    while (out := await errand.ask(_where(errand, trouble))) is not None:
        try:
            written = await _write(errand, home, to, out)
        except (BundleError, RecordError) as error:
            trouble = str(error)
        except OSError as error:
            trouble = f"{out}: {error.strerror}. Check that the stick is in."
        else:
            said, lines = exported_words(written)
            await _tell(errand, "Exported", said, Section("The bundle", lines))
            return


async def _write(errand: Errand, home: "Id", to: "Sequence[Peer]", out: Path) -> "Exported":
    return await errand.do(
        "Writing the bundle …",
        lambda record: errand.courier.export(record, home, to, out, progress=errand.progress),
    )


async def _tell(errand: Errand, title: str, said: str, *sections: Section) -> None:
    await errand.ask(TellingScreen(title, said, sections, "back to the table", errand))


def _where(errand: Errand, trouble: str) -> PickScreen:
    def found() -> Sequence[Row]:
        return [*(Row(each, "stick") for each in sticks()), Row(Path.home(), "your own folder")]

    return PickScreen("Export", WHERE, found, "/media/stick", errand, trouble=trouble)
