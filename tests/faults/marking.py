"""Somebody who marks a record without end: busy meetings, one after another."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from hub_console.desk.station import new_id
from hub_console.desk.writer import Kept, Notice, Opened, Writer
from hub_console.meeting.acts import amending, discussion, floor, planning, room
from hub_console.meeting.acts.planning import Draft, to_erase
from hub_console.meeting.agenda import ItemKind
from hub_console.meeting.change import Change, applied, differences
from hub_console.meeting.values import Id, Moment, Refused
from hub_console.record import Action, Backups, Record, stacked
from hub_console.record.action import REDO, UNDO
from hub_console.vocabulary import load_vocabulary
from tests.builders import TEN
from tests.record.keeping import KEY, RULES, a_kept_table

PLANTED = "zebrafinch-"
"""Begins a word that is said of one situation alone."""

_NEW = Draft(ItemKind.NEW, originating="SD", picks={"risk_factors": {"msa": 1, "hna": 2}})
_CHOICES: tuple[tuple[Any, ...], ...] = (
    *((floor.begin_next,),) * 4,
    *((planning.add_item, _NEW),) * 3,
    *((discussion.pass_filter,),) * 3,
    *((discussion.reject, "originator"),) * 2,
    (discussion.open_situation, "intervention"),
    (discussion.report_back, "done"),
    (discussion.set_affected, "12-17 F", 2),
    (discussion.mobilize, "housing", "informed"),
    (floor.toggle_pause,),
    (floor.extend,),
    (floor.started_earlier,),
    (floor.begin_previous,),
    *((act, tag) for tag in ("PD", "SD", "HC") for act in (room.arrive, room.leave)),
    *((discussion.set_lead, tag) for tag in ("PD", "HC")),
    *((discussion.toggle_involved, tag) for tag in ("PD", "HC")),
    *((discussion.pick_code, "risk_factors", code) for code in ("mst", "alb", "mhs")),
)
_WORDS = 4
_UNDO = 2
_REDO = 1


class Hand:
    """Marks a record at random, in an order that the seed alone decides.

    Args:
        record: Open.
        random: Chooses.

    Attributes:
        table: As it stands on the screen.
    """

    def __init__(self, record: Record, random: Random) -> None:
        loaded = record.load(RULES)
        self.record = record
        self.table = loaded.table
        self._done, self._undone = loaded.done, loaded.undone
        self._random = random
        self._now = max(TEN, loaded.saved or TEN)

    def intend(self) -> Action:
        """Do one thing more on the screen, and say what is to be written."""
        before = self.table
        while True:
            self._now += timedelta(seconds=self._random.choice((0, 1, 7, 40)))
            with suppress(Refused):
                action = self._one()
                if action.changes:
                    self._done, self._undone = stacked(self._done, self._undone, action)
                    return action
            self.table = before

    def short_meeting(self) -> Iterator[Action]:
        """Say something of a new situation, reject it, and close the meeting."""
        meeting = self.table.meeting
        if meeting is not None and meeting.amending is not None:
            yield self.act(amending.end_amending)
        if meeting is None or meeting.closed is not None:
            yield self.act(planning.plan_next_meeting)
        before = self.table.items
        yield self.act(planning.add_item, _NEW)
        [new] = self.table.items.keys() - before.keys()
        yield self.act(floor.turn_to, new)
        yield self._say_something()
        yield self.act(discussion.reject, "originator")
        yield self.act(planning.close_meeting)
        self._done, self._undone = (), ()

    def mark(self) -> Action:
        """Do one thing more, and write it."""
        action = self.intend()
        self.record.write(action)
        return action

    def _one(self) -> Action:
        chosen = self._random.randrange(len(_CHOICES) + _WORDS + _UNDO + _REDO)
        if chosen < len(_CHOICES):
            return self.act(*_CHOICES[chosen])
        if chosen < len(_CHOICES) + _WORDS:
            return self._say_something()
        if chosen < len(_CHOICES) + _WORDS + _UNDO and self._done:
            return self._again(UNDO, self._done[-1].taken_back())
        if self._undone:
            return self._again(REDO, self._undone[-1].changes)
        return self._end_or_begin()

    def act(self, act: Any, *args: Any) -> Action:
        """Do an act on the screen."""
        before, moment = self.table, Moment(self._now, self._new_id)
        self.table = amending.stamped(before, act(before, moment, *args), moment)
        changes = differences(before, self.table)
        return Action(act.__name__, self._now, changes, to_erase(before, self.table))

    def _say_something(self) -> Action:
        live = self.table.live_situation
        if live is None:
            raise Refused("Nothing has the floor.")
        words = f"{PLANTED}{live.id}"
        self.record.save_draft(live.id, f"{words} half a sen")
        if self._random.random() < 0.5:
            return self.act(discussion.pick_code, "risk_factors", words)
        more = "and so on " * self._random.randrange(20)
        return self.act(discussion.write_note, f"{words} {more}")

    def _end_or_begin(self) -> Action:
        meeting = self.table.meeting
        if meeting is None or meeting.closed is None:
            return self.act(planning.close_meeting)
        if meeting.amending is not None:
            return self.act(amending.end_amending)
        if self._random.random() < 0.5:
            return self.act(planning.plan_next_meeting)
        return self.act(amending.amend, self._random.choice(amending.amendable(self.table)).id)

    def _again(self, verb: str, changes: tuple[Change, ...]) -> Action:
        before = self.table
        self.table = applied(before, changes)
        return Action(verb, self._now, differences(before, self.table))

    def _new_id(self) -> Id:
        return new_id(self._now, self._random.randbytes)


def care_for_backups(record: Record, path: Path, action: Action | None = None) -> list[str]:
    """Do what a console does about backups after an action, or when it starts; what it told."""
    told: list[Notice] = []
    backups = Backups(path.parent / "backups", path.parent / "station.keys", keep=3)
    opened = Opened(record, record.load(RULES), load_vocabulary(), RULES, backups)
    Writer(lambda: opened, told.append)._care_for_backups(opened, action)
    return [notice.words for notice in told if isinstance(notice, Kept)]


def begun_record(path: Path, key: bytes | None = KEY) -> Record:
    """A record in which a meeting has just begun."""
    kept = a_kept_table(path, key, agencies=6)
    kept.with_opening().with_new_situation("SD").with_new_situation("PD").begun().begun()
    return kept.record
