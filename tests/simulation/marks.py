"""What somebody at a station may do next: few records, so that stations meet on the same ones."""

from collections.abc import Callable
from random import Random
from typing import Any, TypeAlias

from hub_console.meeting.acts import amending, discussion, floor, planning, room, wall
from hub_console.meeting.acts.planning import Draft, Schedule
from hub_console.meeting.agenda import Item, ItemKind
from hub_console.meeting.table import Table
from tests.builders import HOUR, TEN, some_agencies

TAGS = ("PD", "SD", "CF", "HC")
MOST_ITEMS = 4

Chosen: TypeAlias = tuple[Any, ...]
"""An act and what it is told; none where there is nothing to do it to."""

Choice: TypeAlias = Callable[[Table, Random], Chosen]


def chosen(table: Table, random: Random) -> Chosen:
    """Something to do at a table; its rules may refuse it."""
    if not table.agencies:
        return room.set_roster, some_agencies(len(TAGS))
    if table.meeting is None:
        return planning.plan_meeting, Schedule(TEN, TEN + HOUR), []
    if not table.amending and len(table.agenda) < 2:
        return _new_situation(table, random)
    (choice,) = random.choices(_CHOICES, _WEIGHTS)
    return choice(table, random)


def _new_situation(table: Table, random: Random) -> Chosen:
    if len(table.agenda) >= MOST_ITEMS:
        return ()
    draft = Draft(ItemKind.NEW, originating=random.choice(TAGS), picks={"risk_factors": {"msa": 1}})
    return planning.add_item, draft


def _item(table: Table, random: Random) -> Item | None:
    return random.choice(table.agenda) if table.agenda else None


def _on_an_item(act: Callable[..., Table], *told: object) -> Choice:
    def choice(table: Table, random: Random) -> Chosen:
        item = _item(table, random)
        return () if item is None else (act, item.id, *told)

    return choice


def _one_of(act: Callable[..., Table], *told: Any) -> Choice:
    """An act with one of several things that it may be told; without any, as it is."""

    def choice(table: Table, random: Random) -> Chosen:
        said = random.choice(told) if told else ()
        return (act, *(said if isinstance(said, tuple) else (said,)))

    return choice


def _note(table: Table, random: Random) -> Chosen:
    item = _item(table, random)
    return () if item is None else (discussion.annotate, item, random.choice(("", "a", "b", "c")))


_WEIGHED: tuple[tuple[int, Choice], ...] = (
    (2, _new_situation),
    (3, _one_of(floor.begin_next)),
    (6, _on_an_item(floor.turn_to)),
    (4, _one_of(discussion.pass_filter)),
    (6, _one_of(discussion.reject, "originator", "not-enough-risk-factors")),
    (5, _one_of(discussion.open_situation, "intervention")),
    (3, _one_of(discussion.conclude, ("lowered", "connected-to-services"), ("other", "relocated"))),
    (6, _one_of(discussion.report_back, "done", "in-progress")),
    (6, _one_of(discussion.set_field, ("type", "person"), ("type", "family"), ("sex", "F"))),
    (8, _one_of(discussion.pick_code, *(("risk_factors", code) for code in ("msa", "hna")))),
    (6, _one_of(discussion.drop_code, *(("risk_factors", code) for code in ("msa", "hna")))),
    (5, _one_of(discussion.set_lead, *TAGS)),
    (5, _one_of(discussion.toggle_assisting, *TAGS[:2])),
    (3, _one_of(discussion.toggle_involved, *TAGS[:2])),
    (3, _one_of(discussion.set_affected, ("12-17 F", 0), ("12-17 F", 1), ("12-17 F", 2))),
    (3, _one_of(discussion.mobilize, ("housing", "informed"), ("housing", "refused"))),
    (8, _note),
    (2, _on_an_item(discussion.enter_in_error, "wrong-table")),
    (7, _one_of(planning.close_meeting)),
    (4, _one_of(planning.plan_next_meeting)),
    (4, _on_an_item(amending.amend)),
    (4, _one_of(amending.end_amending)),
    (2, _on_an_item(planning.move, 1)),
    (1, _on_an_item(planning.toggle_urgent)),
    (1, _on_an_item(planning.carry, "no-time")),
    (2, _one_of(room.arrive, *TAGS[:2])),
    (2, _one_of(room.leave, *TAGS[:2])),
    (1, _one_of(room.all_expected_arrive)),
    (1, _one_of(wall.blank_wall)),
    (1, _one_of(wall.next_view)),
    (1, _one_of(floor.extend)),
    (1, _one_of(floor.toggle_pause)),
)
_WEIGHTS = tuple(weight for weight, _ in _WEIGHED)
_CHOICES = tuple(choice for _, choice in _WEIGHED)
