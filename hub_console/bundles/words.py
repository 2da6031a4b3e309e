"""Words for what a bundle brought, and for what two stations said differently."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from hub_console.bundles.runs import runs
from hub_console.meeting.agenda import Item, Meeting
from hub_console.meeting.change import DETAIL, EXISTS, Change, Key
from hub_console.meeting.table import Table
from hub_console.meeting.telling import tell
from hub_console.vocabulary import Vocabulary

if TYPE_CHECKING:
    from hub_console.bundles.exporting import Exported
    from hub_console.record.conflicts import Conflict, Voice
    from hub_console.record.exchange.arrived import Arrived, Touched, Waits
    from hub_console.record.exchange.standing import Standing

MOST_LINES = 200
"""In a section; how many there are beyond is said."""

FEW_MEETINGS = 3
"""More new ones than these are told by their number."""

_TOLERANCE = timedelta(minutes=2)

_KINDS = {
    "table": "the table",
    "agency": "agency",
    "meeting": "meeting",
    "item": "item",
    "attendance": "attendance",
    "situation": "situation",
    DETAIL: "situation",
    "report-back": "report-back",
    "note": "note",
}
_PLURAL = {"agency": "agencies", "attendance": "attendances"}


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a title.

    Attributes:
        title: ``Changed``.
        lines: One for each thing.
        grave: Whether somebody must do something about it.
    """

    title: str
    lines: tuple[str, ...]
    grave: bool = False


@dataclass(frozen=True, slots=True)
class VoiceWords:
    """What one act says, in words.

    Attributes:
        value: What it says.
        who: The person and the station.
        when: The station's local time.
    """

    value: str
    who: str
    when: str


@dataclass(frozen=True, slots=True)
class ConflictWords:
    """A conflict in words.

    Attributes:
        where: Which record: ``2026-118``, ``agency PD``.
        field: What it is about: ``lead``.
        voices: What shows until somebody chooses, then the others.
    """

    where: str
    field: str
    voices: tuple[VoiceWords, ...]


def headline(arrived: "Arrived") -> str:
    """What came of a bundle, in a sentence or two."""
    of = f"from {arrived.sender}, about {arrived.table}"
    if arrived.again:
        return f"This bundle {of}, was taken in before. Nothing changes."
    if not arrived.entries:
        there = "Everything in it was here already." if arrived.known else "It brings no marks."
        return f"Nothing new {of}. {there}"
    return f"{_counted(arrived.entries, 'new mark')} {of}, made {_at(arrived.made)}."


def sections(
    arrived: "Arrived", table: Table, vocabulary: Vocabulary, now: datetime
) -> tuple[Section, ...]:
    """What a bundle brought, the gravest first.

    Args:
        arrived: What came of it.
        table: The table as it stands.
        vocabulary: The table's lists.
        now: UTC.
    """
    telling = _Telling(table, vocabulary)
    by_touch: dict[str, list[Touched]] = defaultdict(list)
    for each in sorted(arrived.touched, key=_in_order):
        by_touch[each.touch].append(each)
    changed = by_touch["changed"]
    more = (f"and {_counted(arrived.more, 'other record')}",) if arrived.more else ()
    found = (
        Section("Warnings", tuple(_warnings(arrived, now)), grave=True),
        Section(
            "Said differently",
            tuple(
                _in_a_line(conflict_words(each, table, vocabulary)) for each in arrived.conflicts
            ),
            grave=True,
        ),
        Section(
            "Numbers given twice",
            tuple(f"{number}: the later one is now {new}" for number, new in arrived.renumbered),
            grave=True,
        ),
        Section("Waiting", tuple(waiting(each) for each in arrived.waits), grave=True),
        Section("Left out", tuple(_left_out(arrived)), grave=True),
        Section("New", (*telling.new(by_touch["new"]), *more)),
        Section("Changed", tuple(telling.changed(each for each in changed if not each.parallel))),
        Section(
            "Also changed here meanwhile",
            tuple(telling.changed(each for each in changed if each.parallel)),
        ),
        Section("Taken back", tuple(map(telling.label, by_touch["removed"]))),
        Section("Erased for good", tuple(map(telling.label, by_touch["erased"]))),
    )
    return tuple(_shortened(section) for section in found if section.lines)


def conflict_words(conflict: "Conflict", table: Table, vocabulary: Vocabulary) -> ConflictWords:
    """What two stations said differently, in words."""
    telling = _Telling(table, vocabulary)
    key = Key(conflict.record, conflict.kind)
    names = [_together(field).replace("_", " ") for field in conflict.fields]
    members = [member for field in conflict.fields if (member := field.partition(".")[2])]
    about = ", ".join(dict.fromkeys([*names, *members]))
    return ConflictWords(
        telling.place(key, conflict.number),
        about,
        tuple(
            VoiceWords(
                telling.said(conflict, voice).removeprefix(f"{about} "),
                f"{voice.person} on {voice.station}",
                _at(voice.at),
            )
            for voice in conflict.voices
        ),
    )


def exported_words(exported: "Exported") -> tuple[str, tuple[str, ...]]:
    """What was written: the sentence, and the lines below it."""
    carries = {
        "full": f"everything: {_counted(exported.entries, 'mark')}",
        "delta": f"{_counted(exported.entries, 'mark')} that they may not have yet",
        "acknowledgement": "no marks, for they have them all: it tells them what is here",
    }[exported.kind]
    lines = (
        str(exported.path),
        f"for {', '.join(exported.stations)}",
        f"{carries} ({exported.size / 1000:,.0f} kB)",
    )
    return "Read back, and whole. It is safe to remove the stick.", lines


def heard(standing: "Standing") -> str:
    """When a station was last heard."""
    return f"heard {standing.heard.astimezone():%a %d %b %Y}" if standing.heard else "not heard yet"


def behind(standing: "Standing", today: date, days_between: int) -> tuple[str, ...]:
    """What a station lacks of what is here, and this one of it, and how to get it.

    Args:
        standing: How it stands.
        today: The day.
        days_between: Days from one meeting of its table to the next.
    """
    district = bool(standing.peer.home)
    missing = standing.meetings_missing(today, days_between) if district else 0
    said = []
    if standing.heard is None and district:
        said.append("ask for its bundle")
    elif standing.ahead:
        said.append(f"has {_counted(standing.ahead, 'mark')} that are not here: ask for its bundle")
    elif missing:
        said.append(f"{_counted(missing, 'meeting')} missing: ask for its latest bundle")
    if standing.lacks:
        said.append(f"lacks {_counted(standing.lacks, 'mark')}: export for it")
    return tuple(said or ["has what is here"])


@dataclass(frozen=True, slots=True)
class _Telling:
    """Tells of records, with the table as it stands; it may lack old ones."""

    table: Table
    vocabulary: Vocabulary

    def new(self, touched: "Iterable[Touched]") -> Iterator[str]:
        """New situations and a few meetings by name, the rest by number."""
        of_kind: dict[str, list[Touched]] = defaultdict(list)
        for each in touched:
            of_kind[each.key.kind].append(each)
        situations = of_kind.pop("situation", [])
        yield from runs([each.number for each in situations if each.number])
        yield from (self.label(each) for each in situations if not each.number)
        if len(of_kind["meeting"]) <= FEW_MEETINGS:
            yield from map(self.label, of_kind.pop("meeting"))
        own = ["the table"] if of_kind.pop("table", []) else []
        counts = (
            _counted(len(those), _KINDS[kind], _PLURAL.get(kind, ""))
            for kind, those in of_kind.items()
        )
        if of_kind or own:
            yield ", ".join([*counts, *own])

    def changed(self, touched: "Iterable[Touched]") -> Iterator[str]:
        """What changed of each record."""
        for each in touched:
            if told := self._changes(each.changes):
                yield f"{self.label(each)}: {'; '.join(told)}"

    def label(self, touched: "Touched") -> str:
        """Which record, as the room calls it."""
        starts = next((c.after for c in touched.changes if c.field == "starts"), None)
        return self.place(
            touched.key, touched.number, starts if isinstance(starts, datetime) else None
        )

    def place(self, key: Key, number: str | None, starts: datetime | None = None) -> str:
        """Which record, as the room calls it."""
        kind = _KINDS.get(key.kind, key.kind)
        if key.kind == "agency":
            agency = self.table.agencies.get(key.record)
            return f"agency {agency.tag} {agency.name}" if agency else "an agency"
        if key.kind == "meeting":
            meeting = self.table.meetings.get(key.record) or Meeting(key.record, starts=starts)
            return (
                f"meeting of {meeting.starts.astimezone():%d %b}" if meeting.starts else "a meeting"
            )
        if key.kind == "item" and number is None:
            return self._item(self.table.items.get(key.record))
        if key.kind in ("situation", DETAIL):
            return number or "a situation without a number"
        return f"{number}, {kind}" if number else kind

    def said(self, conflict: "Conflict", voice: "Voice") -> str:
        """What one voice says."""
        changes = (replace(change, before=None) for change in conflict.chosen(voice))
        return "; ".join(self._changes(changes))

    def _item(self, item: Item | None) -> str:
        return f"item {item.position} {item.title}".rstrip() if item else "an item"

    def _changes(self, changes: Iterable[Change]) -> list[str]:
        """Changes in words, those of one field together."""
        of_field: dict[tuple[str, str], list[Change]] = defaultdict(list)
        for change in sorted(changes, key=lambda each: (each.kind, each.field)):
            if change.field != EXISTS and not change.field.startswith(_COUNTED):
                of_field[change.kind, _together(change.field)].append(change)
        told = (self._told(each) for each in of_field.values())
        return list(dict.fromkeys(told))

    def _told(self, changes: list[Change]) -> str:
        change = changes[0]
        words = tell("", changes, self.table, self.vocabulary)
        if words:
            return words
        name = change.field.partition(".")[0].replace("_", " ")
        return f"{name} {_plain(change.after)}"


_COUNTED = "numbers."
"""The last number given in a year: the situations themselves tell that."""

_TOLD_WITH = {
    "grouping": "conclusion",
    "reason": "conclusion",
    "concluded": "conclusion",
    "due": "conclusion",
    "passed": "filter",
}
"""What is told with what: who concludes says several things at once."""


def _together(field: str) -> str:
    """What a change of a field is told as."""
    name = field.partition(".")[0]
    return _TOLD_WITH.get(name, name)


def _plain(value: object) -> str:
    match value:
        case None:
            return "removed"
        case datetime():
            return _at(value)
        case date():
            return f"{value:%d %b %Y}"
        case bool():
            return "yes" if value else "no"
        case _:
            return str(value)


def _in_order(touched: "Touched") -> tuple[bool, str, str, str]:
    """By the number of the situation, what is about none last; the same at every look."""
    return touched.number is None, touched.number or "", touched.key.kind, touched.key.record


def _warnings(arrived: "Arrived", now: datetime) -> Iterator[str]:
    if arrived.disagrees:
        yield (
            f"{arrived.sender} holds the same marks as this laptop and shows something else. On"
            " both, run: hub-console doctor --refold"
        )
    for station in arrived.forked:
        yield (
            f"{station} signed two histories under one name: a copy of its files is in use twice."
            " What was here is kept. Leave one copy, and start the console there again."
        )
    ahead = arrived.ahead(now)
    if ahead > _TOLERANCE:
        yield (
            f"The clock of {arrived.sender} is {_long(ahead)} ahead of this one. Nothing is lost:"
            " set the one that is wrong."
        )
    for station in arrived.revoked:
        yield (
            f"{arrived.sender} has revoked {station}. If it was lost, do so here too:"
            f" hub-console station revoke {station!r}"
        )


def waiting(waits: "Waits") -> str:
    """What waits, what for, and whom to ask."""
    station, gap = waits.station, waits.gap
    since = f" after {_at(gap.after)}" if gap.after else ""
    missing = "1 mark is" if gap.missing == 1 else f"{gap.missing} marks are"
    held = "1 later mark waits" if gap.waiting == 1 else f"{gap.waiting} later marks wait"
    return f"{station}: {missing} missing{since}, and {held} for it. Ask for its latest bundle."


def _left_out(arrived: "Arrived") -> Iterator[str]:
    for left in arrived.left:
        name = left.name or f"a station ({left.station[:8]}…)"
        yield (
            f"{_counted(left.entries, 'mark')} of {name}, which is not enrolled here. Enrol its"
            f" card, then import the next bundle of {arrived.sender}."
        )


def _in_a_line(words: ConflictWords) -> str:
    said = " / ".join(f"{voice.value} ({voice.who}, {voice.when})" for voice in words.voices)
    return f"{words.where}, {words.field}: {said}"


def _shortened(section: Section) -> Section:
    beyond = len(section.lines) - MOST_LINES
    if beyond <= 0:
        return section
    return replace(section, lines=(*section.lines[:MOST_LINES], f"and {beyond} more"))


def _counted(number: int, noun: str, plural: str = "") -> str:
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def _at(at: datetime) -> str:
    return f"{at.astimezone():%a %d %b %Y, %H:%M}"


def _long(span: timedelta) -> str:
    minutes = int(span.total_seconds() // 60)
    if minutes < 120:
        return f"{minutes} minutes"
    return f"{minutes // 60} hours" if minutes < 48 * 60 else f"{span.days} days"
