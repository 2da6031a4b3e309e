"""The agenda's rows as values: what each item is called, how it went, and its time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hub_console.console import shapes
from hub_console.console.views import Panel, Scene
from hub_console.console.widgets.frame import has_cursor
from hub_console.console.widgets.key_names import hint, keys_of
from hub_console.meeting import pace
from hub_console.meeting.agenda import Item, ItemKind
from hub_console.meeting.clock import ItemState, mm_ss
from hub_console.meeting.situation import Situation, SituationState, overdue
from hub_console.meeting.table import Table
from hub_console.meeting.values import Id
from hub_console.vocabulary import CodedList, Vocabulary

PREVIEW_STEP = 5
"""Seconds in which a preview of the spread moves while the overrun grows with the clock."""


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One item.

    Attributes:
        item: Its id.
        mark: The shape of its state.
        place: Its position.
        name: The situation's number, or the item's title.
        words: What it is for, or what came of it.
        time: Elapsed when it is done, allowed when it is not.
        over: Whether it took longer than it might.
        preview: What spreading the overrun would leave it.
        urgent: Whether it is urgent.
        live: Whether it has the floor.
        waits: Whether it is still to come.
    """

    item: str
    mark: str
    place: int
    name: str
    words: str
    time: str
    over: bool
    preview: str
    urgent: bool
    live: bool
    waits: bool


@dataclass(frozen=True, slots=True)
class DueRow:
    """An open situation whose report-back is due."""

    number: str
    lead: str
    words: str
    urgent: bool


@dataclass(frozen=True, slots=True)
class AgendaView:
    """What the agenda shows."""

    rows: tuple[AgendaRow, ...]
    due: tuple[DueRow, ...]
    cursor: str | None
    focus: bool
    place: str
    spread_key: str
    hints: tuple[str, ...]
    empty: str


def agenda_view(scene: Scene) -> AgendaView:
    """The agenda of a scene."""
    table, keys = scene.table, keys_of(scene)
    focus = has_cursor(scene, Panel.AGENDA)
    cursor = scene.cursor if scene.panel is Panel.AGENDA else None
    all_hints = (
        hint(keys, "go to", "go"),
        hint(keys, "move", "down", "up"),
        hint(keys, "add", "add"),
        hint(keys, "carry", "carry"),
        hint(keys, "urgent", "urgent"),
    )
    hints = tuple(one for one in all_hints if one)
    if table is None or table.meeting is None:
        said = "reading the record…" if table is None else "no meeting is planned"
        return AgendaView((), (), cursor, focus, "", "", hints, said)
    keeping = pace.pace(table, scene.now)
    over = keeping is not None and keeping.began is not None and not keeping.on_time
    taken = pace.spread(table, scene.now).budgets if over else {}
    rows = tuple(_row(table, scene, item, taken) for item in table.agenda)
    live = table.live
    today = scene.now.astimezone().date()
    return AgendaView(
        rows,
        tuple(_due_row(table, scene, s, today) for s in table.due(today)),
        cursor,
        focus,
        f"{live.position}/{len(rows)}" if live else f"{len(rows)} items" if rows else "",
        keys.get("spread", "="),
        hints,
        "" if rows else "no items yet",
    )


def _row(table: Table, scene: Scene, item: Item, taken: Mapping[Id, int]) -> AgendaRow:
    situation, state = table.situation_of(item), item.state
    live = state in (ItemState.LIVE, ItemState.PAUSED)
    spent = item.elapsed(scene.now) if state is not ItemState.WAITING else 0
    done = state is ItemState.DONE
    budget = taken.get(item.id)
    fixed = bool(taken) and state is ItemState.WAITING and budget is None
    preview = "fix" if fixed else ""
    if budget is not None and budget + PREVIEW_STEP <= item.allowed:
        preview = mm_ss(budget + (-budget % PREVIEW_STEP))
    shown = spent if done else item.allowed
    rejected = situation is not None and situation.state is SituationState.REJECTED
    return AgendaRow(
        item.id,
        shapes.STOPPED if rejected and not live else _MARKS[state],
        item.position,
        _name(item, situation),
        _words(table, scene.vocabulary, item, situation),
        "" if state is ItemState.CARRIED and not spent else mm_ss(shown),
        spent > item.allowed,
        preview,
        item.urgent,
        live,
        state is ItemState.WAITING,
    )


_MARKS = {
    ItemState.WAITING: shapes.WAITING,
    ItemState.LIVE: shapes.LIVE,
    ItemState.PAUSED: shapes.PAUSED,
    ItemState.DONE: shapes.DONE,
    ItemState.CARRIED: shapes.CARRIED,
}

_KIND_WORDS = {
    ItemKind.NEW: "NEW",
    ItemKind.REPORT_BACK: "report-back",
    ItemKind.CARRIED: "carried",
    ItemKind.STANDING: "",
}


def _name(item: Item, situation: Situation | None) -> str:
    if situation is None:
        return item.title or "item"
    return situation.number or f"from {situation.originating or '–'}"


def _words(
    table: Table, vocabulary: Vocabulary | None, item: Item, situation: Situation | None
) -> str:
    """What an item is for, or what came of it."""
    if item.state is ItemState.CARRIED:
        reason = _label(vocabulary, item.carried or "", CodedList.CARRY_REASONS)
        return f"carried: {reason.lower()}"
    if situation is None:
        return ""
    if item.state is ItemState.PAUSED:
        return "paused"
    if situation.state is SituationState.REJECTED:
        reason = _label(vocabulary, situation.reason or "", CodedList.CONCLUSIONS)
        return f"rejected: {reason}"
    if item.state is not ItemState.DONE:
        return _KIND_WORDS[item.kind]
    if situation.state is SituationState.CONCLUDED:
        reason = _label(vocabulary, situation.reason or "", CodedList.CONCLUSIONS)
        return f"concluded: {reason}"
    said = table.report_back_on(situation)
    if said is not None and said.kind:
        return _label(vocabulary, said.kind, CodedList.REPORT_BACKS).lower()
    if situation.outcome is not None and item.kind is not ItemKind.REPORT_BACK:
        return "AER→interv."
    return "no decision"


def _due_row(table: Table, scene: Scene, situation: Situation, today: date) -> DueRow:
    said = table.report_back_on(situation)
    late = overdue(situation, _ever_done(table, situation), scene.now)
    days = (today - situation.due).days if situation.due else 0
    if said is not None and said.kind:
        words = _label(scene.vocabulary, said.kind, CodedList.REPORT_BACKS).lower()
    elif late:
        words = "no contact 48 h"
    else:
        words = f"{days}d late" if days > 0 else "today"
    return DueRow(situation.number or "–", situation.lead or "–", words, late and said is None)


def _ever_done(table: Table, situation: Situation) -> bool:
    return any(
        r.situation == situation.id and r.kind == "done" for r in table.report_backs.values()
    )


def _label(vocabulary: Vocabulary | None, code: str, named: CodedList) -> str:
    return vocabulary.label(code, named) if vocabulary else code
