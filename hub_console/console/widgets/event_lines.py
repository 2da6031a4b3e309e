"""What just happened, newest first."""

from dataclasses import dataclass

from hub_console.console import times
from hub_console.console.text import cut, line, literal, spread
from hub_console.console.views import Scene
from hub_console.console.widgets.key_names import hint
from hub_console.console.widgets.painted import Page, Painted

_MOST = 4


@dataclass(frozen=True, slots=True)
class EventsView:
    """What the event lines show: local time, text, whether it is still on its way to the file."""

    events: tuple[tuple[str, str, bool], ...]
    hints: tuple[str, ...]


class EventLines(Painted[EventsView]):
    """The lines under the panels."""

    BARE_WHILE_PAUSED = True

    def view_of(self, scene: Scene) -> EventsView:
        """The part of the scene that the event lines show."""
        keys = scene.keys
        hints = (hint(keys, "undo", "undo"), hint(keys, "repeat", "repeat"))
        return EventsView(
            tuple((times.second(e.at), e.text, e.pending) for e in scene.events[:_MOST]),
            tuple(one for one in hints if one),
        )

    def page_of(self, view: EventsView, width: int, height: int) -> Page:
        """The newest bright, the others behind it."""
        if not view.events:
            return Page((literal(" nothing has been marked yet", "$dim"),))
        rows = []
        for number, (at, text, pending) in enumerate(view.events[:height]):
            ink = "$bright" if number == 0 else "$dim"
            saving = ("  saving…", "$wrap-up") if pending else ""
            said = line((f" {at}  ", "$dim"), (text, ink), saving)
            if number:
                rows.append(cut(said, width))
            else:
                hints = "  ".join(view.hints if width >= 100 else view.hints[:1])
                keys = literal(f" {hints} ", "$dim") if hints else literal("")
                rows.append(spread(said, keys, width))
        return Page(tuple(rows))
