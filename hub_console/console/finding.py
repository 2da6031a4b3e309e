"""Getting somewhere: go to an item, find, the palette, the keys."""

import re
from collections.abc import Sequence
from functools import partial

from hub_console.console.commands import COMMANDS, FIXED_KEYS, Command
from hub_console.console.keyboard import Keyboard
from hub_console.console.modes.choosing import Offering, choose_from
from hub_console.console.modes.going import Going
from hub_console.console.situation_marks import table_of, words_of
from hub_console.console.views import Choice, Panel
from hub_console.meeting.acts import amending, floor
from hub_console.meeting.agenda import Item
from hub_console.meeting.values import Id, picked
from hub_console.vocabulary import PICKER

SOUGHT_AS = {
    "roll": "late present attendance check-in",
    "quit": "exit quit",
    "close": "end finish seal adjourn",
    "undo": "mistake wrong slip",
    "longer": "extend more time",
    "reject": "not acute",
    "blank": "hide panic",
    "theme": "colour color bright",
    "stations": "enrol enroll card trust revoke",
    "import": "stick usb receive",
    "export": "stick usb send",
    "statistics": "report numbers",
}
"""Other words that somebody would look for a command by."""


def go(board: Keyboard) -> None:
    """Go to an item by its number."""
    numbers = {str(item.position): str(item.id) for item in table_of(board).agenda}
    board.enter(Going(board, numbers, partial(turn_to, board)))


def turn_to(board: Keyboard, item_id: str) -> None:
    """Give an item the floor; while a closed meeting is amended, amend that item."""
    act = amending.amend if table_of(board).amending else floor.turn_to
    if board.act(act, Id(item_id)):
        board.cursor.rest()


def find(board: Keyboard) -> None:
    """Find an agency, a number, a factor on this agenda."""
    table, vocabulary = table_of(board), words_of(board)

    def offer(query: str) -> list[Choice]:
        words = query.lower().split()
        found = [
            Choice(agency.tag, agency.name, hint=table.seat(agency).presence)
            for agency in table.roster
        ]
        for item in table.agenda:
            found.append(Choice(str(item.position), _about(item), hint="item"))
        return [
            c for c in found if all(w in f"{c.code} {c.title} {_factors(c)}".lower() for w in words)
        ]

    def _about(item: Item) -> str:
        situation = table.situation_of(item)
        if situation is None:
            return item.title
        return f"{situation.number or 'new situation'}  {situation.originating or ''}  {item.kind}"

    def _factors(choice: Choice) -> str:
        item = next((i for i in table.agenda if str(i.position) == choice.code), None)
        situation = table.situation_of(item) if choice.hint == "item" else None
        if situation is None:
            return ""
        lists = (situation.risk_factors, situation.protective_factors, situation.flags)
        return " ".join(
            f"{code} {vocabulary.label(code, *PICKER)}" for picks in lists for code in picked(picks)
        )

    def choose(choice: Choice) -> None:
        if choice.hint == "item":
            item = next(i for i in table.agenda if str(i.position) == choice.code)
            board.cursor.on(Panel.AGENDA, item.id)
            board.say(f"Enter turns to item {choice.code}.")
        else:
            board.cursor.on(Panel.ROSTER, choice.code)
            board.say(f"{choice.code} {choice.title}: {choice.hint}")

    hints = "agency, number or factor · Enter shows it · Esc back"
    choose_from(board, Offering("FIND", "FIND", offer, choose, hints=hints, digits=False))


def palette(board: Keyboard) -> None:
    """Every command by name; first what can act and has no key, so that this is its only door."""
    _list_commands(board, "PALETTE", "COMMANDS")


def help_keys(board: Keyboard) -> None:
    """The keys, searchable, and what is wrong with the settings' own; choosing one runs it."""
    wrong = [Choice("", problem, hint="settings.toml") for problem in board.keys.problems]
    fixed = [Choice(key, does.capitalize(), hint="always") for key, does in FIXED_KEYS.items()]
    _list_commands(board, "KEYS", "KEYS", wrong, fixed, wide=True)


def _list_commands(
    board: Keyboard,
    name: str,
    title: str,
    before: Sequence[Choice] = (),
    after: Sequence[Choice] = (),
    *,
    wide: bool = False,
) -> None:
    why = {c.help: board.barred(c.id) for c in board.offered}

    def line(command: Command) -> Choice:
        hint = f"then {command.then}" if command.then and wide else ""
        hint = "not now" if why[command.help] else hint
        key = board.keys.pressed(command.id)
        return Choice(key, command.help, hint=hint, label=command.label)

    def place(command: Command) -> tuple[bool, bool]:
        return bool(why[command.help]), bool(board.keys.pressed(command.id))

    commands = board.offered if wide else sorted(board.offered, key=place)
    lines = [*before, *map(line, commands), *after]

    def offer(query: str) -> list[Choice]:
        words = query.lower().split()
        found = [c for c in lines if all(w in _words(c) or w == c.code.lower() for w in words)]
        return sorted(found, key=partial(_rank, query.strip().lower()))

    def choose(choice: Choice) -> None:
        if command := _BY_HELP.get(choice.title):
            board.run(command.id)

    def about(choice: Choice) -> str:
        return why.get(choice.title) or f"{choice.title}."

    hints = "type to search · Enter runs it · Esc back"
    choose_from(
        board,
        Offering(name, title, offer, choose, hints=hints, digits=False, about=about, wide=wide),
    )


_BY_HELP = {command.help: command for command in COMMANDS}


def _words(choice: Choice) -> str:
    """What a line of the palette is found by: its label first."""
    command = _BY_HELP.get(choice.title)
    if command is None:
        return choice.title.lower()
    said = f"{command.label} {command.help} {command.group}".lower()
    return f"{said} {SOUGHT_AS.get(command.id, '')}"


def _rank(typed: str, choice: Choice) -> int:
    """The label itself comes first, then its beginning, then whole words, then any part."""
    command, words = _BY_HELP.get(choice.title), _words(choice)
    if command is not None and command.label.lower() == typed:
        return 0
    if words.startswith(typed):
        return 1
    return 2 if typed in re.findall(r"\w+", words) else 3 if typed in words else 4
