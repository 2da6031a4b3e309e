"""What the room may see of a situation at each filter: a whitelist, and nothing beside it."""

from dataclasses import replace

from hub_console.meeting.agenda import Item
from hub_console.meeting.situation import Filter, Situation, SituationState
from hub_console.meeting.table import Table
from hub_console.meeting.values import Picks, picked
from hub_console.vocabulary import CodedList, Vocabulary


def seen(situation: Situation) -> Situation:
    """The situation with what its filter lets the whole table see, every other field empty.

    At filters 2 and 3 what is discussed aloud; from filter 4 on, who intervenes. One that is
    rejected, concluded or not presented yet is a number.
    """
    number = Situation(
        situation.id,
        number=situation.number,
        filter=situation.filter,
        grouping=situation.grouping,
    )
    match situation.state, situation.filter:
        case SituationState.PRESENTED, Filter.DE_IDENTIFIED:
            return _discussed(number, situation)
        case SituationState.PRESENTED, Filter.LIMITED_IDENTIFICATION:
            discussed = _discussed(number, situation)
            return replace(_intervening(discussed, situation), involved=situation.involved)
        case SituationState.PRESENTED | SituationState.OPEN, Filter.PLANNING:
            intervening = _intervening(number, situation)
            return replace(intervening, outcome=situation.outcome, due=situation.due)
        case _:
            return number


def _discussed(number: Situation, situation: Situation) -> Situation:
    return replace(
        number,
        originating=situation.originating,
        type=situation.type,
        sex=situation.sex,
        age_band=situation.age_band,
        risk_factors=situation.risk_factors,
    )


def _intervening(number: Situation, situation: Situation) -> Situation:
    return replace(number, lead=situation.lead, assisting=situation.assisting)


def _without_reason(item: Item) -> Item:
    return item if item.carried is None else replace(item, carried="")


def seen_table(table: Table) -> Table:
    """The table as the room may see it: no note, no report, and of a situation what is seen.

    While the wall is blank that is nothing: no agenda, no situation, nobody's seat.
    """
    if table.paused:
        return Table(table.home, table.station, table.rules, meetings=table.meetings)
    items = {id_: _without_reason(item) for id_, item in table.items.items()}
    return replace(
        table,
        items=items,
        situations={id_: seen(situation) for id_, situation in table.situations.items()},
        report_backs={},
        notes={},
    )


def risk_words(codes: Picks, detail: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Risk factors as far as the wall's detail goes: in full, by category, or how many."""
    if not codes:
        return ()
    found = [(code, vocabulary.find(code, CodedList.RISK_FACTORS)) for code in picked(codes)]
    match detail:
        case "full":
            return tuple(entry.title if entry else code for code, entry in found)
        case "category":
            return tuple(dict.fromkeys(entry.category if entry else "Other" for _, entry in found))
        case _:
            return ("1 factor" if len(codes) == 1 else f"{len(codes)} factors",)
