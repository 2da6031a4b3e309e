"""Random meetings whose every value is a word of its own, so that it is known wherever it shows."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random
from typing import Any

from hub_console.meeting.acts import discussion, floor, planning, room, wall
from hub_console.meeting.acts.planning import Draft
from hub_console.meeting.agenda import ItemKind
from hub_console.meeting.roster import Agency
from hub_console.meeting.situation import Situation
from hub_console.meeting.table import Table
from hub_console.meeting.values import NO_ID, AgencyTag, Moment, Refused
from hub_console.vocabulary import CodedList, Entry, Vocabulary, load_vocabulary
from tests.builders import Room

TAGS = tuple(f"Q{n}" for n in range(6))
SITUATIONS = 4
FACTORS = 3
ACTS_A_MEETING = 80

Act = Callable[..., Table]


def factor(situation: int, number: int) -> str:
    """A risk factor that only one situation can have."""
    return f"f{situation}{number}"


def marked_vocabulary() -> Vocabulary:
    """The lists, with risk factors whose category and label name them."""
    lists = dict(load_vocabulary().lists)
    codes = [factor(s, n) for s in range(SITUATIONS) for n in range(FACTORS)]
    lists[CodedList.RISK_FACTORS] = {
        code: Entry(
            code, code, f"label-{code}", "–", CodedList.RISK_FACTORS, category=f"category-{code}"
        )
        for code in codes
    }
    return replace(load_vocabulary(), lists=lists)


VOCABULARY = marked_vocabulary()


def random_meeting(seed: int) -> Iterator[Room]:
    """The room after each act of a meeting."""
    random = Random(seed)
    room_ = _planned(random)
    yield room_
    for _ in range(ACTS_A_MEETING):
        act, arguments = _any_act(random, _ordinal(room_.table, room_.table.live_situation))
        try:
            room_.after(seconds=random.choice((1, 30, 200))).do(act, *arguments)
        except Refused:
            continue
        yield room_


def _planned(random: Random) -> Room:
    room_ = Room()
    agencies = (Agency(NO_ID, AgencyTag(tag), f"agency-{tag}", f"sector-{tag}") for tag in TAGS)
    room_.do(room.set_roster, tuple(agencies)).with_meeting().with_opening()
    for _ in range(SITUATIONS):
        draft = Draft(ItemKind.NEW, originating=random.choice(TAGS))
        room_.do(planning.add_item, draft)
    room_.with_item("round-table")
    for number, situation in enumerate(room_.table.situations.values()):
        room_.table = room_.table.with_records(replace(situation, number=f"2026-{number}00"))
    return room_


def _ordinal(table: Table, situation: Situation | None) -> int:
    """Which of the situations it is; its number says so."""
    return int((situation.number or "2026-0")[5]) if situation else 0


def carry_any(table: Table, moment: Moment, number: int, reason: str) -> Table:
    """Carry one of the items to the next meeting."""
    return planning.carry(table, moment, table.agenda[1 + number].id, reason)


def _any_act(random: Random, situation: int) -> tuple[Act, tuple[Any, ...]]:
    tag, number = random.choice(TAGS), random.randrange(FACTORS)
    of = f"{situation}{number}"
    acts: list[tuple[int, Act, tuple[Any, ...]]] = [
        (2, floor.begin_next, ()),
        (1, floor.begin_previous, ()),
        (1, floor.toggle_pause, ()),
        (1, floor.extend, ()),
        (6, discussion.pass_filter, ()),
        (1, discussion.reject, (f"reason-{of}",)),
        (8, discussion.open_situation, (f"outcome-{of}",)),
        (1, discussion.conclude, ("lowered", f"reason-{of}")),
        (6, discussion.pick_code, ("risk_factors", factor(situation, number))),
        (1, discussion.drop_code, ("risk_factors", factor(situation, number))),
        (2, discussion.pick_code, ("flags", f"flag-{of}")),
        (2, discussion.pick_code, ("protective_factors", f"protective-{of}")),
        (2, discussion.set_field, ("type", f"type-{of}")),
        (2, discussion.set_field, ("type", "person")),
        (2, discussion.set_field, ("sex", f"sex-{of}")),
        (3, discussion.set_field, ("age_band", f"band-{of}")),
        (1, discussion.set_field, ("language", f"language-{of}")),
        (1, discussion.set_field, ("consent", f"consent-{of}")),
        (1, discussion.set_field, ("systemic_issue", f"issue-{of}")),
        (1, discussion.set_field, ("previously_discussed", True)),
        (1, discussion.set_field, ("calls_before", 7001)),
        (1, discussion.set_field, ("calls_after", 7002)),
        (1, discussion.set_affected, (f"affected-{of}", 3)),
        (2, discussion.mobilize, (f"service-{of}", f"how-{of}")),
        (2, discussion.intervened, (5,)),
        (1, discussion.set_due, (3,)),
        (3, discussion.report_back, (f"told-{of}",)),
        (2, discussion.write_note, (f"noted-{of}",)),
        (2, discussion.toggle_involved, (tag,)),
        (6, discussion.set_lead, (tag,)),
        (2, discussion.toggle_assisting, (tag,)),
        (1, carry_any, (random.randrange(SITUATIONS), f"reason-{of}")),
        (1, room.arrive, (tag,)),
        (1, room.leave, (tag,)),
        (1, wall.blank_wall, ()),
        (4, wall.show_wall, ()),
        (2, wall.next_view, ()),
        (2, wall.next_detail, ()),
    ]
    weights = [weight for weight, _, _ in acts]
    _, act, arguments = random.choices(acts, weights)[0]
    return act, arguments
