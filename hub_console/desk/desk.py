"""The desk: every act goes through here to the rules, shows at once, and then to the record."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from hub_console.desk.clock import JUMP_SECONDS, Clock, JumpWatch
from hub_console.desk.rarity import RareCount
from hub_console.desk.told import EVENTS_KEPT, Told
from hub_console.desk.writer import (
    Answered,
    Ended,
    Kept,
    Notice,
    Opened,
    Ready,
    Saved,
    Trouble,
    Writer,
)
from hub_console.meeting.acts.amending import stamped
from hub_console.meeting.acts.floor import note_jump
from hub_console.meeting.acts.planning import to_erase
from hub_console.meeting.acts.wall import blank_wall
from hub_console.meeting.change import Change, Key, applied, differences, holds, stands
from hub_console.meeting.clock import ItemState
from hub_console.meeting.role import Role
from hub_console.meeting.table import Table
from hub_console.meeting.telling import tell
from hub_console.meeting.values import NO_ID, Id, Moment, Refused
from hub_console.record import Action, stacked
from hub_console.record.action import CLOSING, REDO, UNDO
from hub_console.vocabulary import Vocabulary

if TYPE_CHECKING:
    from hub_console.desk.wall_feed import WallFeed, WallSeen
    from hub_console.record import Record
    from hub_console.record.conflicts import Conflict, Voice

__all__ = ["Desk", "Opened"]

P = ParamSpec("P")
T = TypeVar("T")
Act = Callable[Concatenate[Table, Moment, P], Table]


class Desk:
    """Holds the table of the running program.

    An act is ruled on and shown at once; a writer thread makes it durable. Notices of that
    thread wait in an inbox until ``receive`` is called from the thread that owns the desk.

    Args:
        opening: Opens the record, in the writer's thread.
        clock: Tells the time.
        new_id: Makes record ids of a moment in UTC.
        wake: Called from the writer's thread whenever a notice waits.
        watching: Whether another console holds the table; then nothing can be done here.
        person: Who acts.
        wall: Is fed with what the room may see; None where no wall is.
        role: As which role; undo goes by it.

    Attributes:
        table: None until the record is open.
        vocabulary: None until the record is open.
        saved: UTC of the last durable act.
        trouble: Why an act cannot be written at the moment; empty when it can.
        failure: Why the record could not be opened, or nothing more can be written to it.
        done: Acts that can be taken back, oldest first.
        undone: Acts that can be done again.
        told: What happened, newest first.
        drafts: Texts that were being typed, by what they are about.
        sealed: The code of the last seal of the meeting in hand; empty where it has none.
        at_home: Whether it is the station's own table.
        conflicts: How many conflicts stand.
        rare: What few situations share, as far as it was looked for.
    """

    def __init__(
        self,
        opening: Callable[[], Opened],
        clock: Clock,
        new_id: Callable[[datetime], Id],
        wake: Callable[[], None] = lambda: None,
        watching: bool = False,
        person: str = "",
        wall: "WallFeed | None" = None,
        role: Role = Role.RECORDER,
    ) -> None:
        self.clock = clock
        self.role = role
        self.watching = watching
        self.person = person
        self.table: Table | None = None
        self.vocabulary: Vocabulary | None = None
        self.frequency: dict[str, int] = {}
        self.saved: datetime | None = None
        self.trouble = ""
        self.failure: Exception | None = None
        self.done: tuple[Action, ...] = ()
        self.undone: tuple[Action, ...] = ()
        self.told: list[Told] = []
        self.drafts: dict[Id, str] = {}
        self.sealed = ""
        self.at_home = True
        self.conflicts = 0
        self._home: Id | None = None
        self._new_id = new_id
        self._wall = wall
        self._shared = False
        self._handed = 0
        self._acknowledged = 0
        self._jumps = JumpWatch(clock)
        self._inbox: SimpleQueue[Notice] = SimpleQueue()
        self._wake = wake
        self._writer = Writer(opening, self._put)
        self.rare = RareCount(self._writer.ask)

    @property
    def pending(self) -> int:
        """Acts that show already and are not durable yet."""
        return self._handed - self._acknowledged

    @property
    def in_meeting(self) -> bool:
        """Whether a meeting is under way."""
        meeting = self.table.meeting if self.table else None
        return meeting is not None and meeting.under_way

    @property
    def stuck(self) -> bool:
        """Whether acts cannot be made durable at the moment."""
        return bool(self.pending and self.trouble)

    @property
    def unsaved(self) -> str:
        """How many acts are not durable, in a sentence; empty when all are."""
        if not self.pending:
            return ""
        waiting = "1 mark is" if self.pending == 1 else f"{self.pending} marks are"
        return f"{waiting} not saved."

    def open(self) -> None:
        """Begin to open the record; ``receive`` tells when it is."""
        self._writer.start()

    def close(self) -> None:
        """Write what waits and close the record; what is pending then could not be written."""
        if self._wall is not None:
            self._wall.end()
        self._writer.finish()
        self.receive()

    def receive(self) -> None:
        """Take in what the writer said."""
        while True:
            try:
                notice = self._inbox.get_nowait()
            except Empty:
                return
            self._take(notice)

    def beat(self) -> None:
        """Say that the console is there, and show the wall what time alone has changed."""
        if self._wall is not None:
            self._wall.beat()
        self._feed_wall()

    @property
    def wall_seen(self) -> "WallSeen | None":
        """How it stands with the wall; None where none is fed."""
        return self._wall.seen if self._wall else None

    def settle(self) -> None:
        """Wait until everything handed over so far is durable, and take that in."""
        self._writer.settle()
        self.receive()

    def do(self, act: "Act[P]", *args: P.args, **kwargs: P.kwargs) -> bool:
        """Do an act; False when it changed nothing.

        Raises:
            Refused: The rules do not allow it, or the table is not ours to change.
        """
        table = self._to_mark()
        now = self.clock.now()
        moment = Moment(now, partial(self._new_id, now))
        after = stamped(table, act(table, moment, *args, **kwargs), moment)
        changes = differences(table, after)
        if not changes:
            return False
        self._perform(Action(act.__name__, now, changes, to_erase(table, after)), after)
        return True

    def refusal(
        self,
        act: Callable[Concatenate[Table, Moment, P], object],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> str:
        """Why an act would be refused now; empty when it would not. Rules are pure: it is tried."""
        try:
            act(self._to_mark(), Moment(self.clock.now(), lambda: NO_ID), *args, **kwargs)
        except Refused as refused:
            return str(refused)
        return ""

    def undo(self) -> str:
        """Take back the last act; returns it in words.

        Raises:
            Refused: There is nothing to take back.
        """
        self._ours()
        if not self.done:
            raise Refused("Nothing to take back in this meeting.")
        action = self.done[-1]
        if self._shared and not stands(self._ours(), action.changes):
            words = self._words(action, self._ours())
            raise Refused(f"It was changed since at the other console: {words}.")
        return self._again(UNDO, action, action.taken_back())

    def redo(self) -> str:
        """Do again what was taken back last; returns it in words.

        Raises:
            Refused: There is nothing to do again.
        """
        self._ours()
        if not self.undone:
            raise Refused("Nothing was taken back.")
        return self._again(REDO, self.undone[-1], self.undone[-1].changes)

    def jumped(self) -> int:
        """Seconds by which the laptop's clock jumped while an item ran since the last look.

        The jump is kept as an event, which undo passes over: ahead it counts until it is left
        out, back it never takes time away.
        """
        seconds = self._jumps.jump()
        if not seconds or not self._runs():
            return 0
        self.do(note_jump, seconds)
        return seconds

    def ask(
        self,
        task: "Callable[[Record], T]",
        tell: Callable[[T], None],
        refuse: Callable[[Exception], None],
    ) -> None:
        """Ask something of the record, or do something with it that is no act.

        It waits for what was handed over before; one of the two is called when the answer is
        taken in.

        Args:
            task: What is asked; run in the writer's thread.
            tell: Given the answer.
            refuse: Given what went wrong.
        """
        self._writer.ask(task, tell, refuse)

    def look_again(self) -> None:
        """Show what others have said since, once all that was done here is durable."""
        self._writer.look_again()

    def turn_to(self, home: Id) -> None:
        """Go on at another table that the record holds; it is there once it was read."""
        self._home, self.table, self.conflicts = home, None, 0
        self._writer.hand(lambda record: record.turn_to(home))
        self.look_again()

    def choose(self, conflict: "Conflict", voice: "Voice") -> None:
        """Choose what was meant, of what two stations said; the choice travels.

        Raises:
            Refused: Another console holds the table.
        """
        table = self._ours()
        changes = conflict.chosen(voice)
        here = holds(table, Key(conflict.record, conflict.kind))
        after = applied(table, changes) if here else table
        self._perform(Action("choose", self.clock.now(), changes), after)
        self.look_again()

    def save_draft(self, about: Id, text: str) -> None:
        """Keep a text that is being typed; an empty one is forgotten."""
        self.drafts[about] = text
        self._writer.hand(lambda record: record.save_draft(about, text))

    def _runs(self) -> bool:
        """Whether an item of our own table runs whose time is ours to keep."""
        ours = self.at_home and not self.watching and self.role is Role.RECORDER
        live = self.table.live if self.table and ours else None
        return live is not None and live.state is ItemState.LIVE

    def _ours(self) -> Table:
        if self.table is None:
            raise Refused("One moment: the table is being opened.")
        if self.watching:
            raise Refused("Another console holds this table; here it can only be watched.")
        return self.table

    def _to_mark(self) -> Table:
        table = self._ours()
        if not self.at_home:
            raise Refused("A coordinator's station marks nothing; it chooses in conflicts.")
        return table

    def _again(self, verb: str, action: Action, changes: tuple[Change, ...]) -> str:
        before = self._to_mark()
        after = applied(before, changes)
        again = replace(action, verb=verb, at=self.clock.now(), changes=changes)
        words = self._words(action, before if verb == UNDO else after)
        self._perform(again, after, f"{verb}: {words}")
        return words

    def _perform(self, action: Action, after: Table, words: str = "") -> None:
        self.table = after
        self.done, self.undone = stacked(self.done, self.undone, action)
        self._handed += 1
        self._feed_wall()
        if action.erase:
            self.told.clear()
        self._tell(Told(action.at, words or self._words(action, after)))
        self._writer.hand(action)
        if action.verb in CLOSING:
            for about in self.drafts:
                self.save_draft(about, "")

    def _tell(self, told: Told) -> None:
        self.told.insert(0, told)
        del self.told[EVENTS_KEPT:]

    def _feed_wall(self) -> None:
        """Show the wall what is durable, so that a crash takes nothing back; blank goes ahead."""
        if self._wall is None or self.table is None:
            return
        meeting = self.table.meeting
        if not self.pending or (meeting is not None and meeting.wall_blank):
            self._wall.show(self.table, self.vocabulary, self.clock.now())

    def _mind_a_blank_wall(self) -> None:
        """Keep the wall blank where a crash came between the key and the disk."""
        if self._wall is not None and self._wall.left_blank:
            with suppress(Refused):
                self.do(blank_wall)

    def _words(self, action: Action, table: Table) -> str:
        return tell(action.verb, action.changes, table, self._vocabulary())

    def _vocabulary(self) -> Vocabulary:
        assert self.vocabulary is not None
        return self.vocabulary

    def _put(self, notice: Notice) -> None:
        self._inbox.put(notice)
        self._wake()

    def _take(self, notice: Notice) -> None:
        match notice:
            case Ready():
                self._take_in(notice)
            case Saved(action, sealed):
                self._acknowledged += 1
                self.saved = action.at
                self._feed_wall()
                if self.conflicts:  # it may have settled one
                    self.look_again()
                if sealed:
                    self.sealed = sealed
                    self._tell(Told(action.at, f"closed and sealed: {sealed}"))
            case Answered(say):
                say()
            case Kept(words):
                self.told.insert(self.pending, Told(self.clock.now(), words))
            case Trouble(sentence):
                self.trouble = sentence
            case Ended(error):
                self.failure = error

    def _take_in(self, ready: Ready) -> None:
        """Show what the record holds, once it holds all that was done here."""
        if ready.written != self._handed:
            self._writer.look_again()
            return
        before, loaded = self.table, ready.loaded
        if self._home not in (None, loaded.table.home.id):
            return  # read before the turn to another table
        self.table, self.vocabulary = loaded.table, ready.vocabulary
        self.frequency = dict(loaded.frequency)
        self.done, self.undone = loaded.done, loaded.undone
        self.saved, self.sealed = loaded.saved, loaded.sealed
        self.at_home, self.conflicts = loaded.at_home, loaded.conflicts
        if before is None or self.watching:
            self.drafts = dict(loaded.drafts)
            recent = reversed(loaded.done[-EVENTS_KEPT:])
            self.told = [Told(a.at, self._words(a, loaded.table)) for a in recent]
        elif changes := differences(before, loaded.table):
            words = tell("changed", changes, loaded.table, ready.vocabulary)
            self._shared = True
            self._tell(Told(self.clock.now(), f"from elsewhere: {words}"))
        if before is None:
            self._mind_a_clock_set_back()
            self._mind_a_blank_wall()
        self._feed_wall()

    def _mind_a_clock_set_back(self) -> None:
        """Keep the live item's time when the clock was set back while nothing ran."""
        if self.saved is not None and self._runs():
            behind = round((self.clock.now() - self.saved).total_seconds())
            if behind < -JUMP_SECONDS:
                self.do(note_jump, behind)
