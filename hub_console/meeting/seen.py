"""What the room may see of a situation at each filter: a whitelist, and nothing beside it."""

from dataclasses import replace

from hub_console.meeting.situation import Filter, Situation, SituationState
from hub_console.meeting.table import Table


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


def seen_table(table: Table) -> Table:
    """The table as the room may see it: no note, no report, and of a situation what is seen."""
    return replace(
        table,
        situations={id_: seen(situation) for id_, situation in table.situations.items()},
        report_backs={},
        notes={},
    )
