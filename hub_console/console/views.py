"""What the console's screen paints, as values: one scene, and one view for each mode."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import TypeAlias

from hub_console.console.commands import command_id, shown_key
from hub_console.desk.wall_feed import WallSeen
from hub_console.meeting.identifiers import Suspicion
from hub_console.meeting.table import Table
from hub_console.vocabulary import Vocabulary


class Panel(StrEnum):
    """The panels that the cursor moves between."""

    AGENDA = "agenda"
    SITUATION = "situation"
    ROSTER = "roster"


class Tone(StrEnum):
    """How something is said in the mode line."""

    PLAIN = "plain"
    DONE = "done"
    REFUSED = "refused"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence in the mode line."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class EventLine:
    """Something that happened, as the event lines tell it.

    Attributes:
        at: UTC.
        text: In the room's words.
        pending: Whether it is still on its way to the file.
    """

    at: datetime
    text: str
    pending: bool = False


@dataclass(frozen=True, slots=True)
class NormalView:
    """Keys act on the live item."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A line of a list to choose from.

    Attributes:
        code: What is chosen; shown when it is short.
        title: In words.
        picked: Whether it is picked already.
        hint: On the right: a key, a state.
        label: The name of it, before the words.
    """

    code: str
    title: str
    picked: bool = False
    hint: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class ListView:
    """A list that typing narrows; the first nine have digits.

    Attributes:
        title: Of the panel.
        query: What was typed.
        choices: What matches, best first.
        cursor: The highlighted line, from 0.
        total: How many there are without a query.
        picked: Codes that were picked, in order.
        about: The definition of the highlighted line.
        hints: What can be pressed.
        wide: Whether it wants the whole width (help).
        digits: Whether a digit picks one of the first nine.
    """

    title: str
    query: str
    choices: tuple[Choice, ...]
    cursor: int
    total: int
    picked: tuple[str, ...] = ()
    about: str = ""
    hints: str = ""
    wide: bool = False
    digits: bool = True


@dataclass(frozen=True, slots=True)
class TagsView:
    """Agencies are called by their letters; the roster shows which still match.

    Attributes:
        title: ``INVOLVED``, ``LEAD``, ``ASSISTING``, ``ROLL``.
        prefix: What was typed of a tag, with ``-`` or ``_`` before it in the roll.
        matching: Tags that begin so.
        hints: What can be pressed.
    """

    title: str
    prefix: str
    matching: frozenset[str]
    hints: str


@dataclass(frozen=True, slots=True)
class KeyChoice:
    """A key of a which-key panel; ``barred`` says why it cannot act, empty when it can."""

    key: str
    label: str
    barred: str = ""


@dataclass(frozen=True, slots=True)
class WhichKeyView:
    """One more key, listed in groups (heading, choices)."""

    title: str
    groups: tuple[tuple[str, tuple[KeyChoice, ...]], ...]


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of text being typed.

    Attributes:
        title: What it is.
        value: The text.
        cursor: Where the next character goes.
        limit: The most characters.
        hints: What can be pressed.
        suspects: What in it looks like an identifier of a person.
    """

    title: str
    value: str
    cursor: int
    limit: int
    hints: str
    suspects: tuple[Suspicion, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadBackLine:
    """One situation as it is read back.

    Attributes:
        place: The item's number.
        number: The situation's.
        decision: In words.
        lead: Who leads; empty for nobody.
        assisting: Who assists.
        due: When it is reported back.
        missing: Whether something is missing.
    """

    place: str
    number: str
    decision: str
    lead: str
    assisting: str
    due: date | None
    missing: bool


@dataclass(frozen=True, slots=True)
class Remark:
    """What is missing of a situation, or rare in it."""

    place: str
    number: str
    words: str


@dataclass(frozen=True, slots=True)
class ReadBackView:
    """The meeting read back before it is closed.

    Attributes:
        title: Of the panel.
        lines: The situations.
        missing: What is missing of them.
        rare: What few situations of the table share.
        counting: Whether that is still being counted.
        erased: The numbers of those whose detail closing erases.
        cursor: The line under the cursor, from 0, over all three.
        hints: What can be pressed.
    """

    title: str
    lines: tuple[ReadBackLine, ...]
    missing: tuple[Remark, ...]
    rare: tuple[Remark, ...]
    counting: bool
    erased: tuple[str, ...]
    cursor: int
    hints: str


ModeView: TypeAlias = NormalView | ListView | TagsView | WhichKeyView | LineView | ReadBackView


@dataclass(frozen=True)
class Scene:
    """Everything that the console's screen paints at one moment.

    Attributes:
        table: None until the file is read.
        vocabulary: None until it is read.
        now: UTC.
        saved: UTC of the last durable mark.
        pending: Marks on their way to the file.
        trouble: That marks cannot be written at the moment; empty when they can.
        sealed: The code of the last seal of the meeting in hand; empty where it has none.
        undo: How many acts can be taken back.
        events: What happened, newest first.
        mode: What the keys do now.
        mode_name: The same in a word, for the mode line.
        said: The mode line's sentence; None for none.
        panel: Where the cursor is.
        cursor: The row under the cursor: an item's id, a code, a tag; None for none.
        role: Who sits here: recorder, chair.
        hints: The keys of the hint lines by group, as the key map has them: group, then
            (key, label, barred).
        demo: Whether this is the invented table.
        watching: Whether another console holds the table, so that this one only shows it.
        wall: How it stands with the wall; None where none is fed.
        projected: Whether the room sees this screen, so that it shows what the room may see.
        conflicts: How many conflicts wait for somebody to choose.
        ascii: Whether shapes must be ASCII.
        count_up: Whether the timer counts up.
    """

    table: Table | None
    vocabulary: Vocabulary | None
    now: datetime
    saved: datetime | None = None
    pending: int = 0
    trouble: str = ""
    sealed: str = ""
    undo: int = 0
    events: tuple[EventLine, ...] = ()
    mode: ModeView = NormalView()
    mode_name: str = "NORMAL"
    said: Said | None = None
    panel: Panel = Panel.AGENDA
    cursor: str | None = None
    role: str = "recorder"
    hints: Mapping[str, tuple[KeyChoice, ...]] | None = None
    demo: bool = False
    watching: bool = False
    wall: WallSeen | None = None
    projected: bool = False
    conflicts: int = 0
    ascii: bool = False
    count_up: bool = False

    @cached_property
    def keys(self) -> Mapping[str, str]:
        """The key of each command that is hinted at, by its id, as the hints write it."""
        return {
            command_id(group, choice.label): shown_key(choice.key)
            for group, choices in (self.hints or {}).items()
            for choice in choices
        }

    @property
    def paused(self) -> bool:
        """Whether the room sees this screen, and the wall was blanked: then it sees nothing."""
        return self.projected and self.table is not None and self.table.paused
