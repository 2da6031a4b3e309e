"""What the middle panel says while no situation has the floor."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from hub_console.console import times
from hub_console.console.views import Panel, Scene
from hub_console.console.widgets.frame import has_cursor
from hub_console.console.widgets.key_names import Keys, hint
from hub_console.console.widgets.situation_view import wall_words
from hub_console.console.widgets.timer import TimerView, timer_view
from hub_console.meeting.agenda import Item, ItemKind, Meeting
from hub_console.meeting.clock import ItemState
from hub_console.meeting.roster import HERE, Presence
from hub_console.meeting.situation import SituationState
from hub_console.meeting.table import Table


@dataclass(frozen=True, slots=True)
class FloorView:
    """What the middle panel shows instead of a situation.

    Attributes:
        title: In the frame.
        wall: What the wall shows, in words.
        heading: What the title does not say.
        sentence: What to do.
        timer: Of a standing item.
        facts: Label and text.
        focus: Whether the cursor is in the panel.
    """

    title: str
    wall: str
    heading: str
    sentence: str
    timer: TimerView | None
    facts: tuple[tuple[str, str], ...]
    focus: bool


def floor_view(scene: Scene) -> FloorView:
    """The view of a table at which no situation has the floor."""
    view = _at_its_own_station(scene)
    if scene.role != "coordinator" or scene.table is None or scene.paused:
        return view
    tables = f"{scene.keys.get('quit', 'q')} goes back to the tables."
    return replace(view, sentence=f"Its own stations mark it, here it is only read: {tables}")


def _at_its_own_station(scene: Scene) -> FloorView:
    """The view where the table is marked: what to do is said to who can do it."""
    table, keys = scene.table, scene.keys
    focus = has_cursor(scene, Panel.SITUATION)
    if table is None:
        return FloorView("HUB CONSOLE", "", "Reading the record…", "", None, (), focus)
    meeting, live = table.meeting, table.live
    wall = wall_words(table, ("timer only",) if live else ())
    palette = f"Press {keys.get('palette', ':')} and choose “next agenda”."
    if meeting is None:
        return FloorView("NO MEETING IS PLANNED", wall, "", palette, None, (), focus)
    if scene.paused:
        say = f"Press {keys.get('show', 'B')} to show it again."
        return FloorView("THE TABLE IS PAUSED", wall, "", say, None, (), focus)
    facts = tuple(_facts(scene, table))
    if meeting.closed is not None:
        title = f"MEETING CLOSED, {times.day(meeting.closed).upper()}"
        sealed = (("SEALED", scene.sealed),) if scene.sealed else ()
        say = f"{palette[:-1]}, or “amend” to put something right."
        return FloorView(title, wall, "", say, None, (*sealed, *facts), focus)
    if live is not None:
        timer = timer_view(scene, live, table.rules, scene.now)
        title = (live.title or "item").upper()
        return FloorView(title, wall, "", _live_sentence(live, keys), timer, facts, focus)
    return _between(table, meeting, wall, facts, focus, keys)


def _between(
    table: Table,
    meeting: Meeting,
    wall: str,
    facts: tuple[tuple[str, str], ...],
    focus: bool,
    keys: Keys,
) -> FloorView:
    """Before the first item, between two, or after the last."""
    waiting = [item for item in table.agenda if item.state is ItemState.WAITING]
    key = keys.get("next", "n")
    if not table.agenda:
        say = f"Press {keys.get('add', 'A')} to add one."
        return FloorView("THE AGENDA IS EMPTY", wall, "", say, None, facts, focus)
    if not waiting:
        say = f"Close the meeting in the palette: press {keys.get('palette', ':')}"
        return FloorView("EVERY ITEM IS DONE", wall, "", say, None, facts, focus)
    begin = f"Press {key} to begin item {waiting[0].position}: {_named(table, waiting[0])}"
    title = "BEFORE THE MEETING" if meeting.began is None else "NOTHING HAS THE FLOOR"
    return FloorView(title, wall, "", begin, None, facts, focus)


def _live_sentence(live: Item, keys: Keys) -> str:
    named = [hint(keys, "roll call", "roll"), hint(keys, "note", "note")]
    named.append(hint(keys, "next item", "next"))
    return "  ".join(one for one in named if one)


def _named(table: Table, item: Item) -> str:
    situation = table.situation_of(item)
    if situation is None:
        return item.title or "item"
    brought = f" from {situation.originating}" if situation.originating else ""
    return f"{situation.number or 'new situation'}{brought}"


def _facts(scene: Scene, table: Table) -> list[tuple[str, str]]:
    seats = table.seats
    here = [s for s in seats if s.presence in HERE]
    awaited = [s.agency.tag for s in seats if s.presence is Presence.EXPECTED]
    apologies = [s.agency.tag for s in seats if s.presence is Presence.APOLOGIES]
    facts = [("IN THE ROOM", f"{len(here)} of {len(seats)}")]
    if awaited:
        facts.append(("AWAITED", " ".join(awaited)))
    if apologies:
        facts.append(("APOLOGIES", " ".join(apologies)))
    kinds = [item.kind for item in table.agenda]
    today = scene.now.astimezone().date()
    planned = _counted(
        {
            "new": kinds.count(ItemKind.NEW),
            "report-backs": kinds.count(ItemKind.REPORT_BACK),
            "carried in": kinds.count(ItemKind.CARRIED),
        }
    )
    minutes = sum(item.allowed for item in table.agenda) // 60
    if needed := _needed(table):
        facts.append(("NEEDED", needed))
    facts.append(("TODAY", f"{planned or 'no situations'}: {minutes} min in all"))
    due, late = table.due(today), table.overdue(scene.now)
    counted = _counted({"report-backs": len(due), "with no contact in 48 h": len(late)})
    if counted:
        facts.append(("DUE", counted))
    decided = _decided(table)
    if decided:
        facts.append(("SO FAR", decided))
    live = table.live
    note = table.note_on(live) if live else None
    if note:
        facts.append(("NOTE", note.text))
    return facts


def _needed(table: Table) -> str:
    """Who is not here and brings, leads or assists in what still waits."""
    missed = [
        f"{' '.join(tags)} for item {item.position}"
        for item in table.agenda
        if item.state is ItemState.WAITING
        and (situation := table.situation_of(item))
        and (tags := table.missed(situation))
    ]
    return ", ".join(missed)


def _decided(table: Table) -> str:
    states = [
        situation.state
        for item in table.agenda
        if item.state is ItemState.DONE and (situation := table.situation_of(item))
    ]
    return _counted(
        {
            "opened": states.count(SituationState.OPEN),
            "rejected": states.count(SituationState.REJECTED),
            "entered in error": states.count(SituationState.IN_ERROR),
            "concluded": states.count(SituationState.CONCLUDED),
            "undecided": states.count(SituationState.PRESENTED),
            "carried": sum(i.state is ItemState.CARRIED for i in table.agenda),
        }
    )


def _counted(counts: Mapping[str, int]) -> str:
    """``1 report-back, 2 carried in``: what there is none of is left out."""
    said = {word: word if number > 1 else word.removesuffix("s") for word, number in counts.items()}
    return ", ".join(f"{number} {said[word]}" for word, number in counts.items() if number)
