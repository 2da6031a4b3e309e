"""Sample scenes: one morning at an invented table, told through the acts of its meeting."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from hub_console.console.commands import COMMANDS
from hub_console.console.views import (
    Choice,
    EventLine,
    KeyChoice,
    LineView,
    ListView,
    Panel,
    ReadBackLine,
    ReadBackView,
    Remark,
    Said,
    Scene,
    TagsView,
    Tone,
    WhichKeyView,
)
from hub_console.meeting.acts import amending, discussion, floor, planning, room
from hub_console.meeting.acts.planning import Draft, Schedule
from hub_console.meeting.agenda import Item, ItemKind
from hub_console.meeting.identifiers import suspicions
from hub_console.meeting.roster import Agency
from hub_console.meeting.situation import Situation
from hub_console.meeting.table import Home, Table
from hub_console.meeting.values import AgencyTag, Id, Moment, Refused
from hub_console.vocabulary import load_vocabulary

START = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)

AGENCIES = (
    "PD Police",
    "SD School dept",
    "CF Children & families",
    "HC Health centre",
    "MH Mental health",
    "AD Addiction services",
    "YS Youth services",
    "HO Housing authority",
    "SH Shelter",
    "DV DV advocate",
    "CT Probation",
    "FD Fire / EMS",
    "LG Legal aid",
    "IM Immigrant services",
    "VW Victim witness",
    "FS Food and clothing",
    "SN Senior services",
    "EL Elder protective",
    "TR Transit police",
    "VA Veterans services",
    "CC Churches council",
)

HERE_FROM_THE_START = [a[:2] for a in AGENCIES if a[:2] not in ("HO", "LG", "TR", "VA", "CC")]

FACTORS = ("msa", "hna", "mhs", "npa", "drp", "mrw")


class Room:
    """A table and the acts done at it, minute by minute."""

    def __init__(self) -> None:
        self.numbers = count(1)
        self.now = START
        self.table = Table(Home(Id("0" * 32), "B-2 Roxbury Hub", {"2026": 116}), "station")

    def new_id(self) -> Id:
        return Id(f"{next(self.numbers):032x}")

    def at(self, minute: float) -> "Room":
        self.now = START + timedelta(minutes=minute)
        return self

    def do(self, act: Callable[..., Table], *arguments: Any) -> "Room":
        moment = Moment(self.now, self.new_id)
        self.table = amending.stamped(self.table, act(self.table, moment, *arguments), moment)
        return self

    @property
    def live(self) -> Item:
        assert self.table.live is not None
        return self.table.live


def _agencies(names: list[str]) -> tuple[Agency, ...]:
    return tuple(Agency(Id(""), AgencyTag(n[:2]), n[3:]) for n in names)


def _many(number: int) -> list[str]:
    letters = "BGJKNPQRUWXZ"
    more = [f"{a}{b} Partner agency {a}{b}" for a in letters for b in letters]
    return [*AGENCIES, *more][:number]


def _new(brought_by: str, **more: Any) -> Draft:
    return Draft(ItemKind.NEW, originating=brought_by, **more)


def planned(agencies: int = 21, items: int = 11) -> Room:
    """Before ten o'clock: the roster and the agenda are there."""
    room_ = Room().at(-6.67)
    room_.do(room.set_roster, _agencies(_many(agencies)))
    room_.table = _with_open_ones(room_)
    drafts = [
        Draft(ItemKind.STANDING, title="Opening and roll call"),
        Draft(ItemKind.REPORT_BACK, number="2026-109", minutes=6),
        _new("PD"),
        _new("HC"),
        _new("CC"),
        _new("SD", situation={"type": "person", "sex": "F", "age_band": "12-17"}),
        _new("HO"),
        _new("DV", urgent=False, minutes=8),
        _new("YS"),
        Draft(ItemKind.REPORT_BACK, number="2026-112", minutes=3),
        Draft(ItemKind.STANDING, title="Close and next table", minutes=2),
    ]
    while len(drafts) < items:
        drafts.insert(-2, _new("SN"))
    schedule = Schedule(START, START + timedelta(hours=1))
    return room_.do(planning.plan_meeting, schedule, drafts)


def _with_open_ones(room_: Room) -> Table:
    day = START.date()
    opened = START - timedelta(days=7)
    table = room_.table
    for number, lead, late in (("109", "HC", 0), ("112", "SD", 0), ("115", "HO", 2)):
        situation = Situation(
            room_.new_id(),
            number=f"2026-{number}",
            outcome="intervention",
            opened=opened,
            lead=AgencyTag(lead),
            assisting={"PD": 1},
            due=day - timedelta(days=late),
            intervened=opened + timedelta(hours=20) if number == "112" else None,
        )
        table = table.with_records(situation)
    return table


def opening() -> Room:
    """The roll is called."""
    room_ = planned().at(0.5).do(floor.begin_next)
    for tag in ("PD", "SD", "CF", "HC", "MH", "AD"):
        room_.do(room.arrive, tag)
    return room_.do(room.apologise, "TR").at(2)


def in_the_midst(agencies: int = 21, items: int = 11) -> Room:
    """Item 6 has the floor, at filter 3, and the meeting runs late."""
    room_ = planned(agencies, items).at(0.5).do(floor.begin_next)
    for tag in HERE_FROM_THE_START:
        room_.do(room.arrive, tag)
    for name in _many(agencies)[21:]:
        room_.do(room.arrive, name[:2])
    for tag in ("TR", "VA", "CC"):
        room_.do(room.apologise, tag)
    room_.at(4.7).do(floor.begin_next).at(10).do(discussion.report_back, "in-progress")
    room_.at(14).do(room.arrive, "HO").at(17.2).do(floor.begin_next)
    room_.at(18).do(discussion.pass_filter).do(discussion.set_lead, "MH")
    room_.do(discussion.toggle_assisting, "HC").do(discussion.open_situation, "intervention")
    room_.at(20.2).do(floor.begin_next).at(22).do(discussion.pass_filter)
    room_.do(discussion.set_lead, "HC").do(discussion.toggle_assisting, "PD")
    room_.do(discussion.open_situation, "intervention").at(27).do(floor.begin_next)
    room_.at(31).do(discussion.reject, "options-not-exhausted").do(room.arrive, "LG")
    room_.at(34.9).do(floor.begin_next).do(discussion.pass_filter)
    for code in FACTORS:
        room_.do(discussion.pick_code, "risk_factors", code)
    for code in ("fsb", "fmu"):
        room_.do(discussion.pick_code, "flags", code)
    for tag in ("HC", "MH", "YS", "SD"):
        room_.do(discussion.toggle_involved, tag)
    room_.do(discussion.set_lead, "HC")
    room_.do(discussion.toggle_assisting, "MH").do(discussion.toggle_assisting, "YS")
    room_.do(discussion.write_note, "School nurse will call the health centre today")
    eighth = room_.table.agenda[7]
    room_.table = room_.table.with_records(replace(eighth, urgent=True))
    return room_.at(39.2)


def rejected() -> Room:
    """Item 6 was stopped at filter 2 a moment ago; the table turned back to it."""
    room_ = planned().at(0.5)
    for minute in range(1, 7):
        room_.at(2.0 * minute).do(floor.begin_next)
    room_.do(discussion.pick_code, "risk_factors", FACTORS[0])
    room_.at(15).do(discussion.reject, "single-agency")
    return room_.do(floor.turn_to, room_.table.agenda[5].id).at(15.3)


def closed() -> Room:
    """The meeting is over."""
    room_ = in_the_midst()
    for minute in range(40, 60):
        try:
            room_.at(minute).do(floor.begin_next)
        except Refused:
            break
    return room_.at(61).do(planning.close_meeting).at(62)


def amended() -> Room:
    """The meeting is over, and the lead of item 4 is put right an hour later."""
    room_ = closed().at(122)
    return room_.do(amending.amend, room_.table.agenda[3].id).do(discussion.set_lead, "PD")


SEALED = "7F3A 91C2 4B5D 0E11"

EVENTS = (
    (38.92, "risk +mrw Missing · runaway, whereabouts unknown"),
    (38.52, "involved +HC +MH +YS"),
    (37.33, "filter 2 met, now at 3"),
    (34.9, "item 6 began"),
)


def hints(barred: str = "") -> dict[str, tuple[KeyChoice, ...]]:
    """The keys by group, as the key map has them."""
    groups: dict[str, tuple[KeyChoice, ...]] = {}
    for command in COMMANDS:
        if command.key:
            choice = KeyChoice(command.key, command.label, barred)
            groups[command.group] = (*groups.get(command.group, ()), choice)
    return groups


def scene(room_: Room | None = None, **changed: Any) -> Scene:
    """The scene of a room; the middle of the meeting when none is given."""
    room_ = room_ or in_the_midst()
    events = tuple(EventLine(START + timedelta(minutes=m), text) for m, text in EVENTS)
    shown = Scene(
        room_.table,
        load_vocabulary(),
        room_.now,
        saved=room_.now - timedelta(seconds=3),
        undo=14,
        events=events,
        panel=Panel.SITUATION,
        hints=hints(),
    )
    return replace(shown, **changed)


PICKER = ListView(
    "CODE RISK FACTORS",
    "mis sc",
    (
        Choice("mst", "Missing school · truancy"),
        Choice("msa", "Missing school · chronic absenteeism", picked=True),
        Choice("mrk", "Missing · runaway, whereabouts known"),
        Choice("mrw", "Missing · runaway, whereabouts unknown", picked=True),
    ),
    1,
    105,
    ("msa", "hna", "mhs", "npa", "drp", "mrw"),
    "The person misses school again and again without permission, whatever the reason.",
    "type to filter · digit picks · 3-letter code picks at once · Esc done",
)

TAGS = TagsView(
    "INVOLVED",
    "S",
    frozenset({"SD", "SH", "SN"}),
    "two letters of an agency, again to take it back · Esc done",
)

WHICH = WhichKeyView(
    "OUTCOME",
    (
        ("Intervention", (KeyChoice("i", "AER met, intervention agreed"),)),
        (
            "Report-back",
            (
                KeyChoice("d", "Done", "only an open situation is reported back"),
                KeyChoice("p", "In progress", "only an open situation is reported back"),
            ),
        ),
        (
            "Overall risk lowered",
            (
                KeyChoice("c", "connected to services"),
                KeyChoice("f", "connected to family or informal support"),
                KeyChoice("m", "informed about services"),
            ),
        ),
    ),
)

READ_BACK = ReadBackView(
    "READ BACK, THEN CLOSE?",
    (
        ReadBackLine(
            "2", "2026-109", "report-back: in progress", "HC", "PD", date(2026, 12, 2), True
        ),
        ReadBackLine("3", "2026-117", "undecided", "", "", None, True),
        ReadBackLine(
            "4",
            "2026-118",
            "opened: AER met, intervention agreed",
            "HC",
            "PD MH YS SD CF AD",
            date(2026, 12, 2),
            False,
        ),
        ReadBackLine(
            "5", "2026-119", "rejected: originator has not exhausted options", "", "", None, False
        ),
        *(
            ReadBackLine(str(n), f"2026-{n + 114}", "not reached", "", "", None, True)
            for n in range(6, 13)
        ),
        ReadBackLine("–", "2026-115", "not on this agenda", "HO", "PD", date(2026, 11, 23), True),
    ),
    (
        Remark("2", "2026-109", "consent not recorded"),
        Remark("3", "2026-117", "undecided"),
        *(
            Remark(str(n), f"2026-{n + 114}", "not reached; it comes back on the next agenda")
            for n in range(6, 13)
        ),
        Remark("–", "2026-115", "report-back is due and was not given"),
    ),
    (Remark("3", "2026-117", "12-17 F with mrw (2 of the table), drp (4)"),),
    False,
    ("2026-119",),
    2,
    "y closes and seals · Enter mends the line · a number finds its item · Esc not yet",
)

LINE = LineView(
    "NOTE ON 2026-120",
    "School nurse will call the health centre today",
    12,
    280,
    "never on the wall · Enter keeps it · Esc back",
)

_NAMED = "Nurse will call Yolanda Pereira at 617-555-0142 today"

SUSPECT_LINE = LineView(
    "NOTE: never on the wall, no names",
    _NAMED,
    len(_NAMED),
    280,
    "Ctrl+X takes it out · Enter asks · Esc back, the draft stays",
    suspicions(_NAMED),
)


def help_view() -> ListView:
    """Every command, as ``?`` shows it."""
    choices = tuple(Choice(c.id, f"{c.label}: {c.help}", hint=c.key) for c in COMMANDS)
    return ListView(
        "KEYS", "", choices, 0, len(choices), hints="type to search · Esc back", wide=True
    )


SAID = Said("At filter 2 no agency is named yet. Press y when the table finds AER.", Tone.REFUSED)
