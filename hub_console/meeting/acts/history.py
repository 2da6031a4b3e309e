"""Years that a table brings with it: situations of the past, taken in at once."""

from collections.abc import Sequence
from dataclasses import replace

from hub_console.meeting.situation import Situation, problems
from hub_console.meeting.table import Table
from hub_console.meeting.values import Moment, Refused, derived_id


def take_history(table: Table, _: Moment, situations: Sequence[Situation]) -> Table:
    """The table with situations of its past, under the numbers that they had.

    Two stations that take in the same rows mean the same records.

    Raises:
        Refused: One of them cannot be.
    """
    numbers = dict(table.home.numbers)
    taken = []
    for situation in situations:
        number = situation.number or ""
        if wrong := problems(situation):
            raise Refused(f"{number}: {wrong[0]}")
        year, last = number.split("-")
        numbers[year] = max(numbers.get(year, 0), int(last))
        taken.append(replace(situation, id=derived_id(table.home.id, "row", number)))
    return replace(table, home=replace(table.home, numbers=numbers)).with_records(*taken)
