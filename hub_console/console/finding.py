"""Getting somewhere: go to an item, find, the palette, the keys."""

from functools import partial

from hub_console.console.commands import COMMANDS, Command
from hub_console.console.keyboard import Keyboard
from hub_console.console.modes.choosing import Offering, choose_from
from hub_console.console.modes.going import Going
from hub_console.console.situation_marks import table_of, words_of
from hub_console.console.views import Choice, Panel
from hub_console.meeting.acts import floor
from hub_console.meeting.agenda import Item
from hub_console.meeting.values import Id, picked
from hub_console.vocabulary import PICKER


def go(board: Keyboard) -> None:
    """Go to an item by its number."""
    numbers = {str(item.position): str(item.id) for item in table_of(board).agenda}
    board.enter(Going(board, numbers, partial(turn_to, board)))


def turn_to(board: Keyboard, item_id: str) -> None:
    """Give an item the floor."""
    if board.act(floor.turn_to, Id(item_id)):
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
    """Every command by name."""
    _commands(board, "PALETTE", "COMMANDS", wide=False)


def help_keys(board: Keyboard) -> None:
    """The keys, searchable; choosing one runs it."""
    _commands(board, "KEYS", "KEYS", wide=True)


def _commands(board: Keyboard, name: str, title: str, *, wide: bool) -> None:
    def offer(query: str) -> list[Choice]:
        words = query.lower().split()
        return [
            Choice(board.keys.key.get(c.id, ""), c.help, hint=_hint(c))
            for c in COMMANDS
            if all(w in f"{c.label} {c.help} {c.group}".lower() for w in words)
        ]

    def _hint(command: Command) -> str:
        return f"then {command.then}" if command.then and wide else command.group.lower()

    def choose(choice: Choice) -> None:
        board.run(next(c.id for c in COMMANDS if c.help == choice.title))

    def about(choice: Choice) -> str:
        command = next(c for c in COMMANDS if c.help == choice.title)
        return board.barred(command.id) or f"{command.help}."

    hints = "type to search · Enter runs it · Esc back"
    choose_from(
        board,
        Offering(name, title, offer, choose, hints=hints, digits=False, about=about, wide=wide),
    )
