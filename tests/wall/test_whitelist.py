"""What the wall is given, and what it paints, over thousands of random meetings."""

import re
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

import pytest

from hub_console.meeting.agenda import Item, Meeting, Note, ReportBack
from hub_console.meeting.frame import BLANK, Frame, frame_of
from hub_console.meeting.roster import Agency
from hub_console.meeting.situation import Situation
from hub_console.meeting.table import Table
from hub_console.wall.page import PAGES
from hub_console.wall.pages import blank_page
from hub_console.wall.view import WallView
from tests.builders import Room
from tests.measured import first_measured, unmeasured
from tests.wall.allowed import leaks
from tests.wall.meetings import VOCABULARY, random_meeting

MEETINGS = 2_000
BLOCKS = 8
SECRETS = re.compile(
    r"(reason|outcome|flag|protective|type|sex|language|consent|issue|affected|service|how|told"
    r"|noted|sector)-|700[12]|True"
)
"""What is never on a wall, whatever the filter."""


def frame_now(room: Room) -> Frame:
    return frame_of(room.table, VOCABULARY, room.now)


def painted(frame: Frame, room: Room) -> str:
    """Every view of a frame, as the wall writes it."""
    view = WallView(frame, frame.view, room.now.replace(microsecond=0))
    pages = [blank_page] if frame.blank else [*PAGES.values()]
    return "\n".join(row.plain for page in pages for row in page(view, 120, 35))


@pytest.mark.parametrize("block", first_measured(range(BLOCKS)))
def test_nothing_reaches_the_wall_but_what_the_filter_allows(block: int) -> None:
    for seed in range(block, MEETINGS, BLOCKS):
        for room in random_meeting(seed):
            assert leaks(frame_now(room), room.table) == [], f"meeting {seed}"
        assert not SECRETS.search(painted(frame_now(room), room)), f"meeting {seed}"


Columns = Callable[[Table], list[Any]]


def of_records(collection: str, name: str) -> Columns:
    return lambda table: [getattr(each, name) for each in getattr(table, collection).values()]


def of_the_live_situation(name: str) -> Columns:
    return lambda table: [getattr(s, name)] if (s := table.live_situation) else []


NOT_TO_BE_FOUND = {
    *("number", "filter", "position", "title", "tag", "name"),  # on the wall anyway
    *("closed", "amending", "amended"),  # the wall is blank as soon as they have a value
}

COLUMNS = {
    f"{kind.__name__}.{field.name}": (
        of_the_live_situation(field.name)
        if kind is Situation
        else of_records(collection, field.name)
    )
    for kind, collection in (
        (Situation, "situations"),
        (Note, "notes"),
        (ReportBack, "report_backs"),
        (Item, "items"),
        (Meeting, "meetings"),
        (Agency, "agencies"),
    )
    for field in fields(kind)
    if field.name not in NOT_TO_BE_FOUND
}

PLACES: dict[str, Callable[[Frame, str], Frame]] = {
    "a line of its own": lambda frame, value: replace(frame, next=f"{frame.next} {value}"),
    "in place of the age": lambda frame, value: (
        replace(frame, item=replace(frame.item, situation=replace(frame.item.situation, age=value)))
        if frame.item and frame.item.situation
        else replace(frame, next=value)
    ),
}


@unmeasured
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("column", COLUMNS)
def test_a_column_more_would_be_found(column: str, place: str) -> None:
    assert any(
        leaks(PLACES[place](frame, _written(value)), room.table)
        for seed in range(60)
        for room in random_meeting(seed)
        if (frame := frame_now(room)) != BLANK
        for value in COLUMNS[column](room.table)
        if _written(value)
    )


def _written(value: object) -> str:
    """A value as a careless program would show it."""
    return "" if value is None or value == {} else str(value)


@unmeasured
def test_an_age_or_a_factor_shown_at_another_filter_would_be_found() -> None:
    """Each column that is allowed at one filter, shown whatever the filter."""
    shown: dict[str, Callable[[Situation], Any]] = {
        "age": lambda s: s.age_band or "",
        "brought_by": lambda s: f"agency-{s.originating}",
        "risk": lambda s: tuple(f"category-{code}" for code in s.risk_factors),
        "involved": lambda s: tuple(s.involved),
        "lead": lambda s: s.lead or "",
        "assisting": lambda s: tuple(s.assisting),
    }
    found = set()
    for seed in range(200):
        for room in random_meeting(seed):
            frame, live = frame_now(room), room.table.live_situation
            if live is None or frame.item is None or frame.item.situation is None:
                continue
            for name, value in shown.items():
                situation = replace(frame.item.situation, **{name: value(live)})
                leaky = replace(frame, item=replace(frame.item, situation=situation))
                if leaks(leaky, room.table):
                    found.add(name)
    assert found == shown.keys()
