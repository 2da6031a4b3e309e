"""The one table of commands: keys, hints, help, palette and the key card are read from it."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True)
class Command:
    """Something the recorder can do.

    Attributes:
        id: Its name in the key map of settings.toml.
        key: The default key; empty when only the palette has it.
        label: One or two words, for the hints.
        group: The hint line it stands in.
        help: A sentence for help and palette.
        then: What is pressed after the key.
    """

    id: str
    key: str
    label: str
    group: str
    help: str
    then: str = ""


COMMANDS = (
    Command("risk", "r", "risk", "MARK", "Code risk and protective factors, flags", "letters"),
    Command("involved", "i", "involved", "MARK", "Agencies that know or serve the person", "tags"),
    Command("lead", "l", "lead", "MARK", "The agency that leads the intervention", "tag"),
    Command("assist", "a", "assist", "MARK", "Agencies that help the lead", "tags"),
    Command("outcome", "o", "outcome", "MARK", "Intervention, report-back, conclusion", "letter"),
    Command("due", "d", "due", "MARK", "Report back in so many days", "digit or Enter"),
    Command("about", "m", "more", "MARK", "Type, sex, age, language, consent, more", "letter"),
    Command("services", "s", "services", "MARK", "Services mobilized, and how far", "code, letter"),
    Command("calls", "c", "calls", "MARK", "Calls for service, 90 days either way", "letter"),
    Command("note", "e", "note", "MARK", "A short note, never on the wall", "text"),
    Command("next", "n", "next", "FLOW", "Finish the item and begin the next"),
    Command("previous", "p", "back", "FLOW", "Go back to the item before"),
    Command("pass", "y", "pass filter", "FLOW", "The situation passes its filter"),
    Command("reject", "x", "stop", "FLOW", "Stop at this filter: reject and redact", "digit"),
    Command("carry", "Z", "carry", "FLOW", "Carry the item to the next meeting", "letter"),
    Command("urgent", "!", "urgent", "FLOW", "Urgent: the item moves to the first new slot"),
    Command("add", "A", "add", "FLOW", "Add an item to the agenda", "letter"),
    Command("down", "J", "move down", "FLOW", "Move the chosen item down"),
    Command("up", "K", "move up", "FLOW", "Move the chosen item up"),
    Command("pause", "space", "pause", "TIME", "Pause or resume the item's clock"),
    Command("longer", "+", "+1m", "TIME", "One minute more"),
    Command("shorter", "-", "-1m", "TIME", "One minute less"),
    Command("earlier", "<", "began earlier", "TIME", "The item began 30 seconds earlier"),
    Command("later", ">", "began later", "TIME", "The item began 30 seconds later"),
    Command("spread", "=", "spread", "TIME", "Spread the overrun; again takes it back"),
    Command("leave_out", "\\", "leave out", "TIME", "Leave a jump of the laptop's clock out"),
    Command("roll", "t", "roll", "ROOM", "Roll call: arrivals, apologies, who left", "tags"),
    Command("blank", "b", "blank", "WALL", "Blank the wall"),
    Command("show", "B", "show", "WALL", "Show the wall again"),
    Command("view", "v", "view", "WALL", "The next view on the wall"),
    Command("detail", "W", "detail", "WALL", "Factors on the wall: full, category, count"),
    Command(
        "project", "V", "project", "WALL", "This screen is projected: show what the room may see"
    ),
    Command("go", "g", "go to", "FIND", "Go to an item by its number", "number"),
    Command("find", "/", "find", "FIND", "Find an agency, a number, a factor", "text"),
    Command("palette", ":", "palette", "FIND", "Every command by name", "text"),
    Command("undo", "u", "undo", "FIND", "Take back the last act"),
    Command("redo", "U", "redo", "FIND", "Do it again after all"),
    Command("repeat", ".", "repeat", "FIND", "The last mark once more, on the live item"),
    Command("help", "?", "keys", "FIND", "The keys of this screen, searchable"),
    Command("quit", "q", "leave", "FIND", "Leave; the meeting goes on in the file"),
    Command("lock", "Q", "lock", "FIND", "Lock: screen and wall go blank until the passphrase"),
    Command("close", "", "close", "MEETING", "Read the meeting back and close it"),
    Command("amend", "", "amend", "MEETING", "Amend the closed meeting", "number"),
    Command("plan", "", "next agenda", "MEETING", "Make the next meeting's agenda"),
    Command("agency", "", "agency", "MEETING", "Add an agency to the roster", "tag and name"),
    Command("error", "", "in error", "MEETING", "Remove the detail of one entered in error"),
    Command("import", "", "import", "EXCHANGE", "Take in a bundle of another station"),
    Command("export", "", "export", "EXCHANGE", "Write a bundle for the other stations"),
    Command("stations", "", "stations", "EXCHANGE", "Who may exchange, and who is behind"),
    Command("conflicts", "", "conflicts", "EXCHANGE", "Choose what two stations said differently"),
    Command("log", "", "log", "EXCHANGE", "What left this laptop and what came, and by whom"),
    Command("tables", "", "tables", "EXCHANGE", "The tables of a coordinator's station"),
    Command("theme", "", "theme", "SCREEN", "The next theme: dark, light, contrast, traffic"),
    Command("ascii", "", "ASCII", "SCREEN", "Shapes as plain letters, or drawn"),
    Command("count", "", "count", "SCREEN", "The timer counts down, or up"),
    Command("picture", "", "picture", "SCREEN", "Save a picture of the demo's screen"),
    Command("guide", "", "guide", "SCREEN", "Read the guide"),
    Command("statistics", "", "statistics", "SCREEN", "The table's year in figures"),
)

CHAIRS = frozenset(
    {
        *("next", "previous", "pass", "carry", "urgent", "down", "up"),
        *("pause", "longer", "shorter", "earlier", "later", "spread"),
        *("blank", "show", "view", "detail", "project"),
        *("go", "find", "palette", "undo", "redo", "help", "quit", "lock"),
        *("theme", "ascii", "count", "picture", "guide"),
    }
)
"""The commands of who runs the room, while another keeps the record."""

_ID_OF = {(command.group, command.label): command.id for command in COMMANDS}

_SHOWN = {
    "space": "Space",
    "tab": "Tab",
    "enter": "Enter",
    "escape": "Esc",
    "backspace": "Bksp",
    "delete": "Del",
    "insert": "Ins",
    "up": "Up",
    "down": "Down",
    "left": "Left",
    "right": "Right",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
}

NAMED_KEYS = frozenset({"space", "backspace", "delete", "insert"})
FIXED_KEYS = {
    "tab": "the next panel",
    "enter": "choose what the cursor is on",
    "escape": "back",
    "^": "back, as Esc",
    "up": "moving up",
    "down": "moving down",
    "left": "the panel before",
    "right": "the next panel",
    "home": "the first line",
    "end": "the last line",
    "pageup": "a page up",
    "pagedown": "a page down",
}

BY_ID = {command.id: command for command in COMMANDS}
_DEFAULTS = {command.id: command.key for command in COMMANDS if command.key}
_NAMED = re.compile(r"<(\w+)>")


@dataclass(frozen=True, slots=True)
class KeyMap:
    """Which key does what.

    Attributes:
        command: The command of each key.
        key: The key of each command's id.
        problems: What is wrong with the settings, each a sentence; their defaults hold.
    """

    command: Mapping[str, Command]
    key: Mapping[str, str]
    problems: tuple[str, ...] = ()

    def worded(self, sentence: str) -> str:
        """A sentence with the key of each command that it names: ``Press <undo>``."""
        return _NAMED.sub(lambda named: self.pressed(named[1]) or named[0], sentence)

    def within(self, commands: Collection[str]) -> "KeyMap":
        """The keys of some commands alone."""
        return KeyMap(
            {key: command for key, command in self.command.items() if command.id in commands},
            {id_: key for id_, key in self.key.items() if id_ in commands},
            self.problems,
        )

    def pressed(self, command: str) -> str:
        """The key of a command as a sentence names it; empty where it has none."""
        return self.key.get(command, "").replace("space", "Space")

    def struck(self, command: Command) -> str:
        """All that is pressed for a command: its key and what follows, or its name in the palette.

        ``l tag``, ``: close``.
        """
        if key := self.pressed(command.id):
            return f"{key} {command.then}" if command.then else key
        return f"{self.pressed('palette')} {command.label}"


def shown_key(key: str) -> str:
    """A key as the hints write it: ``Space``, ``Esc``, ``r``."""
    return _SHOWN.get(key, key)


def command_id(group: str, label: str) -> str:
    """The command that a hint stands for; its label where it is none of the table's."""
    return _ID_OF.get((group, label), label)


def key_map(chosen: Mapping[str, str]) -> KeyMap:
    """The keys after what settings.toml says under ``[keys]``, command id to key.

    A key that is no key, names no command, is fixed, or is claimed twice is left out and told
    of; no command ever loses its key in silence.
    """
    problems: list[str] = []
    wanted: dict[str, str] = {}
    for id_, key in chosen.items():
        if wrong := _wrong(id_, key):
            problems.append(wrong)
        else:
            wanted[id_] = key
    while clash := _clash(wanted):
        id_, other = clash
        key, kept = wanted.pop(id_), _DEFAULTS.get(id_)
        stays = f"“{kept}” stays." if kept else "It stays in the palette."
        problems.append(f"[keys] {id_}: “{key}” is the key of “{other}” already. {stays}")
    keys = _DEFAULTS | wanted
    return KeyMap({key: BY_ID[id_] for id_, key in keys.items()}, keys, tuple(problems))


def _wrong(id_: str, key: str) -> str:
    """What is wrong with one line of the settings; empty when it can stand."""
    if id_ not in BY_ID:
        near = get_close_matches(id_, BY_ID, 1)
        hint = f" Did you mean “{near[0]}”?" if near else ""
        return f"[keys] names no command “{id_}”.{hint}"
    if key in FIXED_KEYS:
        return f"[keys] {id_}: “{key}” is kept for {FIXED_KEYS[key]}."
    if key in NAMED_KEYS or (len(key) == 1 and key.isprintable() and key != " "):
        return ""
    return f"[keys] {id_}: “{key}” is no key. Give one character, or “space”."


def _clash(wanted: Mapping[str, str]) -> tuple[str, str] | None:
    """The last of the wanted keys that another command has, and that command."""
    keys = _DEFAULTS | dict(wanted)
    for id_ in reversed(list(wanted)):
        for other, key in keys.items():
            if key == keys[id_] and other != id_:
                return id_, other
    return None
