"""The console in words: what a line of the plain mode is answered with."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from hub_console.console import times
from hub_console.console.commands import Command, KeyMap
from hub_console.console.views import (
    LineView,
    ListView,
    ModeView,
    NormalView,
    ReadBackView,
    TagsView,
    WhichKeyView,
)
from hub_console.meeting import clock
from hub_console.meeting.agenda import Item
from hub_console.meeting.clock import Sign, mm_ss
from hub_console.meeting.pace import pace
from hub_console.meeting.roster import HERE
from hub_console.meeting.situation import Situation
from hub_console.meeting.table import Table
from hub_console.meeting.values import picked
from hub_console.vocabulary import PICKER, Vocabulary

LISTED = 9
"""Lines of a list that a digit can pick."""


def asked(mode: ModeView) -> Iterator[str]:
    """What a mode asks, and what can be answered."""
    match mode:
        case NormalView():
            return
        case TagsView(title=title, hints=hints):
            yield f"{title}: {hints}"
        case WhichKeyView(title=title, groups=groups):
            yield title
            for heading, choices in groups:
                yield f"  {heading}"
                for choice in choices:
                    if not choice.barred:
                        yield f"    {choice.key}  {choice.label}"
                for why in dict.fromkeys(choice.barred for choice in choices if choice.barred):
                    keys = " ".join(choice.key for choice in choices if choice.barred == why)
                    yield f"    not now {keys}: {why}"
        case ListView():
            yield f"{mode.title}: {len(mode.choices)} of {mode.total}. {mode.hints}"
            for place, line in enumerate(mode.choices[:LISTED], 1):
                number = place if mode.digits else " "
                picks = ", picked" if line.picked else ""
                hint = f" ({line.hint})" if line.hint else ""
                yield f"  {number}  {line.code or line.label}  {line.title}{hint}{picks}"
        case LineView():
            yield f"{mode.title}: {mode.value or 'empty'}. {mode.hints}"
        case ReadBackView():
            yield from _read_back(mode)


def pressed(
    commands: Iterable[Command], keys: KeyMap, barred: Callable[[str], str]
) -> Iterator[str]:
    """What can be pressed now, a command a line; what cannot act is left out."""
    for command in commands:
        if not barred(command.id):
            yield f"  {keys.struck(command)}: {command.help}"
    yield "Press a key alone, and you are asked for the rest."


def _read_back(mode: ReadBackView) -> Iterator[str]:
    yield mode.title
    for each in mode.lines:
        parts = (f"lead {each.lead}" if each.lead else "", f"assist {each.assisting}")
        more = ", ".join(part for part in parts if part and part != "assist ")
        yield f"  {each.place}  {each.number}: {each.decision}{', ' + more if more else ''}"
    for remark in (*mode.missing, *mode.rare):
        yield f"  {remark.place}  {remark.number}: {remark.words}"
    yield mode.hints


def where(table: Table, vocabulary: Vocabulary | None, now: datetime) -> Iterator[str]:
    """Where the meeting stands."""
    meeting = table.meeting
    if meeting is None:
        yield "No meeting is planned."
        return
    if meeting.closed is not None:
        yield f"The meeting is closed, since {times.hour(meeting.closed)}."
    here = sum(seat.presence in HERE for seat in table.seats)
    keeping = pace(table, now)
    ends = f", ends {times.hour(keeping.projected_end)}, {keeping.words}" if keeping else ""
    yield f"{here} of {len(table.agencies)} agencies are here{ends}."
    wall = "blank" if meeting.wall_blank else f"{meeting.shown_view}, {meeting.wall_detail}"
    yield f"The wall: {wall}."
    item = table.live
    if item is None:
        waiting = [i for i in table.agenda if i.state is clock.ItemState.WAITING]
        yield f"No item is live; {len(waiting)} wait."
        return
    yield _item(table, item, now)
    situation = table.situation_of(item)
    if situation is not None:
        yield from _situation(situation, vocabulary)


def _item(table: Table, item: Item, now: datetime) -> str:
    situation, gone = table.situation_of(item), item.elapsed(now)
    name = (situation.number or "a new situation") if situation else item.title
    sign = clock.sign(gone, item.allowed, table.rules)
    left = item.allowed - gone
    time = f"{mm_ss(-left)} over" if left < 0 else f"{mm_ss(left)} left"
    return f"Item {item.position} of {len(table.agenda)}, {name}: {time}, {sign}, {item.state}."


def _situation(situation: Situation, vocabulary: Vocabulary | None) -> Iterator[str]:
    about = [part for part in (situation.type, situation.sex, situation.age_band) if part]
    yield (
        f"Filter {int(situation.filter)}, {situation.state}. {', '.join(about)}".rstrip(". ") + "."
    )
    for name, codes in (
        ("Risk", situation.risk_factors),
        ("Protective", situation.protective_factors),
        ("Flags", situation.flags),
    ):
        words = [vocabulary.find(code, *PICKER) if vocabulary else None for code in picked(codes)]
        if codes:
            titles = (w.title if w else c for w, c in zip(words, picked(codes), strict=True))
            yield f"{name}: {'; '.join(titles)}."
    for name, tags in (("Involved", situation.involved), ("Assisting", situation.assisting)):
        if tags:
            yield f"{name}: {' '.join(picked(tags))}."
    if situation.lead:
        yield f"Lead: {situation.lead}."


def sign_of(table: Table, now: datetime) -> tuple[int, Sign] | None:
    """Which item has the floor, and what its timer says; None while none runs."""
    item = table.live
    if item is None or item.state is not clock.ItemState.LIVE or table.amending:
        return None
    return item.position, clock.sign(item.elapsed(now), item.allowed, table.rules)
