"""The agenda's rows as values: what each item is called, how it went, and its time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from hub_console.console import shapes, times
from hub_console.console.views import Panel, Scene
from hub_console.console.widgets.frame import has_cursor
from hub_console.console.widgets.key_names import hint
from hub_console.meeting import pace
from hub_console.meeting.agenda import Item, ItemKind
from hub_console.meeting.clock import ItemState, mm_ss
from hub_console.meeting.situation import Situation, SituationState
from hub_console.meeting.table import Table
from hub_console.meeting.telling.told import counted
from hub_console.meeting.values import Id
from hub_console.vocabulary import REASONS, CodedList, Vocabulary

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
        brief: The same in a word.
        time: Elapsed when it is done, allowed when it is not.
        gone: Elapsed while it has the floor.
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
    brief: str
    time: str
    gone: str
    over: bool
    preview: str
    urgent: bool
    live: bool
    waits: bool


@dataclass(frozen=True, slots=True)
class DueRow:
    """An open situation.

    Attributes:
        number: Its number.
        lead: Who reports back.
        words: What was said, or what is wrong.
        when: How long it is open, ``ok`` once it was reported, or the day on which it is due.
        urgent: Whether it is overdue.
        later: Whether the table need not hear of it today.
    """

    number: str
    lead: str
    words: str
    when: str
    urgent: bool = False
    later: bool = False


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


class AgendaRows(NamedTuple):
    """The items, and the situations that are open."""

    items: tuple[AgendaRow, ...] = ()
    due: tuple[DueRow, ...] = ()


def agenda_rows(scene: Scene) -> AgendaRows:
    """The rows of a scene's agenda: of its table, and of the second alone."""
    table = scene.table
    if table is None or table.meeting is None:
        return AgendaRows()
    keeping = pace.pace(table, scene.now)
    over = keeping is not None and keeping.began is not None and not keeping.on_time
    taken = pace.spread(table, scene.now).budgets if over else {}
    today = scene.now.astimezone().date()
    return AgendaRows(
        tuple(_row(table, scene, item, taken) for item in table.agenda),
        _due_rows(table, scene, today),
    )


def agenda_view(scene: Scene, rows: AgendaRows) -> AgendaView:
    """The agenda of a scene."""
    table, keys = scene.table, scene.keys
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
    live, count = table.live, len(rows.items)
    return AgendaView(
        rows.items,
        rows.due,
        cursor,
        focus,
        f"{live.position}/{count}" if live else counted(rows.items, "item") if count else "",
        keys.get("spread", "="),
        hints,
        "" if count else "no items yet",
    )


def _row(table: Table, scene: Scene, item: Item, taken: Mapping[Id, int]) -> AgendaRow:
    situation, state = table.situation_of(item), item.state
    live = item is table.live
    spent = item.elapsed(scene.now) if state is not ItemState.WAITING else 0
    done = state is ItemState.DONE
    budget = taken.get(item.id)
    fixed = bool(taken) and state is ItemState.WAITING and budget is None
    preview = "fix" if fixed else ""
    if budget is not None and budget + PREVIEW_STEP <= item.allowed:
        preview = mm_ss(budget + (-budget % PREVIEW_STEP))
    shown = spent if done else item.allowed
    words, brief = _words(table, scene.vocabulary, item, situation)
    redacted = situation is not None and situation.keeps_no_detail
    return AgendaRow(
        item.id,
        shapes.STOPPED if redacted and not live else _MARKS[state],
        item.position,
        _name(item, situation),
        words,
        brief,
        "" if state is ItemState.CARRIED and not spent else mm_ss(shown),
        mm_ss(spent) if live and not done else "",
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
) -> tuple[str, str]:
    """What an item is for, or what came of it: in full, and in a word."""
    if item.amended is not None:
        return f"amended {times.dated(item.amended)}", "amended"
    if item.state is ItemState.CARRIED:
        reason = _label(vocabulary, item.carried or "", CodedList.CARRY_REASONS)
        return f"carried: {reason.lower()}" if reason else "carried", "carried"
    if situation is None:
        return "", ""
    if item.state is ItemState.PAUSED:
        return "paused", "paused"
    done = item.state is ItemState.DONE
    concluded = done and situation.state is SituationState.CONCLUDED
    if concluded or situation.keeps_no_detail:
        reason = _label(vocabulary, situation.reason or "", *REASONS)
        in_error = situation.state is SituationState.IN_ERROR
        words = f"{situation.state}: {reason}" if reason else str(situation.state)
        return words, "in error" if in_error else str(situation.state)
    if not done:
        kind = _KIND_WORDS[item.kind]
        return kind, kind
    said = table.report_back_on(situation)
    if said is not None and said.kind:
        return _label(vocabulary, said.kind, CodedList.REPORT_BACKS).lower(), "reported"
    if situation.outcome is not None and item.kind is not ItemKind.REPORT_BACK:
        return "AER→interv.", "opened"
    return "no decision", "undecided"


def _due_rows(table: Table, scene: Scene, today: date) -> tuple[DueRow, ...]:
    """Every open situation by number: those that the table hears of today, then the others."""
    late = {situation.id for situation in table.overdue(scene.now)}
    rows = [_due_row(table, scene, s, today, s.id in late) for s in table.open_situations()]
    return tuple(sorted(rows, key=lambda row: row.later))


def _due_row(table: Table, scene: Scene, situation: Situation, today: date, late: bool) -> DueRow:
    said, due, opened = table.report_back_on(situation), situation.due, situation.opened
    age = f"{(today - opened.astimezone().date()).days}d" if opened else ""
    number, lead = situation.number or "–", situation.lead or "–"
    if said is not None and said.kind:
        words = _label(scene.vocabulary, said.kind, CodedList.REPORT_BACKS).lower()
        return DueRow(number, lead, words, "ok")
    if late:
        return DueRow(number, lead, "no contact 48 h", age, urgent=True)
    if due is not None and due <= today:
        days = (today - due).days
        return DueRow(number, lead, f"{days}d late" if days else "", age, urgent=days > 0)
    on = f"{due.day} {times.day(due).split()[-1]}" if due else "no date"
    return DueRow(number, lead, "", on, later=True)


def _label(vocabulary: Vocabulary | None, code: str, *lists: CodedList) -> str:
    return vocabulary.label(code, *lists) if vocabulary else code
