"""Marks on the agenda: add, move, urgent, carry, close; and agencies added to the roster."""

from functools import partial

from hub_console.console import finding
from hub_console.console.keyboard import Act, Keyboard
from hub_console.console.modes.asking import Answer, Asking
from hub_console.console.modes.calling import Call, Calling
from hub_console.console.modes.choosing import Offering, choose_from
from hub_console.console.modes.reading_back import ReadingBack
from hub_console.console.modes.writing import Form, Writing
from hub_console.console.situation_marks import table_of, tags, words_of
from hub_console.console.views import Choice, Panel, Tone
from hub_console.meeting.acts import amending, discussion, planning, room
from hub_console.meeting.acts.planning import Draft
from hub_console.meeting.agenda import Item, ItemKind
from hub_console.meeting.identifiers import suspicions_at
from hub_console.meeting.read_back import ReadBack, read_back
from hub_console.meeting.roster import Agency
from hub_console.meeting.situation import SituationState
from hub_console.meeting.table import Table
from hub_console.meeting.values import NO_ID, AgencyTag, Id, Moment
from hub_console.vocabulary import CodedList, Entry, search

TITLE_LENGTH = 60
NAME_LENGTH = 40


def chosen(board: Keyboard, table: Table) -> Item:
    """The item under the cursor, else the live one, or the one that is being amended.

    Raises:
        Refused: There is neither.
    """
    if table.amending:
        return table.marked()
    row = board.cursor.row if board.cursor.panel is Panel.AGENDA else None
    return table.on_agenda(Id(row)) if row else table.floor()


def why_not(board: Keyboard, command: str) -> str:
    """Why a command cannot act on the chosen item; empty when it can."""

    def tried(table: Table, moment: Moment) -> Table:
        item = chosen(board, table)
        match command:
            case "carry":
                return planning.carry(table, moment, item.id, "")
            case "urgent":
                return planning.toggle_urgent(table, moment, item.id)
            case "error":
                return discussion.enter_in_error(table, moment, item.id, "")
            case _:
                return planning.move(table, moment, item.id, 1 if command == "down" else -1)

    return board.why_not(tried)


def carry(board: Keyboard) -> None:
    """Carry the chosen item to the next meeting, with a reason."""
    item = chosen(board, table_of(board))
    answers = [
        Answer(e.key, e.label, partial(board.act, planning.carry, item.id, e.code))
        for e in words_of(board).entries(CodedList.CARRY_REASONS)
    ]
    title = f"CARRY ITEM {item.position} TO THE NEXT MEETING"
    board.enter(Asking(board, "CARRY", title, [("Why", answers)]))


def urgent(board: Keyboard) -> None:
    """The chosen item is urgent, or is not after all."""
    board.act(planning.toggle_urgent, chosen(board, table_of(board)).id)


def move(board: Keyboard, by: int) -> None:
    """Move the chosen item down (1) or up (-1)."""
    board.act(planning.move, chosen(board, table_of(board)).id, by)


def add(board: Keyboard) -> None:
    """Add an item to the agenda."""
    answers = [
        Answer("n", "a new situation", partial(_add_new, board)),
        Answer("r", "a report-back or another open situation", partial(_add_report_back, board)),
        Answer("s", "a standing item, with a title", partial(_add_standing, board)),
    ]
    board.enter(Asking(board, "ADD", "ADD AN ITEM", [("What", answers)]))


def _add_new(board: Keyboard) -> None:
    def called(_: str, tag: str) -> None:
        _add(board, Draft(ItemKind.NEW, originating=tag))

    hints = "two letters of the agency that brings it · Esc back"
    call = Call("BROUGHT BY", partial(tags, board), called, hints, stays=False)
    board.enter(Calling(board, call))


def _add_report_back(board: Keyboard) -> None:
    table = table_of(board)
    there = {item.situation for item in table.agenda}
    presented = [s for s in table.situations.values() if s.state is SituationState.PRESENTED]
    waiting = [s for s in (*table.open_situations(), *presented) if s.id not in there and s.number]
    if not waiting:
        board.say("No open situation is missing from this agenda.", Tone.REFUSED)
        return

    def offer(query: str) -> list[Choice]:
        return [
            Choice(s.number or "", f"lead {s.lead or '–'}  due {s.due or '–'}", hint=s.state)
            for s in waiting
            if query in (s.number or "")
        ]

    def choose(choice: Choice) -> None:
        is_open = any(s.number == choice.code for s in table.open_situations())
        kind = ItemKind.REPORT_BACK if is_open else ItemKind.CARRIED
        _add(board, Draft(kind, number=choice.code))

    hints = "type the number · Enter chooses · Esc back"
    title = "OPEN SITUATIONS"
    choose_from(board, Offering("ADD", title, offer, choose, hints=hints, digits=False))


def _add_standing(board: Keyboard) -> None:
    def written(act: "Act[Draft]", title: str) -> None:
        if title:
            _add(board, Draft(ItemKind.STANDING, title=title), act)

    form = Form(
        "TITLE",
        "TITLE OF THE ITEM: no names",
        TITLE_LENGTH,
        partial(written, planning.add_item),
        suspected=partial(suspicions_at, table_of(board)),
        despite=partial(written, planning.add_item_despite_warning),
    )
    board.enter(Writing(board, form))


def _add(board: Keyboard, draft: Draft, act: "Act[Draft]" = planning.add_item) -> None:
    before = {item.id for item in table_of(board).agenda}
    if board.act(act, draft):
        added = next(item for item in table_of(board).agenda if item.id not in before)
        board.cursor.on(Panel.AGENDA, added.id)


def enter_in_error(board: Keyboard) -> None:
    """Remove the detail of the chosen situation, for a reason and after a second look."""
    table = table_of(board)
    item = chosen(board, table)
    situation = table.situation_of(item)
    name = situation.number if situation and situation.number else f"item {item.position}"

    def look_again(reason: Entry) -> None:
        act = partial(board.act, discussion.enter_in_error, item.id, reason.code)
        answers = [
            Answer("y", f"remove what was marked of {name}: {reason.label.lower()}", act),
            Answer("n", "leave it as it is", lambda: None),
        ]
        said = "Number and reason stay; the rest is erased when the meeting closes"
        board.enter(Asking(board, "IN ERROR", f"REMOVE {name}?", [(said, answers)]))

    answers = [
        Answer(e.key, e.label, partial(look_again, e))
        for e in words_of(board).entries(CodedList.ERROR_REASONS)
    ]
    board.enter(Asking(board, "IN ERROR", f"{name} ENTERED IN ERROR", [("Why", answers)]))


def close(board: Keyboard) -> None:
    """Read the meeting back, and close it, or end amending it, once that is confirmed."""
    desk, amending_it = board.desk, table_of(board).amending

    def shut() -> None:
        if board.act(amending.end_amending if amending_it else planning.close_meeting):
            board.said = None

    def turn_to(item_id: Id) -> None:
        live = table_of(board).live
        if live is None or live.id != item_id:
            finding.turn_to(board, item_id)

    def read() -> ReadBack:
        return read_back(table_of(board), words_of(board), desk.clock.now())

    desk.rare.begin(
        {
            (s.age_band, s.sex)
            for line in read().lines
            if (s := line.situation).age_band and s.sex and s.risk_factors
        }
    )
    board.enter(
        ReadingBack(
            board,
            read,
            lambda: None if desk.rare.counting else desk.rare.found,
            turn_to,
            shut,
            amending=amending_it,
        )
    )


def amend(board: Keyboard) -> None:
    """Give an item of the closed meeting back to the keys: the chosen one, or one of a list."""
    table = table_of(board)
    items = {str(item.position): item for item in amending.amendable(table)}
    if board.cursor.panel is Panel.AGENDA and board.cursor.row:
        _amend(board, Id(board.cursor.row))
        return

    said = read_back(table, words_of(board), board.desk.clock.now())
    lines = [line for line in said.lines if str(line.position) in items]

    def offer(query: str) -> list[Choice]:
        return [
            Choice(str(line.position), f"{line.number}  {line.decision}")
            for line in lines
            if query in str(line.position) or query in line.number
        ]

    def choose(choice: Choice) -> None:
        _amend(board, items[choice.code].id)

    hints = "type the number · Enter chooses · Esc back"
    title = "AMEND WHICH SITUATION?"
    choose_from(board, Offering("AMEND", title, offer, choose, hints=hints, digits=False))


def _amend(board: Keyboard, item_id: Id) -> None:
    if board.act(amending.amend, item_id):
        board.cursor.rest()


def add_agency(board: Keyboard) -> None:
    """Add an agency to the roster: its letters, its name, its sector."""

    def written(text: str) -> None:
        tag, _, name = text.partition(" ")
        if len(tag) != 2 or not tag.isascii() or not tag.isalnum() or not name.strip():
            board.say(
                "Write two letters, a space, and the name: VA Veterans services", Tone.REFUSED
            )
        elif known := table_of(board).agency(tag.upper()):
            board.say(f"{known.tag} is {known.name} already. Choose other letters.", Tone.REFUSED)
        else:
            _ask_sector(board, tag.upper(), name.strip())

    title = "NEW AGENCY: two letters and the name"
    form = Form(
        "AGENCY",
        title,
        NAME_LENGTH + 3,
        written,
        hints="as in VA Veterans services · Enter adds it · Esc back",
    )
    board.enter(Writing(board, form))


def _ask_sector(board: Keyboard, tag: str, name: str) -> None:
    sectors = words_of(board).entries(CodedList.SECTORS)

    def offer(query: str) -> list[Choice]:
        return [Choice(e.code, e.label) for e in search(sectors, query)]

    def choose(choice: Choice) -> None:
        agency = Agency(NO_ID, AgencyTag(tag), name, choice.code)
        board.act(room.set_roster, (agency,))

    choose_from(board, Offering("SECTOR", f"SECTOR OF {tag} {name}", offer, choose))
